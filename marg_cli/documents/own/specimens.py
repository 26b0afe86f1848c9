"""Invented papers made from the papers' own fields, to try a template before any data exists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from marg_cli.domain.minutes import GENERAL_HEADINGS
from marg_cli.domain.value import Value

DAY = date(2026, 12, 8)
LONG = "Invented words: a *star*, a | bar, <angles> & a second line\n- of two."
AS_TYPED: dict[str, tuple[str, ...]] = {
    "at": ("10:00", "12:15"),
    "arrived": ("10:00", "10:20"),
    "left": ("12:15", "11:00"),
    "since": ("10:20",),
    "until": ("11:15",),
    "ends_by": ("12:30",),
    "kind": ("review", "new", "repeat", "closure"),
    "state": ("present", "apologies", "absent"),
    "status": ("draft", "open", "closed", "declined", "done", "not_done", "deferred", "final"),
    "closed_because": ("circumstances", "agency"),
    "marking": ("OFFICIAL-SENSITIVE",),
}
"""What stands in fields of words where templates tell one word from another."""

MANY = 3
TURNS = 4


class Turn(NamedTuple):
    """Which of the possible papers is made: how many things a list holds, and which ones."""

    many: int
    number: int

    @property
    def next(self) -> Turn:
        """The turn of whatever comes inside."""
        return Turn(self.many, self.number + 1)


def specimens(paper: type[Value]) -> Iterator[Value]:
    """Papers with nothing, one and several of each thing, every word and choice among them."""
    for many in (0, 1, MANY):
        for number in range(TURNS if many else 1):
            yield _thing(paper, Turn(many, number))


@cache
def fields(kind: type[Value]) -> dict[str, Any]:
    """The type of each field of a paper or of a part of one."""
    return get_type_hints(kind)


def _thing(kind: type[Value], turn: Turn) -> Value:
    made = {
        name: _value(name, hint, Turn(turn.many, turn.number + at))
        for at, (name, hint) in enumerate(fields(kind).items())
    }
    return kind(**made)


def _value(name: str, hint: Any, turn: Turn) -> Any:  # noqa: ANN401 - any type a paper has
    if get_origin(hint) in {Union, UnionType}:
        return _perhaps(name, hint, turn)
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        return tuple(
            _value(name, item, Turn(turn.many, turn.number + at)) for at in range(turn.many)
        )
    if get_origin(hint) is dict:
        item = get_args(hint)[1]
        return {key: _value(name, item, turn.next) for key in GENERAL_HEADINGS}
    if issubclass(hint, Value):
        return _thing(hint, turn)
    if issubclass(hint, Enum):
        return list(hint)[turn.number % len(hint)]
    return _plain(name, hint, turn)


def _perhaps(name: str, hint: Any, turn: Turn) -> Any:  # noqa: ANN401 - any type a paper has
    there = next(arg for arg in get_args(hint) if arg is not NoneType)
    is_there = turn.many and turn.number % 3
    return _value(name, there, turn) if is_there else None


def _plain(name: str, hint: type, turn: Turn) -> object:
    if hint is bool:
        return turn.number % 2 == 1
    if hint is int:
        return turn.number
    if hint is date:
        return DAY
    if typed := AS_TYPED.get(name):
        return typed[turn.number % len(typed)]
    return LONG if turn.number % 2 else f"invented {name}"
