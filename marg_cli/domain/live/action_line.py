"""An action in one line: > GLOW duty worker: visit by friday so that he has a bed #direct."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.calendar import WEEKDAYS
from marg_cli.domain.live.line import Agreed, LineNotUnderstood
from marg_cli.domain.live.marks import without_marks
from marg_cli.domain.text import near

if TYPE_CHECKING:
    from marg_cli.domain.live.line import Known

EVERY = "ALL"
BY = " by "
EXAMPLE = "For example: > GLOW duty worker: visit with outreach by friday"
WITH_INTENT = "For example: > GLOW: visit by friday so that he has a bed"
SO_THAT = re.compile(r"(?<!\S)so that(?!\S)", re.IGNORECASE)
WHO = re.compile(r">\s*(?P<codes>[^\s:]+)\s*(?P<owner>[^:]*)")
A_DAY = (*WEEKDAYS, "tomorrow", "week", "weeks", "working days", "end of month", "next meeting")


def read_action(typed: str, known: Known) -> Agreed:
    """Read a line that begins with >.

    Agencies are joined with + (the first leads); ALL is one action for each. What it is to
    achieve follows "so that". The words after the last "by", before it or else in it, are the due
    day where they can be read as one. Raises LineNotUnderstood.
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
    split = SO_THAT.search(what)
    done = _part(what[: split.start()] if split else what, known, begins)
    if not done.text:
        raise LineNotUnderstood("That action does not say what is to be done.", EXAMPLE, begins)
    aim = _aim(what, split.end(), known, begins, has_day=done.due is not None) if split else NO_AIM
    codes = _codes(found["codes"], found.start("codes"), known)
    owner = found["owner"].strip() or None
    direct = done.direct or aim.direct
    return Agreed(codes, owner, done.text, done.due or aim.due, direct, aim.text or None)


def _codes(joined: str, at: int, known: Known) -> tuple[str, ...]:
    if joined.upper() == EVERY and EVERY not in known.codes:
        return ()
    codes = []
    for word in joined.split("+"):
        codes.append(known.code(word, at))
        at += len(word) + 1
    return tuple(dict.fromkeys(codes))


class _Part(NamedTuple):
    """One side of "so that": its words, the due day in them, and whether #direct ends them."""

    text: str
    due: str | None
    direct: bool


NO_AIM = _Part("", None, False)


def _aim(what: str, begins: int, known: Known, at: int, *, has_day: bool) -> _Part:
    """What an action is to achieve; a day in it is the due day where there is none before it."""
    aim = _part(what[begins:], known, at + begins, may_have_day=not has_day)
    if not aim.text:
        raise LineNotUnderstood(
            "That action does not say what it is to achieve.", WITH_INTENT, at + begins
        )
    return aim


def _part(what: str, known: Known, at: int, *, may_have_day: bool = True) -> _Part:
    text, marks = without_marks(what, known, at)
    before, by, after = text.rpartition(BY) if may_have_day else (text, "", "")
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
    return _Part(text.strip(), due, "direct" in marks)


def _looks_like_a_day(text: str) -> bool:
    """Whether somebody meant a day and slipped, and not the bus."""
    words = text.strip()
    return bool(re.match(r"\d", words)) or bool(near(words, A_DAY))
