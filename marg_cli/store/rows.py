"""Plain rows a store hands out where a whole thing would be too dear or says too little."""

from typing import NamedTuple


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
