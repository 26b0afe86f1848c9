"""`marg agency`: who is at the table, how far each agreement has come, and who was trained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.lazy import noun, verb
from marg_cli.cli.options import MeetingOption
from marg_cli.cli.output import Column, emit, emit_one, words, write_heading, write_lines
from marg_cli.cli.session import Format, Session
from marg_cli.domain.agency import AgencyKind, IsaStatus
from marg_cli.domain.calendar import british, short
from marg_cli.domain.counting import counted
from marg_cli.services.agencies import agency as agencies
from marg_cli.services.agencies.view import FIELDS, AgencyView

if TYPE_CHECKING:
    from marg_cli.services.agencies.training import Noted

app = noun("Agencies at the table and their agreements.")

CodeArgument = Annotated[
    str, typer.Argument(metavar="CODE", help="The agency's code, such as GLOW.")
]
SectorOption = Annotated[
    str | None, typer.Option("--sector", metavar="TEXT", help="Such as health or voluntary.")
]
PartOfOption = Annotated[
    str | None, typer.Option("--part-of", metavar="NAME", help="What it is part of, if anything.")
]


def _agreement(row: AgencyView) -> str:
    if row.isa.status == IsaStatus.SIGNED_OFF and not row.isa.in_force:
        return "review past"
    return row.isa.status


def _past(row: AgencyView) -> str:
    return "bold red" if _agreement(row) in {"review past", IsaStatus.EXPIRED} else ""


STANDING = (
    Column("code", "Code", whole=True),
    Column("name", "Name"),
    Column("kind", "Kind", whole=True),
    Column("", "Agreement", _agreement, whole=True, style=_past),
    Column("", "Review", lambda row: words(row.isa.review_on), whole=True),
)
LISTED = (
    *STANDING,
    Column("trained", "Trained", lambda number: str(number or "")),
    Column("members", "Members", lambda names: str(len(names) or "")),
)
RETIRED = (*STANDING, Column("retired_on", "Retired", whole=True))


@verb(app, "list")
def list_(
    ctx: typer.Context,
    kind: Annotated[
        AgencyKind | None, typer.Option("--kind", help="Only agencies of this kind.")
    ] = None,
    retired: Annotated[
        bool, typer.Option("--retired", help="Also those that have left the group.")
    ] = False,
) -> None:
    """List agencies and how their agreements stand."""
    session = Session.of(ctx)
    found = agencies.listed(session.store, on=session.today, kind=kind, retired=retired)
    columns = RETIRED if retired else LISTED
    emit(session, found, columns, FIELDS, empty="No agencies. Add one with: marg agency add")


@verb(app)
def show(ctx: typer.Context, code: CodeArgument) -> None:
    """Show one agency, its agreement and its people."""
    session = Session.of(ctx)
    shown = agencies.show(session.store, code, on=session.today)
    emit_one(session, shown.agency, _lines(shown.agency))
    if session.format is Format.TABLE:
        _write_people(shown)


@verb(app)
def add(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="What it is called; - reads it.")
    ] = None,
    code: Annotated[
        str | None, typer.Option("--code", metavar="CODE", help="Else one is made of the name.")
    ] = None,
    kind: Annotated[
        AgencyKind, typer.Option("--kind", help="How it belongs to the group.")
    ] = AgencyKind.CORE,
    sector: SectorOption = None,
    part_of: PartOfOption = None,
) -> None:
    """Add an agency, under a short code."""
    session = Session.of(ctx)
    called = prompts.text(session, name, "What is the agency called?", option="NAME")
    added = agencies.add(
        session.store,
        name=called,
        code=code or _suggested(session, called),
        kind=kind,
        sector=sector,
        part_of=part_of,
        on=session.today,
    )
    who = f"Say who comes for it: marg member add --agency {added.code}"
    _answer(session, added, f"{added.code} added ({added.kind}). {who}")


@verb(app)
def edit(
    ctx: typer.Context,
    code: CodeArgument,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What it is called.")
    ] = None,
    kind: Annotated[
        AgencyKind | None, typer.Option("--kind", help="How it belongs to the group.")
    ] = None,
    sector: SectorOption = None,
    part_of: PartOfOption = None,
    new_code: Annotated[
        str | None,
        typer.Option("--code", metavar="CODE", help="Its code, while nothing speaks of it."),
    ] = None,
) -> None:
    """Put right what was typed wrong."""
    session = Session.of(ctx)
    changed = agencies.edit(
        session.store,
        code,
        new_code=new_code,
        name=name,
        kind=kind,
        sector=sector,
        part_of=part_of,
        on=session.today,
    )
    _answer(session, changed, f"{changed.code} changed. See it: marg agency show {changed.code}")


@verb(app)
def isa(
    ctx: typer.Context,
    code: CodeArgument,
    status: Annotated[
        IsaStatus | None,
        typer.Option("--status", case_sensitive=False, help="How far it has come."),
    ] = None,
    signed: Annotated[
        str | None, typer.Option("--signed", metavar="DATE", help="When it was signed.")
    ] = None,
    review: Annotated[
        str | None,
        typer.Option("--review", metavar="DATE", help="By when it is reviewed, such as: 1 year."),
    ] = None,
    officer: Annotated[
        str | None, typer.Option("--officer", metavar="NAME", help="The designated officer.")
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="What there is to say of it.")
    ] = None,
) -> None:
    """Note how far an agency's agreement has come."""
    from marg_cli.services.agencies import agreement

    session = Session.of(ctx)
    if (status, signed, review, officer, note) == (None,) * 5:
        status, signed, review, officer = _asked(session)
    noted = agreement.isa(
        session.store,
        code,
        status=status,
        signed=signed,
        review=review,
        officer=officer,
        note=note,
        on=session.today,
    )
    _answer(session, noted, _agreement_sentence(noted))


@verb(app)
def override(
    ctx: typer.Context,
    code: CodeArgument,
    because: Annotated[
        str | None, typer.Argument(metavar="REASON", help="Why; - reads it.")
    ] = None,
    meeting: MeetingOption = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take it out again.")] = False,
) -> None:
    """Let an agency have papers that no agreement covers."""
    from marg_cli.cli.overrides import reason
    from marg_cli.services.agencies import override as overrides

    session = Session.of(ctx)
    if remove:
        kept = overrides.remove(session.store, code, meeting=meeting, on=session.today)
        said = f"{kept.agency} is let through no more for {british(kept.meeting)}."
    else:
        why = {code: reason(session, code, because, option="REASON")}
        (kept,) = overrides.let_through(session.store, why, meeting=meeting, on=session.today)
        said = (
            f"{kept.agency} gets the papers for {british(kept.meeting)} without an agreement in "
            "force. The chair reads why: marg agenda render --audience chair"
        )
    if session.format is not Format.TABLE:
        emit_one(session, kept, {})
    session.say(said)


@verb(app)
def trained(
    ctx: typer.Context,
    code: CodeArgument,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="On which day.")] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Who was trained.")
    ] = None,
    count: Annotated[
        int | None, typer.Option("--count", min=1, max=9999, help="Or how many were; else one.")
    ] = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take out what was noted for that day.")
    ] = False,
) -> None:
    """Note who of an agency was trained, and when."""
    from marg_cli.services.agencies import training

    session = Session.of(ctx)
    day = on or prompts.ask(session, "Trained on which day?", option="--on DATE")
    if name is None and count is None and not remove:
        name = prompts.maybe(session, None, "Who was trained?", enter="for one person, no name")
    note = training.not_trained if remove else training.trained
    noted = note(session.store, code, day=day, name=name, count=count, on=session.today)
    _answer(session, noted.agency, _trained_sentence(noted, "taken out" if remove else "noted"))


@verb(app)
def retire(
    ctx: typer.Context,
    code: CodeArgument,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="When it left; else today.")
    ] = None,
    back: Annotated[bool, typer.Option("--back", help="Bring it back to the table.")] = False,
) -> None:
    """Retire an agency that has left the group."""
    session = Session.of(ctx)
    if back:
        returned = agencies.bring_back(session.store, code, on=session.today).agency
        step = f"See it: marg agency show {returned.code}"
        _answer(session, returned, f"{returned.code} is back at the table. {step}")
        return
    retired = agencies.retire(session.store, code, day=on, on=session.today)
    _answer(session, retired.agency, _retired_sentence(retired))


@verb(app)
def remove(ctx: typer.Context, code: CodeArgument) -> None:
    """Remove an agency that should not have been added."""
    session = Session.of(ctx)
    removed = agencies.remove(session.store, code)
    session.say(f"{removed.code} removed. Take it back with: marg undo")


def _suggested(session: Session, name: str) -> str | None:
    if not session.may_ask:
        return None
    code = agencies.suggested_code(session.store, name)
    return prompts.maybe(session, None, "Which code?", enter=f"for {code}") or code


def _asked(session: Session) -> tuple[IsaStatus, str | None, str | None, str | None]:
    """Ask how far it has come and, once it is signed off, when and by whom."""
    stages = [status.value for status in IsaStatus]
    option = "--status STATUS"
    status = IsaStatus(prompts.choose(session, "How far has it come?", stages, option=option))
    if status is not IsaStatus.SIGNED_OFF:
        return status, None, None, None
    return (
        status,
        prompts.maybe(session, None, "Signed on which day?", enter="if not known"),
        prompts.maybe(session, None, "To be reviewed by when? A date, or: 1 year"),
        prompts.maybe(session, None, "Who is the designated officer?"),
    )


def _lines(agency: AgencyView) -> dict[str, object]:
    return {
        "Agency": agency.code,
        "Name": agency.name,
        "Kind": agency.kind,
        "Sector": agency.sector,
        "Part of": agency.part_of,
        "Retired": agency.retired_on,
        "Agreement": _agreement(agency) + (", in force" if agency.isa.in_force else ""),
        "Signed": agency.isa.signed_on,
        "Review by": agency.isa.review_on,
        "Officer": agency.isa.officer,
        "Note": agency.isa.note,
        "Trained": counted(agency.trained, "person") if agency.trained else "nobody yet",
    }


def _write_people(shown: agencies.Shown) -> None:
    """Write who comes for an agency, and who of it was trained."""
    if shown.members:
        write_heading("Members")
    for member in shown.members:
        stands_in = f"deputy for {member.deputy_for}" if member.deputy_for else None
        about = ", ".join(filter(None, [member.name, member.role, stands_in]))
        write_lines({str(member.number): about}, indent="  ")
    if shown.agency.training:
        write_heading("Trained")
    for line in shown.agency.training:
        write_lines({short(line.on): line.name or counted(line.count, "person")}, indent="  ")


def _agreement_sentence(agency: AgencyView) -> str:
    code, review = agency.code, agency.isa.review_on
    if agency.isa.in_force:
        signed = f" since {british(agency.isa.signed_on)}" if agency.isa.signed_on else ""
        by = f", to be reviewed by {british(review)}" if review else ", with no review day"
        return f"{code}'s agreement is in force{signed}{by}. See it: marg agency show {code}"
    return (
        f"{code}'s agreement: {_agreement(agency)}. While it is not in force, {code} is sent no "
        "personal data. See all: marg agency list"
    )


def _trained_sentence(noted: Noted, what: str) -> str:
    people = counted(noted.line.count, "person")
    return (
        f"{people} of {noted.agency.code} trained on {british(noted.line.on)}: {what}. "
        f"{noted.agency.trained} in all: marg agency show {noted.agency.code}"
    )


def _retired_sentence(retired: agencies.Retired) -> str:
    code = retired.agency.code
    day = british(retired.agency.retired_on) if retired.agency.retired_on else ""
    left = f"{code} retired on {day}."
    if not retired.open_actions:
        return f"{left} It has no open actions. See it: marg agency show {code}"
    actions = counted(retired.open_actions, "open action")
    verb = "is" if retired.open_actions == 1 else "are"
    return f"{left} {actions} {verb} still its own: marg action list --agency {code} --status open"


def _answer(session: Session, agency: AgencyView, sentence: str) -> None:
    """Say what happened and the next step; programs get the agency."""
    if session.format is not Format.TABLE:
        emit_one(session, agency, {})
    session.say(sentence)
