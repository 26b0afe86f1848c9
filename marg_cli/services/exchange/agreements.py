"""How far an agency has come with the agreement, read from what officers wrote in a list."""

from __future__ import annotations

import re
from typing import NamedTuple

from marg_cli.domain.agency import IsaStatus
from marg_cli.domain.calendar import MONTHS

STAGES = (
    (IsaStatus.NONE, r"no (contact|reply|response)( made| yet)*|not( yet)?( been)? contacted"),
    (IsaStatus.CONTACTED, r"contact(ed| made)"),
    (IsaStatus.MEETING_ARRANGED, r"meeting( is| has been)? (arranged|booked)"),
    (IsaStatus.DISCUSSION, r"discussions?|discussing"),
    (IsaStatus.AWAITING_COMMENT, r"awaiting( \w+)? (comments?|reply|response|feedback)"),
    (IsaStatus.LEGAL, r"IG|information governance|legal|solicitors?"),
    (IsaStatus.EXPIRED, r"expired|lapsed"),
)
"""The stages in the order an agency goes through them; words said with a "not" do not count."""

_PATTERNS = [(status, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for status, words in STAGES]
_DENIED = re.compile(
    r"\b(no|not|not yet|never|without|to be|until|unless|before)\s*$", re.IGNORECASE
)
_FURTHEST_BACK = len("until not yet ")
_MONTHS = "|".join(f"{month}|{month[:3]}" for month in MONTHS)
_SIGNED_OFF = re.compile(
    r"((isa|agreement) )?(now |fully )?signed( off)?( on)?(?![a-z])"
    rf"([0-9 ,.:/-]|(?<=[0-9])(st|nd|rd|th)|{_MONTHS})*",
    re.IGNORECASE,
)
_SIGNING = re.compile(r"\b(un)?sign(ed|ing|ature)?\b", re.IGNORECASE)


class Reading(NamedTuple):
    """The status the words come to, and what a person should know about how."""

    status: IsaStatus
    doubt: str | None


def read_words(words: str) -> Reading:
    """Read an officer's words as a status; of several stages named the furthest counts.

    Signed off is what lets personal data go to an agency: it counts only where the words say that
    and nothing else but a date. Words that no pattern reads come to no status but "none".
    """
    text = " ".join(words.split())
    if _SIGNED_OFF.fullmatch(text):
        return Reading(IsaStatus.SIGNED_OFF, None)
    stages = [status for status, pattern in _PATTERNS if _says(pattern, text)]
    if _SIGNING.search(text):
        furthest = stages[-1] if stages else IsaStatus.NONE
        doubt = f"speaks of signing, but not plainly of being signed off; taken as: {furthest}"
        return Reading(furthest, doubt)
    if not stages:
        return Reading(
            IsaStatus.NONE, "could not be read as a status; kept as a note, and the status is: none"
        )
    if len(stages) > 1:
        named = ", ".join(stages)
        doubt = f"names more than one stage ({named}); the furthest was taken: {stages[-1]}"
        return Reading(stages[-1], doubt)
    return Reading(stages[0], None)


def _says(pattern: re.Pattern[str], text: str) -> bool:
    starts = (said.start() for said in pattern.finditer(text))
    return any(not _DENIED.search(text[max(0, at - _FURTHEST_BACK) : at]) for at in starts)
