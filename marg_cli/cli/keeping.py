"""Keep a register unlocked from one command to the next, and stop when that would be wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marg_cli.cli.session import Session

MINUTE, HOUR = 60, 3600


def keep(session: Session, *, idle_minutes: int, hours: int) -> str:
    """Have what opens the register shown, and keep it for the next commands; answers whose it is.

    Raises what unlocking raises, and CannotUnlock where nothing can be kept safely.
    """
    from marg_cli.agent.keeper import Limits
    from marg_cli.agent.starting import check_possible, start
    from marg_cli.services import register

    check_possible()
    held = session.own_identity()
    register.unlocked(session.store, idle_minutes=idle_minutes, hours=hours)
    start(
        session.environ,
        session.register_id,
        held,
        Limits(idle_minutes * MINUTE, hours * HOUR),
        marker=session.folder.absolute() / "store.json",
    )
    return session.store.holder


def let_go(session: Session, holder: str) -> None:
    """Lock the register that is open again, where what is kept of it is *holder*'s key."""
    from marg_cli.agent.client import end, holder_at
    from marg_cli.agent.place import found

    where = found(session.environ, session.register_id)
    if where and holder_at(where) == holder and end(where):
        session.say("The register is locked again.")
