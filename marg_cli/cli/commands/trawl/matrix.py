"""The matrix of a meeting's checks: agencies down, cases across, readable without colour."""

from __future__ import annotations

import sys
from shutil import get_terminal_size
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marg_cli.services.trawl.view import CheckView

WORDS = {"asked": "asked", "late": "late", "nil": "nil", "speak": "speak", "returned": "text"}
LEGEND = {
    "asked": "asked: no answer yet",
    "late": "late: no answer, and its day is past",
    "nil": "nil: holds nothing",
    "speak": "speak: holds information and will speak to it",
    "returned": "text: returned in writing",
}
"""What each word of the matrix means, in the order they are told."""

CAME_LATE = "+"
NO_AGREEMENT = "!"
NOT_ASKED = "-"
GAP = " "
MARKS = {
    CAME_LATE: f"{CAME_LATE} came late",
    NO_AGREEMENT: f"{NO_AGREEMENT} no agreement in force, so no request that names people",
    NOT_ASKED: f"{NOT_ASKED} not asked",
}


class _Matrix(NamedTuple):
    """Lines of cells; the first column holds agencies, the first lines the cases."""

    head: list[list[str]]
    body: list[list[str]]

    @property
    def widths(self) -> list[int]:
        return [max(map(len, column)) for column in zip(*self.head, *self.body, strict=True)]

    @property
    def width(self) -> int:
        return sum(self.widths) + len(GAP) * (len(self.widths) - 1)

    def lines(self) -> Iterator[str]:
        for row in (*self.head, *self.body):
            cells = (cell.ljust(width) for cell, width in zip(row, self.widths, strict=True))
            yield GAP.join(cells).rstrip()


def write(checks: Sequence[CheckView]) -> None:
    """Write the matrix and its legend; where it is too wide, a line for each agency instead."""
    room = get_terminal_size().columns if sys.stdout.isatty() else None
    lines = _lines(checks, room)
    sys.stdout.write("\n".join([*lines, "", *_legend(checks)]) + "\n")


def _lines(checks: Sequence[CheckView], room: int | None) -> Iterator[str]:
    for shape in (_whole, _broken):
        matrix = shape(checks)
        if room is None or matrix.width <= room:
            return matrix.lines()
    return _one_by_one(checks)


def _whole(checks: Sequence[CheckView]) -> _Matrix:
    return _Matrix([["", *_cases(checks)]], _body(checks))


def _broken(checks: Sequence[CheckView]) -> _Matrix:
    """References in two lines: M26- above 014."""
    parted = [ref.rpartition("-") for ref in _cases(checks)]
    above = ["", *(f"{before}{sign}" for before, sign, _ in parted)]
    return _Matrix([above, ["", *(number for _, _, number in parted)]], _body(checks))


def _body(checks: Sequence[CheckView]) -> list[list[str]]:
    cells = {(check.agency, check.case): _cell(check) for check in checks}
    return [
        [label, *(cells.get((code, ref), NOT_ASKED) for ref in _cases(checks))]
        for code, label in _agencies(checks).items()
    ]


def _one_by_one(checks: Sequence[CheckView]) -> Iterator[str]:
    """A line for each agency and word: LAMP nil: M26-001 M26-004."""
    from marg_cli.cli.wrapping import wrapped

    for code, label in _agencies(checks).items():
        yield label
        own = [check for check in checks if check.agency == code]
        for word in dict.fromkeys(map(_cell, own)):
            refs = " ".join(check.case for check in own if _cell(check) == word)
            yield wrapped(f"  {word}: {refs}")


def _cases(checks: Sequence[CheckView]) -> list[str]:
    """Every case, as the agency asked about most has them in order, then the others."""
    by_agency: dict[str, list[str]] = {}
    for check in checks:
        by_agency.setdefault(check.agency, []).append(check.case)
    longest_first = sorted(by_agency.values(), key=len, reverse=True)
    return list(dict.fromkeys(ref for refs in longest_first for ref in refs))


def _agencies(checks: Sequence[CheckView]) -> dict[str, str]:
    return {c.agency: c.agency + ("" if c.agreement else NO_AGREEMENT) for c in checks}


def _cell(check: CheckView) -> str:
    return WORDS[check.state] + (CAME_LATE if check.late and check.is_answered else "")


def _legend(checks: Sequence[CheckView]) -> list[str]:
    """The words and marks that were used, and no others."""
    from marg_cli.cli.wrapping import wrapped

    states = {check.state for check in checks}
    said = [meaning for state, meaning in LEGEND.items() if state in states]
    used = {
        CAME_LATE: any(check.late and check.is_answered for check in checks),
        NO_AGREEMENT: not all(check.agreement for check in checks),
        NOT_ASKED: len(checks) < len(_cases(checks)) * len(_agencies(checks)),
    }
    said += [meaning for mark, meaning in MARKS.items() if used[mark]]
    text = " · ".join(said)
    return wrapped(text).split("\n") if sys.stdout.isatty() else [text]
