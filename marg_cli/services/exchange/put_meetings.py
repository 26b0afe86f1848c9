"""Meetings from a file, put into the register with their attendance, agenda and minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marg_cli.domain.agency import AgreementOverride
from marg_cli.domain.agenda import AgendaItem
from marg_cli.domain.lateral_check import LateralCheck
from marg_cli.domain.meeting import Attendance, Declaration, Meeting, MeetingStatus
from marg_cli.domain.value import replace
from marg_cli.services.exchange.meeting_records import MeetingRecord
from marg_cli.services.exchange.put_minutes import put_minutes

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.services.exchange.known import Known
    from marg_cli.services.exchange.records import Item
    from marg_cli.services.exchange.report import Tally

PLAIN = ("at", "venue", "status", "chair", "minute_taker")


def put_meeting(known: Known, tally: Tally, item: Item, _on: date) -> bool | None:
    """Add a meeting, or bring the one of that day up to date; one with final minutes stays."""
    record = item.record
    assert isinstance(record, MeetingRecord)  # noqa: S101 - chosen by its kind
    if not _may_stand(known, tally, item, record) or _is_final(known, tally, item, record):
        return None
    given: dict[str, Any] = {f: getattr(record, f) for f in PLAIN if f in record.model_fields_set}
    there = known.meetings.get(record.date)
    given |= _state(record)
    if there is not None:
        meeting = replace(there, **given)
    else:
        number = known.change.next_number("meeting")
        meeting = Meeting(number=number, held_on=record.date, **given)
    known.meetings[record.date] = meeting
    known.change.save(meeting)
    _put_attendance(known, meeting, record)
    _put_declarations(known, meeting, record)
    _put_overrides(known, meeting, record)
    _put_agenda(known, meeting, record)
    _put_checks(known, meeting, record)
    if record.minutes is not None:
        put_minutes(known, meeting, record.minutes)
    return there is not None


def _state(record: MeetingRecord) -> dict[str, Any]:
    """Where a meeting with minutes stands: under way, or held once they are final."""
    if record.minutes is None:
        return {}
    is_final = bool(record.minutes.versions)
    return {
        "status": MeetingStatus.HELD if is_final else MeetingStatus.UNDER_WAY,
        "amending": record.minutes.because is not None,
    }


def _is_final(known: Known, tally: Tally, item: Item, record: MeetingRecord) -> bool:
    """Whether the register has final minutes of that day; then nothing of it is taken over."""
    there = known.meetings.get(record.date)
    if there is None or not known.store.minutes_versions.listed(there.number):
        return False
    tally.remark(
        f"the minutes of {there.ref} are final here, so nothing of that meeting was taken over",
        line=item.line,
        field="minutes",
    )
    return True


def _may_stand(known: Known, tally: Tally, item: Item, record: MeetingRecord) -> bool:
    """Whether all it speaks of is known; tells every problem there is."""
    entries = record.minutes.entries if record.minutes else ()
    blocks = [b for v in (record.minutes.versions if record.minutes else ()) for b in v.blocks]
    checks = [
        *(known.agency(a.agency, tally, item, "attendance.agency") for a in record.attendance),
        *(known.agency(o.agency, tally, item, "overrides.agency") for o in record.overrides),
        *(known.case(d.case, tally, item, "declarations.case") for d in record.declarations),
        *(known.case(slot.case, tally, item, "agenda.case") for slot in record.agenda),
        *(known.case(check.case, tally, item, "checks.case") for check in record.checks),
        *(known.agency(check.agency, tally, item, "checks.agency") for check in record.checks),
        *(known.case(e.case, tally, item, "minutes.entries.case") for e in entries),
        *(known.case(b.case, tally, item, "minutes.versions.blocks.case") for b in blocks),
        *(_guest_known(known, tally, item, slot.guest) for slot in record.agenda),
    ]
    return all(checks)


def _guest_known(known: Known, tally: Tally, item: Item, guest: str | None) -> bool:
    if guest is None or known.member(guest) is not None:
        return True
    tally.refuse("names no member, or more than one", line=item.line, field="agenda.guest")
    return False


def _put_attendance(known: Known, meeting: Meeting, record: MeetingRecord) -> None:
    for row in record.attendance:
        member = known.member(row.member, row.agency) if row.member else None
        known.change.save(
            Attendance(
                meeting=meeting.number,
                agency=row.agency,
                member=member.name if member else row.member or "",
                state=row.state,
                deputy_for=row.deputy_for,
                arrived=row.arrived,
                left_at=row.left,
                signed=row.signed,
                authority=row.authority,
            )
        )


def _put_declarations(known: Known, meeting: Meeting, record: MeetingRecord) -> None:
    there = {
        (d.member, d.case_ref, d.interest) for d in known.store.meetings.declared(meeting.number)
    }
    for row in record.declarations:
        member = known.member(row.member)
        if (row.member, row.case, row.text) not in there:
            known.change.save(
                Declaration(
                    number=known.change.next_number("declaration"),
                    meeting=meeting.number,
                    member=row.member,
                    agency=member.agency if member else None,
                    case_ref=row.case,
                    interest=row.text,
                )
            )


def _put_overrides(known: Known, meeting: Meeting, record: MeetingRecord) -> None:
    for row in record.overrides:
        known.change.save(
            AgreementOverride(
                meeting=meeting.number,
                agency=row.agency,
                because=row.because,
                said_on=row.said_on,
                said_by=row.said_by,
            )
        )


def _put_agenda(known: Known, meeting: Meeting, record: MeetingRecord) -> None:
    for position, slot in enumerate(record.agenda, start=1):
        guest = known.member(slot.guest) if slot.guest else None
        known.change.save(
            AgendaItem(
                meeting=meeting.number,
                case_ref=slot.case,
                kind=slot.kind,
                position=position,
                at=slot.at,
                minutes=slot.minutes,
                guest=guest.number if guest else None,
            )
        )


def _put_checks(known: Known, meeting: Meeting, record: MeetingRecord) -> None:
    for check in record.checks:
        known.change.save(
            LateralCheck(
                meeting=meeting.number,
                agency=check.agency,
                case_ref=check.case,
                state=check.state,
                asked_on=check.asked_on,
                answered_on=check.answered_on,
                answered_by=check.answered_by,
            )
        )
