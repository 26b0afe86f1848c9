"""What a recorded text says, judged by its words: a reason, a level of risk, nothing at all.

Every judgement leans one way: a text is taken to say what it should unless it plainly does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

PLACEHOLDERS = frozenset(
    {"tba", "tbc", "tbd", "todo", "text", "to be added", "to be confirmed", "to follow", "xx"}
)
"""What people type to come back to; a text without a letter or digit ("...", "?") is one too."""

LONGEST_PLACEHOLDER = 2 * max(map(len, PLACEHOLDERS))

REASONS = (
    r"because|since|therefore|hence|thus|otherwise|lest",
    r"so that|in order (to|that)|so as to|with a view to|to that end",
    r"due to|owing to|on account of|as a result|in (the )?light of|in view of|on the basis",
    r"given (the|that|his|her|their|how)|considering|bearing in mind|in case",
    r"(which|that|this) is (why|what|how)",
    r"reasons?|reasoning|rationale|grounds|purpose|aims?|intended|justified",
    r"proportionate|necessary|needed|least restrictive|best interests?",
    r"for (his|her|their|the) (own )?(safety|protection|sake|benefit|good|welfare)",
    r"to (allow|avoid|enable|ensure|find out|give|help|keep|learn|let|lower|make sure)",
    r"to (prevent|protect|reduce|safeguard|see (if|whether)|stop|support|test|understand)",
    r"as (he|she|it|they|there|this|that|nobody|no one|the)",
)
"""Turns of phrase that give a reason, as whole words. A bare "to" is none: "refer to MARAC"."""

LEVELS = ("low", "medium", "moderate", "standard", "high", "very high", "severe", "extreme")
"""The levels of risk people say; a group's own words stand beside them."""

DISSENT = r"dissent\w*|disagree\w*|not agreed|no agreement|differ\w*|would (have said|say|rate)"

NOT_OBTAINED = (
    r"(?:(?:the|his|her|their) )?(?:views? )?(?:(?:were|was|are|is|have|has) )?"
    r"(?:not (?:been )?|un)"
    r"(?:obtained|sought|asked|available|known|recorded|given|obtainable)"
    r"|none(?: obtained| known| given)?|no views?(?: obtained| known| given| recorded)?"
)
NOT_REACHED = r"(?:(?:the case|case|it) )?(?:was )?not (?:discussed|reached|heard|taken|called)"
NO_RISK = r"no(?: known| immediate| current| identified)? risks?\b|none\b"
NO_DECISION = r"no(?: new| further)? decisions?\b|none\b|nothing\b"
NO_ACTION = (
    r"no(?: new| further| other| more)? actions?|nothing (?:more|further|new)|clos(?:e|ed|ure|ing)"
    r"|step(?:ped|s)? down|withdrawn|declined|deferred|put off|adjourned|runs? on|carry on"
)

FEW_WORDS = 3
"""So many words beyond "not obtained" tell why; fewer do not."""
SHORT = 8
"""A text that begins with "not reached" and has at most so many words says no more than that."""
LABEL = 2
"""Up to so many words before a colon are a label ("Decision:"); what follows more explains them."""

_REASON = re.compile(rf"\b(?:{'|'.join(REASONS)})\b|[,;] so (?!far)|\band so\b", re.IGNORECASE)
_OPENS = re.compile(rf"\W*(?:{'|'.join(REASONS[:4])}|reasons?|rationale)\b", re.IGNORECASE)
_BEFORE_A_COLON = re.compile(r"([^.!?:\n]+):\s+\w")
_BEYOND_A_DASH = re.compile(r"\w,? [\u2013\u2014-] \w")
_NOT_OBTAINED = re.compile(rf"\W*(?:{NOT_OBTAINED})\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_NOT_REACHED = re.compile(rf"\W*(?:{NOT_REACHED})\b", re.IGNORECASE)
_NO_RISK = re.compile(rf"\W*(?:{NO_RISK})", re.IGNORECASE)
_NO_DECISION = re.compile(rf"\W*(?:{NO_DECISION})", re.IGNORECASE)
_NO_ACTION = re.compile(rf"\b(?:{NO_ACTION})\b", re.IGNORECASE)
_DISSENT = re.compile(rf"\b(?:{DISSENT})\b", re.IGNORECASE)


def says_something(text: str | None) -> bool:
    """Whether a text is more than a placeholder."""
    if text is not None and len(text) > LONGEST_PLACEHOLDER:
        return re.search(r"\w", text) is not None
    words = " ".join(re.findall(r"\w+", (text or "").casefold()))
    return bool(words) and words not in PLACEHOLDERS


def gives_reason(text: str) -> bool:
    """Whether a text says why, or explains after a colon or a dash."""
    if _REASON.search(text) or _BEYOND_A_DASH.search(text):
        return True
    return any(len(ahead.split()) > LABEL for ahead in _BEFORE_A_COLON.findall(text))


def without_rationale(decisions: Sequence[str]) -> list[int]:
    """Which decisions, by place, give no reason; the next text may give it: "Because ..."."""
    follows = [*decisions[1:], ""]
    return [
        at
        for at, text in enumerate(decisions)
        if says_something(text)
        and not _NO_DECISION.match(text)
        and not gives_reason(text)
        and not _OPENS.match(follows[at])
    ]


def rates_risk(texts: Iterable[str], own_levels: Iterable[str] = ()) -> bool:
    """Whether texts say a level of risk, a dissent, or that there is no risk."""
    levels = "|".join(re.escape(level) for level in (*LEVELS, *own_levels))
    rated = re.compile(rf"\b(?:{levels})\b", re.IGNORECASE)
    return any(rated.search(t) or _DISSENT.search(t) or _NO_RISK.match(t) for t in texts)


def not_obtained_unexplained(views: str) -> bool:
    """Whether a text says that views were not obtained, and hardly a word more."""
    found = _NOT_OBTAINED.match(views)
    return found is not None and len(re.findall(r"\w+", found["rest"])) < FEW_WORDS


def says_not_reached(text: str) -> bool:
    """Whether a text says only that the case was not reached."""
    return bool(_NOT_REACHED.match(text)) and len(re.findall(r"\w+", text)) <= SHORT


def explains_no_action(outcomes: Iterable[str]) -> bool:
    """Whether an outcome says why nobody was given an action."""
    return any(_NO_ACTION.search(text) or gives_reason(text) for text in outcomes)
