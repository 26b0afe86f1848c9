"""References people say aloud: M26-014 a case, A137 an action, F2 a document, a meeting by date."""

from __future__ import annotations

import re

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


def action_ref(number: int) -> str:
    """Write an action's reference."""
    return f"A{number}"


def read_number(letter: str, text: str) -> int | None:
    """Read `r12`, `R12` or `12` as 12 for the letter R; None for what is no such reference."""
    match = re.fullmatch(rf"(?i:{letter})?(\d{{1,9}})", text.strip())
    return int(match.group(1)) if match else None


def read_action_ref(text: str) -> int:
    """Read `a31` or `31` as 31. Raises NotFound when it is no reference at all."""
    return _number("action", "an action's", "A31", text, "the actions with: marg action list")


def information_ref(number: int) -> str:
    """Write the reference of a piece of information."""
    return f"I{number}"


def read_information_ref(text: str) -> int:
    """Read `i40` or `40` as 40. Raises NotFound when it is no reference at all."""
    return _number("information", "its", "I40", text, "what was shared with: marg info list")


def document_ref(number: int) -> str:
    """Write a document's reference."""
    return f"F{number}"


def read_document_ref(text: str) -> int:
    """Read `f2` or `2` as 2. Raises NotFound when it is no reference at all."""
    way_out = "a case's documents with: marg document list CASE"
    return _number("document", "a document's", "F2", text, way_out)


def _number(thing: str, whose: str, example: str, text: str, listed: str) -> int:
    """The number of a reference that is a letter, as in the example, and a number."""
    match = re.fullmatch(rf"(?i:{example[0]})?(\d{{1,9}})", text.strip())
    if not match:
        raise NotFound(
            f"No {thing} {text.strip()}: {whose} reference looks like {example}.", f"List {listed}"
        )
    return int(match.group(1))
