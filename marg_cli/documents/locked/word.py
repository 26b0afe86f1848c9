"""A Word document that opens with a password, as Word and LibreOffice write it (AES, SHA-512)."""

from __future__ import annotations

from io import BytesIO

from marg_cli.documents.locked.proof import unproved


def lock_docx(data: bytes, password: str) -> bytes:
    """The same document under *password*. Raises Refused.

    What was locked is opened again and compared, byte by byte: small packages can be damaged by
    the locking, and nothing else would say so.
    """
    from msoffcrypto.exceptions import FileFormatError
    from msoffcrypto.format.ooxml import OOXMLFile

    locked = BytesIO()
    try:
        OOXMLFile(BytesIO(data)).encrypt(password, locked)
    except FileFormatError:
        raise unproved("Word") from None
    if not _opens(locked, password, data):
        raise unproved("Word")
    return locked.getvalue()


def _opens(locked: BytesIO, password: str, data: bytes) -> bool:
    from msoffcrypto import OfficeFile
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError

    opened = BytesIO()
    try:
        file = OfficeFile(locked)
        file.load_key(password=password, verify_password=True)
        file.decrypt(opened, verify_integrity=True)
    except (DecryptionError, FileFormatError, InvalidKeyError):
        return False
    return opened.getvalue() == data
