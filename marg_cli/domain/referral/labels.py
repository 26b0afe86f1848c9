"""Where a line of a form or an e-mail names a field, and what it says after the name."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from marg_cli.domain.referral.fields import BY_NUMBER, FIELDS, Field, Shape

LONGEST_LABEL = 80
_NUMBER = r"(?P<number>\d{1,2}\.\d{1,2})\.?"
_QUOTED = re.compile(r"^[ \t>|*_#]*")
_SIGN = r"[*_.)]*(?P<sign>[ \t]*[:=?|]+|\t[ \t]*|[ \t]{2,}|[ \t][-–—]+[ \t]|[ \t]*$)[ \t*_|:]*"
_TELLS = re.compile(r"[:=?|\t]| {3}")
"""What after a name tells that an answer follows, where no number stands before it."""


class Named(NamedTuple):
    """A field a line names and what follows; `numbered` with the form's own number before it."""

    field: Field
    rest: str
    numbered: bool


def named(line: str) -> Named | None:
    """Tell which field a line names, at its beginning; None where it names none."""
    text = line[_quote(line) :]
    numbered = re.match(_NUMBER, text)
    if numbered and numbered["number"] in BY_NUMBER:
        return _by_number(BY_NUMBER[numbered["number"]], text[numbered.end() :].lstrip())
    for field, pattern in _patterns():
        found = pattern.match(text[: LONGEST_LABEL + 40])
        if found and _TELLS.search(found["sign"]):
            return Named(field, text[found.end() :].strip(), numbered=False)
    return None


def _by_number(field: Field, text: str) -> Named | None:
    found = _pattern(field).match(text)
    return Named(field, text[found.end() :].strip(), numbered=True) if found else None


def _quote(line: str) -> int:
    """How much at the head of a line only says that it is quoted or set apart."""
    found = _QUOTED.match(line)
    return found.end() if found else 0


@cache
def _patterns() -> tuple[tuple[Field, re.Pattern[str]], ...]:
    return tuple((field, _pattern(field)) for field in FIELDS)


@cache
def _pattern(field: Field) -> re.Pattern[str]:
    names = sorted({*field.names, field.label.casefold()}, key=len, reverse=True)
    ways = "|".join(r"\W{1,3}".join(map(_word, name.split())) for name in names)
    return re.compile(rf"(?i)(?:{ways})(?!\w){_SIGN}")


def _word(word: str) -> str:
    """A word as it may be written: an apostrophe before its last s."""
    return f"{word[:-1]}['’]?s" if word.endswith("s") else word


def may_go_on(field: Field) -> bool:
    """Whether an answer may have several paragraphs."""
    return field.shape in {Shape.TEXT, Shape.ROWS, Shape.TICKS}
