"""Minutes from a file, put into the register with their entries and final versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.minutes import Entry, Minutes
from marg_cli.domain.minutes_life import MinutesBlock, MinutesVersion

if TYPE_CHECKING:
    from marg_cli.domain.meeting import Meeting
    from marg_cli.services.exchange.known import Known
    from marg_cli.services.exchange.meeting_records import Entry as EntryRecord
    from marg_cli.services.exchange.meeting_records import MinutesRecord, Version


def put_minutes(known: Known, meeting: Meeting, record: MinutesRecord) -> None:
    """Add the minutes of a meeting, or what they do not say yet."""
    known.change.save(
        Minutes(
            meeting=meeting.number,
            status=record.status,
            started_at=record.started_at,
            finished_at=record.finished_at,
            because=record.because,
        )
    )
    there = {
        (e.case_ref, e.heading, e.text) for e in known.store.minutes.entries(meeting=meeting.number)
    }
    for entry in record.entries:
        if (entry.case, entry.heading, entry.text) not in there:
            known.change.save(
                Entry(
                    number=_number(known, entry),
                    meeting=meeting.number,
                    case_ref=entry.case,
                    heading=entry.heading,
                    text=entry.text,
                )
            )
    for version in record.versions:
        _put_version(known, meeting, version)


def _number(known: Known, entry: EntryRecord) -> int:
    """The number of its reference where that is free, else a new one."""
    number = int(entry.ref.removeprefix("E")) if entry.ref else 0
    if not number or known.store.minutes.entry(number) is not None:
        return known.change.next_number("entry")
    known.change.number_taken("entry", number)
    return number


def _put_version(known: Known, meeting: Meeting, version: Version) -> None:
    kept = {name: getattr(version, name) for name in MinutesVersion.__slots__ if name != "meeting"}
    known.change.save(MinutesVersion(meeting=meeting.number, **kept))
    known.change.save(
        *(
            MinutesBlock(
                meeting=meeting.number,
                version=version.number,
                position=position,
                case_ref=block.case,
                text=block.text,
            )
            for position, block in enumerate(version.blocks, start=1)
        )
    )
