"""`marg action progress`, `done`, `not-done`, `move`, `reassign`: following it to its end."""

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.commands.action import ActionArgument, OwnerOption, app, asking
from marg_cli.cli.commands.action.answering import answer, say_of_the_day
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import EditOption
from marg_cli.cli.session import Session
from marg_cli.domain.action import ClosedBecause
from marg_cli.domain.calendar import british
from marg_cli.services.actions import action as actions

OnOption = Annotated[str | None, typer.Option("--on", metavar="DATE", help="When; else today.")]


@verb(app)
def progress(
    ctx: typer.Context,
    ref: ActionArgument,
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="How it is coming on.")] = None,
    edit: EditOption = False,
    replace: Annotated[
        int | None, typer.Option("--replace", metavar="N", help="Word line N of its story anew.")
    ] = None,
    remove: Annotated[
        int | None, typer.Option("--remove", metavar="N", help="Take line N out of its story.")
    ] = None,
) -> None:
    """Note how an action is coming on."""
    from marg_cli.services.actions import story as action_story

    session, store = Session.of(ctx), Session.of(ctx).store
    if remove is not None:
        answer(session, action_story.take_out(store, ref, remove, on=session.today), "taken out")
        return
    told = prompts.text(session, text, "How is it coming on?", option="TEXT", edit=edit)
    if replace is not None:
        answer(session, action_story.reword(store, ref, replace, told, on=session.today), "noted")
        return
    answer(session, actions.progress(store, ref, told, on=session.today), "noted")


@verb(app)
def done(
    ctx: typer.Context,
    ref: ActionArgument,
    on: OnOption = None,
    outcome: Annotated[
        str | None, typer.Option("--outcome", metavar="TEXT", help="What came of it.")
    ] = None,
) -> None:
    """Close an action as done."""
    session = Session.of(ctx)
    closed = actions.done(session.store, ref, day=on, outcome=outcome, on=session.today)
    answer(session, closed, "done")


@verb(app, "not-done")
def not_done(
    ctx: typer.Context,
    ref: ActionArgument,
    because: Annotated[
        ClosedBecause | None,
        typer.Option("--because", help="Circumstances changed, or the agency did not do it."),
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="What there is to say of it.")
    ] = None,
) -> None:
    """Close an action that was not done, saying why."""
    session = Session.of(ctx)
    reason = because or ClosedBecause(
        prompts.choose(session, "Why not?", list(ClosedBecause), option="--because REASON")
    )
    closed = actions.not_done(session.store, ref, because=reason, note=note, on=session.today)
    answer(session, closed, "closed as not done")


@verb(app)
def move(
    ctx: typer.Context,
    ref: ActionArgument,
    due: Annotated[
        str | None, typer.Option("--due", "-d", metavar="WHEN", help="The new due date.")
    ] = None,
    because: Annotated[
        str | None, typer.Option("--because", metavar="TEXT", help="Why it moves.")
    ] = None,
    agreed_by: Annotated[
        str | None, typer.Option("--agreed-by", metavar="NAME", help="Who agreed to it.")
    ] = None,
) -> None:
    """Move a due date; the first one is kept and shown."""
    session = Session.of(ctx)
    moved = actions.move(
        session.store,
        ref,
        due=asking.due(session, due),
        because=prompts.text(session, because, "Why does it move?", option="--because TEXT"),
        agreed_by=agreed_by or prompts.ask(session, "Who agreed?", option="--agreed-by NAME"),
        on=session.today,
    )
    answer(session, moved, f"moved to {british(moved.action.due)}")
    say_of_the_day(session, moved.action.due, None)


@verb(app)
def reassign(
    ctx: typer.Context,
    ref: ActionArgument,
    agency: Annotated[
        str | None, typer.Option("--agency", "-a", metavar="CODE", help="The new agency.")
    ] = None,
    owner: OwnerOption = None,
) -> None:
    """Give an action to another agency or owner."""
    session = Session.of(ctx)
    moved = actions.reassign(
        session.store,
        ref,
        agency=asking.agency(session, agency),
        owner=prompts.maybe(session, owner, "Who will do it?"),
        on=session.today,
    )
    answer(session, moved, f"given to {moved.action.agency}")
