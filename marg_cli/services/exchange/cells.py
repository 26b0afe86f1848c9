"""How the cells of a spreadsheet are read: days, yes and no, and words from a list."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import Enum, auto
from functools import lru_cache, partial

from marg_cli.domain.duedates import read_day
from marg_cli.errors import DateNotUnderstood
from marg_cli.services.exchange.csv_file import folded
from marg_cli.services.exchange.values import DAY_RULE
from marg_cli.services.exchange.wording import not_a_day, one_of

YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "1"), "true"),
    **dict.fromkeys(("no", "n", "false", "0"), "false"),
}

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MIDNIGHT = re.compile(r"[ T]00:00(:00(\.0+)?)?Z?$")
_NUMBER = re.compile(r"[0-9]{1,9}")
_FULL_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_SHORT_YEAR = re.compile(r"\w+[-/. ]+\w+[-/. ]+[0-9]{2}")


class Turn(Enum):
    """What a column holds, when it is not words from a list."""

    TEXT = auto()
    DAY = auto()
    BIRTHDAY = auto()
    TRAINING = auto()
    YES_NO = auto()
    NUMBER = auto()


Turner = Callable[[str], str]


class Misread(Exception):
    """A cell that cannot be read; the rule it breaks, and whether the row is lost by it."""

    def __init__(self, rule: str, *, fatal: bool = True) -> None:
        super().__init__(rule)
        self.rule = rule
        self.fatal = fatal


def turner(turn: Turn | type[Enum], *, today: date) -> Turner | None:
    """What turns a cell into the text its record reads; None where it stays as typed."""
    if turn is Turn.TEXT:
        return None
    read = (
        partial(_word, turn, {folded(word.value): word.value for word in turn})
        if isinstance(turn, type)
        else _READERS[turn](today)
    )
    return lru_cache(maxsize=4096)(read)


def _day(cell: str, *, today: date) -> str:
    """Read a day with its year; one that counts from today would mean another day each day."""
    text = _MIDNIGHT.sub("", cell.strip())
    if _ISO.fullmatch(text):
        return text
    if not _FULL_YEAR.search(text) and not _SHORT_YEAR.fullmatch(text):
        raise Misread(not_a_day(text, ""))
    try:
        return read_day(text, today=today).isoformat()
    except DateNotUnderstood as error:
        raise Misread(not_a_day(text, "")) from error


def _birthday(cell: str, *, today: date) -> str:
    """Read a day of birth; of a year in two figures nobody can tell the century."""
    if not _FULL_YEAR.search(cell):
        raise Misread("needs a year in four figures, such as 03/04/1971")
    try:
        return _day(cell, today=today)
    except Misread:
        raise Misread(DAY_RULE) from None


def _training(cell: str, *, today: date) -> str:
    """Read days of training; that somebody was trained, without a day, is told and left out.

    How many were trained, as a list of agencies shows it, is worked out and passed over.
    """
    if YES_NO.get(cell.strip().casefold()) == "false" or _NUMBER.fullmatch(cell.strip()):
        return ""
    try:
        return ";".join(_day(part, today=today) for part in cell.split(";") if part.strip())
    except Misread as error:
        rule = "says no day of training, and was left out; add it with: marg agency trained"
        raise Misread(rule, fatal=False) from error


def _yes_no(cell: str) -> str:
    try:
        return YES_NO[cell.strip().casefold()]
    except KeyError as error:
        raise Misread("must be yes or no (or true, false, y, n, 1, 0)") from error


def _number(cell: str) -> str:
    if not _NUMBER.fullmatch(cell.strip()):
        raise Misread("must be a whole number")
    return cell.strip()


def _word(words: type[Enum], by_folded: dict[str, str], cell: str) -> str:
    word = by_folded.get(folded(cell))
    if word is None:
        raise Misread(one_of(cell, [str(word.value) for word in words]))
    return word


_READERS: dict[Turn, Callable[[date], Turner]] = {
    Turn.DAY: lambda today: partial(_day, today=today),
    Turn.BIRTHDAY: lambda today: partial(_birthday, today=today),
    Turn.TRAINING: lambda today: partial(_training, today=today),
    Turn.YES_NO: lambda _: _yes_no,
    Turn.NUMBER: lambda _: _number,
}
