"""The person a case is about, apart from the case's reference."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from marg_cli.errors import DateNotUnderstood, UsageRefused


class Person(NamedTuple):
    """What identifies one adult; any of it may be unknown."""

    name: str | None = None
    born: date | None = None
    aliases: tuple[str, ...] = ()
    address: str | None = None
    nhs: str | None = None
    police_ref: str | None = None
    area: str | None = None


def initials_of(name: str) -> str:
    """The first letter of each word of a name, as capitals; a surname before a comma comes last."""
    last, _, first = name.partition(",")
    return "".join(word[0] for word in f"{first} {last}".split()).upper()


def age(born: date, on: date) -> int:
    """Whole years; somebody born on 29 February is a year older on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def read_birth_date(text: str, *, today: date) -> date:
    """Read a birth date, day first, its year in four digits: 84 may mean 1984 or a typing slip.

    Raises DateNotUnderstood, or UsageRefused for a day after *today*.
    """
    from marg_cli.domain.day_words import phrase
    from marg_cli.domain.plain_dates import dated, iso_day

    why = ""
    try:
        day = iso_day(text.strip()) or dated(phrase(text), today=None)
    except ValueError as error:
        day, why = None, f": {error}"
    if day is None:
        raise DateNotUnderstood(
            f"That birth date cannot be read{why}.",
            "Two that work: 12/05/1984 and 12 May 1984. The day comes first.",
        )
    if day > today:
        raise UsageRefused("That birth date lies in the future.", "Write the year in four digits.")
    return day
