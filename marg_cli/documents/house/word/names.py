"""The names Word's XML gives things, and the one safe way to read it."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from marg_cli.documents.house.word.unfit import SAVE_AFRESH, Unfit, damaged

Element = Any
"""An element of lxml, which ships no types."""

_OPEN = "http://schemas.openxmlformats.org/"
RELATIONSHIP_TYPES = f"{_OPEN}officeDocument/2006/relationships/"
NAMESPACES = {
    "w": f"{_OPEN}wordprocessingml/2006/main",
    "r": f"{_OPEN}officeDocument/2006/relationships",
    "a": f"{_OPEN}drawingml/2006/main",
    "wp": f"{_OPEN}drawingml/2006/wordprocessingDrawing",
    "pic": f"{_OPEN}drawingml/2006/picture",
    "mc": f"{_OPEN}markup-compatibility/2006",
    "m": f"{_OPEN}officeDocument/2006/math",
    "ct": f"{_OPEN}package/2006/content-types",
    "rel": f"{_OPEN}package/2006/relationships",
    "cp": f"{_OPEN}package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
_DOCTYPE = re.compile(
    b"|".join(re.escape("<!DOCTYPE".encode(kind)) for kind in ("utf-8", "utf-16-le", "utf-16-be"))
)
_OFF = {"0", "false", "off", "none"}


def qn(name: str) -> str:
    """Spell a name as lxml does: `w:p` is `{http://…/main}p`."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def qns(names: str) -> frozenset[str]:
    """Spell each of several names, written with spaces between."""
    return frozenset(map(qn, names.split()))


def parsed(content: bytes) -> Element:
    """Read XML without its comments and instructions. Raises Unfit for a DTD or broken XML."""
    if _DOCTYPE.search(content):
        _no_doctype()
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError):
        damaged()
    if root is None:
        damaged()
    if root.getroottree().docinfo.internalDTD is not None:
        _no_doctype()
    return root


def spelled(root: Element) -> bytes:
    """Write XML as a part of a package holds it."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=_ignorable(root))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def made(name: str, parent: Element = None, /, **attributes: str) -> Element:
    """Make an element of Word's, with Word's attributes, at the end of *parent* if there is one."""
    spelt = {qn(f"w:{key}"): value for key, value in attributes.items()}
    if parent is None:
        return etree.Element(qn(name), spelt, nsmap={"w": NAMESPACES["w"], "r": NAMESPACES["r"]})
    return etree.SubElement(parent, qn(name), spelt)


def value(element: Element, path: str = "") -> str:
    """What `w:val` says on the element at *path*, or on the element itself; else nothing."""
    found = element.find(path, NAMESPACES) if path else element
    return "" if found is None else str(found.get(qn("w:val"), ""))


def is_on(element: Element | None) -> bool:
    """Whether an element that is a switch is there and not switched off."""
    return element is not None and value(element).lower() not in _OFF


def dropped(element: Element) -> None:
    """Take *element* out, with all it holds."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrapped(element: Element) -> None:
    """Take *element* out and leave what it holds in its place."""
    if element.getparent() is not None:
        for child in list(element):
            element.addprevious(child)
        dropped(element)


def _ignorable(root: Element) -> list[str]:
    """Prefixes that attributes name in words, so that they must stay declared."""
    named = " ".join(
        str(text)
        for element in root.iter(etree.Element)
        for name, text in element.attrib.items()
        if name in _PREFIXES_IN or (name == "Requires")
    )
    return ["w", "r", *named.split()]


_PREFIXES_IN = qns("mc:Ignorable mc:MustUnderstand mc:ProcessContent")


def _no_doctype() -> None:
    raise Unfit("holds XML with a document type of its own, which Word never writes", SAVE_AFRESH)
