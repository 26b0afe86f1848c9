"""Plain rows a store hands out where a whole thing would be too dear or says too little."""

from typing import Any, NamedTuple


class ActionRow(NamedTuple):
    """One action in a list; dates are ISO text, `meeting` is the meeting's number."""

    number: int
    case_ref: str | None
    what: str
    agency: str
    owner: str | None
    due_on: str
    first_due_on: str
    times_moved: int
    direct: int
    meeting: int | None
    set_on: str
    intended: str | None
    status: str
    outcome: str | None
    closed_on: str | None
    closed_because: str | None


class OpenedRow(NamedTuple):
    """The actions set in one month ("2026-09"), and how many of them engage the person directly."""

    month: str
    opened: int
    direct: int


class ClosedRow(NamedTuple):
    """The actions closed in one month, by how."""

    month: str
    done: int
    not_done: int


class LateRow(NamedTuple):
    """The open actions of one agency; `since` is the oldest due day of those that are late."""

    agency: str
    open: int
    overdue: int
    since: str | None


class AttendedRow(NamedTuple):
    """One line of attendance at a meeting that took place."""

    held_on: str
    agency: str
    state: str


class PassageRow(NamedTuple):
    """What was found by its words: the kind of thing, its row as kept, and a few of the words.

    Every second piece of the excerpt is a word that was sought, the first piece never.
    """

    thing: str
    case_ref: str
    row: dict[str, Any]
    excerpt: tuple[str, ...]
