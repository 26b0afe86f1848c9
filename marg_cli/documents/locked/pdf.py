"""A PDF that opens with a password: AES-256, as Acrobat, Edge and Chrome read it (revision 6)."""

from __future__ import annotations

import secrets
from io import BytesIO

from marg_cli.documents.locked.proof import unproved

ARCHIVE_MARKS = ("pdfaid:part", "pdfaid:conformance", "pdfaid:amd", "pdfaid:rev")
"""What says that a file is PDF/A, which no locked file may be (ISO 19005-2, 6.1.3)."""


def lock_pdf(data: bytes, password: str) -> bytes:
    """The same pages under *password*; screen readers may still read them, once it is open.

    It no longer says that it is PDF/A: the archive's copy is the plain one. Raises Refused.
    """
    import pikepdf

    locked = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = len(pdf.pages)
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
            for mark in ARCHIVE_MARKS:
                said.pop(mark, None)
        pdf.save(
            locked,
            encryption=pikepdf.Encryption(owner=secrets.token_hex(32), user=password, R=6),
            fix_metadata_version=False,
        )
    if not (_opens(locked, password, pages) and not _opens(locked, "", pages)):
        raise unproved("PDF")
    return locked.getvalue()


def _opens(locked: BytesIO, password: str, pages: int) -> bool:
    import pikepdf

    try:
        with pikepdf.open(locked, password=password) as pdf:
            return len(pdf.pages) == pages
    except pikepdf.PasswordError:
        return False
