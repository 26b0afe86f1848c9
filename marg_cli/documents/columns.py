"""How wide text is and how it breaks, for the formats that set their own columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

WIDE = frozenset("WF")
PADDING = 2
SHORT = 12
FORM = 2
WEIGHED = 40
BOX = "☐"
UNSEEN = frozenset({"Mn", "Me", "Cf"})


def width(text: str) -> int:
    """The columns *text* takes: two for wide characters, none for marks on others."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def wrapped(text: str, columns: int) -> list[str]:
    """Break *text* at its spaces and line ends; a word wider than *columns* stays whole."""
    lines = []
    for line in text.split("\n"):
        held: list[str] = []
        used = 0
        for word in line.split(" "):
            size = width(word)
            if held and used + 1 + size > columns:
                lines.append(" ".join(held))
                held, used = [], 0
            used += size + bool(held)
            held.append(word)
        lines.append(" ".join(held))
    return lines


def stays_whole(line: str) -> bool:
    """Whether a line is so short (a reference, a date) that it is not broken where it could be."""
    return width(line) <= SHORT


def shared(columns: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """Share *room* among columns of cells; None where their longest words do not fit.

    No column gets less than its longest word or short line, or more than its longest line. What
    is left goes, bit by bit, where it lowers the tallest rows most, so that the table is short.
    The second column of a form gets all that the first does not need.
    """
    least = [max(map(width, _unbroken(column)), default=1) for column in columns]
    most = [max(width(line) for cell in column for line in cell.split("\n")) for column in columns]
    if is_form(columns):
        most[-1] = room
    if sum(least) > room:
        return None
    given = list(least)
    rows = _longest_rows(columns)
    for _ in range(room - sum(least)):
        wanting = [at for at in range(len(given)) if given[at] < most[at]]
        if not wanting:
            break
        given[_tightest(rows, given, wanting)] += 1
    return given


def is_form(columns: Sequence[Sequence[str]]) -> bool:
    """Whether two columns, each with its heading, are labels and room to write beside them.

    Most of what stands under the second heading is empty, or is to be ticked.
    """
    if len(columns) != FORM:
        return False
    answers = columns[1][1:]
    return sum(not answer or answer.startswith(BOX) for answer in answers) > len(answers) / 2


def proportions(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """What part of a page, in hundredths, each column should have.

    Nothing where the columns find their own width: they fill less than two thirds of the
    room as they are, or their longest words do not fit at all.
    """
    sizes = shared(columns, room)
    if sizes is None or sum(sizes) < room * 2 / 3:
        return []
    padded = [size + PADDING for size in sizes]
    return [round(100 * size / sum(padded)) for size in padded]


def _longest_rows(columns: Sequence[Sequence[str]]) -> list[list[tuple[int, int]]]:
    """The rows with most to say; of each cell its width in one line, and its line ends."""
    rows = [[(width(cell), cell.count("\n")) for cell in row] for row in zip(*columns, strict=True)]
    return sorted(rows, key=_weight, reverse=True)[:WEIGHED]


def _weight(row: Sequence[tuple[int, int]]) -> int:
    return sum(size for size, _ in row)


def _tightest(
    rows: Sequence[Sequence[tuple[int, int]]], given: Sequence[int], wanting: Sequence[int]
) -> int:
    """The column, of those *wanting*, whose widening saves most lines where it is the tallest."""
    saved = dict.fromkeys(wanting, 0.0)
    for row in rows:
        _, at = max((row[at][0] / (given[at] or 1) + row[at][1], at) for at in wanting)
        saved[at] += row[at][0] / (given[at] or 1) ** 2
    return max(wanting, key=saved.__getitem__)


def _unbroken(column: Sequence[str]) -> Iterator[str]:
    for cell in column:
        for line in cell.split("\n"):
            yield from [line] if stays_whole(line) else line.split(" ")


def _columns(character: str) -> int:
    if unicodedata.category(character) in UNSEEN:
        return 0
    return 2 if unicodedata.east_asian_width(character) in WIDE else 1
