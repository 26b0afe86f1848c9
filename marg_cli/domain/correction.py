"""Corrections: what was wrong in final minutes is put right in the open, and both wordings stay."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.value import Value
from marg_cli.errors import Refused, UsageRefused

if TYPE_CHECKING:
    from marg_cli.domain.meeting import Meeting


class Correctable(NamedTuple):
    """What of a kind of thing final minutes say, by field, and the noun of its commands."""

    noun: str
    fields: tuple[str, ...]


CORRECTABLE = {
    "Action": Correctable("action", ("what", "intended")),
    "Entry": Correctable("minutes", ("text",)),
    "Information": Correctable("info", ("text",)),
    "PersonView": Correctable("view", ("text", "how", "wants", "because")),
    "Risk": Correctable("risk", ("text",)),
    "Barrier": Correctable("barrier", ("text", "service")),
    "Decision": Correctable("decision", ("text", "because")),
    "Learning": Correctable("learning", ("text",)),
    "Case": Correctable("case", ("outcome",)),
}
"""Every kind of thing that leaves in minutes under a reference of its own."""


GAP = '"..."'
"""What stands in an offered command for the words a person fills in."""

_EDIT = re.compile(rf"marg (?P<noun>\S+) edit (?P<ref>\S+)(?: --(?P<field>\S+))? {re.escape(GAP)}")


class Correction(Value):
    """One field of one thing, put right after it had left; `thing` is its reference."""

    number: int
    case_ref: str | None
    thing: str
    field: str
    was: str | None
    now: str
    because: str
    made_on: date
    made_by: str

    @property
    def ref(self) -> str:
        """The thing it puts right."""
        return self.thing


def has_left(meeting: Meeting | None) -> bool:
    """Whether what belongs to a meeting has left: its minutes are final, and none amends them."""
    return meeting is not None and meeting.is_final


def must_not_have_left(kind: str, ref: str, meeting: Meeting | None) -> None:
    """Raises Refused for a thing that final minutes hold, or whose meeting was cancelled."""
    if meeting is None:
        return
    if has_left(meeting):
        raise Refused(
            f"{ref} stands in the final minutes of {meeting.ref}.",
            f"Correct it with: marg correct {ref} {CORRECTABLE[kind].fields[0]} TEXT --because TEXT"
            f"    Or issue them anew: marg minutes amend {meeting.ref} --because TEXT",
        )
    meeting.must_be_open()


def must_have_left(kind: str, ref: str, field: str, meeting: Meeting | None) -> None:
    """Raises Refused for a thing that can still be edited, naming the command."""
    if not has_left(meeting):
        change = "TEXT" if field == "text" else f"--{field} TEXT"
        raise Refused(
            f"{ref} stands in no final minutes, so it can still be changed.",
            f"Put it right with: marg {CORRECTABLE[kind].noun} edit {ref} {change}",
        )


def edit_meant(command: str) -> tuple[str, str] | None:
    """The reference and the field an offered edit would change; None for any other command."""
    match = _EDIT.fullmatch(command)
    if match is None:
        return None
    field = match["field"] or "text"
    noun = match["noun"]
    fields = next((each.fields for each in CORRECTABLE.values() if each.noun == noun), ())
    return (match["ref"], field) if field in fields else None


def to_correct(ref: str, field: str) -> str:
    """The command that puts one field of a thing right that has left."""
    return f"marg correct {ref} {field} {GAP} --because {GAP}"


def read_field(kind: str, ref: str, text: str) -> str:
    """Read which field is to be corrected. Raises UsageRefused, with those there are."""
    fields = CORRECTABLE[kind].fields
    word = text.strip().casefold()
    if word not in fields:
        raise UsageRefused(
            f'{ref} has no "{text.strip()}" that can be corrected.',
            f"What can be is: {', '.join(fields)}",
        )
    return word
