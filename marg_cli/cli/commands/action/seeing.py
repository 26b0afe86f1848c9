"""`marg action list`, `overdue`, `show`: seeing how actions stand."""

from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli.commands.action import ActionArgument, OwnerOption, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import AgencyOption, CaseOption, MeetingOption, RoomOption
from marg_cli.cli.output import Column, emit, emit_one, words, write_heading, write_lines
from marg_cli.cli.session import Format, Session
from marg_cli.domain.action import ActionStatus
from marg_cli.domain.calendar import short
from marg_cli.services import action_list as actions
from marg_cli.services.action_view import ActionView

if TYPE_CHECKING:
    from marg_cli.services.action_show import Told


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
OVERDUE_FOR_THE_ROOM = tuple(c for c in OVERDUE if c.field not in {"what", "owner"})


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
    room: RoomOption = False,
) -> None:
    """List open actions past their due day."""
    session = Session.of(ctx)
    found = actions.overdue(
        session.store, on=session.today, agency=agency, case=case, owner=owner, room=room
    )
    columns = OVERDUE_FOR_THE_ROOM if room else OVERDUE
    emit(session, found, columns, ActionView._fields, empty="Nothing is overdue.")


@verb(app)
def show(ctx: typer.Context, ref: ActionArgument) -> None:
    """Show one action and its story."""
    from marg_cli.services import action_show

    session = Session.of(ctx)
    shown = action_show.show(session.store, ref, on=session.today)
    emit_one(session, shown, _lines(shown.action))
    if session.format is Format.TABLE:
        _write_story(shown.story)


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


def _write_story(story: "list[Told]") -> None:
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
