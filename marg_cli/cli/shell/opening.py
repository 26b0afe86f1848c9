"""Opening the register for a shell, locking it, and opening it again."""

from __future__ import annotations

import gc
import getpass
from typing import TYPE_CHECKING

from marg_cli.cli.refusal import explain, refuse
from marg_cli.cli.session import ROOM
from marg_cli.cli.shell import screen
from marg_cli.cli.unlocking import PROMPT, source_of
from marg_cli.errors import CannotUnlock, MargError

if TYPE_CHECKING:
    from marg_cli.cli.holding import Holding
    from marg_cli.cli.session import Session

TRIES = 3
"""How often a wrong passphrase may be typed before the shell ends."""

AGAIN = "Press Enter to open it again, or type exit and Enter: "


def open_first(holding: Holding) -> None:
    """Open the register; a passphrase that is typed may be wrong a few times.

    Raises what opening raises.
    """
    session = holding.session()
    asked = source_of(session.environ, session.passphrase_fd).name == PROMPT
    for _ in range(TRIES - 1 if asked and session.may_ask else 0):
        try:
            open_register(holding)
        except CannotUnlock as refusal:
            refuse(session, refusal)
        else:
            return
    open_register(holding)


def open_register(holding: Holding, command: str = "shell") -> None:
    """Open the register once, with a line in the audit. Raises what opening raises."""
    session = holding.session()
    store = holding.open(session)
    try:
        with store.read(f"{command} --room" if ROOM in session.asked else command):
            pass
    finally:
        store.close()


def lock(session: Session, holding: Holding, why: str, command: str = "shell") -> bool:
    """Clear the screen and close the register until somebody opens it again.

    Answers whether it is open again; else somebody has had enough of it. The audit says that
    *command* opened it.
    """
    holding.forget()
    gc.collect()
    screen.clear()
    session.say(f"Locked at {session.clock()}: {why}.")
    while True:
        try:
            answer = getpass.getpass(AGAIN)
        except EOFError:
            return False
        except KeyboardInterrupt:
            session.say("")
            continue
        if answer.strip() in {"exit", "quit"}:
            return False
        if _opened_again(holding, command):
            return True


def _opened_again(holding: Holding, command: str) -> bool:
    session = holding.session()
    try:
        open_register(holding, command)
    except MargError as refusal:
        refuse(session, refusal)
        return False
    except (Exception, KeyboardInterrupt) as fault:  # noqa: BLE001 - locked it stays
        explain(session, fault, [])
        return False
    return True
