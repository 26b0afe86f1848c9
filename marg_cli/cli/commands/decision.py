"""`marg decision`: what the group decided in a case, and why."""

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.answering import answer
from marg_cli.cli.corrections import emit_with
from marg_cli.cli.lazy import noun, verb
from marg_cli.cli.options import EditOption, ListedCase, MeetingOption, OneCase
from marg_cli.cli.output import Column, emit
from marg_cli.cli.session import Session
from marg_cli.services.at_the_table import decision as decisions
from marg_cli.services.at_the_table.decision import DecisionSeen

app = noun("What the group decided in a case, and why.")

DecisionArgument = Annotated[str, typer.Argument(metavar="REF", help="The decision, such as D8.")]
BecauseOption = Annotated[
    str | None, typer.Option("--because", metavar="TEXT", help="Its rationale; - reads it.")
]

LISTED = (
    Column("ref", "Ref", whole=True),
    Column("case", "Case", whole=True),
    Column("on", "Decided", whole=True),
    Column("text", "Decision"),
    Column("because", "Because", lambda because: because or "[not recorded]"),
)


@verb(app)
def add(
    ctx: typer.Context,
    case: OneCase,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="What was decided; - reads it.")
    ] = None,
    because: BecauseOption = None,
    meeting: MeetingOption = None,
    edit: EditOption = False,
) -> None:
    """Keep a decision of the group, with its rationale."""
    session = Session.of(ctx)
    prompts.case_there(session, case)
    said = prompts.text(session, text, "What was decided?", option="TEXT", edit=edit)
    why = prompts.optional(session, because, "Because?", option="--because TEXT")
    added = decisions.add(session.store, case, said, because=why, meeting=meeting, on=session.today)
    ref, place = added.decision.ref, added.decision.case
    way_on = "--because TEXT" if why is None else "TEXT"
    answer(
        session,
        added.decision,
        f"{ref} decided for {place}. Put it right with: marg decision edit {ref} {way_on}",
        added.remarks,
    )


@verb(app, "list")
def list_(ctx: typer.Context, case: ListedCase = None, meeting: MeetingOption = None) -> None:
    """List decisions, the oldest first."""
    session = Session.of(ctx)
    found = decisions.listed(session.store, case, meeting=meeting, on=session.today)
    emit(session, found, LISTED, DecisionSeen._fields, empty="No decisions.")


@verb(app)
def show(ctx: typer.Context, ref: DecisionArgument) -> None:
    """Show one decision."""
    session = Session.of(ctx)
    seen, corrections = decisions.show(session.store, ref)
    lines = {
        "Decision": seen.ref,
        "Case": seen.case,
        "Decided": seen.text,
        "Because": seen.because or "[not recorded]",
        "On": seen.on,
        "Meeting": seen.meeting,
    }
    emit_with(session, seen, lines, corrections)


@verb(app)
def edit(
    ctx: typer.Context,
    ref: DecisionArgument,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="The new wording; - reads it.")
    ] = None,
    because: BecauseOption = None,
) -> None:
    """Put a decision or its rationale right."""
    session = Session.of(ctx)
    said = prompts.text(session, text, "What was decided?", option="TEXT") if text else None
    why = prompts.optional(session, because, None, option="--because TEXT")
    changed = decisions.edit(session.store, ref, text=said, because=why)
    answer(session, changed, f"{changed.ref} changed. Take it back with: marg undo")


@verb(app)
def remove(ctx: typer.Context, ref: DecisionArgument) -> None:
    """Remove a decision that was not taken."""
    session = Session.of(ctx)
    removed = decisions.remove(session.store, ref)
    answer(session, removed, f"{removed.ref} removed. Take it back with: marg undo")
