"""References people say aloud: M26-014 a case, and by a letter and a number A137 an action."""

from __future__ import annotations

import re
from typing import NamedTuple

from marg_cli.errors import NotFound

GROUP = "group"

_CASE = r"([A-Za-z]+)(\d{2})-?(\d{1,6})"


def case_ref(prefix: str, year: int, number: int) -> str:
    """Write a case's reference: prefix, two digits of the year, running number of three."""
    return f"{prefix}{year % 100:02d}-{number:03d}"


def read_case_ref(text: str) -> str:
    """Read `m26-14` as M26-014. Raises NotFound when it is no reference at all."""
    match = re.fullmatch(_CASE, text.strip())
    if not match:
        raise NotFound(
            f"No case {text.strip()}: a case's reference looks like M26-014.",
            "List the cases with: marg case list",
        )
    prefix, year, number = match.groups()
    return f"{prefix.upper()}{year}-{int(number):03d}"


class ActionNotFound(NotFound):
    """No action by that reference."""

    hint = "List the actions with: marg action list"


class DocumentNotFound(NotFound):
    """No document by that reference."""

    hint = "List a case's documents with: marg document list CASE"


class InformationNotFound(NotFound):
    """No information by that reference."""

    hint = "List what was shared with: marg info list"


class ViewNotFound(NotFound):
    """No view by that reference."""

    hint = "List them with: marg view list CASE"


class RiskNotFound(NotFound):
    """No risk by that reference."""

    hint = "List them with: marg risk list CASE"


class BarrierNotFound(NotFound):
    """No barrier by that reference."""

    hint = "List them with: marg barrier list CASE"


class DecisionNotFound(NotFound):
    """No decision by that reference."""

    hint = "List them with: marg decision list CASE"


class LearningNotFound(NotFound):
    """Nothing learnt by that reference."""

    hint = "List what was learnt with: marg learning list"


class Noun(NamedTuple):
    """A kind of thing, as a reference to one is written and missed.

    `whose` stands before "reference", and `none` for there being nothing of the kind yet; both are
    made of the `word` where they are not given.
    """

    letter: str
    word: str
    example: str
    missing: type[NotFound]
    whose: str = ""
    none: str = ""

    def ref(self, number: int) -> str:
        """The reference people say."""
        return f"{self.letter}{number}"

    def read(self, text: str) -> int:
        """Read `r12`, `R12` or `12` as 12. Raises NotFound when it is no reference at all."""
        match = re.fullmatch(rf"(?i:{self.letter})?(\d{{1,9}})", text.strip())
        if match is None:
            whose = self.whose or f"a {self.word}'s"
            raise self.missing(
                f"No {self.word} {text.strip()}: {whose} reference looks like {self.example}."
            )
        return int(match.group(1))


ACTION = Noun("A", "action", "A31", ActionNotFound, whose="an action's")
DOCUMENT = Noun("F", "document", "F2", DocumentNotFound)
INFORMATION = Noun(
    "I",
    "information",
    "I40",
    InformationNotFound,
    whose="its",
    none="Nothing has been shared yet.",
)
VIEW = Noun("V", "view", "V5", ViewNotFound)
RISK = Noun("R", "risk", "R12", RiskNotFound)
BARRIER = Noun("B", "barrier", "B3", BarrierNotFound)
DECISION = Noun("D", "decision", "D8", DecisionNotFound)
LEARNING = Noun("L", "learning", "L4", LearningNotFound, none="Nothing has been learnt yet.")


def action_ref(number: int) -> str:
    """Write an action's reference."""
    return ACTION.ref(number)


def read_action_ref(text: str) -> int:
    """Read `a31` or `31` as 31. Raises ActionNotFound when it is no reference at all."""
    return ACTION.read(text)


def information_ref(number: int) -> str:
    """Write the reference of a piece of information."""
    return INFORMATION.ref(number)


def read_information_ref(text: str) -> int:
    """Read `i40` or `40` as 40. Raises InformationNotFound when it is no reference at all."""
    return INFORMATION.read(text)


def document_ref(number: int) -> str:
    """Write a document's reference."""
    return DOCUMENT.ref(number)


def read_document_ref(text: str) -> int:
    """Read `f2` or `2` as 2. Raises DocumentNotFound when it is no reference at all."""
    return DOCUMENT.read(text)
