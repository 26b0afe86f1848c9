"""What was changed, as the journal and the audit tell it."""

from typing import Any, NamedTuple


class Changed(NamedTuple):
    """A change as the audit names it."""

    seq: int
    at: str
    holder: str
    command: str
    refs: str


class JournalLine(NamedTuple):
    """One row of one change: how it stood before and after, by column."""

    seq: int
    at: str
    holder: str
    command: str
    thing: str
    case_ref: str | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    undone: bool
