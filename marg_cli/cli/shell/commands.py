"""What one line of the shell does: a command of marg's, or a word of the shell's own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from marg_cli.cli.refusal import explain, refuse
from marg_cli.cli.shell.own_words import BLANK, EXIT, HELP, LOCK, NOT_HERE, SAME, table
from marg_cli.errors import Exit, UsageRefused

if TYPE_CHECKING:
    from marg_cli.cli.holding import Holding
    from marg_cli.cli.session import Session


class Leave(Exception):
    """Somebody typed exit."""


class LockNow(Exception):
    """Somebody typed lock."""


class BlankNow(Exception):
    """Somebody typed blank."""


ASKED_FOR = {EXIT: Leave, LOCK: LockNow, BLANK: BlankNow}


class Commands:
    """Runs lines on the register that is held. No fault of one of them ends the shell."""

    def __init__(self, session: Session, holding: Holding) -> None:
        self._session = session
        self._holding = holding

    def do(self, words: list[str]) -> int:
        """Do what one line says; answers its exit code.

        Raises Leave, LockNow and BlankNow, which are not for a command to do.
        """
        first = SAME.get(words[0], words[0]) if words else ""
        if first == HELP:
            return self._help(words[1:])
        if first == LOCK:
            self._run([LOCK])  # what marg unlock keeps would open it again unasked
        if first in ASKED_FOR:
            raise ASKED_FOR[first]
        if first in NOT_HERE:
            refusal = UsageRefused(NOT_HERE[first], "Leave this one first, with: exit")
            return refuse(self._session, refusal)
        return self._run(words)

    def _run(self, words: list[str]) -> int:
        try:
            return self._holding.run(words)
        except (Exception, KeyboardInterrupt, SystemExit) as fault:  # noqa: BLE001 - see the class
            return explain(self._session, fault, words)

    def _help(self, words: list[str]) -> int:
        code = self._run([*words, "--help"])
        if not words and code == Exit.DONE:
            sys.stdout.write(f"In the shell, besides:\n{table()}")
            sys.stdout.flush()
        return code
