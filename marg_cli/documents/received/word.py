"""A form filled in with Word: every cell as it stands when all changes are accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.documents.house.word.intake import unpacked
from marg_cli.documents.house.word.names import Element, qn, qns
from marg_cli.documents.house.word.package import Package
from marg_cli.documents.house.word.refusals import MACRO
from marg_cli.documents.house.word.unfit import Unfit
from marg_cli.documents.received import NotReadable, Received
from marg_cli.documents.received.plain import tidied

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 50
TAKEN_OUT = qns("w:del w:moveFrom w:pPr w:rPr w:tblPr w:tcPr w:trPr w:instrText w:delText") | qns(
    "mc:Fallback w:txbxContent w:footnote w:sdtPr"
)
"""What a reader does not see: deleted words, looks, a picture's stand-in."""

SAYS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
SIGNS = {"f052": "☑", "f053": "☒", "f054": "☒", "f0fd": "☒", "f0fe": "☑", "f0fc": "✓", "f0fb": "✗"}
"""Ticks of the fonts of signs that Word inserts, by their codes."""

PARAGRAPH, TABLE, ROW, CELL = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))


def read_word(content: bytes) -> Received:
    """Read a `.docx` that somebody filled in. Raises NotReadable for what cannot be read safely."""
    try:
        body = _body(Package(unpacked(content)))
        rows: list[tuple[str, str]] = []
        lines = [] if body is None else list(_lines(body, rows, 0))
    except Unfit as error:
        raise NotReadable(
            f"That Word document {error.what}.",
            "In Word, save it afresh as .docx, or copy its text: marg case receive -",
        ) from error
    except RecursionError as error:
        raise NotReadable(
            "That Word document is nested too deep to be read.",
            "Copy its text and paste it: marg case receive -",
        ) from error
    return Received(tidied("\n".join(lines)), tuple((tidied(q), tidied(a)) for q, a in rows))


def _body(package: Package) -> Element | None:
    if MACRO.shows_in(package):
        raise Unfit(f"holds {MACRO.holds}", MACRO.way_out)
    return package.xml[package.main].find(qn("w:body"))


def _lines(within: Element, rows: list[tuple[str, str]], deep: int) -> Iterator[str]:
    """Each paragraph, and each row of a table, in reading order; *rows* gathers the latter."""
    for element in within:
        if element.tag == PARAGRAPH:
            yield words_of(element)
        elif element.tag == TABLE:
            for row in element.iter(ROW):
                if _owner(row) is element and not is_struck_out(row):
                    yield _row(row, rows)
        elif element.tag not in TAKEN_OUT and deep < DEEPEST:
            yield from _lines(element, rows, deep + 1)


def _row(row: Element, rows: list[tuple[str, str]]) -> str:
    cells = ["\n".join(map(words_of, cell.iter(PARAGRAPH))).strip() for cell in _cells(row)]
    question, answer = (cells or [""])[0], "\n".join(filter(None, cells[1:]))
    if len(cells) > 1:
        rows.append((question, answer))
    return f"{question}   {answer}".strip()


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row.iter(CELL) if _owner(cell, ROW) is row)


def _owner(element: Element, kind: str = TABLE) -> Element:
    """The nearest table (or row) around an element: a cell may hold a table of its own."""
    return next((around for around in element.iterancestors(kind)), None)


def is_struck_out(row: Element) -> bool:
    """Whether a whole row was struck out with changes tracked."""
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def words_of(element: Element) -> str:
    """What a paragraph says, its changes accepted; never a link's address or a field's code."""
    return "".join(_said(element, 0))


def _said(element: Element, deep: int) -> Iterator[str]:
    for part in element:
        if part.tag in TAKEN_OUT or part.tag == PARAGRAPH:
            continue
        if part.tag == qn("w:t"):
            yield part.text or ""
        elif part.tag == qn("w:sym"):
            yield SIGNS.get((part.get(qn("w:char")) or "").lower(), "")
        elif part.tag in SAYS:
            yield SAYS[part.tag]
        elif deep < DEEPEST:
            yield from _said(part, deep + 1)
