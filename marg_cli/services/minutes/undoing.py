"""What of minutes may be taken back: nothing that is final and has left, or was left to stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.errors import Refused

if TYPE_CHECKING:
    from marg_cli.store.changes import JournalLine
    from marg_cli.store.protocol import Store

LIFE = {"Minutes", "MinutesVersion", "MinutesBlock"}
"""What makes minutes final and opens them again."""

OUTLIVES = {"Action", "ActionNote"}
"""What a meeting set, and goes on after it."""

CORRECTION = "Correction"
"""What changes a thing that has left, in the open."""


def must_not_be_final(store: Store, seq: int) -> None:
    """Raises Refused when the change *seq* cannot be taken back for what final minutes say."""
    lines = store.journal.of_change(seq)
    if any(line.thing == CORRECTION for line in lines):
        _must_not_be_in_later_minutes(store, seq)
        return
    made = {(line.after or {})["number"] for line in lines if _is_new_meeting(line)}
    for line in lines:
        meeting = store.meetings.get((line.after or line.before or {}).get("meeting") or 0)
        if meeting is None or meeting.number in made:
            continue
        if line.thing == "MinutesVersion" and store.minutes_versions.left_since(meeting.ref, seq):
            raise Refused(
                f"The final minutes of {meeting.ref} have left the register, so they stand.",
                f"Correct them with: marg minutes amend {meeting.ref} --because TEXT",
            )
        if line.thing == "Minutes" and _opens(line) and _said_since(store, line):
            raise Refused(
                f"The minutes of {meeting.ref} were changed since they were opened.",
                f"End the amendment with: marg minutes finalise {meeting.ref}",
            )
        if line.thing not in LIFE | OUTLIVES:
            meeting.must_be_open()


def _must_not_be_in_later_minutes(store: Store, seq: int) -> None:
    """Raises Refused for a correction when minutes were made final since, and may tell of it."""
    if any(not line.undone for line in store.journal.since(seq, "MinutesVersion")):
        raise Refused(
            "Minutes were made final since that correction, so it stands.",
            "Correct it once more with: marg correct REF FIELD TEXT --because TEXT",
        )


def _is_new_meeting(line: JournalLine) -> bool:
    """Whether it added a meeting, which goes with all that was said at it."""
    return line.thing == "Meeting" and line.before is None


def _opens(line: JournalLine) -> bool:
    """Whether it opened an amendment."""
    before, after = line.before or {}, line.after or {}
    return before.get("because") is None and after.get("because") is not None


def _said_since(store: Store, line: JournalLine) -> bool:
    """Whether an entry of the same minutes was changed after that, by anybody, and stands so."""
    number = (line.after or {})["meeting"]
    return any(
        (later.after or later.before or {}).get("meeting") == number and not later.undone
        for later in store.journal.since(line.seq, "Entry")
    )
