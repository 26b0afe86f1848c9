"""Answers to the questions of a screening as people type them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from marg_cli.errors import UsageRefused

PROCESSES = ("MAPPA", "MARAC", "MASH")
YES = frozenset({"y", "yes"})
NO = frozenset({"n", "no"})
NOTHING = frozenset({*NO, "-", "n/a", "nil", "nobody", "none", "nothing", "no one"})
"""Answers that say no more than that there is nothing to say."""


def read_yes_or_no(text: str) -> bool:
    """Read yes or no, whatever is written behind it. Raises UsageRefused for anything else."""
    word = _first(text)
    if word not in YES | NO:
        raise UsageRefused("That is neither yes nor no.", "Answer yes or no.")
    return word in YES


def read_text(text: str) -> str | None:
    """Read a text; one that only says no, none or nothing is None."""
    return None if _plain(text) in {"", *NOTHING} else text.strip()


def read_risk(text: str) -> str | None:
    """Read who is at immediate risk of what; None only for a plain no, with or without a reason."""
    return None if _first(text) in {"", *NOTHING} else read_text(_behind_yes(text))


def read_processes(text: str) -> str | None:
    """Read the processes a case is in; those everybody knows come in their own letters."""
    known = {process.casefold(): process for process in PROCESSES}
    parts = [part.strip() for part in text.split(",")]
    named = [known.get(part.casefold(), part) for part in parts if read_text(part)]
    return ", ".join(named) or None


READERS: dict[str, Callable[[str], Any]] = {
    "supervised": read_yes_or_no,
    "other_process": read_processes,
    "why_here": read_text,
    "tried": read_text,
    "failed_because": read_text,
    "immediate_risk": read_risk,
    "reported_to": read_text,
    "remarks": read_text,
}
"""How each answer is read; themes are read as a case's are."""


def _first(text: str) -> str:
    """What stands before the first comma, colon or other mark."""
    for mark in ",:;.\n":
        text = text.partition(mark)[0]
    return " ".join(text.casefold().split())


def _plain(text: str) -> str:
    return " ".join(text.casefold().rstrip(" .!").split())


def _behind_yes(text: str) -> str:
    """The risk itself, where a yes stands before it; a yes alone says that much."""
    if _first(text) not in YES:
        return text
    return text.strip()[len(_first(text)) :].strip(" ,:;.\n") or "yes"
