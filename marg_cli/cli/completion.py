"""The words a command line is made of, for completion: of the program, never of a person.

Names the kinds of thing that may follow; which cases or agencies there are, only a shell that
holds a register open can say.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from marg_cli.cli.lazy import load
from marg_cli.cli.nouns import NOUNS

NOTHING, WORDS, CASES, ACTIONS, AGENCIES, MEETINGS, FILES = range(7)
"""What may stand somewhere: free text; words of a list; references of a kind; a file's name."""

OF_METAVAR = {
    "ACTION": ACTIONS,
    "AGENCY": AGENCIES,
    "CASE": CASES,
    "CODE": AGENCIES,
    "FILE": FILES,
    "FOLDER": FILES,
    "MEETING": MEETINGS,
    "REF": CASES,
}
OF_OPTION = {"--meeting": MEETINGS}
OF_ACTIONS = "action"
"""The noun whose own REF is an action's."""

LISTED = r"[a-z0-9]+([|,][a-z:A-Z0-9]+)+"
"""How help names the values there are: table|json|csv."""
ENDS = (")", "…", "]", "|-")


class Value(NamedTuple):
    """What may follow: its kind, and the words themselves where they are listed."""

    kind: int = NOTHING
    words: tuple[str, ...] = ()


class Command(NamedTuple):
    """One command: its options, each with its value (a flag has none), and what stands alone."""

    options: dict[str, Value | None]
    arguments: tuple[Value, ...]


def nouns() -> list[str]:
    """The words a command may begin with."""
    return list(NOUNS)


@cache
def verbs(noun: str) -> tuple[str, ...]:
    """The verbs of a noun; none for a word that stands alone, or is no noun."""
    made: Any = load(noun) if noun in NOUNS else None
    return tuple(made.list_commands(None)) if hasattr(made, "list_commands") else ()


@cache
def command(noun: str, verb: str = "") -> Command:
    """What may follow a command's own words."""
    made = load(noun)
    params = (made.get_command(None, verb) if verb else made).params
    options: dict[str, Value | None] = {"--help": None}
    for param in params:
        if param.param_type_name == "option":
            value = None if param.is_flag else _value(param, noun, param.metavar or "")
            options |= dict.fromkeys(_long(param.opts), value)
    arguments = [
        _value(param, noun, param.make_metavar(None))
        for param in params
        if param.param_type_name == "argument"
    ]
    return Command(options, tuple(arguments))


def _long(names: list[str]) -> list[str]:
    return [name for name in names if name.startswith("--")]


def _value(param: Any, noun: str, metavar: str) -> Value:  # noqa: ANN401 - Typer's own
    choices = getattr(param.type, "choices", None)
    if choices:
        return Value(WORDS, tuple(str(getattr(choice, "value", choice)) for choice in choices))
    if re.fullmatch(LISTED, metavar):
        return Value(WORDS, tuple(w for w in re.split("[|,]", metavar) if w.islower()))
    if noun == OF_ACTIONS and metavar == "REF" and param.param_type_name == "argument":
        return Value(ACTIONS)
    for option in param.opts:
        if option in OF_OPTION:
            return Value(OF_OPTION[option])
    plain = re.split(r"[|…]", metavar.strip("[]"))[0]
    return Value(OF_METAVAR.get(plain, NOTHING))
