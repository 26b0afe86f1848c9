"""`marg action add`, `edit`, `remove`: setting what is to be done, and putting it right."""

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.commands.action import ActionArgument, OwnerOption, app, asking
from marg_cli.cli.commands.action.answering import answer, say_of_the_day, say_to_whom_it_is_new
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import EditOption, MeetingOption
from marg_cli.cli.session import Session
from marg_cli.domain.calendar import british, short
from marg_cli.services.actions import action as actions


@verb(app)
def add(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(metavar="CASE", help="A case, or the word group.")],
    what: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="What is to be done; - reads it.")
    ] = None,
    agency: Annotated[
        str | None, typer.Option("--agency", "-a", metavar="CODE", help="Whose action it is.")
    ] = None,
    owner: OwnerOption = None,
    due: Annotated[
        str | None, typer.Option("--due", "-d", metavar="WHEN", help="By when: 2 weeks, friday.")
    ] = None,
    meeting: MeetingOption = None,
    intended: Annotated[
        str | None, typer.Option("--intended", metavar="TEXT", help="What it is to achieve.")
    ] = None,
    direct: Annotated[
        bool, typer.Option("--direct", help="It engages directly with the person.")
    ] = False,
    edit: EditOption = False,
) -> None:
    """Add an action, due from the meeting that sets it."""
    session = Session.of(ctx)
    prompts.case_there(session, case)
    added = actions.add(
        session.store,
        case=case,
        what=prompts.text(session, what, "What is to be done?", option="TEXT", edit=edit),
        agency=asking.agency(session, agency),
        owner=prompts.maybe(session, owner, "Who will do it?"),
        due=asking.due(session, due, meeting),
        meeting=meeting,
        intended=intended,
        direct=direct,
        on=session.today,
    )
    set_at = f" from the meeting of {short(added.action.meeting)}" if added.action.meeting else ""
    answer(session, added, f"added{set_at}, due {british(added.action.due)}")
    say_of_the_day(session, added.action.due, added.action.meeting)
    say_to_whom_it_is_new(session, added.action)


@verb(app)
def edit(
    ctx: typer.Context,
    ref: ActionArgument,
    what: Annotated[str | None, typer.Option("--what", metavar="TEXT", help="Its wording.")] = None,
    intended: Annotated[
        str | None, typer.Option("--intended", metavar="TEXT", help="What it is to achieve.")
    ] = None,
    outcome: Annotated[
        str | None, typer.Option("--outcome", metavar="TEXT", help="What came of it.")
    ] = None,
    direct: Annotated[
        bool | None, typer.Option("--direct/--not-direct", help="Whether it engages directly.")
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", "-c", metavar="REF", help="The case it is for.")
    ] = None,
) -> None:
    """Put right what was typed wrong."""
    session = Session.of(ctx)
    changed = actions.edit(
        session.store,
        ref,
        what=prompts.text(session, what, "What?", option="--what") if what else None,
        intended=intended,
        outcome=outcome,
        direct=direct,
        case=case,
        on=session.today,
    )
    answer(session, changed, "changed")


@verb(app)
def remove(ctx: typer.Context, ref: ActionArgument) -> None:
    """Remove an action that should not have been added."""
    session = Session.of(ctx)
    removed = actions.remove(session.store, ref)
    session.say(f"{removed.ref} removed. Take it back with: marg undo")
