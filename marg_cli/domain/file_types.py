"""What a file is, told from how it begins; its name only breaks ties."""

from __future__ import annotations

import re
from typing import NamedTuple

ENOUGH = 1 << 16
"""How many bytes from the beginning tell a file's type."""


class FileType(NamedTuple):
    """A type of file: its name for people, and the usual ending of its files."""

    says: str
    ending: str


UNKNOWN = FileType("unknown", "")
TEXT = FileType("text", ".txt")
EMAIL = FileType("e-mail", ".eml")
WEB_PAGE = FileType("web page", ".html")
WORD = FileType("Word document", ".docx")
OPEN_DOCUMENT = FileType("OpenDocument", ".odt")
OLD_OFFICE = FileType("old Office file or Outlook message", "")
PDF = FileType("PDF", ".pdf")
RTF = FileType("rich text", ".rtf")
ZIP = FileType("ZIP archive", ".zip")

BEGINNINGS = (
    (rb"%PDF-", PDF),
    (rb"\x89PNG\r\n\x1a\n", FileType("PNG picture", ".png")),
    (rb"\xff\xd8\xff", FileType("JPEG picture", ".jpg")),
    (rb"GIF8[79]a", FileType("GIF picture", ".gif")),
    (rb"II\*\x00|MM\x00\*", FileType("TIFF picture", ".tif")),
    (rb"RIFF....WEBP", FileType("WebP picture", ".webp")),
    (rb"RIFF....WAVE", FileType("WAV recording", ".wav")),
    (rb"ID3|\xff[\xfb\xf3\xf2]", FileType("MP3 recording", ".mp3")),
    (rb"....ftyphei[cx]|....ftypmif1", FileType("HEIC picture", ".heic")),
    (rb"....ftypM4A", FileType("M4A recording", ".m4a")),
    (rb"....ftyp", FileType("MP4 video", ".mp4")),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
    (rb"\{\\rtf", RTF),
    (rb"PK\x03\x04.*?mimetypeapplication/vnd\.oasis\.opendocument", OPEN_DOCUMENT),
    (rb"PK\x03\x04.*?word/", WORD),
    (rb"PK\x03\x04.*?xl/", FileType("Excel workbook", ".xlsx")),
    (rb"PK\x03\x04.*?ppt/", FileType("PowerPoint slides", ".pptx")),
    (rb"PK\x03\x04", ZIP),
    (rb"MZ|\x7fELF", FileType("program", "")),
    (rb"(?i)(\xef\xbb\xbf)?\s*<(!doctype html|html)\b", WEB_PAGE),
)
"""How files of each type begin; the first that fits is told."""

_HEADER = rb"[!-9;-~]{1,60}:[ \t][^\r\n]*(\r?\n[ \t][^\r\n]*)*"
_MAIL = re.compile(rb"(\xef\xbb\xbf)?(From [^\r\n]*\r?\n)?(" + _HEADER + rb"\r?\n){2,}\r?\n")
_MAIL_SAYS = re.compile(rb"(?im)^(from|received|message-id|mime-version):")
_TEXT = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xff]*")
_MARKS = (b"\xff\xfe", b"\xfe\xff")


def file_type(beginning: bytes, name: str = "") -> FileType:
    """Tell a file's type from its first bytes; an e-mail and a page also from the *name*."""
    for pattern, found in BEGINNINGS:
        if re.match(pattern, beginning, re.DOTALL):
            return found
    if beginning.startswith(_MARKS):
        return TEXT
    if not _TEXT.fullmatch(beginning):
        return UNKNOWN
    if ending(name) == EMAIL.ending or is_mail(beginning):
        return EMAIL
    return TEXT


def is_mail(beginning: bytes) -> bool:
    """Whether bytes begin with the header lines of an e-mail, two of them at least."""
    found = _MAIL.match(beginning)
    return found is not None and _MAIL_SAYS.search(found[0]) is not None


def ending(name: str) -> str:
    """The ending of a file's name in small letters, with its dot; "" where there is none."""
    found = re.search(r"\.[A-Za-z0-9]{1,8}$", name)
    return found[0].lower() if found else ""
