"""Whether a decision says why: judged by its turns of phrase, with the benefit of the doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marg_cli.domain.checks.wording import says_something

NOT_WHY = (
    r"well|soon|far|set|agreed|asked|before|above|below|planned|usual|long|possible|part|lead",
    r"appropriate|required|an?\b|in\b|at\b|per\b|of\b|from\b",
)
"""What makes another thing of "as" than a reason."""

CONNECTING = (
    r"because|since|therefore|hence|thus|otherwise|lest|despite|pending|now that|following",
    r"so that|in order (to|that)|so as to|with a view to|to that end|in response to",
    r"due to|owing to|on account of|as a result|in (the )?light of|in view of|on the basis",
    r"given (the|that|his|her|their|how)|considering|bearing in mind|in case",
    rf"as (?!{'|'.join(NOT_WHY)})",
)
"""What joins a decision to its reason, as whole words."""

NAMING = (
    r"(which|that|this) is (why|what|how)",
    r"reasons?|reasoning|rationale|grounds|purpose|aims?|intended|justified",
    r"proportionate|necessary|needed|least restrictive|best interests?",
    r"for (his|her|their|the) (own )?(safety|protection|sake|benefit|good|welfare)",
)
"""What calls a reason by its name."""

PURPOSES = (
    "address|agree|allow|avoid|clarify|enable|ensure|establish|explore|find out|get|give|help|keep"
    "|learn|let|lower|maintain|make sure|manage|minimise|prevent|protect|reduce|resolve|safeguard"
    "|secure|see if|see whether|stop|support|test|understand"
)
"""What a step is taken to do. "GLOW to support her" is a task and no reason: a purpose follows a
word that is not a name, nor one of DECIDING."""

DECIDING = (
    "agreed|agrees|asked|asks|are|continue|continues|decided|had|has|have|is|need|needs|was|were"
)
STATING = "are|can|cannot|did|do|does|had|has|have|is|meets?|met|was|wants?|were|will"
"""Verbs that make what follows a semicolon a statement, such as: "risk from partner is high"."""

NO_DECISION = r"no(?: new| further)? decisions?\b|none\b|nothing\b"

NO_ACTION = (
    r"no(?: new| further| other| more)? actions?|nothing (?:more|further|new)|clos(?:e|ed|ure|ing)"
    r"|step(?:ped|s)? down|withdrawn|declined|deferred|put off|adjourned|runs? on|carry on"
)
"""Outcomes that leave nothing to be done, or leave it to what runs already."""

LABEL = 2
"""Up to so many words before a colon are a label ("Decision:"); what follows more explains them."""

_CONNECTS = rf"(?:{'|'.join(CONNECTING)})"
_REASON = re.compile(
    rf"\b(?:{_CONNECTS}|{'|'.join(NAMING)})\b|[,;] so (?!far)|\band so\b", re.IGNORECASE
)
_PURPOSE = re.compile(rf"\b(?!(?:{DECIDING})\b)[a-z][\w'\u2019-]*,? to (?:{PURPOSES})\b")
_STATEMENT = re.compile(rf";[^.;]*\b(?:{STATING})\b")
_BEFORE_A_COLON = re.compile(r"([^.!?:\n]+):\s+\w")
_BEYOND_A_DASH = re.compile(r"\w,? [\u2013\u2014-] \w")
_OPENS = re.compile(rf"\W*(?:{_CONNECTS}|reasons?|rationale)\b", re.IGNORECASE)
_NO_ACTION = re.compile(rf"\b(?:{NO_ACTION})\b", re.IGNORECASE)
_NO_DECISION = re.compile(rf"\W*(?:{NO_DECISION})", re.IGNORECASE)


def gives_reason(text: str) -> bool:
    """Whether a text says why, or explains after a colon, a semicolon or a dash."""
    looks = (_REASON, _PURPOSE, _STATEMENT, _BEYOND_A_DASH)
    if any(look.search(text) for look in looks):
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


def explains_no_action(outcomes: Sequence[str]) -> bool:
    """Whether an outcome says why nobody was given an action."""
    return any(_NO_ACTION.search(text) or gives_reason(text) for text in outcomes)
