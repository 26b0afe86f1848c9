"""A shell from its first line to its last: at a terminal, or through a file of commands."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from marg_cli.cli.refusal import refuse
from marg_cli.cli.shell.commands import BlankNow, Commands, Leave, LockNow
from marg_cli.cli.shell.idle import MOST_HOURS, Watch
from marg_cli.cli.shell.known import References
from marg_cli.cli.shell.lines import commands_in
from marg_cli.cli.shell.opening import lock, open_first
from marg_cli.cli.shell.reading import Overdue, reader
from marg_cli.cli.shell.typed import Typed, instead_of_standard_input
from marg_cli.domain.counting import counted
from marg_cli.errors import Exit, MargError, NoRegister

if TYPE_CHECKING:
    from marg_cli.cli.session import Session
    from marg_cli.cli.shell.reading import Reader

PROMPT, FOR_THE_ROOM = "marg> ", "marg (room)> "
FOR_ALL_TO_SEE = "This screen is for the room: what may show a name is refused."


class Shell:
    """One register, held open for what is typed."""

    def __init__(self, session: Session, *, room: bool, idle_minutes: int) -> None:
        self._session = session
        self._room = room
        self._holding = session.holding(room=room)
        self._watch = Watch(idle_minutes)
        self._commands = Commands(session, self._holding)

    def run(self, *, keep_going: bool) -> int:
        """Do what is typed until it ends; answers the exit code of the shell as a whole."""
        gc.enable()  # a single command does without
        at_a_terminal = sys.stdin.isatty() and sys.stderr.isatty()
        typed = Typed(sys.stdin, self._watch, self._session.say)
        try:
            with instead_of_standard_input(typed):
                if at_a_terminal:
                    self._greet()
                    self._ask(self._reader())
                    return Exit.DONE
                open_first(self._holding)
                return self._read(typed, keep_going=keep_going)
        finally:
            self._holding.forget()

    def _read(self, typed: Typed, *, keep_going: bool) -> int:
        """Do what a file or another program says, up to the first line that fails."""
        failed: int = Exit.DONE
        for words in commands_in(iter(typed.readline, "")):
            try:
                code = self._commands.do(words)
            except Leave:
                break
            except LockNow:
                continue
            except BlankNow:
                self._session.say("Nothing was blanked: there is no terminal.")
                continue
            if code == Exit.DONE:
                continue
            failed = failed or code
            if not keep_going:
                self._session.say(f"Stopped at line {typed.lines}, which ended with {code}.")
                break
        return failed

    def _greet(self) -> None:
        _ = self._session.today  # a day that stands in for today is told once
        try:
            open_first(self._holding)
        except NoRegister as refusal:
            refuse(self._session, refusal)
        self._watch.opened()
        self._session.say("Type commands without marg; help lists them, exit leaves.")
        if self._holding.is_open:
            minutes = counted(self._watch.idle_minutes, "minute")
            self._session.say(f"It locks after {minutes} without a key.")
        if self._room:
            self._session.say(FOR_ALL_TO_SEE)

    def _reader(self) -> Reader:
        prompt = FOR_THE_ROOM if self._room else PROMPT
        known = References(self._holding).known
        return reader(prompt, self._is_over, self._watch.touched, known, self._session.say)

    def _is_over(self) -> bool:
        return self._holding.is_open and self._watch.is_over()

    def _ask(self, reader: Reader) -> None:
        """Do line after line until somebody leaves."""
        while True:
            try:
                self._do(reader.ask(), reader)
                if not self._is_over():
                    self._watch.touched()
                    continue
                why = self._why()
            except Overdue:
                why = self._why()
            except LockNow:
                why = "as you asked"
            except KeyboardInterrupt:
                continue
            except (EOFError, Leave):
                return
            if not self._locked(reader, why):
                return

    def _do(self, text: str, reader: Reader) -> None:
        try:
            for words in commands_in(text.splitlines()):
                try:
                    self._commands.do(words)
                except BlankNow:
                    reader.blank()
        except MargError as refusal:
            refuse(self._session, refusal)

    def _why(self) -> str:
        if self._watch.is_idle():
            return f"nobody pressed a key for {counted(self._watch.idle_minutes, 'minute')}"
        return f"it was open for {counted(MOST_HOURS, 'hour')}"

    def _locked(self, reader: Reader, why: str) -> bool:
        reader.forget()
        if not lock(self._session, self._holding, why):
            return False
        self._watch.opened()
        return True
