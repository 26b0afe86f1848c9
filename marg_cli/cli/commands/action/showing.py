"""`marg action show`: one action and what happened to it."""

from typing import TYPE_CHECKING

import typer

from marg_cli.cli.commands.action import ActionArgument, app
from marg_cli.cli.corrections import write_corrections
from marg_cli.cli.lazy import verb
from marg_cli.cli.output import emit_one, write_heading, write_lines
from marg_cli.cli.session import Format, Session
from marg_cli.domain.calendar import short
from marg_cli.domain.counting import counted
from marg_cli.services.actions.view import ActionView

if TYPE_CHECKING:
    from marg_cli.services.actions.show import Told


@verb(app)
def show(ctx: typer.Context, ref: ActionArgument) -> None:
    """Show one action and its story."""
    from marg_cli.services.actions import show as action_show

    session = Session.of(ctx)
    shown = action_show.show(session.store, ref, on=session.today)
    emit_one(session, shown, _lines(shown.action))
    if session.format is Format.TABLE:
        _write_story(shown.story)
        write_corrections(shown.corrections)


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
        "Carried": _carried(action.meetings_carried),
        "When it was set": f"{action.agency} was not there" if action.absent_when_set else None,
    }


def _carried(meetings: int) -> str | None:
    return f"over {counted(meetings, 'meeting')}" if meetings else None


def _times(count: int) -> str | None:
    return {0: None, 1: "once", 2: "twice"}.get(count, f"{count} times")


def _status_line(action: ActionView) -> str:
    if action.overdue and not action.days_late:
        return "overdue, no working day late yet"
    if action.overdue:
        return f"overdue by {counted(action.days_late, 'working day')}"
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
