"""Lines of the minutes as they are typed: from a file, or at a terminal that dies in the middle."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from tests.tmux import Screen
from tests.year.calendar import MEETINGS
from tests.year.plan import AT_A_TERMINAL

if TYPE_CHECKING:
    from tests.year.living import Year

ENDS = "/end 12.10"
SIZE = (110, 40)
ROWS_OF_OPENING = 2
"""That the meeting was looked at, and where the minutes go on."""


def take(year: Year, number: int, lines: list[str]) -> None:
    """Have the lines taken down, and the meeting's end with them."""
    day = MEETINGS[number].isoformat()
    if number == AT_A_TERMINAL:
        lines = _through_a_kill(year, day, lines)
    typed = "".join(f"{line}\n" for line in (*lines, ENDS))
    year.marg("minutes", "take", day, typed=typed)


def _through_a_kill(year: Year, day: str, lines: list[str]) -> list[str]:
    """Type two cases at a terminal, killed within the second; answers what is still to type.

    The line that was half typed is typed again; nothing that was acknowledged is.
    """
    first, second, third = [n for n, line in enumerate(lines) if line.startswith("/M")][:3]
    middle = next(n for n in range(second, third) if lines[n].startswith("=")) + 1
    ref = lines[second][1:]
    decision = next(
        number
        for number, made in year.ledger.decisions.items()
        if (made["case"], made["meeting"].isoformat()) == (ref, day)
    )
    with _screen(year, day, "one") as screen:
        _typed(screen, lines[first:second], 'The outcome "')
        _typed(screen, lines[second:middle], f"{decision} kept.")
        screen.type(lines[middle][:12])
        screen.see(lines[middle][:12])
        os.kill(screen.process, signal.SIGKILL)
    with _screen(year, day, "another") as screen:
        screen.see(f"{ref} discussion>")
        _typed(screen, lines[middle:third], 'The outcome "')
    openings = 2
    year.ledger.rows += third - first + openings * ROWS_OF_OPENING
    return lines[:first] + lines[third:]


def _screen(year: Year, day: str, name: str) -> Screen:
    year.told.append(f"{year.today}: marg minutes take {day}, at a terminal")
    return Screen(year.folder / name, year.environ, "minutes", "take", day, size=SIZE)


def _typed(screen: Screen, lines: list[str], seen: str) -> None:
    for line in lines:
        screen.line(line)
    screen.see(seen)
