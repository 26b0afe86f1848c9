"""A group's logo: a picture of a known kind, from the house folder itself, of a sane size."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from marg_cli.documents.house.logo_svg import svg_size
from marg_cli.errors import TemplateError

LARGEST = 2_000_000
MOST_PIXELS = 8000
TALLEST = 80
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_PNG = b"\x89PNG\r\n\x1a\n"
_CHUNK = 12
_TWO_NUMBERS = 8

_JPEG = b"\xff\xd8\xff"
_JPEG_END = b"\xff\xd9"
_MARK = 0xFF
_FRAME = 9
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_PICTURE = 0xDA
_INKS = 4

Size = tuple[float, float]


class Kind(NamedTuple):
    """How a kind of picture begins, and how its width and height are found."""

    starts: bytes
    size: Callable[[bytes], Size | None]


def picture(folder: Path, name: str, width: float) -> tuple[bytes, str]:
    """The picture *name* in *folder* and its kind: png, jpeg or svg.

    *width* is how wide it will be printed, in millimetres. Raises TemplateError.
    """
    content = _content(_within(folder, name), name).removeprefix(BYTE_ORDER_MARK).lstrip()
    kind = next((kind for kind in KINDS if content.startswith(KINDS[kind].starts)), "")
    if not kind:
        raise TemplateError(
            f"{name} is not a picture that marg knows", "Save it as PNG, JPEG or SVG."
        )
    if kind == "jpeg" and _is_for_a_printer(content):
        raise TemplateError(
            f"{name} is made for a printer's four inks (CMYK)", "Save it for a screen: as RGB."
        )
    size = KINDS[kind].size(content)
    if size is None:
        raise TemplateError(
            f"{name} is damaged, or not the {kind.upper()} it begins as", "Save the picture again."
        )
    across, down = size
    if kind != "svg" and max(size) > MOST_PIXELS:
        raise TemplateError(
            f"{name} is {across:g} by {down:g} pixels: {MOST_PIXELS} a side are the most",
            "Save a smaller copy; 1000 pixels across are plenty for print.",
        )
    if down / across * width > TALLEST:
        raise TemplateError(
            f"{name} would stand {down / across * width:.0f} mm tall on the first page",
            f"Give it a smaller width, or crop it: {TALLEST} mm are the most.",
        )
    return content, kind


def _within(folder: Path, name: str) -> Path:
    try:
        file = folder / name
        inside = file.resolve().is_relative_to(folder.resolve())
        there = inside and ".." not in file.parts and file.is_file()
    except (OSError, ValueError, RuntimeError):
        inside, there = True, False
    if not inside or ".." in Path(name).parts:
        raise TemplateError(
            "the logo lies outside the house folder", "Copy the picture beside house.toml."
        )
    if not there:
        raise TemplateError(
            "there is no such file in the house folder", "Copy the picture beside house.toml."
        )
    return file


def _content(file: Path, name: str) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise TemplateError(
                f"{name} is larger than {LARGEST // 1_000_000} MB", "Save a smaller copy."
            )
        return file.read_bytes()
    except OSError as error:
        raise TemplateError(
            f"{name} cannot be read ({error.strerror})", "See who may read the file."
        ) from None


def _png_size(content: bytes) -> Size | None:
    """Width and height of a PNG all of whose chunks are whole, to the last."""
    size, at = None, len(_PNG)
    while at + _CHUNK <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + _CHUNK + length
        if zlib.crc32(content[at + 4 : end - 4]).to_bytes(4) != content[end - 4 : end]:
            return None
        if kind == b"IHDR" and length >= _TWO_NUMBERS:
            size = struct.unpack_from(">II", content, at + 8)
        if kind == b"IEND":
            return size if size and all(size) else None
        at = end
    return None


def _jpeg_size(content: bytes) -> Size | None:
    """Width and height from the header of a JPEG's frame; the picture has to have an end."""
    at = _jpeg_frame(content)
    if at is None:
        return None
    down, across = struct.unpack_from(">HH", content, at + 5)
    whole = across and down and content.rfind(_JPEG_END) > at
    return (across, down) if whole else None


def _is_for_a_printer(content: bytes) -> bool:
    at = _jpeg_frame(content)
    return at is not None and content[at + _FRAME] == _INKS


def _jpeg_frame(content: bytes) -> int | None:
    """Where the header of a JPEG's frame begins."""
    at = 2
    while at < len(content) - _FRAME and content[at] == _MARK:
        marker = content[at + 1]
        if marker in _JPEG_SIZES:
            return at
        if marker == _JPEG_PICTURE:
            break
        at += 1 if marker == _MARK else 2 + int.from_bytes(content[at + 2 : at + 4])
    return None


KINDS = {
    "png": Kind(_PNG, _png_size),
    "jpeg": Kind(_JPEG, _jpeg_size),
    "svg": Kind(b"<", svg_size),
}
