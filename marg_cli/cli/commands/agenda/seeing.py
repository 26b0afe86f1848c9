"""`marg agenda list`, `check`, `render`: the agenda as it stands, looked through, and on paper."""

from __future__ import annotations

from typing import Annotated

import typer

from marg_cli.cli.commands.agenda import app
from marg_cli.cli.lazy import verb
from marg_cli.cli.leaks import AllowOption, BecauseOption, passing
from marg_cli.cli.options import MeetingOption, RoomOption
from marg_cli.cli.output import Column, emit
from marg_cli.cli.rendering import AsOption, ForceOption, OutOption, Request, TemplatesOption
from marg_cli.cli.session import Format, Session
from marg_cli.domain.agenda import AgendaKind
from marg_cli.domain.calendar import british, clock
from marg_cli.domain.counting import in_a_sentence
from marg_cli.domain.papers.agenda import AgendaPaper, Audience
from marg_cli.services.agendas import agenda as agendas
from marg_cli.services.agendas.view import SlotView


def _starts(slot: SlotView) -> str:
    if slot.at is None:
        return "[not set]"
    return f"{clock(slot.at)}{' fixed' if slot.fixed else ''}"


def _kind(slot: SlotView) -> str:
    return f"{slot.kind}, repeat" if slot.repeat and slot.kind != AgendaKind.REPEAT else slot.kind


LISTED = (
    Column("position", "No."),
    Column("", "Starts", _starts, whole=True),
    Column("minutes", "Minutes"),
    Column("case", "Case", whole=True),
    Column("", "Kind", _kind, whole=True),
    Column("status", "Status", whole=True),
    Column("lead_agency", "Lead", whole=True),
    Column("guest", "Guest"),
)


@verb(app, "list")
def list_(ctx: typer.Context, meeting: MeetingOption = None) -> None:
    """List a meeting's cases in order, with their times."""
    session = Session.of(ctx)
    seen = agendas.listed(session.store, meeting=meeting, on=session.today)
    day = british(seen.meeting)
    emit(session, seen.slots, LISTED, SlotView._fields, empty=f"No cases are listed for {day}.")
    for clash in seen.clashes:
        session.say(clash)
    if seen.slots and session.format is Format.TABLE:
        ends = f" They take until {clock(seen.ends)}." if seen.ends else ""
        session.say(f"The cases of {day}.{ends}")


@verb(app)
def check(ctx: typer.Context, meeting: MeetingOption = None, room: RoomOption = False) -> None:
    """Look through the agenda before it goes out."""
    from marg_cli.cli import findings
    from marg_cli.services.agendas.check import check_agenda

    session = Session.of(ctx)
    checked = check_agenda(session.store, meeting, on=session.today, room=room)
    findings.answer(session, checked, "agenda", "agenda check --meeting")


@verb(app)
def render(
    ctx: typer.Context,
    meeting: MeetingOption = None,
    audience: Annotated[
        str,
        typer.Option(
            "--audience", metavar="members|chair|CODE|guest:MEMBER", help="Whose paper it is."
        ),
    ] = Audience.MEMBERS,
    as_: AsOption = None,
    out: OutOption = None,
    force: ForceOption = False,
    templates: TemplatesOption = None,
    allow: AllowOption = None,
    because: BecauseOption = None,
) -> None:
    """Write the agenda as a document."""
    from marg_cli.cli.rendering import deliver
    from marg_cli.services.circulation.entering import recipient_of
    from marg_cli.services.papers.agenda import agenda_paper

    session = Session.of(ctx)
    paper = agenda_paper(
        session.store, meeting=meeting or "next", audience=audience, on=session.today
    )
    for remark in _withdrawn(paper):
        session.say(remark)
    recipient = recipient_of(session.store, audience)
    may_pass = passing(session, allow, because)
    request = Request(as_, out, force, templates, recipient=recipient, may_pass=may_pass)
    deliver(session, request, paper, kind="agenda", reader=paper.reader)


def _withdrawn(paper: AgendaPaper) -> list[str]:
    """Say whose copy of the members' agenda may not hold every case."""
    cases = list(dict.fromkeys(each.case for each in paper.declarations))
    if not cases or paper.audience is not Audience.MEMBERS:
        return []
    day = paper.head.meeting_on.isoformat()
    what = f"An interest is declared in {in_a_sentence(cases)}"
    who = f"marg attendance list --declared --meeting {day}"
    return [f"{what}: whoever declared it must not get this copy. See who: {who}"]
