"""Attendance: which agencies came to a meeting, by whom, and who stood in for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.calendar import short
from marg_cli.domain.clock_times import read_clock
from marg_cli.domain.meeting import Attendance, AttendanceState
from marg_cli.domain.value import replace
from marg_cli.errors import NotFound, Refused
from marg_cli.services import finding
from marg_cli.services.at_the_table.under_way import must_be_one
from marg_cli.services.meetings.attendance_view import AttendanceView, Attended, attended
from marg_cli.services.meetings.people import (
    Deputies,
    person,
    registered_deputy_for,
    stands_in_for,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from marg_cli.domain.agency import Agency
    from marg_cli.domain.meeting import Meeting
    from marg_cli.services.meetings.people import Person
    from marg_cli.store.protocol import Store


class NotRecorded(NotFound):
    """Nothing is recorded of that agency or person at the meeting."""

    hint = "See what is recorded with: marg attendance list"


class Changed(NamedTuple):
    """The lines just changed, the whole attendance, and what a person should know."""

    lines: list[AttendanceView]
    attended: Attended
    remarks: list[str]


def listed(store: Store, *, meeting: str | None, on: date) -> Attended:
    """Show who is at the meeting under way, or at the one named. Raises WhichMeeting."""
    with store.read("attendance list") as reading:
        held = must_be_one(store, meeting, today=on)
        seen = attended(store, held)
        reading.note(f"{held.ref} ({len(seen.lines)})")
    return seen


def is_guest(store: Store, agency: str) -> bool:
    """Whether an agency comes as a guest, who is to sign the statement. Raises AgencyNotFound."""
    return finding.agency(store, agency).kind is AgencyKind.GUEST


def record(
    store: Store,
    agency: str,
    state: AttendanceState,
    *,
    meeting: str | None,
    member: str | None = None,
    deputy_for: str | None = None,
    arrived: str | None = None,
    left: str | None = None,
    signed: bool | None = None,
    authority: bool | None = None,
    now: str | None = None,
    on: date,
) -> Changed:
    """Record how an agency, or one person of it, attends; said again it replaces.

    Of somebody recorded as present already, only what is given changes. A registered deputy who
    comes stands in for their member without being told so, unless that member is there too, and
    decides with their *authority* unless it is said not to (ToR 6.3).
    Raises WhichMeeting, AgencyNotFound, MemberNotFound, TimeNotUnderstood; Refused once the
    minutes are final.
    """
    with store.change("attendance set") as change:
        held = must_be_one(store, meeting, today=on)
        held.must_be_open()
        known = _agency(store, agency, held)
        rows = [r for r in store.meetings.attendance(held.number) if r.agency == known.code]
        who = person(store, known, rows, member, deputises=bool(deputy_for))
        _must_not_speak_over(known, who, rows)
        before = next((row for row in rows if row.member == who.name), None)
        line = (before or _new_line(held, known, who, state)).turned(state)
        came = state is AttendanceState.PRESENT and (before is None or before.state is not state)
        by_itself = came and deputy_for is None
        if by_itself:
            line = replace(line, deputy_for=registered_deputy_for(store, who, rows))
        elif deputy_for is not None:
            principal = stands_in_for(store, known, deputy_for, on=held.held_on)
            line = replace(line, deputy_for=principal, authority=None)
        line = _with_times(line, arrived, left, now)
        line = replace(
            line,
            signed=line.signed if signed is None else signed,
            authority=line.authority if authority is None else authority,
        ).checked()
        _must_be_away(line, rows)
        change.save(line)
        change.remove(*(row for row in rows if who.name and not row.member))
        change.about(held.ref)
        remarks = [
            *_remarks(known, line, who, by_itself=by_itself),
            *_of_a_deputy(store, line, who),
            *_of_a_guest(store, known, line, held),
        ]
        return _changed(store, held, line, remarks)


def remove(
    store: Store, agency: str, *, meeting: str | None, member: str | None, on: date
) -> Changed:
    """Take out what is recorded of an agency, or of one person of it. Raises NotRecorded."""
    with store.change("attendance remove") as change:
        held = must_be_one(store, meeting, today=on)
        held.must_be_open()
        known = finding.agency(store, agency)
        rows = [r for r in store.meetings.attendance(held.number) if r.agency == known.code]
        if member:
            name = person(store, known, rows, member).name
            rows = [row for row in rows if row.member == name]
        if not rows:
            raise NotRecorded(f"Nothing is recorded of that at the meeting on {held.ref}.")
        was = attended(store, held)
        gone = {(row.agency, row.member or None) for row in rows}
        change.remove(*rows)
        change.about(held.ref)
        lines = [line for line in was.lines if (line.agency, line.member) in gone]
        return Changed(lines, attended(store, held), [])


def _agency(store: Store, code: str, meeting: Meeting) -> Agency:
    """An agency; one that had retired by the meeting is refused."""
    found = finding.agency(store, code)
    if found.retired_on is not None and found.retired_on <= meeting.held_on:
        return finding.agency_at_work(store, code)
    return found


def _new_line(meeting: Meeting, agency: Agency, who: Person, state: AttendanceState) -> Attendance:
    return Attendance(meeting=meeting.number, agency=agency.code, member=who.name, state=state)


def _must_not_speak_over(agency: Agency, who: Person, rows: Iterable[Attendance]) -> None:
    """Raises Refused for the agency as such where people of it are recorded."""
    if not who.name and any(row.member for row in rows):
        raise Refused(
            f"People of {agency.code} are recorded at that meeting.",
            "Say whose line it is with --member, by number or name; or take theirs out: "
            f"marg attendance remove {agency.code}",
        )


def _must_be_away(line: Attendance, rows: Iterable[Attendance]) -> None:
    """Raises Refused for the deputy of somebody who is there all the time."""
    stays = (r for r in rows if r.state is AttendanceState.PRESENT and not r.left_at)
    if line.deputy_for and any(
        row.member == line.deputy_for and not (row.arrived and line.left_at) for row in stays
    ):
        raise Refused(
            f"That member is at the meeting for {line.agency} too: nobody stands in for them.",
            "Say when the one left or the other arrived: --left HH:MM, --arrived HH:MM; "
            f"or that they are no deputy: marg attendance set {line.agency} present "
            '--deputy-for ""',
        )


def _with_times(
    line: Attendance, arrived: str | None, left: str | None, now: str | None
) -> Attendance:
    if arrived is not None:
        line = replace(line, arrived=read_clock(arrived, now=now) if arrived else None)
    if left is not None:
        line = replace(line, left_at=read_clock(left, now=now) if left else None)
    return line


def _remarks(agency: Agency, line: Attendance, who: Person, *, by_itself: bool) -> list[str]:
    """Say what a person might not have meant, naming nobody."""
    said = []
    if line.member and who.member is None:
        said.append(f"Recorded as typed: no member of {agency.code} goes by that name.")
    elif who.member and who.member.left_on is not None:
        said.append(f"That member left {agency.code} on {short(who.member.left_on)}.")
    if by_itself and line.deputy_for:
        said.append("Recorded as the deputy they are registered as.")
    return said


def _of_a_deputy(store: Store, line: Attendance, who: Person) -> list[str]:
    """Say where it is not known whether a deputy decides, and where one does not (ToR 6.3)."""
    if line.authority is False:
        return [f"A deputy who does not decide for {line.agency} does not count towards a quorum."]
    if not line.deputy_for or Deputies(store.members.listed()).authority(line):
        return []
    register = (
        f"marg member edit {who.member.number} --deputy-for NAME"
        if who.member
        else f"marg member add --agency {line.agency} --deputy-for NAME"
    )
    ask = "ask whether they decide with the member's authority (ToR 6.3)"
    say = f"say --authority or --no-authority. To register them: {register}"
    return [f"Not registered as that member's deputy: {ask}, and {say}"]


def _of_a_guest(store: Store, agency: Agency, line: Attendance, meeting: Meeting) -> list[str]:
    """Say what is missing of a guest who is there: a case to come for, a signed statement."""
    if agency.kind is not AgencyKind.GUEST or line.state is not AttendanceState.PRESENT:
        return []
    said = []
    guests = {item.guest for item in store.agendas.listed(meeting=meeting.number)}
    own = [m for m in store.members.listed() if m.agency == agency.code and m.number in guests]
    if not any(line.member in {"", member.name} for member in own):
        said.append(
            "No case on the agenda invites that guest, who is there for none (ToR 6.4): "
            f"marg agenda edit CASE --guest NAME --meeting {meeting.ref}"
        )
    if not line.signed:
        said.append("No confidentiality statement is recorded of that guest: --signed says so.")
    return said


def _changed(store: Store, meeting: Meeting, line: Attendance, remarks: list[str]) -> Changed:
    seen = attended(store, meeting)
    key = (line.agency, line.member or None)
    return Changed([v for v in seen.lines if (v.agency, v.member) == key], seen, remarks)
