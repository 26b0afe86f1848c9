"""What `marg unlock` keeps of the register that is open, and when it must not keep it longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marg_cli.cli.session import Session


def let_go(session: Session, holder: str) -> None:
    """Lock the register again, where what is kept of it is *holder*'s key."""
    from marg_cli.agent.client import end, holder_at
    from marg_cli.agent.place import found

    where = found(session.environ, session.register_id)
    if where and holder_at(where) == holder and end(where):
        session.say("The register is locked again.")
