"""The person a case is about, apart from the case's reference."""

from datetime import date
from typing import NamedTuple

from marg_cli.domain.text import as_typed
from marg_cli.errors import DateNotUnderstood, UsageRefused

MOST_INITIALS = 10


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
    return "".join(word[0] for word in f"{first} {last}".split()).upper()[:MOST_INITIALS]


def read_initials(text: str) -> str:
    """Read initials. Raises UsageRefused beyond ten letters: lists show them, but no names."""
    letters = as_typed(" ".join(text.split()))
    if not 1 <= len(letters) <= MOST_INITIALS:
        raise UsageRefused(
            f"Initials are one to {MOST_INITIALS} letters.",
            "Such as QF; the name has its own place.",
        )
    return letters


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
            f"That birth date cannot be read{why}. Two that work: 12/05/1984 and 12 May 1984.",
            "The day comes first; 1984-05-12 works too.",
        )
    if day > today:
        raise UsageRefused("That birth date lies in the future.", "Write the year in four digits.")
    return day
