"""Somebody who must not be spoken of, and all the ways in which a paper could."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from marg_cli.domain.case import Case
from marg_cli.domain.leaks import OWN_FIELDS, Field, needles_of
from marg_cli.domain.value import Value, replace, values

HIDDEN = Case(
    ref="M26-900",
    initials="WB",
    name="Wendell Ambrose Brackenpipe",
    aliases=("Buzz", "Cap'n Thistle"),
    born=date(1981, 4, 3),
    address="Flat 2, 12 Bramble Lane, Exampleton, ZZ9 9ZQ",
    nhs="943 476 5919",
    police_ref="77/440912",
)
NEEDLES = needles_of(HIDDEN)

PLANTS: dict[Field, tuple[str, ...]] = {
    Field.NAME: (
        *("Wendell Brackenpipe", "Brackenpipe, Wendell", "WENDELL BRACKENPIPE"),
        *("Wendell Ambrose Brackenpipe", "wendell  brackenpipe", "Wéndell Bråckenpipe"),
        *("Wen\u00addell Bracken\u200bpipe", "Wendell\u2011Brackenpipe", "wendell.brackenpipe@x"),
        *("Brackenpipe", "Mr Brackenpipe", "brackenpipe", "Wendell's", "Ambrose"),
    ),
    Field.ALIAS: ("Buzz", "buzz", "Cap\u2019n Thistle", "Thistle"),
    Field.BORN: (
        *("3 April 1981", "03/04/1981", "3.4.81", "1981-04-03", "3rd of April, 1981", "3 Apr 81"),
        *(
            "April 3rd, 1981",
            "03 04 1981",
            "03-04-81",
            "3/4/1981",
            "19810403",
            "03\u201304\u20131981",
        ),
    ),
    Field.ADDRESS: ("12 Bramble Lane", "12, bramble ln", "ZZ9 9ZQ", "zz99zq"),
    Field.NHS: ("943 476 5919", "9434765919", "943-476-5919", "NHS9434765919"),
    Field.POLICE: ("77/440912", "77440912", "77 \u2013 440912"),
    Field.REFERENCE: ("M26-900", "m26 900", "M26\u2013900", "M26900"),
}
EACH = [(field, text) for field, texts in PLANTS.items() for text in texts]

Planting = Callable[[str], Any]


def places(thing: Any, path: str = "") -> Iterator[tuple[str, Planting]]:
    """Every text of a paper that somebody typed, and how to make the paper with another there."""
    if isinstance(thing, str):
        yield path, lambda text: f"{thing} Then {text} was spoken of."
        return
    for name, held, planting in _held_in(thing):
        for place, plant in places(held, f"{path}.{name}"):
            yield place, partial(planting, plant)


def _held_in(thing: Any) -> list[tuple[object, Any, Callable[..., Any]]]:
    """What a value, a row or a table holds, by name, and how it is made with another there."""
    if isinstance(thing, Value):
        kept = {name: held for name, held in values(thing).items() if name not in OWN_FIELDS}
        return [(name, held, partial(_in_field, thing, name)) for name, held in kept.items()]
    if isinstance(thing, tuple):
        return [(at, held, partial(_in_row, thing, at)) for at, held in enumerate(thing)]
    if isinstance(thing, dict):
        return [(key, held, partial(_in_table, thing, key)) for key, held in thing.items()]
    return []


def _in_field(thing: Value, field: str, plant: Planting, text: str) -> Value:
    return replace(thing, **{field: plant(text)})


def _in_row(row: tuple[Any, ...], at: int, plant: Planting, text: str) -> tuple[Any, ...]:
    return (*row[:at], plant(text), *row[at + 1 :])


def _in_table(table: dict[Any, Any], key: object, plant: Planting, text: str) -> dict[Any, Any]:
    return {**table, key: plant(text)}
