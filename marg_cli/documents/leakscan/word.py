"""What stands in a Word document: the words of each part, what its tags say, and its files."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, is_zipfile
from zlib import error as NotInflated  # noqa: N812 - the library names it in small letters

from marg_cli.documents.leakscan.folding import APART
from marg_cli.documents.leakscan.views import Views, unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 200_000_000
"""Of a package taken apart: more is no paper, but one made to fill a machine."""
DEEPEST = 4
XML = (".xml", ".rels", ".vml")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTING = frozenset(["p", "br", "cr", "tab", "ptab", "noBreakHyphen", "drawing", "pict", "sectPr"])
CELLS = frozenset([f"{WORD}tbl", f"{WORD}tr", f"{WORD}tc"])
"""Elements of WordprocessingML that part words; all others stand within one."""


class _Package:
    """Gathers what a package holds, and what packages in it hold."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.strings: list[str] = []
        self.noise: list[bytes] = []
        self.left = MOST_BYTES

    def take_in(self, data: bytes, path: str = "", depth: int = 0) -> None:
        """Take in every file of a package. Raises ValueError beyond what is sane."""
        with ZipFile(BytesIO(data)) as package:
            self.strings.append(package.comment.decode("utf-8", "replace"))
            for member in package.infolist():
                self.left -= member.file_size
                if self.left < 0 or depth > DEEPEST or member.flag_bits & 1:
                    raise ValueError
                self.strings.append(member.filename)
                self.noise.append(member.extra + member.comment)
                self.take_in_file(f"{path}{member.filename}", package.read(member), depth)

    def take_in_file(self, name: str, content: bytes, depth: int) -> None:
        """Take in one file of a package."""
        if is_zipfile(BytesIO(content)):
            self.take_in(content, f"{name}/", depth + 1)
            return
        if not name.endswith(XML):
            self.noise.append(content)
        else:
            self.texts[name], self.texts[f"{name} beside"] = _of_xml(content)


def of_word(data: bytes) -> Views:
    """Every part of the package. Raises Refused for what is no whole one, or locked."""
    from lxml.etree import XMLSyntaxError

    package = _Package()
    try:
        package.take_in(data)
    except (BadZipFile, NotInflated, OSError, ValueError, RuntimeError, EOFError, XMLSyntaxError):
        raise unreadable("docx") from None
    if "word/document.xml" not in package.texts:
        raise unreadable("docx")
    return Views(package.texts, tuple(package.strings), (data, *package.noise))


def _of_xml(content: bytes) -> tuple[str, str]:
    """The words, and what the tags around them say."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError  # a document type could stand for words that nobody sees here
    joined = "".join(_pieces(root))
    beside = "\n".join(
        value
        for element in root.iter()
        for value in ([element.text or ""] if callable(element.tag) else element.attrib.values())
    )
    return joined, beside


def _pieces(root: _Element) -> Iterator[str]:
    """The words in the order of reading; a tag within a line parts no word."""
    from lxml import etree

    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield APART if element.tag in CELLS else "\n" * _parts(element.tag)
            yield element.text or ""
        else:
            yield element.tail or ""


def _parts(tag: str) -> bool:
    return not tag.startswith(WORD) or tag.removeprefix(WORD) in PARTING
