"""`marg info`: what agencies share about a case, with its source and its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.corrections import emit_with
from marg_cli.cli.information_options import (
    CriminalOption,
    FactOption,
    OnlyForOption,
    ThirdPartyOption,
    asked_kind,
    kind_of,
)
from marg_cli.cli.lazy import noun, verb
from marg_cli.cli.options import AgencyOption, EditOption, MeetingOption
from marg_cli.cli.output import Column, emit, emit_one
from marg_cli.cli.session import Format, Session
from marg_cli.domain.calendar import british
from marg_cli.domain.information import MARKS
from marg_cli.services.at_the_table import information
from marg_cli.services.at_the_table.information import InformationView

if TYPE_CHECKING:
    from marg_cli.services.at_the_table.information import Changed

app = noun("What agencies share about a case: fact or perception.")

RefArgument = Annotated[str, typer.Argument(metavar="REF", help="Which, such as I40.")]
TextArgument = Annotated[
    str | None, typer.Argument(metavar="TEXT", help="What it shares; - reads it.")
]
SourceOption = Annotated[
    str | None, typer.Option("--agency", "-a", metavar="CODE", help="Whose information it is.")
]


def _marks(shared: InformationView) -> str:
    marks = [words for field, words in MARKS.items() if getattr(shared, field)]
    marks += [f"only for {', '.join(shared.only_for)}"] if shared.only_for else []
    return ", ".join(marks)


LISTED = (
    Column("ref", "Ref", whole=True),
    Column("case", "Case", whole=True),
    Column("agency", "Agency", whole=True),
    Column("kind", "Kind", whole=True),
    Column("text", "What it shares"),
    Column("", "Marked", _marks),
    Column("on", "On", whole=True),
)


@verb(app)
def add(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case, such as M26-014.")],
    text: TextArgument = None,
    agency: SourceOption = None,
    fact: FactOption = None,
    third_party: ThirdPartyOption = False,
    criminal: CriminalOption = False,
    only_for: OnlyForOption = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="When; else today.")
    ] = None,
    meeting: MeetingOption = None,
    edit: EditOption = False,
) -> None:
    """Keep what an agency shares about a case."""
    session = Session.of(ctx)
    source = agency or prompts.ask(session, "Which agency shares it?", option="--agency CODE")
    said = prompts.text(session, text, "What does it share?", option="TEXT", edit=edit)
    kept = information.add(
        session.store,
        case,
        said,
        agency=source,
        kind=asked_kind(session, fact),
        third_party=third_party,
        criminal=criminal,
        only_for=only_for or (),
        meeting=meeting,
        day=on,
        on=session.today,
    )
    _answer(session, kept, "kept")


@verb(app, "list")
def list_(
    ctx: typer.Context,
    case: Annotated[
        str | None, typer.Argument(metavar="CASE", help="Only about this case.")
    ] = None,
    agency: AgencyOption = None,
    meeting: MeetingOption = None,
) -> None:
    """List what was shared."""
    session = Session.of(ctx)
    found = information.listed(
        session.store, case=case, agency=agency, meeting=meeting, on=session.today
    )
    emit(session, found, LISTED, InformationView._fields, empty="Nothing was shared.")


@verb(app)
def show(ctx: typer.Context, ref: RefArgument) -> None:
    """Show one piece of information."""
    session = Session.of(ctx)
    seen, corrections = information.show(session.store, ref)
    emit_with(
        session,
        seen,
        {
            "Information": seen.ref,
            "Case": seen.case,
            "Agency": seen.agency,
            "Kind": seen.kind,
            "Marked": _marks(seen),
            "On": seen.on,
            "Meeting": british(seen.meeting) if seen.meeting else "none",
            "Came": "in answer to a lateral check" if seen.returned else "",
            "Text": seen.text,
        },
        corrections,
    )


@verb(app)
def edit(
    ctx: typer.Context,
    ref: RefArgument,
    text: TextArgument = None,
    agency: SourceOption = None,
    fact: FactOption = None,
    third_party: Annotated[
        bool | None, typer.Option("--third-party/--no-third-party", help="About somebody else.")
    ] = None,
    criminal: Annotated[
        bool | None, typer.Option("--criminal/--no-criminal", help="Criminal-offence data.")
    ] = None,
    only_for: Annotated[
        list[str] | None,
        typer.Option("--only-for", metavar="CODE", help="Who may read it anew; or: everybody."),
    ] = None,
    edit: EditOption = False,
) -> None:
    """Put right what was kept; the history keeps the old."""
    session = Session.of(ctx)
    changed = information.edit(
        session.store,
        ref,
        text=_new_text(session, ref, text, edit=edit),
        agency=agency,
        kind=kind_of(fact),
        third_party=third_party,
        criminal=criminal,
        only_for=only_for,
    )
    _answer(session, changed, "changed")


@verb(app)
def remove(ctx: typer.Context, ref: RefArgument) -> None:
    """Take out what should not have been kept."""
    session = Session.of(ctx)
    removed = information.remove(session.store, ref)
    if session.format is not Format.TABLE:
        emit_one(session, removed, {})
    session.say(f"{removed.ref} taken out. Take that back with: marg undo")


def _new_text(session: Session, ref: str, text: str | None, *, edit: bool) -> str | None:
    """The new wording, where one is given; in an editor it begins with the old."""
    if not edit:
        return prompts.text(session, text, "The new wording?", option="TEXT") if text else None
    old = text or information.show(session.store, ref)[0].text
    return prompts.text(session, old, "The new wording?", option="TEXT", edit=True)


def _answer(session: Session, changed: Changed, what: str) -> None:
    """Say what was kept and the next step; programs get the information."""
    shared = changed.information
    if session.format is not Format.TABLE:
        emit_one(session, shared, {})
    for remark in changed.remarks:
        session.say(remark)
    session.say(
        f"{shared.ref} {what}: {shared.agency} on {shared.case}, {shared.kind}. "
        f"See what was shared with: marg info list {shared.case}"
    )
