"""A file from outside, unpacked: counted, named and measured before anything in it is read.

Unpacking is to memory only, so no name in the file ever becomes a place on the disk.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from struct import error as StructError  # noqa: N812 - it is a class

from marg_cli.documents.house.word.unfit import AGAIN, SAVE_AFRESH, Unfit, damaged

MB = 1024 * 1024
LARGEST_FILE = 25 * MB
LARGEST_UNPACKED = 100 * MB
LARGEST_XML = 16 * MB  # all of it: read into a tree, XML takes fifty times its room and more
MOST_MEMBERS = 2_000
XML_ENDINGS = (".xml", ".rels", ".vml")

_AT_ONCE = MB
_PROTECTED = 0x1
_COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    StructError,
    ValueError,
)
_TOO_BIG = f"Take its pictures out or make them smaller, save it, {AGAIN}"


def members(path: Path) -> dict[str, bytes]:
    """Unpack the file at *path*: what each member holds, by its name in small letters.

    Raises Unfit for what is no zip, too big, or packed as Word never packs.
    """
    return unpacked(_read(path))


def unpacked(content: bytes) -> dict[str, bytes]:
    """Unpack a file that was read already, as `members` does."""
    if len(content) > LARGEST_FILE:
        raise Unfit(f"is larger than {LARGEST_FILE // MB} MB", _TOO_BIG)
    if content.startswith(_COMPOUND):
        raise Unfit(
            "is locked with a password, or is in Word's old .doc form",
            f"In Word, take the password off, save it as .docx, {AGAIN}",
        )
    if not content.startswith(b"PK"):
        raise Unfit("is no Word document", SAVE_AFRESH)
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return _unpacked(packed)
    except _BROKEN:
        damaged()


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Unfit(
            "cannot be read", "See that it is there and that you may open it, " + AGAIN
        ) from error
    return content


def _unpacked(packed: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [entry for entry in packed.infolist() if not entry.is_dir()]
    _measured(entries)
    _named(entries)
    return {entry.filename.lower(): _content(packed, entry) for entry in entries}


def _measured(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_MEMBERS:
        raise Unfit(f"holds more than {MOST_MEMBERS:,} parts", SAVE_AFRESH)
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise Unfit(f"unpacks to more than {LARGEST_UNPACKED // MB} MB", _TOO_BIG)
    texts = (entry for entry in entries if entry.filename.lower().endswith(XML_ENDINGS))
    if sum(entry.file_size for entry in texts) > LARGEST_XML:
        raise Unfit(
            f"holds more than {LARGEST_XML // MB} MB of text and settings",
            f"Delete what it says, keep its header, footer and styles, save it, {AGAIN}",
        )
    if any(entry.flag_bits & _PROTECTED for entry in entries):
        raise Unfit("is locked with a password", f"Take the password off, {AGAIN}")
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise Unfit("is packed in a way Word does not use", SAVE_AFRESH)


def _named(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse names that lead out of the package, or that stand for two things."""
    names = [entry.orig_filename for entry in entries]
    if any(
        name.startswith("/") or ":" in name or "\\" in name or ".." in name.split("/")
        for name in names
    ):
        raise Unfit("holds a part whose name leads outside the document", SAVE_AFRESH)
    if len({entry.filename.lower() for entry in entries}) < len(names):
        raise Unfit("holds two parts of one name", SAVE_AFRESH)


def _content(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Read one member a piece at a time: read at once, one that lies of its size unpacks whole."""
    with packed.open(entry) as member:
        return b"".join(iter(lambda: member.read(_AT_ONCE), b""))
