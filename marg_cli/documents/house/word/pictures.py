"""Pictures of a house document: known by how they begin, kept without what is written in them."""

from __future__ import annotations

import re
import struct

from marg_cli.documents.house.word.unfit import AGAIN, Unfit

KINDS = {
    "png": (rb"\x89PNG\r\n\x1a\n", "image/png"),
    "jpeg": (rb"\xff\xd8\xff", "image/jpeg"),
    "gif": (rb"GIF8[79]a", "image/gif"),
    "bmp": (rb"BM", "image/bmp"),
    "tiff": (rb"II\*\x00|MM\x00\*", "image/tiff"),
    "emf": (rb"\x01\x00\x00\x00.{36} EMF", "image/x-emf"),
    "wmf": (rb"\xd7\xcd\xc6\x9a|[\x01\x02]\x00\x09\x00\x00", "image/x-wmf"),
}
"""Each kind by its ending: how its bytes begin, and how a package calls it."""

_PNG_HEAD = 8
_PNG_SHOWN = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP"} | {
    b"sBIT", b"bKGD", b"pHYs"
}  # fmt: skip
_JPEG_WRITTEN = {0xE1, 0xED, 0xFE}  # Exif and XMP, Photoshop's, comments
_JPEG_MARK = 0xFF
_JPEG_LENGTH = 2
_JPEG_SCAN = 0xDA


def kind_of(content: bytes) -> str:
    """Tell a picture's kind by how it begins. Raises Unfit for one that Word does not know."""
    for kind, (beginning, _) in KINDS.items():
        if re.match(beginning, content, re.DOTALL):
            return kind
    raise Unfit(
        "holds a picture of a kind that is not taken in",
        f"In Word, replace the picture with a PNG or JPEG one, save it, {AGAIN}",
    )


def unlabelled(content: bytes) -> bytes:
    """Take out who made a picture, where, and what is written beside it; what is seen stays."""
    kind = kind_of(content)
    try:
        if kind == "png":
            return _png(content)
        if kind == "jpeg":
            return _jpeg(content)
    except (struct.error, IndexError):
        raise Unfit(
            "holds a damaged picture", f"In Word, insert the picture again, save it, {AGAIN}"
        ) from None
    return content


def _png(content: bytes) -> bytes:
    kept, at = [content[:_PNG_HEAD]], _PNG_HEAD
    while at < len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        if name in _PNG_SHOWN:
            kept.append(content[at : at + length + 12])
        at += length + 12
        if name == b"IEND":
            break
    return b"".join(kept)


def _jpeg(content: bytes) -> bytes:
    kept, at = [content[:2]], 2
    while content[at + 1] != _JPEG_SCAN:
        begin, mark, length = struct.unpack_from(">BBH", content, at)
        if begin != _JPEG_MARK or length < _JPEG_LENGTH:
            raise IndexError
        if mark not in _JPEG_WRITTEN:
            kept.append(content[at : at + length + 2])
        at += length + 2
    return b"".join((*kept, content[at:]))
