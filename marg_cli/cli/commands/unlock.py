"""`marg unlock`: type the passphrase once, for the next commands."""

from __future__ import annotations

from datetime import UTC
from typing import Annotated, NamedTuple

import typer

from marg_cli.cli.keeping import keep
from marg_cli.cli.lazy import word
from marg_cli.cli.output import emit_one
from marg_cli.cli.passphrases import DESCRIPTOR
from marg_cli.cli.session import Format, Session
from marg_cli.cli.unlocking import PROMPT, source_of
from marg_cli.domain.counting import counted


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
        typer.Option(
            "--idle", metavar="MINUTES", min=1, max=720, help="Lock when unused for so long."
        ),
    ] = 10,
    hours: Annotated[
        int, typer.Option("--hours", metavar="H", min=1, max=12, help="Lock then in any case.")
    ] = 12,
) -> None:
    """Type the passphrase once, for the next commands."""
    session = Session.of(ctx)
    holder = keep(session, idle_minutes=idle, hours=hours)
    until = session.in_hours(hours)
    if session.format is not Format.TABLE:
        at = until.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        store = str(session.folder.absolute())
        emit_one(session, Unlocked(store, session.register_id, holder, idle, at), {})
    session.say(
        f"Unlocked as {holder}. It locks itself {counted(idle, 'minute')} after the last command, "
        f"and at {until:%H:%M} at the latest. Lock it at once with: marg lock"
    )
    _say_what_comes_before(session)


def _say_what_comes_before(session: Session) -> None:
    source = source_of(session.environ, session.passphrase_fd)
    if source.name not in {PROMPT, DESCRIPTOR}:
        session.say(f"While {source.name} is set, commands use that: unset it to go without.")


app = word(unlock)
