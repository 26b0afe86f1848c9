"""One reader's extract of final minutes: line by line, what they may see of what was kept.

A case's own section goes with the case. Elsewhere a row goes with the cases it names; a list of
references is shortened to those the reader may see; and free text that names another case is left
out whole, however many lines it has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.minutes_life import CASE_LEVEL, CASE_REF, HEADING
from marg_cli.domain.other_cases import LEFT_OUT, OtherCases

if TYPE_CHECKING:
    from marg_cli.domain.minutes_life import MinutesBlock

NOTHING = "Nothing that this copy may hold."
ALL_BUT = "all but "
_REFS = re.compile(rf"({ALL_BUT})?({CASE_REF.pattern}(?:(?:, | and ){CASE_REF.pattern})*)")
_CAPTION = re.compile(r"\*[^*].*\*")
_MARK = re.compile(r"(\s*(?:> ?|- )*)")


class _Line(NamedTuple):
    """A line, the case whose own section it stands in, and what it is a part of."""

    text: str
    section: str | None
    about: str | None
    unit: tuple[str, int]


def extract(blocks: Iterable[MinutesBlock], sees: Callable[[str], bool], others: OtherCases) -> str:
    """What is kept of minutes, as far as a reader may see it; *others* are all other cases."""
    kept: list[str] = []
    for (kind, _), unit in groupby(_lines(blocks), key=lambda line: line.unit):
        lines = list(unit)
        section = lines[0].section
        if section is not None:
            kept += [others.struck_from(line.text) for line in lines] if sees(section) else []
        elif kind == "row":
            kept += _row(lines[0].text, others)
        elif any(line.about is not None and not sees(line.about) for line in lines) or (
            others.are_named_in("\n".join(line.text for line in lines))
        ):
            mark = _MARK.match(lines[0].text)
            kept.append(f"{mark[1] if mark else ''}{LEFT_OUT}\n")
            kept += ["\n"] if not lines[-1].text.strip() else []
        else:
            kept += [line.text for line in lines]
    return "".join(_whole_sections(_whole_tables(kept)))


def _lines(blocks: Iterable[MinutesBlock]) -> Iterator[_Line]:
    """Every line with where it stands; a piece of free text is one unit with all its lines."""
    section, number = None, 0
    before = ""
    for block in blocks:
        for text in block.text.splitlines(keepends=True):
            heading = HEADING.match(text)
            if heading and len(heading[1]) <= CASE_LEVEL:
                section = block.case_ref if len(heading[1]) == CASE_LEVEL else None
            kind = _kind(text, before)
            if kind in {"row", "heading", "caption"} or kind != before or text.startswith("- "):
                number += 1
            before = kind
            yield _Line(text, section, block.case_ref, (kind, number))


def _kind(text: str, before: str) -> str:
    bare = text.strip()
    if not bare:
        return before if before == "text" else "gap"
    if bare.startswith("|"):
        return "row"
    if HEADING.match(text):
        return "heading"
    return "caption" if _CAPTION.fullmatch(bare) else "text"


def _row(text: str, others: OtherCases) -> list[str]:
    """A row as it may stand: whole, with a list of references made shorter, or not at all."""
    if not others.are_named_in(text):
        return [text]
    cells = text.split(" | ")
    naming = [at for at, cell in enumerate(cells) if CASE_REF.search(cell)]
    listed = _REFS.fullmatch(cells[naming[0]].strip("| \n")) if len(naming) == 1 else None
    if listed is None:
        return []
    refs = CASE_REF.findall(listed[2])
    seen = [ref for ref in refs if not others.are_named_in(ref)]
    if listed[1] is None and not seen:
        return []
    said = f"{listed[1] or ''}{', '.join(seen)}" if seen else "all"
    cells[naming[0]] = cells[naming[0]].replace(listed[0], said)
    return [" | ".join(cells)]


def _whole_tables(lines: list[str]) -> Iterator[str]:
    """Tables that lost every row leave a sentence where they stood, and no caption."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].startswith("|"):
            end += 1
        is_empty = end - at == 2 and lines[at + 1].startswith("|--")  # noqa: PLR2004 - head and rule
        if is_empty:
            yield f"{NOTHING}\n"
        elif end > at:
            yield from lines[at:end]
        elif not _heads_an_empty_table(lines, at):
            yield lines[at]
        at = max(end, at + 1)


def _heads_an_empty_table(lines: list[str], at: int) -> bool:
    rest = [line for line in lines[at + 1 : at + 5] if line.strip()]
    return (
        _CAPTION.fullmatch(lines[at].strip()) is not None
        and [line.startswith("|") for line in rest[:2]] == [True, True]
        and rest[1].startswith("|--")
        and not any(line.startswith("|") for line in rest[2:3])
    )


def _whole_sections(lines: Iterable[str]) -> Iterator[str]:
    """Sections that lost all they held say so."""
    held = list(lines)
    for at, line in enumerate(held):
        yield line
        heading = HEADING.match(line)
        if heading is None or len(heading[1]) == 1:
            continue
        after = next((each for each in held[at + 1 :] if each.strip()), "# ")
        following = HEADING.match(after)
        if following and len(following[1]) <= len(heading[1]):
            yield f"\n{NOTHING}\n\n"
