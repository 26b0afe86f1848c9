"""What a recorded text says, judged by its words: a level of risk, a view, nothing at all.

Every judgement leans one way: a text is taken to say what it should unless it plainly does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

PLACEHOLDERS = frozenset(
    {"tba", "tbc", "tbd", "todo", "text", "to be added", "to be confirmed", "to follow", "xx"}
)
"""What people type to come back to; a text without a letter or digit ("...", "?") is one too."""

LONGEST_PLACEHOLDER = 2 * max(map(len, PLACEHOLDERS))

LEVELS = (
    *("low", "medium", "moderate", "standard", "substantial", "high", "very high", "severe"),
    *("critical", "extreme", "red", "amber", "green"),
)
"""The levels of risk people say; a group's own words stand beside them."""

DISSENT = r"dissent\w*|disagree\w*|not agreed|no agreement|differ\w*|would (have said|say|rate)"
UNCHANGED = r"unchanged|no change|as before|level \d|\d ?/ ?\d"
"""A level that was agreed before, or one in figures."""

NOT_OBTAINED = (
    r"(?:(?:the|his|her|their) )?(?:views? )?(?:(?:were|was|are|is|have|has) )?"
    r"(?:not (?:been |yet )?|un)"
    r"(?:obtained|sought|asked|available|known|recorded|given|obtainable)"
    r"|none(?: obtained| known| given)?|no views?(?: obtained| known| given| recorded)?"
)
NOT_REACHED = r"(?:(?:the case|case|it) )?(?:was )?not (?:discussed|reached|heard|taken|called)"
NO_RISK = r"no(?: known| immediate| current| identified| new| other)? risks?\b|none\b"

FEW_WORDS = 3
"""So many words beyond "not obtained" tell why; fewer do not."""
SHORT = 8
"""A text that begins with "not reached" and has at most so many words says no more than that."""

_NOT_OBTAINED = re.compile(rf"\W*(?:{NOT_OBTAINED})\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_NOT_REACHED = re.compile(rf"\W*(?:{NOT_REACHED})\b", re.IGNORECASE)
_NO_RISK = re.compile(rf"\W*(?:{NO_RISK})", re.IGNORECASE)
_DISSENT = re.compile(rf"\b(?:{DISSENT}|{UNCHANGED})\b", re.IGNORECASE)


def says_something(text: str | None) -> bool:
    """Whether a text is more than a placeholder."""
    if text is not None and len(text) > LONGEST_PLACEHOLDER:
        return re.search(r"\w", text) is not None
    words = " ".join(re.findall(r"\w+", (text or "").casefold()))
    return bool(words) and words not in PLACEHOLDERS


def rates_risk(texts: Iterable[str], own_levels: Iterable[str] = ()) -> bool:
    """Whether texts say a level of risk, a dissent, or that there is no risk."""
    levels = "|".join(re.escape(level) for level in (*LEVELS, *own_levels))
    rated = re.compile(rf"(?<!\w)(?:{levels})(?!\w)", re.IGNORECASE)
    return any(rated.search(t) or _DISSENT.search(t) or _NO_RISK.match(t) for t in texts)


def not_obtained_unexplained(views: str) -> bool:
    """Whether a text says that views were not obtained, and hardly a word more."""
    found = _NOT_OBTAINED.match(views)
    return found is not None and len(re.findall(r"\w+", found["rest"])) < FEW_WORDS


def says_not_reached(text: str) -> bool:
    """Whether a text says only that the case was not reached."""
    return bool(_NOT_REACHED.match(text)) and len(re.findall(r"\w+", text)) <= SHORT
