"""`marg lock`: forget what `marg unlock` keeps, at once."""

from __future__ import annotations

from typing import NamedTuple

import typer

from marg_cli.cli.lazy import word
from marg_cli.cli.output import emit_one
from marg_cli.cli.session import Format, Session
from marg_cli.domain.counting import counted
from marg_cli.errors import Busy


class Locked(NamedTuple):
    """How many registers were unlocked until now."""

    locked: int


def lock(ctx: typer.Context) -> None:
    """Forget what marg unlock keeps, at once."""
    from marg_cli.agent.client import end
    from marg_cli.agent.place import every

    session = Session.of(ctx)
    try:
        ended = sum(end(where) for where in every(session.environ))
    except OSError as error:
        raise Busy(
            "A register is still unlocked: what keeps it so does not answer.",
            "Log out of this computer, which ends it.",
        ) from error
    if session.format is not Format.TABLE:
        emit_one(session, Locked(ended), {})
    if ended:
        session.say(
            f"Locked: {counted(ended, 'register')}. The next command asks for what opens it."
        )
    else:
        session.say("Nothing was unlocked.")


app = word(lock)
