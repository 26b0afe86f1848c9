"""`marg unlock`: type the passphrase once, for the next commands."""

from __future__ import annotations

from datetime import UTC
from typing import Annotated, NamedTuple

import typer

from marg_cli.cli.lazy import word
from marg_cli.cli.output import emit_one
from marg_cli.cli.session import Format, Session
from marg_cli.cli.unlocking import PROMPT, source_of
from marg_cli.services import register

MINUTE, HOUR = 60, 3600


class Unlocked(NamedTuple):
    """A register that is kept unlocked: for whom, and until when at the latest (UTC text)."""

    store: str
    id: str
    holder: str
    idle_minutes: int
    until: str


def unlock(
    ctx: typer.Context,
    idle: Annotated[
        int,
        typer.Option("--idle", metavar="MINUTES", min=1, max=720, help="Lock when unused so long."),
    ] = 10,
    hours: Annotated[
        int, typer.Option("--hours", metavar="H", min=1, max=12, help="Lock after so long anyway.")
    ] = 12,
) -> None:
    """Type the passphrase once, for the next commands."""
    from marg_cli.agent.keeper import Limits
    from marg_cli.agent.starting import check_possible, start

    check_possible()
    session = Session.of(ctx)
    held = session.own_identity()
    register.unlocked(session.store, idle_minutes=idle, hours=hours)
    folder = session.folder.absolute()
    limits = Limits(idle * MINUTE, hours * HOUR)
    start(session.environ, session.register_id, held, limits, marker=folder / "store.json")
    until = session.in_hours(hours)
    if session.format is not Format.TABLE:
        at = until.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        emit_one(session, Unlocked(str(folder), session.register_id, held.holder, idle, at), {})
    session.say(
        f"Unlocked as {held.holder}. It locks itself {idle} minutes after the last command, and at "
        f"{until:%H:%M} at the latest. Lock it at once with: marg lock"
    )
    _say_what_comes_before(session)


def _say_what_comes_before(session: Session) -> None:
    source = source_of(session.environ, session.passphrase_fd)
    if source.name not in {PROMPT, "--passphrase-fd"}:
        session.say(f"While {source.name} is set, commands use that: unset it to go without.")


app = word(unlock)
