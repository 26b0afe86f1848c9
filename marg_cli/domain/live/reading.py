"""From a typed line to what it says."""

from __future__ import annotations

import re
from collections.abc import Callable

from marg_cli.domain.information import InformationKind
from marg_cli.domain.live.action_line import read_action
from marg_cli.domain.live.line import (
    LITERAL,
    Decided,
    Heard,
    InTheWay,
    Known,
    Line,
    LineNotUnderstood,
    NotDiscussed,
    NotHeard,
    Said,
    Shared,
    Told,
    plain,
)
from marg_cli.domain.live.marks import without_marks
from marg_cli.domain.live.outcome_line import read_outcome
from marg_cli.domain.live.risk_line import read_risk

BECAUSE = " because "
NOT_OBTAINED = re.compile(
    r"not obtained\b[\s.:,]*(?:because\b)?\s*(?P<why>.*)", re.IGNORECASE | re.DOTALL
)
FROM_AGENCY = re.compile(
    r"(?P<code>[^\W_][\w-]{0,15})\s?(?P<sign>[:?])\s+(?P<text>\S.*)", re.DOTALL
)
KINDS = {":": InformationKind.FACT, "?": InformationKind.PERCEPTION}
UNDO = {"u", "undo"}


def read_line(typed: str, heading: str, known: Known) -> Line | None:
    """Read a line typed under *heading*; one of nothing but spaces says nothing.

    Raises LineNotUnderstood, with the place in the line.
    """
    if not plain(typed).strip():
        return None
    if typed.startswith(LITERAL):
        return Said(plain(typed))
    if typed.strip() in UNDO:
        return Told("undo", "")
    by_sign = SIGNS.get(typed[0])
    if by_sign is not None:
        return by_sign(typed, known)
    under = UNDER.get(heading)
    return (under(typed, known) if under else None) or Said(typed)


def _decision(typed: str, _known: Known) -> Line:
    text, because, why = typed[1:].partition(BECAUSE)
    if not text.strip():
        raise LineNotUnderstood(
            "A decision says what was decided.",
            "For example: = keep open because risk rising",
            len(typed),
        )
    return Decided(text.strip(), (why.strip() or None) if because else None)


def _not_discussed(typed: str, _known: Known) -> Line:
    return NotDiscussed() if typed.strip() == "-" else Said(typed)


def _told(typed: str, _known: Known) -> Line:
    word, _, rest = typed[1:].partition(" ")
    if not word.strip():
        raise LineNotUnderstood("A slash comes before a word.", "See what there is with: /help", 1)
    return Told(word.strip(), rest.strip())


def _information(typed: str, known: Known) -> Line | None:
    found = _from_agency(typed, known)
    if found is None:
        return None
    text, marks = without_marks(found["text"], known, found.start("text"))
    return Shared(
        known.code(found["code"], 0),
        KINDS[found["sign"]],
        text,
        third_party="third" in marks,
        criminal="criminal" in marks,
        only_for=marks.get("only", ()),
    )


def _views(typed: str, known: Known) -> Line | None:
    missing = NOT_OBTAINED.fullmatch(typed.strip())
    if missing:
        if not missing["why"].strip():
            raise LineNotUnderstood(
                "Nobody may waive a person's voice: say why their views were not obtained.",
                "For example: not obtained because nobody could reach them",
                len(typed),
            )
        return NotHeard(missing["why"].strip())
    found = _from_agency(typed, known)
    return Heard(known.code(found["code"], 0), found["text"]) if found else None


def _barrier(typed: str, _known: Known) -> Line:
    return InTheWay(typed)


def _from_agency(typed: str, known: Known) -> re.Match[str] | None:
    """A line that begins with an agency and a colon; capitals nobody has are a slip, not a text."""
    found = FROM_AGENCY.fullmatch(typed)
    if found is None:
        return None
    code = found["code"]
    return found if code.upper() in known.codes or code.isupper() else None


SIGNS: dict[str, Callable[[str, Known], Line]] = {
    "=": _decision,
    ">": read_action,
    "!": read_risk,
    "-": _not_discussed,
    "/": _told,
}
"""What a line is that begins with one of these."""

UNDER: dict[str, Callable[[str, Known], Line | None]] = {
    "information": _information,
    "views": _views,
    "barriers": _barrier,
    "outcome": read_outcome,
}
"""What a line without a sign may be under a heading; else it is a text."""
