"""A header or footer without what it holds besides what is seen: changes, marks, hidden words."""

from __future__ import annotations

import re

from marg_cli.documents.house.word import fields
from marg_cli.documents.house.word.names import (
    NAMESPACES,
    Element,
    dropped,
    is_on,
    made,
    qn,
    qns,
    unwrapped,
)

OURS = ("http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/", "urn:schemas-micro")
"""What the namespaces of Word's own XML begin with; anything else is another program's."""

REMOVED = qns(
    "w:del w:moveFrom w:rPrChange w:pPrChange w:sectPrChange w:tblPrChange w:tblPrExChange "
    "w:tblGridChange w:trPrChange w:tcPrChange w:numberingChange w:cellIns w:cellMerge "
    "w:moveFromRangeStart w:moveFromRangeEnd w:moveToRangeStart w:moveToRangeEnd "
    "w:customXmlInsRangeStart w:customXmlInsRangeEnd w:customXmlDelRangeStart "
    "w:customXmlDelRangeEnd w:customXmlMoveFromRangeStart w:customXmlMoveFromRangeEnd "
    "w:customXmlMoveToRangeStart w:customXmlMoveToRangeEnd "
    "w:bookmarkStart w:bookmarkEnd w:commentRangeStart w:commentRangeEnd w:commentReference "
    "w:annotationRef w:permStart w:permEnd w:proofErr w:lastRenderedPageBreak "
    "w:footnoteReference w:endnoteReference w:footnoteRef w:endnoteRef w:fldData w:ffData "
    "w:sdtPr w:sdtEndPr w:customXmlPr w:smartTagPr w:divId w:cnfStyle w:tblCaption "
    "w:tblDescription "
    "a:extLst a:hlinkClick a:hlinkHover a:hlinkMouseOver wp:hlinkClick wp:hlinkHover"
)
"""Gone with all they hold: revisions as if accepted, marks, notes' references, other data."""

UNWRAPPED = qns("w:ins w:moveTo w:sdt w:sdtContent w:smartTag w:customXml w:hyperlink")
"""Gone, while what they hold stays."""

NAMELESS = frozenset(
    (
        "href",
        "target",
        "src",
        *(qn(f"o:{name}") for name in ("href", "althref", "title", "gfxdata", "relid", "spid")),
        *(qn(f"w:{name}") for name in ("tooltip", "anchor", "docLocation", "author", "date")),
    )
)
"""Attributes that hold addresses, file names and copies of drawings."""

_DRAWN = re.compile(r"/(picture|wordprocessing(Shape|Group|Canvas))$")
_HIDDEN_LOOKS = ("w:rPr/w:vanish", "w:rPr/w:specVanish")
_MARKS = {"paraId", "textId"}
_ABOUT_DRAWING = qn("wp:docPr")
_ABOUT_PICTURE = "}cNvPr"
_SAYS = qns("w:t w:instrText m:t")
_HELD_BY = qns("w:hdr w:ftr w:tc w:txbxContent")
_SHOWS = qns("w:drawing w:pict")
_IGNORED = qn("mc:Ignorable")
_CHOICES = qns("mc:Choice mc:Fallback")


def cleaned(root: Element, hidden_styles: frozenset[str]) -> None:
    """Leave of a header or footer what is seen, as it is seen.

    *hidden_styles* are the ids of styles whose words are hidden.
    """
    drop_foreign(root)
    _drop_unseen(root, hidden_styles)
    _forget_bound(root)
    for element in list(root.iter(*REMOVED)):
        dropped(element)
    for element in list(root.iter(*UNWRAPPED)):
        unwrapped(element)
    fields.cleaned(root)
    for element in root.iter():
        anonymous(element)
    _made_whole(root)


def anonymous(element: Element) -> None:
    """Take from *element* the marks of who wrote it when, file names, and stray text."""
    for name in element.keys():  # noqa: SIM118 - a list of them: some are taken out meanwhile
        local = name.rsplit("}", 1)[-1]
        if name in NAMELESS or local in _MARKS or local.startswith("rsid"):
            del element.attrib[name]
    element.tail = None
    if len(element) or (element.tag.startswith(_W) and element.tag not in _SAYS):
        element.text = None
    if element.tag == _ABOUT_DRAWING:
        element.set("name", f"Picture {element.get('id', '')}".strip())
        element.attrib.pop("title", None)
    elif element.tag.endswith(_ABOUT_PICTURE):
        for name in ("descr", "title"):
            element.attrib.pop(name, None)
        element.set("name", "Picture")


def is_ours(name: str) -> bool:
    """Whether a name is of Word's own XML, or of none."""
    return not name.startswith("{") or name[1:].startswith(OURS) or name.startswith(_XML)


def drop_foreign(root: Element) -> None:
    """Take out what other programs put among Word's XML."""
    for element in list(root.iter()):
        if (prefixes := element.get(_IGNORED)) is not None:
            known = [each for each in prefixes.split() if _is_known(element.nsmap.get(each))]
            element.set(_IGNORED, " ".join(known))
        if not is_ours(element.tag):
            dropped(element)
        for name in list(element.attrib):
            if not is_ours(name):
                del element.attrib[name]


def _is_known(namespace: str | None) -> bool:
    return namespace is not None and namespace.startswith(OURS)


def _drop_unseen(root: Element, hidden_styles: frozenset[str]) -> None:
    for row in list(root.iter(qn("w:tr"))):
        about = row.find(qn("w:trPr"))
        if about is not None and (
            about.find(qn("w:del")) is not None or is_on(about.find(qn("w:hidden")))
        ):
            dropped(row)
    for cell in list(root.iter(qn("w:cellDel"))):
        _blank(cell.getparent().getparent())
    for run in list(root.iter(qn("w:r"))):
        if _is_hidden(run, hidden_styles):
            dropped(run)
    for drawing in list(root.iter(*_SHOWS)):
        if _is_unseen(drawing):
            dropped(drawing)


def _is_hidden(run: Element, hidden_styles: frozenset[str]) -> bool:
    own = [found for path in _HIDDEN_LOOKS if (found := run.find(path, NAMESPACES)) is not None]
    if own:
        return any(map(is_on, own))
    paragraph = next(run.iterancestors(qn("w:p")), None)
    styled = [run.find("w:rPr/w:rStyle", NAMESPACES)]
    if paragraph is not None:
        styled.append(paragraph.find("w:pPr/w:pStyle", NAMESPACES))
    return any(style is not None and style.get(qn("w:val")) in hidden_styles for style in styled)


def _is_unseen(drawing: Element) -> bool:
    """Whether a drawing is hidden, or is of a kind that needs parts which are not kept."""
    if any(about.get("hidden") in {"1", "true"} for about in drawing.iter(qn("wp:docPr"))):
        return True
    if any(not _DRAWN.search(data.get("uri", "")) for data in drawing.iter(qn("a:graphicData"))):
        return True
    looks = "".join(shape.get("style", "") for shape in drawing.iter() if _is_vml(shape))
    return "visibility:hidden" in looks.replace(" ", "").lower()


def _is_vml(element: Element) -> bool:
    return str(element.tag).startswith(f"{{{NAMESPACES['v']}}}")


def _forget_bound(root: Element) -> None:
    """Empty the controls that showed a property of the document, or a prompt to fill them in."""
    for control in list(root.iter(qn("w:sdt"))):
        about = control.find(qn("w:sdtPr"))
        if about is not None and any(about.find(name, NAMESPACES) is not None for name in _BOUND):
            _blank(control)


_BOUND = ("w:dataBinding", "{*}dataBinding", "w:showingPlcHdr")


def _blank(element: Element) -> None:
    for run in list(element.iter(qn("w:r"))):
        dropped(run)


def _made_whole(root: Element) -> None:
    """Drop what was left empty, and give each place the paragraph that Word asks for."""
    for run in list(root.iter(qn("w:r"))):
        if not [child for child in run if child.tag != qn("w:rPr")]:
            dropped(run)
    for choice in list(root.iter(qn("mc:AlternateContent"))):
        if not any(len(branch) for branch in choice.iter(*_CHOICES)):
            dropped(choice)
    for table in list(root.iter(qn("w:tbl"))):
        if table.find(qn("w:tr")) is None:
            dropped(table)
    for place in root.iter(*_HELD_BY):
        if not len(place) or place[-1].tag != qn("w:p"):
            made("w:p", place)


_W = f"{{{NAMESPACES['w']}}}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
