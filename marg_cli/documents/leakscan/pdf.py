"""What stands in a PDF: the words a reader's program finds, its properties, and every stream."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from marg_cli.documents.leakscan.views import Views, unreadable

if TYPE_CHECKING:
    from pikepdf import Pdf

_STRING = re.compile(rb"\((?P<said>(?:[^()\\]|\\.)*)\)|<(?P<hex>[0-9A-Fa-f\s]{4,})>", re.DOTALL)
_ESCAPED = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b""}
_MARKS = {BOM_UTF16_BE: "utf-16-be", BOM_UTF16_LE: "utf-16-le", BOM_UTF8: "utf-8"}
_TAGS = re.compile(r"<[^>]*>")
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})
"""PDFium tells a hyphen at the end of a line by a character of its own."""


def of_pdf(data: bytes) -> Views:
    """The words drawn, the properties, the strings, and the streams as they were before packing.

    Words are drawn by the numbers of their glyphs, so that no search of the bytes finds them.
    Raises Refused for a file that is damaged or locked.
    """
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise unreadable("pdf")
            properties, metadata, bare = _properties(pdf), _metadata(pdf), _unpacked(pdf)
    except (pikepdf.PdfError, ValueError, RuntimeError):
        raise unreadable("pdf") from None
    texts = {"text": _drawn(data), "properties": properties, "metadata": metadata}
    return Views(texts, strings=("\n".join(_strings(bare)),), noise=(data, bare))


def _drawn(data: bytes) -> str:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
        pages = [page.get_textpage().get_text_range() for page in pdf]
        pdf.close()
    except pypdfium2.PdfiumError:
        raise unreadable("pdf") from None
    return "\n".join(pages).translate(_HYPHENS)


def _properties(pdf: Pdf) -> str:
    """What its information says, which older programs show."""
    return "\n".join(str(value) for value in dict(pdf.docinfo).values())


def _metadata(pdf: Pdf) -> str:
    """What its XMP says: the words, and what stands in its tags."""
    if "/Metadata" not in pdf.Root:
        return ""
    written = pdf.Root.Metadata.read_bytes().decode("utf-8", "replace")
    return f"{_TAGS.sub(' ', written)}\n{' '.join(_TAGS.findall(written))}"


def _unpacked(pdf: Pdf) -> bytes:
    """The same file with every stream unpacked, as far as it is packed without loss."""
    import pikepdf

    bare = BytesIO()
    pdf.save(
        bare,
        fix_metadata_version=False,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return bare.getvalue()


def _strings(bare: bytes) -> Iterator[str]:
    """The strings outside the streams: titles, words for pictures, what was written over."""
    outside = b"".join(part.partition(b"stream\n")[0] for part in bare.split(b"endstream"))
    for found in _STRING.finditer(outside):
        if found["hex"]:
            digits = b"".join(found["hex"].split())
            content = bytes.fromhex(digits.decode() + "0" * (len(digits) % 2))
        else:
            content = _ESCAPED.sub(_unescaped, found["said"])
        mark = next((mark for mark in _MARKS if content.startswith(mark)), None)
        if mark:
            yield content.removeprefix(mark).decode(_MARKS[mark], "replace")
        elif not found["hex"] or _is_text(content):
            yield content.decode("latin-1")


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes([int(found[1], 8) & 0xFF])
    return _LETTERS.get(found[2][-1:], found[2])


def _is_text(content: bytes) -> bool:
    return not any(byte < ord("\t") for byte in content)
