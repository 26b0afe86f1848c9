"""`marg action list` and `overdue`: seeing how actions stand."""

from collections.abc import Sequence
from typing import Annotated

import typer

from marg_cli.cli.commands.action import OwnerOption, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import AgencyOption, CaseOption, MeetingOption, RoomOption
from marg_cli.cli.output import Column, emit, words, write_heading, write_table
from marg_cli.cli.session import Format, Session
from marg_cli.domain.action import ActionStatus
from marg_cli.domain.calendar import short
from marg_cli.services.actions import lists as actions
from marg_cli.services.actions.view import ActionView


def _late(row: ActionView) -> str:
    return "bold red" if row.overdue else ""


def _due(row: ActionView) -> str:
    """The due date, and always the first one where it was moved."""
    if not row.times_moved:
        return words(row.due)
    return f"{short(row.due)}\nfirst {short(row.first_due)}\nmoved {row.times_moved}×"


def _since(row: ActionView) -> str:
    """The due date, and what else there is to say of an action that is late."""
    said = [_due(row)]
    if row.meetings_carried:
        said.append(f"carried {row.meetings_carried}×")
    if row.absent_when_set:
        said.append("absent when set")
    return "\n".join(said)


GROUPS_OWN = "The group's own actions"

OVERDUE = (
    Column("agency", "Agency", whole=True),
    Column("owner", "Owner"),
    Column("ref", "Ref", whole=True),
    Column("case", "Case", lambda case: case or "group", whole=True),
    Column("what", "What"),
    Column("", "Due", _since, lines=True),
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
    if found and session.format is Format.TABLE:
        _write_apart(found, LISTED)
    else:
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
    if found and session.format is Format.TABLE:
        by_holder = sorted(found, key=lambda row: (row.agency, row.owner or ""))
        _write_apart(by_holder, columns, repeated=1 if room else 2)
    else:
        emit(session, found, columns, ActionView._fields, empty="Nothing is overdue.")


def _write_apart(rows: Sequence[ActionView], columns: Sequence[Column], repeated: int = 0) -> None:
    """Write the actions of cases, and the group's own in a table of their own below."""
    of_cases = [row for row in rows if row.case is not None]
    if of_cases:
        write_table(of_cases, columns, repeated=repeated)
    if len(of_cases) < len(rows):
        own = [row for row in rows if row.case is None]
        write_heading(GROUPS_OWN)
        write_table(own, columns, repeated=repeated)
