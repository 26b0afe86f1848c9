"""The words after a slash: where to go, what to do, and the headings of a case."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from marg_cli.domain.live.line import LineNotUnderstood
from marg_cli.domain.minutes import CASE_HEADINGS, GENERAL
from marg_cli.domain.refs import read_case_ref
from marg_cli.domain.text import near
from marg_cli.services.live.places import BEFORE_CASES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marg_cli.services.live.places import Place


class Move(StrEnum):
    """What the desk does by itself."""

    NEXT = "next"
    BACK = "back"
    UNDO = "undo"
    LATE = "late"
    LEFT = "left"
    PRESENT = "present"
    DECLARE = "declare"
    HELP = "help"
    END = "end"


DESK_WORDS: dict[str, str] = {Move.LATE: "l", Move.LEFT: "x", Move.PRESENT: "p"}
"""Words that do at any time what a key does at the attendance."""

REFERENCE = re.compile(r"[A-Za-z]+\d{2}-?\d{1,6}")


def read_word(typed: str, places: Sequence[Place]) -> str:
    """Read the word after a slash; its first letters do where they are unique.

    Raises LineNotUnderstood, offering the near ones.
    """
    word = typed.casefold()
    if REFERENCE.fullmatch(typed):
        return read_case_ref(typed)
    general = [place.key for place in places if place.case is None]
    known = [*Move, *CASE_HEADINGS, *general, GENERAL]
    found = [each for each in known if each == word] or [
        each for each in dict.fromkeys(map(str, known)) if each.startswith(word)
    ]
    if len(found) == 1:
        return Move(found[0]) if found[0] in set(Move) else found[0]
    close = found or near(word, known)
    ask = f"Did you mean {' or '.join(f'/{each}' for each in close)}?" if close else "See: /help"
    what = "may mean more than one thing" if found else "is no word here"
    raise LineNotUnderstood(f'"/{typed}" {what}.', ask, 1)


def destination(word: str) -> str:
    """The key of the place a word means."""
    return BEFORE_CASES[0] if word == GENERAL else word
