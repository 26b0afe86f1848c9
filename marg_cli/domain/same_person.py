"""Whether two descriptions may be of one person: proposed for somebody to judge, never decided."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import NamedTuple

from marg_cli.domain.person import Person
from marg_cli.domain.text import folded

NEAR_WORD = 0.75
"""How alike two words of a name are, of 1, to pass for spellings of one (Smith, Smyth: 0.8)."""

Words = tuple[str, ...]


class Way(NamedTuple):
    """One way in which two names can be alike; `says` is told of the known one."""

    says: str
    holds: Callable[[Words, Words], bool]


def _same(asked: Words, known: Words) -> bool:
    return asked == known


def _reordered(asked: Words, known: Words) -> bool:
    return sorted(asked) == sorted(known)


def _near(asked: Words, known: Words) -> bool:
    """Every word of the shorter name has its like in the longer; one word alone says too little.

    Nor do initials alone.
    """
    few, many = sorted((asked, known), key=len)
    says_enough = len(few) > 1 or len(many) == 1
    return says_enough and max(map(len, few)) > 1 and _each_has_its_like(few, many)


def _part(asked: Words, known: Words) -> bool:
    return _each_has_its_like(asked, known)


WAYS = (
    Way("same {}", _same),
    Way("{} in another order", _reordered),
    Way("near spelling of {}", _near),
)
"""How names of one person may differ, the surest first."""

PARTS = (*WAYS, Way("part of {}", _part))
"""What is enough where a person looks for somebody."""


class Alike(NamedTuple):
    """What speaks for one person, the surest first; `rank` orders several such answers."""

    rank: int
    says: tuple[str, ...]


def alike(asked: Person, known: Person, ways: tuple[Way, ...] = WAYS) -> Alike | None:
    """Say what two descriptions have in common, or None when nothing speaks for one person."""
    found = [
        *_numbers_alike(asked, known),
        *_names_alike(asked, known, ways),
        *_births_alike(asked.born, known.born),
    ]
    if not found:
        return None
    found.sort()
    return Alike(found[0][0], tuple(dict.fromkeys(says for _, says in found)))


def _numbers_alike(asked: Person, known: Person) -> list[tuple[int, str]]:
    said = {
        "same NHS number": (asked.nhs, known.nhs),
        "same police reference": (asked.police_ref, known.police_ref),
    }
    return [(0, says) for says, pair in said.items() if _same_number(*pair)]


def _same_number(asked: str | None, known: str | None) -> bool:
    if not asked or not known:
        return False
    return _joined(asked) == _joined(known) != ""


def _names_alike(asked: Person, known: Person, ways: tuple[Way, ...]) -> list[tuple[int, str]]:
    found = []
    for of, names in (("name", (known.name,)), ("alias", known.aliases)):
        ranks = [
            rank
            for name in (asked.name, *asked.aliases)
            for other in names
            for rank, way in enumerate(ways)
            if name and other and _speaks(way, name, other)
        ]
        if ranks:
            found.append((min(ranks), ways[min(ranks)].says.format(of)))
    return found


def _speaks(way: Way, name: str, other: str) -> bool:
    asked, known = words_of(name), words_of(other)
    return bool(asked and known) and way.holds(asked, known)


def _births_alike(asked: date | None, known: date | None) -> list[tuple[int, str]]:
    if asked is None or known is None:
        return []
    if asked == known:
        return [(len(WAYS), "same birth date")]
    if (asked.year, asked.month, asked.day) == (known.year, known.day, known.month):
        return [(len(WAYS), "birth date with day and month changed about")]
    return []


@cache
def words_of(name: str) -> Words:
    """The words of a name, folded; an apostrophe joins, a hyphen parts."""
    return tuple(re.findall(r"\w+", re.sub("['\u2019\u02bc`]", "", folded(name))))


def _joined(number: str) -> str:
    return "".join(words_of(number))


def _each_has_its_like(few: Words, many: Words) -> bool:
    rest = list(many)
    for word in few:
        like = next((other for other in rest if _words_alike(word, other)), None)
        if like is None:
            return False
        rest.remove(like)
    return True


@cache
def _words_alike(one: str, other: str) -> bool:
    """Equal, an initial and its word, or spelt nearly alike."""
    if one == other:
        return True
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, one, other)
    return matcher.quick_ratio() >= NEAR_WORD and matcher.ratio() >= NEAR_WORD
