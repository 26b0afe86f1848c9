"""`marg attendance`: who came, who sent apologies, who withdrew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.lazy import noun, verb
from marg_cli.cli.options import EditOption, MeetingOption
from marg_cli.cli.output import Column, emit, emit_one, words, write_heading, write_table
from marg_cli.cli.session import Format, Session
from marg_cli.cli.which_meeting import which_meeting
from marg_cli.domain import quorum
from marg_cli.domain.calendar import british, clock
from marg_cli.domain.meeting import AttendanceState
from marg_cli.domain.value import replace
from marg_cli.services.meetings import attendance
from marg_cli.services.meetings.attendance_view import AttendanceView, DeclarationView

if TYPE_CHECKING:
    from marg_cli.services.cases.declaration import Changed as Declared
    from marg_cli.services.meetings.attendance_view import Attended

app = noun("Who came, who sent apologies, who withdrew.")

MemberOption = Annotated[
    str | None, typer.Option("--member", metavar="NAME", help="Whose line, by number or name.")
]
TIME = 'HH:MM, or now; "" clears it.'


def _state(line: AttendanceView) -> str:
    if line.state == AttendanceState.ABSENT:
        return "absent, no apology"
    deputy = f", deputy for {line.deputy_for}" if line.deputy_for else ""
    return f"{line.state or '[not recorded]'}{deputy}{_authority(line)}"


def _authority(line: AttendanceView) -> str:
    """What is not plain of a deputy: registered ones decide for their member (ToR 6.3)."""
    if not line.deputy_for or line.authority:
        return ""
    return ", authority not known" if line.authority is None else ", without authority"


def _signed(line: AttendanceView) -> str:
    if line.signed:
        return "yes"
    return "no" if line.kind == "guest" and line.state == AttendanceState.PRESENT else ""


def _clock(at: str | None) -> str:
    return clock(at) if at else ""


LISTED = (
    Column("agency", "Agency", whole=True),
    Column("member", "Name"),
    Column("", "Attendance", _state),
    Column("arrived", "Arrived", _clock, whole=True),
    Column("left", "Left", _clock, whole=True),
    Column("", "Signed", _signed, whole=True),
    Column("withdraws", "Withdraws"),
)

SELDOM = {"Arrived", "Left", "Signed", "Withdraws"}
"""Columns that are left out while they say nothing of anybody."""

DECLARED = (
    Column("number", "No."),
    Column("case", "Case", whole=True),
    Column("member", "Name"),
    Column("agency", "Agency", whole=True),
    Column("interest", "Interest"),
)


@verb(app, "list")
def list_(
    ctx: typer.Context,
    meeting: MeetingOption = None,
    declared: Annotated[
        bool, typer.Option("--declared", help="Only the interests that were declared.")
    ] = False,
) -> None:
    """List who came, and what was declared."""
    session = Session.of(ctx)
    seen = attendance.listed(
        session.store, meeting=which_meeting(session, meeting), on=session.today
    )
    if declared:
        empty = "No interest was declared."
        emit(session, seen.declarations, DECLARED, DeclarationView._fields, empty=empty)
        return
    columns = [column for column in LISTED if _says_something(column, seen.lines)]
    emit(session, seen.lines, columns, AttendanceView._fields, empty="No core agencies yet.")
    if session.format is Format.TABLE:
        if seen.declarations:
            write_heading("Declared")
            write_table(seen.declarations, DECLARED)
        session.say(f"{british(seen.meeting)}. {_count(seen)}")


@verb(app, "set")
def set_(
    ctx: typer.Context,
    agency: Annotated[str, typer.Argument(metavar="AGENCY", help="Its code, such as GLOW.")],
    state: Annotated[
        AttendanceState | None,
        typer.Argument(metavar="STATE", case_sensitive=False, help="present, apologies or absent."),
    ] = None,
    meeting: MeetingOption = None,
    member: MemberOption = None,
    deputy_for: Annotated[
        str | None, typer.Option("--deputy-for", metavar="NAME", help="Whom they stand in for.")
    ] = None,
    arrived: Annotated[str | None, typer.Option("--arrived", metavar="HH:MM", help=TIME)] = None,
    left: Annotated[str | None, typer.Option("--left", metavar="HH:MM", help=TIME)] = None,
    signed: Annotated[
        bool | None, typer.Option("--signed/--not-signed", help="A guest's statement.")
    ] = None,
    authority: Annotated[
        bool | None,
        typer.Option("--authority/--no-authority", help="Whether a deputy decides for the member."),
    ] = None,
) -> None:
    """Record whether an agency came, and by whom."""
    session = Session.of(ctx)
    named = which_meeting(session, meeting)
    how = state or AttendanceState(
        prompts.choose(
            session, "How?", list(AttendanceState), option="present, apologies or absent"
        )
    )
    changed = attendance.record(
        session.store,
        agency,
        how,
        meeting=named,
        member=_who(session, member, how),
        deputy_for=deputy_for,
        arrived=arrived,
        left=left,
        signed=_signed_by(session, agency, how, signed),
        authority=authority,
        now=session.clock(),
        on=session.today,
    )
    _answer(session, changed)


@verb(app)
def declare(
    ctx: typer.Context,
    member: Annotated[
        str | None, typer.Argument(metavar="MEMBER", help="By number or name; or: chair.")
    ] = None,
    case: Annotated[
        str | None, typer.Argument(metavar="CASE", help="The case they withdraw for.")
    ] = None,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="What the interest is; - reads it.")
    ] = None,
    meeting: MeetingOption = None,
    edit: EditOption = False,
) -> None:
    """Declare an interest; it withdraws that person."""
    from marg_cli.services.cases import declaration

    session = Session.of(ctx)
    named = which_meeting(session, meeting)
    declared = declaration.declare(
        session.store,
        member or prompts.ask(session, "Who declares it, by number or name?", option="MEMBER"),
        case or prompts.ask(session, "In which case?", option="CASE"),
        prompts.text(session, text, "What is the interest?", option="TEXT", edit=edit),
        meeting=named,
        on=session.today,
    )
    _answer_declared(session, declared, "declared: that person withdraws, their agency stays")


@verb(app)
def edit(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="The declaration's number.")],
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="What the interest is; - reads it.")
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", "-c", metavar="REF", help="The case it is about.")
    ] = None,
) -> None:
    """Put a declaration right; attendance is set again."""
    from marg_cli.services.cases import declaration

    session = Session.of(ctx)
    said = prompts.text(session, text, "What is the interest?", option="TEXT") if text else None
    changed = declaration.edit(session.store, number, interest=said, case=case)
    _answer_declared(session, changed, "changed")


@verb(app)
def remove(
    ctx: typer.Context,
    agency: Annotated[
        str | None, typer.Argument(metavar="AGENCY", help="Whose lines to take out.")
    ] = None,
    meeting: MeetingOption = None,
    member: MemberOption = None,
    declared: Annotated[
        str | None, typer.Option("--declared", metavar="NUMBER", help="A declaration instead.")
    ] = None,
) -> None:
    """Take out what was recorded by mistake."""
    session = Session.of(ctx)
    if declared is not None:
        _remove_declared(session, declared)
        return
    removed = attendance.remove(
        session.store,
        agency or prompts.ask(session, "Which agency?", option="AGENCY"),
        meeting=which_meeting(session, meeting),
        member=member,
        on=session.today,
    )
    if session.format is not Format.TABLE:
        emit(session, removed.lines, LISTED, AttendanceView._fields, empty="")
    lines = "1 line" if len(removed.lines) == 1 else f"{len(removed.lines)} lines"
    session.say(f"{removed.lines[0].agency}: {lines} taken out. Take that back with: marg undo")


def _remove_declared(session: Session, number: str) -> None:
    from marg_cli.services.cases import declaration

    removed = declaration.remove(session.store, number)
    if session.format is not Format.TABLE:
        emit_one(session, removed, {})
    session.say(f"Declaration {removed.number} taken out. Take that back with: marg undo")


def _who(session: Session, member: str | None, state: AttendanceState) -> str | None:
    """Whose line it is: nobody is asked of an agency that did not say anything."""
    if state is AttendanceState.ABSENT:
        return member
    return prompts.maybe(session, member, "Who, by number or name?")


def _signed_by(
    session: Session, agency: str, state: AttendanceState, signed: bool | None
) -> bool | None:
    """Whether a guest who is there signed the statement: asked where it was not said."""
    if signed is not None or state is not AttendanceState.PRESENT or not session.may_ask:
        return signed
    if not attendance.is_guest(session.store, agency):
        return signed
    asked = "Has the guest signed the confidentiality statement?"
    return prompts.choose(session, asked, ["yes", "no"], option="--signed or --not-signed") == "yes"


def _says_something(column: Column, lines: list[AttendanceView]) -> bool:
    show = column.show or words
    values = (getattr(line, column.field) if column.field else line for line in lines)
    return column.heading not in SELDOM or any(show(value) for value in values)


def _count(seen: Attended) -> str:
    present = {0: "No agency is", 1: "1 agency is"}.get(
        seen.present, f"{seen.present} agencies are"
    )
    silent = ", ".join(seen.not_recorded)
    away = tuple(code for code in seen.quorum.missing if code not in seen.not_recorded)
    told = [
        f"{present} present.",
        quorum.said(replace(seen.quorum, missing=away)),
        f"Not recorded yet: {silent}." if silent else "",
    ]
    return " ".join(filter(None, told))


def _answer(session: Session, changed: attendance.Changed) -> None:
    """Say what was recorded and who is missing still; programs get the line."""
    (line,) = changed.lines
    if session.format is not Format.TABLE:
        emit_one(session, line, {})
    for remark in changed.remarks:
        session.say(remark)
    day = changed.attended.meeting.isoformat()
    session.say(
        f"{line.agency}: {line.state}, meeting of {day}. {_count(changed.attended)} "
        f"See it all with: marg attendance list --meeting {day}"
    )


def _answer_declared(session: Session, changed: Declared, what: str) -> None:
    """Say what was declared; programs get the declaration."""
    told = changed.declaration
    if session.format is not Format.TABLE:
        emit_one(session, told, {})
    for remark in changed.remarks:
        session.say(remark)
    session.say(
        f"Interest {told.number} in {told.case} {what}. "
        f"Take it out with: marg attendance remove --declared {told.number}"
    )
