"""Keeping the register open from one command to the next, as the shell does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marg_cli.cli.session import Doors, Session
from marg_cli.errors import CannotUnlock, UsageRefused

if TYPE_CHECKING:
    from marg_cli.store.keyring import Keyring
    from marg_cli.store.protocol import Store


class Holding:
    """One register, open between commands; each command comes in by `doors` and is lent it.

    No transaction is held between commands. What was shown to open it is kept too, until it is
    `forgotten`: the register opens anew by itself when another command has put it in place anew.
    """

    def __init__(self, doors: Doors, environ: Mapping[str, str], asked: Mapping[str, str]) -> None:
        self._outside = doors
        self._environ = dict(environ)
        self._asked = dict(asked)
        self._folder: Path | None = None
        self._shown: Any = None
        self.store: Store | None = None
        """The open register, for what no command does; None while nothing is open."""

    def run(self, arguments: Sequence[str]) -> int:
        """Run one command on the register that is held; answers its exit code."""
        return self._outside.run(arguments, self._environ, self._doors, self._asked)

    def session(self) -> Session:
        """The surroundings of a command that is the shell's own."""
        return Session(self._environ, self._doors, self._asked)

    @cached_property
    def _doors(self) -> Doors:
        doors = copy(self._outside)
        doors.open, doors.as_it_is = self.open, self._as_it_is
        doors.keyring, doors.restore = self._keyring, self._restore
        return doors

    def open(self, session: Session) -> Store:
        """Lend the register to a command, opening it where it is not open or was replaced.

        Another folder's register is opened for that command alone. Raises what opening raises.
        """
        if not self._is_held(session):
            return self._outside.open(session)
        lent = self.store and self._outside.lend(session, self.store)
        while lent is None:
            self.let_go()
            self.store = self._opened(session, self._outside.open)
            lent = self._outside.lend(session, self.store)
        session.shown = self._shown
        return lent

    @property
    def is_open(self) -> bool:
        """Whether somebody could read the register without showing anything."""
        return self._shown is not None

    def let_go(self) -> None:
        """Close the file; what opened it is still known."""
        if self.store:
            self.store.close()
        self.store = None

    def forget(self) -> None:
        """Close the file, and wipe out what opened it."""
        self.let_go()
        if self._shown is not None:
            self._shown.forget()
        self._shown = None

    def _is_held(self, session: Session) -> bool:
        """Whether a command means this register. Raises UsageRefused for a passphrase too many."""
        if self._folder is not None and session.folder.absolute() != self._folder:
            return False
        if self._shown is not None and session.passphrase_fd is not None:
            raise UsageRefused(
                "The register is open already: there is nothing for --passphrase-fd to open.",
                "Leave it out.",
            )
        return True

    def _opened(self, session: Session, opener: Callable[[Session], Any]) -> Any:  # noqa: ANN401
        """Open with what opened it before; where that no longer does, with what is shown anew."""
        session.shown = self._shown
        try:
            opened = opener(session)
        except CannotUnlock:
            if self._shown is None:
                raise
            self.forget()
            session.say("What opened the register before no longer does: its keys were changed.")
            session.shown = None
            opened = opener(session)
        self._folder, self._shown = session.folder.absolute(), session.shown
        self._asked.pop("passphrase_fd", None)  # what stood there was read
        return opened

    def _as_it_is(self, session: Session) -> Store:
        if self._is_held(session):
            session.shown = self._shown
        return self._outside.as_it_is(session)

    def _keyring(self, session: Session) -> Keyring:
        """The keys are changed with the file let go: a new one may be put in its place."""
        if not self._is_held(session):
            return self._outside.keyring(session)
        self.let_go()
        keyring: Keyring = self._opened(session, self._outside.keyring)
        return keyring

    @contextmanager
    def _restore(self, session: Session, file: Path, seen: Callable[[int], None]) -> Iterator[Any]:
        if self._is_held(session):
            self.let_go()
        with self._outside.restore(session, file, seen) as waiting:
            yield waiting
