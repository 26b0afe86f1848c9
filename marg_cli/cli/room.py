"""What a shell shows whose screen the whole room sees: one table of what is fit for that."""

from __future__ import annotations

import typer

from marg_cli.cli.session import ROOM, Format, Session
from marg_cli.errors import Refused

AS_IT_IS = frozenset(
    {
        "action done",
        "agenda move",
        "agenda remove",
        "audit verify",
        "minutes start",
        "register check",
        "report actions",
        "report attendance",
        "report overdue",
        "template list",
        "undo",
    }
)
"""Commands whose answer holds references, days, codes and figures, and no word of anybody.

That is so of what they say to people: for programs some give the whole thing.
"""


def for_the_room(ctx: typer.Context) -> None:
    """Have a command answer as with --room, or let it be where it is fit as it is.

    Raises Refused for one that would show the room a name, or what somebody wrote.
    """
    if ROOM in ctx.params:
        ctx.params[ROOM] = True
        return
    command = ctx.command_path.removeprefix("marg ")
    if command not in AS_IT_IS or Session.of(ctx).format is not Format.TABLE:
        raise Refused(
            f"marg {command} is not for the room: it may show names, or what somebody wrote.",
            "Give it in a window of your own.",
        )
