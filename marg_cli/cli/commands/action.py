"""`marg action`: what was agreed, by whom, by when, and what became of it."""

from __future__ import annotations

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.lazy import noun, verb
from marg_cli.cli.options import AgencyOption, CaseOption, EditOption, MeetingOption
from marg_cli.cli.output import Column, emit, emit_one, words, write_heading, write_lines
from marg_cli.cli.session import Format, Session
from marg_cli.domain.action import ActionStatus, ClosedBecause
from marg_cli.domain.calendar import british, short
from marg_cli.services import action as actions
from marg_cli.services.action_view import ActionView, Changed, Told

app = noun("Who does what by when, and what is overdue.")

ActionArgument = Annotated[str, typer.Argument(metavar="REF", help="The action, such as A31.")]
OwnerOption = Annotated[
    str | None, typer.Option("--owner", "-o", metavar="NAME", help="Who will do it.")
]
OnOption = Annotated[str | None, typer.Option("--on", metavar="DATE", help="When; else today.")]


def _late(row: ActionView) -> str:
    return "bold red" if row.overdue else ""


def _due(row: ActionView) -> str:
    """The due date, and always the first one where it was moved."""
    if not row.times_moved:
        return words(row.due)
    return f"{short(row.due)}\nfirst {short(row.first_due)}\nmoved {row.times_moved}×"


OVERDUE = (
    Column("ref", "Ref", whole=True),
    Column("case", "Case", lambda case: case or "group", whole=True),
    Column("what", "What"),
    Column("agency", "Agency", whole=True),
    Column("owner", "Owner"),
    Column("", "Due", _due, lines=True),
    Column("days_late", "Working days overdue", style=_late),
)


def _state(row: ActionView) -> str:
    return "overdue" if row.overdue else row.status.replace("_", " ")


LISTED = (
    Column("ref", "Ref", whole=True),
    Column("case", "Case", lambda case: case or "group", whole=True),
    Column("what", "What"),
    Column("agency", "Agency", whole=True),
    Column("owner", "Owner"),
    Column("", "Due", _due, lines=True),
    Column("", "Status", _state, whole=True, style=_late),
)


@verb(app, "list")
def list_(
    ctx: typer.Context,
    agency: AgencyOption = None,
    case: CaseOption = None,
    owner: OwnerOption = None,
    meeting: MeetingOption = None,
    status: Annotated[
        ActionStatus | None, typer.Option("--status", help="Only those that stand so.")
    ] = None,
    only_overdue: Annotated[
        bool, typer.Option("--overdue", help="Only open ones past their due day.")
    ] = False,
) -> None:
    """List actions by due date."""
    if only_overdue:
        overdue(ctx, agency=agency, case=case, owner=owner)
        return
    session = Session.of(ctx)
    found = actions.listed(
        session.store,
        on=session.today,
        agency=agency,
        case=case,
        owner=owner,
        meeting=meeting,
        status=status,
    )
    emit(session, found, LISTED, ActionView._fields, empty="No actions.")


@verb(app)
def overdue(
    ctx: typer.Context,
    agency: AgencyOption = None,
    case: CaseOption = None,
    owner: OwnerOption = None,
) -> None:
    """List open actions past their due day."""
    session = Session.of(ctx)
    found = actions.overdue(session.store, on=session.today, agency=agency, case=case, owner=owner)
    emit(session, found, OVERDUE, ActionView._fields, empty="Nothing is overdue.")


@verb(app)
def show(ctx: typer.Context, ref: ActionArgument) -> None:
    """Show one action and its story."""
    session = Session.of(ctx)
    shown = actions.show(session.store, ref, on=session.today)
    emit_one(session, shown, _lines(shown.action))
    if session.format is Format.TABLE:
        _write_story(shown.story)


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
    added = actions.add(
        session.store,
        case=case,
        what=prompts.text(session, what, "What is to be done?", option="TEXT", edit=edit),
        agency=agency or prompts.ask(session, "Which agency?", option="--agency CODE"),
        owner=prompts.maybe(session, owner, "Who will do it?"),
        due=due or prompts.ask(session, "Due when?", option="--due WHEN"),
        meeting=meeting,
        intended=intended,
        direct=direct,
        on=session.today,
    )
    set_at = f" from the meeting of {short(added.action.meeting)}" if added.action.meeting else ""
    _answer(session, added, f"added{set_at}, due {british(added.action.due)}")


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
    _answer(session, changed, "changed")


@verb(app)
def remove(ctx: typer.Context, ref: ActionArgument) -> None:
    """Remove an action that should not have been added."""
    session = Session.of(ctx)
    removed = actions.remove(session.store, ref)
    session.say(f"{removed.ref} removed. Take it back with: marg undo")


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
    from marg_cli.services import action_story

    session, store = Session.of(ctx), Session.of(ctx).store
    if remove is not None:
        _answer(session, action_story.take_out(store, ref, remove, on=session.today), "taken out")
        return
    told = prompts.text(session, text, "How is it coming on?", option="TEXT", edit=edit)
    if replace is not None:
        _answer(session, action_story.reword(store, ref, replace, told, on=session.today), "noted")
        return
    _answer(session, actions.progress(store, ref, told, on=session.today), "noted")


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
    _answer(session, closed, "done")


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
    _answer(session, closed, "closed as not done")


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
        due=due or prompts.ask(session, "Due when?", option="--due WHEN"),
        because=prompts.text(session, because, "Why does it move?", option="--because TEXT"),
        agreed_by=agreed_by or prompts.ask(session, "Who agreed?", option="--agreed-by NAME"),
        on=session.today,
    )
    _answer(session, moved, f"moved to {british(moved.action.due)}")


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
        agency=agency or prompts.ask(session, "Which agency?", option="--agency CODE"),
        owner=prompts.maybe(session, owner, "Who will do it?"),
        on=session.today,
    )
    _answer(session, moved, f"given to {moved.action.agency}")


def _lines(action: ActionView) -> dict[str, object]:
    return {
        "Action": action.ref,
        "Case": action.case or "group",
        "What": action.what,
        "Agency": action.agency,
        "Owner": action.owner or "[not recorded]",
        "Due": action.due,
        "First due": action.first_due if action.times_moved else None,
        "Moved": _times(action.times_moved),
        "Status": _status_line(action),
        "Intended": action.intended,
        "Direct": action.direct,
        "Meeting": action.meeting,
        "Outcome": action.outcome,
        "Carried": f"over {action.meetings_carried} meetings" if action.meetings_carried else None,
    }


def _times(count: int) -> str | None:
    return {0: None, 1: "once", 2: "twice"}.get(count, f"{count} times")


def _status_line(action: ActionView) -> str:
    if action.overdue:
        return f"overdue by {action.days_late} working days"
    because = f", because: {action.closed_because}" if action.closed_because else ""
    return action.status.replace("_", " ") + because


def _answer(session: Session, changed: Changed, what: str) -> None:
    """Say what happened and the next step; programs get the action."""
    action = changed.action
    if session.format is not Format.TABLE:
        emit_one(session, action, {})
    place = action.case or "group"
    count = changed.remaining
    remain = f"{count} action{' remains' if count == 1 else 's remain'} open"
    on = f"on {place}: marg action list --case {place}" if action.case else "in all."
    session.say(f"{action.ref} {what}. {remain} {on}")


def _write_story(story: list[Told]) -> None:
    """Write what happened to an action, a line each."""
    if story:
        write_heading("What happened")
    for number, told in enumerate(story, start=1):
        moved = (
            f"moved from {short(told.due_from)} to {short(told.due_to)}"
            if told.due_from and told.due_to
            else ""
        )
        agreed = f"(agreed by {told.agreed_by})" if told.agreed_by else ""
        text = " ".join(filter(None, [moved and f"{moved}:", told.text, agreed]))
        write_lines({f"{number}. {short(told.on)}": text}, indent="  ")
