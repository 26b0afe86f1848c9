"""House documents of an invented group, changed by hand as Word, or somebody unkind, would."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, Self

from docx.oxml.ns import nsdecls

from tests.house_example import made

DOCUMENT, HEADER, FOOTER = "word/document.xml", "word/header1.xml", "word/footer1.xml"
STYLES, SETTINGS, NUMBERING = "word/styles.xml", "word/settings.xml", "word/numbering.xml"
CONTENT_TYPES = "[Content_Types].xml"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NS = nsdecls("w", "r", "a", "pic", "wp")
OPENINGS = {DOCUMENT: "<w:body>", SETTINGS: "<w:zoom"}


class Packed(NamedTuple):
    """A clean document, looked into."""

    members: dict[str, bytes]

    @property
    def everything(self) -> str:
        """All its bytes, names included, and the words of its XML run together."""
        texts = [content.decode("latin-1") for content in self.members.values()]
        return "\n".join((*self.members, *texts, *map(words, self.members.values())))

    def text(self, name: str) -> str:
        return self.members[name].decode()


class HousePackage:
    """The example's house document, to be changed a part at a time."""

    def __init__(self, content: bytes | None = None) -> None:
        with zipfile.ZipFile(BytesIO(content or made())) as packed:
            self.members = {name: packed.read(name) for name in packed.namelist()}

    def part(self, name: str, content: str | bytes, kind: str = "") -> Self:
        """Put a part there, with its kind of content."""
        self.members[name] = content.encode() if isinstance(content, str) else content
        if kind:
            override = f'<Override PartName="/{name}" ContentType="{kind}"/>'
            self.replaced(CONTENT_TYPES, "</Types>", f"{override}</Types>")
        return self

    def related(
        self, source: str, kind: str, target: str, number: str = "", *, outside: bool = False
    ) -> Self:
        """Have *source* need *target*; a kind without a slash is one of Office's own."""
        folder, _, file = source.rpartition("/")
        name = f"{folder}/_rels/{file}.rels".lstrip("/")
        if name not in self.members:
            self.members[name] = (
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                b'relationships"></Relationships>'
            )
        number = number or f"rId{900 + self.members[name].count(b'rId')}"
        mode = ' TargetMode="External"' if outside else ""
        need = (
            f'<Relationship Id="{number}" Type="{kind if "/" in kind else KIND + kind}" '
            f'Target="{target}"{mode}/>'
        )
        return self.replaced(name, "</Relationships>", f"{need}</Relationships>")

    def says(self, part: str, xml: str) -> Self:
        """Put XML at the beginning of a part's content; prefixes w, r, a, pic and wp are known."""
        inner = re.sub(r"^<[\w:]+", lambda begun: f"{begun[0]} {NS}", xml)
        opening = OPENINGS.get(part)
        text = self.members[part].decode()
        at = text.index(opening) if opening else text.index(">", text.index("<w:")) + 1
        if opening and opening.endswith(">"):
            at += len(opening)
        self.members[part] = (text[:at] + inner + text[at:]).encode()
        return self

    def replaced(self, part: str, old: str, new: str) -> Self:
        """Write *new* for *old*, which must be there."""
        text = self.members[part].decode()
        assert old in text
        self.members[part] = text.replace(old, new, 1).encode()
        return self

    def saved(self, folder: Path, name: str = "house.docx") -> Path:
        """Write it as a file."""
        file = folder / name
        file.write_bytes(zipped(self.members))
        return file


def zipped(members: dict[str, bytes]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return held.getvalue()


def opened(content: bytes) -> Packed:
    """Unpack a clean document."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return Packed({name: packed.read(name) for name in packed.namelist()})


def words(content: bytes) -> str:
    """The words of a part in XML, run together; of any other part none."""
    from lxml import etree

    if not content.lstrip().startswith(b"<"):
        return ""
    return "".join(etree.fromstring(content).itertext())


def field(code: str, shows: str = "") -> str:
    """A field in a paragraph of its own, in three marks."""
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{shows}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def drawing(number: str, alt: str, file: str = "picture.png") -> str:
    """A picture in a paragraph, as Word puts one in."""
    return (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="360000" cy="360000"/>'
        f'<wp:docPr id="7" name="{file}" descr="{alt}"/><a:graphic>'
        f'<a:graphicData uri="{DRAWN}picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="7" name="{file}" descr="{file}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{number}"/><a:stretch><a:fillRect/>'
        '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="360000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
        "</w:r></w:p>"
    )


def png(label: str = "", shade: int = 90) -> bytes:
    """A small square; *label* is written in it where programs write who made a picture."""
    rows = b"".join(b"\x00" + bytes((11, shade, 99)) * 8 for _ in range(8))
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)),
        *([(b"tEXt", b"Author\x00" + label.encode())] if label else []),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))
        for name, held in chunks
    )
