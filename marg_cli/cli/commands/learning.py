"""`marg learning`: what was learnt from cases, put right or taken out."""

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.answering import answer
from marg_cli.cli.corrections import emit_with
from marg_cli.cli.lazy import noun, verb
from marg_cli.cli.options import EditOption, ListedCase
from marg_cli.cli.output import Column, emit
from marg_cli.cli.session import Session
from marg_cli.services.cases import learning
from marg_cli.services.cases.learning import LearningSeen

app = noun("What was learnt from cases, as kept when one is closed.")

LearningArgument = Annotated[str, typer.Argument(metavar="REF", help="What is meant, such as L4.")]

LISTED = (
    Column("ref", "Ref", whole=True),
    Column("case", "Case", whole=True),
    Column("on", "Said", whole=True),
    Column("text", "Learnt"),
)


@verb(app, "list")
def list_(ctx: typer.Context, case: ListedCase = None) -> None:
    """List what was learnt, the oldest first."""
    session = Session.of(ctx)
    found = learning.listed(session.store, case)
    emit(session, found, LISTED, LearningSeen._fields, empty="Nothing was learnt yet.")


@verb(app)
def show(ctx: typer.Context, ref: LearningArgument) -> None:
    """Show one thing learnt."""
    session = Session.of(ctx)
    seen, corrections = learning.show(session.store, ref)
    lines = {"Ref": seen.ref, "Case": seen.case, "Learnt": seen.text, "On": seen.on}
    emit_with(session, seen, lines, corrections)


@verb(app)
def edit(
    ctx: typer.Context,
    ref: LearningArgument,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="The new wording; - reads it.")
    ] = None,
    edit: EditOption = False,
) -> None:
    """Put right what was learnt, until minutes tell of it."""
    session = Session.of(ctx)
    said = prompts.text(session, text, "What was learnt?", option="TEXT", edit=edit)
    changed = learning.edit(session.store, ref, said)
    answer(session, changed, f"{changed.ref} changed. Take it back with: marg undo")


@verb(app)
def remove(ctx: typer.Context, ref: LearningArgument) -> None:
    """Remove what was not learnt, until minutes tell of it."""
    session = Session.of(ctx)
    removed = learning.remove(session.store, ref)
    answer(session, removed, f"{removed.ref} removed. Take it back with: marg undo")
