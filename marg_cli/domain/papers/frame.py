"""What every paper begins and ends with."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.counting import counted
from marg_cli.domain.value import Value


class Extract(Value):
    """What one reader's copy holds of all the cases a paper speaks of, by number."""

    reader: str
    shown: int
    of: int


def named(reader: str, extract: Extract | None) -> str:
    """What a copy is called on every page: its reader, and how much of the whole it holds."""
    if extract is None:
        return reader
    return f"{reader}, an extract: {extract.shown} of {counted(extract.of, 'case')}"


class ExtractNote(Value):
    """What a copy says of itself at its top; None where it leaves nothing out."""

    extract: Extract | None


class OwnWord(Value):
    """A noun that papers use, and what the group says instead: both of one thing."""

    noun: str
    own: str


class Head(Value):
    """What stands on every page of a paper.

    `meeting_on` is the day the paper speaks of: its meeting's, or its own where it has none.
    `extract` is there where the copy leaves cases out that its reader may not see. `own_words`
    are said wherever a template has the field's.
    """

    group: str
    marking: str
    title: str
    meeting_on: date
    at: str | None
    venue: str | None
    chair: str | None
    minute_taker: str | None
    copy_for: str
    version: str
    extract: Extract | None = None
    own_words: tuple[OwnWord, ...] = ()


class DeadlineLine(Value):
    """What has to be done by when, worked out from the next meeting in working days."""

    what: str
    on: date


class NextMeeting(Value):
    """The meeting after this one and what it asks for."""

    on: date
    at: str | None
    venue: str | None
    deadlines: tuple[DeadlineLine, ...]
