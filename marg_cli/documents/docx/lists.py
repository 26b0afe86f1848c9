"""Lists in Word: bullets that share one list, and numbers of which each list has its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from marg_cli.documents.docx.styles import Styles
from marg_cli.documents.docx.xml import NAMESPACES, Element

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

STEP = 397
"""How far each level is set in: 7 mm, in twentieths of a point."""

DEEPEST = 3
SIGNS = {"List Bullet": ("bullet", "•–▪"), "List Number": ("decimal", ("%1.", "%2.", "%3."))}


class Lists:
    """The lists of one document: what its own styles say of them, or else as marg draws them."""

    def __init__(self, word: WordDocument, styles: Styles) -> None:
        self.styles = styles
        self.root: Element = numbering(word)
        self.drawn: dict[str, int] = {}

    def style(self, kind: str, depth: int) -> str | None:
        """The style of *kind* (List Bullet, List Number, List Continue) at *depth*, from 1."""
        return self.styles[named(kind, depth)]

    def bullet(self, depth: int) -> tuple[int, int]:
        """The list and the level of a bullet at *depth*."""
        return self._list("List Bullet", depth)

    def numbers(self, depth: int, start: int) -> tuple[int, int]:
        """A new list whose numbers at *depth* begin with *start*, and the level they have."""
        one, level = self._list("List Number", depth)
        found = next(num for num in self.root.num_lst if num.numId == one)
        new = self.root.add_num(found.abstractNumId.val)
        new.add_lvlOverride(ilvl=level).add_startOverride(start)
        return new.numId, level

    def _list(self, kind: str, depth: int) -> tuple[int, int]:
        said = self.styles.found(named(kind, depth), "w:pPr/w:numPr")
        if said is not None and said.numId is not None and self._holds(said.numId.val):
            return said.numId.val, 0 if said.ilvl is None else said.ilvl.val
        if kind not in self.drawn:
            self.drawn[kind] = self._draw(kind)
        return self.drawn[kind], min(depth, DEEPEST) - 1

    def _holds(self, number: int) -> bool:
        return any(num.numId == number for num in self.root.num_lst)

    def _draw(self, kind: str) -> int:
        """Add marg's own list of *kind*, for a document whose style says nothing of it."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import qn

        held = self.root.findall(qn("w:abstractNum"))
        number = max((int(one.get(qn("w:abstractNumId"))) for one in held), default=-1) + 1
        self.root.insert(len(held), parse_xml(abstract_list(kind, number)))
        return int(self.root.add_num(number).numId)


def abstract_list(kind: str, number: int, styles: Sequence[str] = ()) -> str:
    """What the lists of *kind* look like, three levels deep, each tied to its style if given."""
    drawn, signs = SIGNS[kind]
    tied = [f'<w:pStyle w:val="{style}"/>' for style in styles] or [""] * DEEPEST
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{drawn}"/>{tie}'
        f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{STEP * (at + 1)}" w:hanging="{STEP}"/></w:pPr></w:lvl>'
        for at, (sign, tie) in enumerate(zip(signs, tied, strict=True))
    )
    return (
        f'<w:abstractNum {NAMESPACES} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def numbering(word: WordDocument) -> Element:
    """The part of a document that holds its lists, made where it has none."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml import parse_xml
    from docx.parts.numbering import NumberingPart

    try:
        return word.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element  # type: ignore[attr-defined]
    except KeyError:
        root = parse_xml(f"<w:numbering {NAMESPACES}/>")
        name = PackURI("/word/numbering.xml")
        part = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, root, word.part.package)
        word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return root


def named(kind: str, depth: int) -> str:
    """What Word calls the style of *kind* at *depth*: List Bullet, List Bullet 2."""
    depth = min(depth, DEEPEST)
    return f"{kind} {depth}" if depth > 1 else kind
