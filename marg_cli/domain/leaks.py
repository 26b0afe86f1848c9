"""What must not stand in a paper for one reader, and where it was found all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from marg_cli.domain.case import Case
from marg_cli.domain.checks.names import bare, parts_in_brackets
from marg_cli.domain.same_person import words_of
from marg_cli.domain.value import Value, values
from marg_cli.errors import UsageRefused

SHORTEST_PART = 3
"""Two letters alone (Li, Jo, Al) are too often no name; they are found with the rest of it."""

PARTICLES = frozenset(
    [
        *("aka", "and", "bin", "bint", "das", "del", "della", "den", "der", "dos", "ibn", "known"),
        *("nee", "not", "the", "unknown", "van", "von"),
    ]
)
"""What stands in names and names nobody."""

OWN_FIELDS = frozenset(["audience", "key", "kind", "state", "status", "title", "version"])
"""Fields of papers that hold marg's own words, never what somebody typed."""

_STREET = re.compile(r"\d.*[^\W\d_]{4}")
_ROOM = re.compile(r"(?:apartment|block|flat|floor|house|room|unit)\W*\w+", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)


class Kind(StrEnum):
    """How much of a thing is looked for: all of it, or one word of a name."""

    WHOLE = "whole"
    PART = "part"


class Field(StrEnum):
    """What of a case is looked for, as people say it after the case's reference."""

    NAME = "name"
    ALIAS = "alias"
    BORN = "born"
    ADDRESS = "address"
    NHS = "nhs"
    POLICE = "police"
    REFERENCE = "reference"


class Needle(NamedTuple):
    """One text to be looked for, and whose it is; a birth date is written as ISO has it."""

    case_ref: str
    field: Field
    text: str
    kind: Kind = Kind.WHOLE


class Hit(NamedTuple):
    """Where a paper speaks of somebody it may not: the case and the field, never the words."""

    case_ref: str
    field: Field

    def __str__(self) -> str:
        """As `--allow` takes it: M26-007:name."""
        return f"{self.case_ref}:{self.field}"


def needles_of(case: Case) -> tuple[Needle, ...]:
    """All that tells whom *case* is about; give it of every case a reader may not see."""
    found = [Needle(case.ref, Field.REFERENCE, case.ref)]
    if case.name:
        found += _of_name(case.ref, Field.NAME, case.name)
    for alias in case.aliases:
        found += _of_name(case.ref, Field.ALIAS, alias)
    if case.born:
        found.append(Needle(case.ref, Field.BORN, case.born.isoformat()))
    if case.address:
        found += (Needle(case.ref, Field.ADDRESS, text) for text in _of_address(case.address))
    if case.nhs:
        found.append(Needle(case.ref, Field.NHS, case.nhs))
    if case.police_ref:
        found.append(Needle(case.ref, Field.POLICE, case.police_ref))
    return tuple(dict.fromkeys(found))


def read_allowance(text: str) -> Hit:
    """Read what may stand in a paper after all: M26-007:name. Raises UsageRefused."""
    ref, colon, field = text.strip().rpartition(":")
    if not (ref and colon and field.casefold() in set(Field)):
        raise UsageRefused(
            "What is allowed is a case and one field of it.",
            f"For example: --allow M26-007:name    The fields are: {', '.join(Field)}",
        )
    return Hit(ref.strip().upper(), Field(field.casefold()))


def stored_in(thing: object) -> Iterator[str]:
    """Every text a paper's plain values hold that somebody typed, however deep it lies."""
    match thing:
        case str():
            yield thing
        case Value():
            for field, held in values(thing).items():
                if field not in OWN_FIELDS:
                    yield from stored_in(held)
        case dict():
            for held in thing.values():
                yield from stored_in(held)
        case tuple() | list() | frozenset() | set():
            for held in thing:
                yield from stored_in(held)


def _of_name(ref: str, field: Field, name: str) -> Iterator[Needle]:
    for part in parts_in_brackets(name):
        words = bare(words_of(part))
        if len(words) > 1:
            yield Needle(ref, field, part.strip())
        for word in words:
            if len(word) >= SHORTEST_PART and word not in PARTICLES and not word.isdigit():
                yield Needle(ref, field, word, Kind.PART)


def _of_address(address: str) -> Iterator[str]:
    """All of it, each line that tells a house, and the postcode."""
    yield address
    for line in re.split(r"[,;\n]+", address):
        if _STREET.search(line) and not _ROOM.fullmatch(line.strip()):
            yield line.strip()
    yield from _POSTCODE.findall(address)
