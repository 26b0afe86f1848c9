"""How many of what, as people say it: 1 action, 2 deputies and 3 actions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

MANY = {
    "person": "people",
    "paper that left": "papers that left",
    "piece of information": "pieces of information",
}


def counted(number: int, one: str) -> str:
    """Say a number with its noun: 1 deputy, 2 deputies."""
    return f"{number} {one if number == 1 else several(one)}"


def several(one: str) -> str:
    """A noun for more than one: deputies, people."""
    return MANY.get(one) or re.sub(r"(?<![aeiou])y$", "ie", one) + "s"


def in_a_sentence(parts: Sequence[str]) -> str:
    """Say parts, at least one, after another: A3, A7 and M26-014."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def all_counted(numbers: Mapping[str, int]) -> str:
    """Say what there is at least one of: 2 members and 3 actions."""
    return in_a_sentence([counted(number, one) for one, number in numbers.items() if number])
