"""An action in one line: > GLOW duty worker: visit with outreach by friday #direct."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from marg_cli.domain.calendar import WEEKDAYS
from marg_cli.domain.live.line import Agreed, LineNotUnderstood
from marg_cli.domain.live.marks import without_marks
from marg_cli.domain.text import near

if TYPE_CHECKING:
    from marg_cli.domain.live.line import Known

EVERY = "ALL"
BY = " by "
EXAMPLE = "For example: > GLOW duty worker: visit with outreach by friday"
WHO = re.compile(r">\s*(?P<codes>[^\s:]+)\s*(?P<owner>[^:]*)")
A_DAY = (*WEEKDAYS, "tomorrow", "week", "weeks", "working days", "end of month", "next meeting")


def read_action(typed: str, known: Known) -> Agreed:
    """Read a line that begins with >.

    Agencies are joined with + (the first leads); ALL is one action for each. The words after
    the last "by" are the due day where they can be read as one. Raises LineNotUnderstood.
    """
    who, colon, what = typed.partition(":")
    found = WHO.fullmatch(who)
    if not found:
        raise LineNotUnderstood("An action begins with the agency that does it.", EXAMPLE, 1)
    if not colon:
        raise LineNotUnderstood(
            "Put a colon between who does it and what is to be done.", EXAMPLE, len(typed)
        )
    begins = len(who) + 1
    text, due, direct = _due_and_marks(what, known, begins)
    if not text:
        raise LineNotUnderstood("That action does not say what is to be done.", EXAMPLE, begins)
    codes = _codes(found["codes"], found.start("codes"), known)
    return Agreed(codes, found["owner"].strip() or None, text, due, direct)


def _codes(joined: str, at: int, known: Known) -> tuple[str, ...]:
    if joined.upper() == EVERY and EVERY not in known.codes:
        return ()
    codes = []
    for word in joined.split("+"):
        codes.append(known.code(word, at))
        at += len(word) + 1
    return tuple(dict.fromkeys(codes))


def _due_and_marks(what: str, known: Known, at: int) -> tuple[str, str | None, bool]:
    """What is to be done, by when, and whether it engages the person directly."""
    text, marks = without_marks(what, known, at)
    before, by, after = text.rpartition(BY)
    due = None
    if by and known.is_due(after):
        due = after.strip()
        text, more = without_marks(before, known, at)
        marks |= more
    elif by and _looks_like_a_day(after):
        raise LineNotUnderstood(
            f'"{after.strip()}" cannot be read as a day. Two that work: by friday, by 2 weeks.',
            "From the meeting: 10 working days, end of month, next meeting. Or: 3 April.",
            at + len(before) + len(BY),
        )
    return text.strip(), due, "direct" in marks


def _looks_like_a_day(text: str) -> bool:
    """Whether somebody meant a day and slipped, and not the bus."""
    words = text.strip()
    return bool(re.match(r"\d", words)) or bool(near(words, A_DAY))
