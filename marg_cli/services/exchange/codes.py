"""Short codes for agencies whose file gives none, made from their names the way people say them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import count

SHORTEST, LONGEST, CUT = 2, 6, 4
NAMELESS = "AGENCY"

WELL_KNOWN = {
    r"department (of|for) work (and|&) pensions": "DWP",
    r"job ?cent(re|er) ?plus": "JCP",
    r"probation crc|community rehabilitation": "CRC",
    r"national probation": "NPS",
    r"probation": "PROB",
    r"police|constabulary": "POL",
    r"adult safeguarding|safeguarding adults": "ASG",
    r"adult social care": "ASC",
    r"fire (and|&) rescue|fire service": "FIRE",
    r"ambulance": "AMB",
    r"prison": "PRISON",
    r"housing solutions": "HSOL",
    r"housing management": "HMAN",
}
"""What people call services that every group has; the first that fits counts."""

SMALL_WORDS = {"a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "with"}
KIND_WORDS = {"association", "group", "homes", "housing", "ltd", "service", "services", "trust"}
FOUNDATION_TRUST = ("nhs", "foundation", "trust")


def codes_for(names: Iterable[str], taken: Iterable[str]) -> Iterator[str]:
    """Make a code for each name, in turn: 2 to 6 of A-Z and 0-9, none of those *taken*.

    Tried in this order: how people call it; its initials; the first with 2, 3, 4 … at its end.
    The same name in one file gets the same code.
    """
    used = {code.upper() for code in taken}
    made: dict[str, str] = {}
    for name in names:
        key = " ".join(name.casefold().split())
        if key not in made:
            made[key] = next(code for code in _candidates(name) if code not in used)
            used.add(made[key])
        yield made[key]


def _candidates(name: str) -> Iterator[str]:
    words = _words(name)
    called = _fitting(_called(name, words))
    yield called
    initials = _initials(words)
    if len(initials) >= SHORTEST:
        yield _fitting(initials)
    for number in count(2):
        ending = str(number)
        yield called[: LONGEST - len(ending)] + ending


def _called(name: str, words: list[str]) -> str:
    """Brackets hold what a service is called; else what all such services are; else its name."""
    bracket = re.search(r"\(([^()]+)\)\s*$", name)
    if bracket:
        return _short(_words(bracket[1]))
    for pattern, code in WELL_KNOWN.items():
        if re.search(rf"\b(?:{pattern})\b", name, re.IGNORECASE):
            return code
    return _short(words)


def _short(words: list[str]) -> str:
    """One word as it is or cut to four letters; of several, the initials."""
    large = [word for word in words if word.casefold() not in SMALL_WORDS]
    if large and all(word.casefold() in KIND_WORDS for word in large[1:]):
        word = large[0]
        return word if len(word) <= LONGEST else word[:CUT]
    return _initials(words)


def _initials(words: list[str]) -> str:
    """The first letters, small words left out; an abbreviation among the words stays whole.

    A foundation trust is known by the rest of its name, with FT while that keeps it short.
    """
    ending = ""
    if tuple(word.casefold() for word in words[-3:]) == FOUNDATION_TRUST:
        words, ending = words[:-3], "FT"
    letters = [
        word if word.isupper() and len(word) <= CUT else word[0]
        for word in words
        if word.casefold() not in SMALL_WORDS
    ]
    initials = "".join(letters)
    return initials + ending if len(initials + ending) < LONGEST else initials


def _words(name: str) -> list[str]:
    """The words of a name in plain letters; of several names in one, the first's."""
    first = next((part for part in name.split("/") if part.strip()), name)
    plain = unicodedata.normalize("NFKD", re.sub(r"\([^()]*\)\s*$", "", first) or first)
    unmarked = "".join(c for c in plain if not unicodedata.combining(c))
    return re.findall(r"[A-Za-z0-9]+", unmarked.replace("'", "").replace("’", ""))


def _fitting(code: str) -> str:
    return code.upper()[:LONGEST] if len(code) >= SHORTEST else NAMELESS
