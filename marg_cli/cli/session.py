"""What one command knows of its surroundings: the day, the terminal, the register."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import typer

from marg_cli.errors import DateNotUnderstood, UsageRefused

if TYPE_CHECKING:
    from marg_cli.cli.holding import Holding
    from marg_cli.store.keyring import Keyring
    from marg_cli.store.protocol import Store


ROOM = "room"
"""Asked of every command of a shell whose screen the whole room sees."""
DAY_TOLD = "day_told"
"""Told once, where a shell began: that another day stands in for today."""


class Format(StrEnum):
    """How a command answers."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Doors:
    """What only the root can do: it knows the concrete store, and runs commands."""

    def __init__(  # noqa: PLR0913, PLR0917 - one argument a door
        self,
        open_store: Callable[[Session], Store],
        open_as_it_is: Callable[[Session], Store],
        open_keyring: Callable[[Session], Keyring],
        start_store: Callable[..., Any],
        new_identity: Callable[[Path], str],
        run: Callable[..., int],
        prove: Callable[[Session, Path], Any],
        restore: Callable[..., AbstractContextManager[Any]],
        own_identity: Callable[[Session], Any],
        lend: Callable[[Session, Any], Store | None],
    ) -> None:
        self.open = open_store
        self.as_it_is = open_as_it_is
        self.keyring = open_keyring
        self.start = start_store
        self.identity = new_identity
        self.run = run
        self.prove = prove
        self.restore = restore
        self.own_identity = own_identity
        self.lend = lend


class Session:
    """One command's surroundings; what is dear is fetched when first asked for."""

    def __init__(
        self,
        environ: Mapping[str, str],
        doors: Doors,
        asked: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._environ = environ
        self._doors = doors
        self._opened: Store | Keyring | None = None
        self.asked: dict[str, str] = {**asked}
        """What was said in options every command takes, here or for the whole shell."""
        self.shown: Any = None
        """What the person showed to open the register; only the root knows what that is."""
        self.register_id = ""
        """Which register was opened."""
        self.typed_anew = False
        """Whether what opens it is to be shown anew, though `marg unlock` keeps it."""

    @staticmethod
    def of(ctx: typer.Context) -> Session:
        """The session of the command that is running."""
        session: Session = ctx.obj
        return session

    def variable(self, name: str) -> str | None:
        """An environment variable; an empty one counts as unset."""
        return self._environ.get(name) or None

    @property
    def environ(self) -> Mapping[str, str]:
        """The environment the command was given."""
        return self._environ

    @cached_property
    def today(self) -> date:
        """Today's business day: MARG_TODAY, else the machine's local date."""
        pretended = self.variable("MARG_TODAY")
        if pretended is None:
            return datetime.now().date()  # noqa: DTZ005 - the machine's local day is meant
        try:
            day = date.fromisoformat(pretended)
        except ValueError as error:
            raise DateNotUnderstood(
                f"MARG_TODAY is {pretended}, which is not a date like 2026-12-08.",
                "Write year-month-day, or unset it.",
            ) from error
        if self.is_terminal and DAY_TOLD not in self.asked:
            self.say(f"Today is taken to be {day.isoformat()} (MARG_TODAY).")
        return day

    @staticmethod
    def now() -> str:
        """Real time in UTC, to the second, for the audit."""
        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @staticmethod
    def clock() -> str:
        """The time on the wall, as HH:MM."""
        return datetime.now().strftime("%H:%M")  # noqa: DTZ005 - the machine's local time is meant

    @property
    def moment(self) -> datetime:
        """Now: today's business day, and the time on the wall."""
        return datetime.fromisoformat(f"{self.today.isoformat()}T{self.clock()}")

    @staticmethod
    def in_hours(hours: int) -> datetime:
        """The moment so many hours from now, as the machine's clock will show it."""
        return datetime.now().astimezone() + timedelta(hours=hours)

    @property
    def format(self) -> Format:
        """How to answer: --format, else MARG_FORMAT, else a table."""
        asked = self.asked.get("format") or self.variable("MARG_FORMAT") or Format.TABLE
        try:
            return Format(asked.casefold())
        except ValueError as error:
            self.asked.pop("format", None)
            raise UsageRefused(
                f"{asked} is no format.", "Use --format table, json or csv."
            ) from error

    @property
    def folder(self) -> Path:
        """The register's folder: --store, else MARG_STORE, else in the user's data folder."""
        asked = self.asked.get("store") or self.variable("MARG_STORE")
        if asked:
            return Path(asked)
        from platformdirs import user_data_path

        return user_data_path("marg", appauthor=False) / "register"

    @property
    def state_folder(self) -> Path | None:
        """Where this machine keeps what marg saw last: the user's state folder, or nowhere."""
        if sys.platform != "linux":
            from platformdirs import user_state_path

            return user_state_path("marg", appauthor=False)
        state = self.variable("XDG_STATE_HOME")  # as platformdirs does, which takes 10 ms to load
        home = self.variable("HOME")
        if state and state.startswith("/"):
            return Path(state) / "marg"
        return Path(home) / ".local" / "state" / "marg" if home else None

    @property
    def may_ask(self) -> bool:
        """Whether there is a person at a terminal who may be asked."""
        return "no_input" not in self.asked and sys.stdin.isatty() and sys.stderr.isatty()

    @property
    def passphrase_fd(self) -> int | None:
        """The descriptor --passphrase-fd names."""
        asked = self.asked.get("passphrase_fd")
        if asked is None:
            return None
        if not asked.isdecimal():
            raise UsageRefused(f"{asked} is no file descriptor.", "Give a number, such as 3.")
        return int(asked)

    @property
    def ask_hidden(self) -> Callable[[str], str] | None:
        """How to ask for a passphrase; None where nobody may be asked."""
        if "no_input" in self.asked:
            return None
        from marg_cli.cli.passphrases import ask_hidden

        return ask_hidden

    @property
    def is_sure(self) -> bool:
        """Whether --yes stands in for a confirmation."""
        return "yes" in self.asked

    @property
    def is_terminal(self) -> bool:
        """Whether the conversation is read by a person at a terminal."""
        return sys.stderr.isatty()

    @cached_property
    def store(self) -> Store:
        """The register, unlocked. Raises what unlocking raises."""
        self._opened = store = self._doors.open(self)
        return store

    @cached_property
    def store_as_it_is(self) -> Store:
        """The register, unlocked to be checked and brought up to date in nothing."""
        self._opened = store = self._doors.as_it_is(self)
        return store

    @cached_property
    def keyring(self) -> Keyring:
        """The register's keys, unlocked with it. Raises what unlocking raises."""
        self._opened = keyring = self._doors.keyring(self)
        return keyring

    def own_identity(self) -> Any:  # noqa: ANN401 - what the store makes of it
        """Have what opens the register shown, and take the holder's own key out of it."""
        return self._doors.own_identity(self)

    def start_register(self, **first: Any) -> Any:  # noqa: ANN401 - what the store makes of it
        """Start a register in this session's folder."""
        return self._doors.start(self, **first)

    def prove(self, folder: Path) -> Any:  # noqa: ANN401 - what the store makes of it
        """Prove that what opened this session's register opens the one in *folder*."""
        return self._doors.prove(self, folder)

    def restoring(self, file: Path, seen: Callable[[int], None]) -> AbstractContextManager[Any]:
        """Take a backup apart and prove it, so that it can be put in this session's folder."""
        return self._doors.restore(self, file, seen)

    def new_identity(self, file: Path) -> str:
        """Make a key of one's own in a file; answers its public part."""
        return self._doors.identity(file)

    def run(self, arguments: Sequence[str], environ: Mapping[str, str]) -> int:
        """Run another command as if it had been typed; answers its exit code."""
        return self._doors.run(arguments, environ)

    def holding(self, *, room: bool) -> Holding:
        """Keep the register open for many commands, all of them asked what was asked of this one.

        For the *room*, each answers as with --room.
        """
        from marg_cli.cli.holding import Holding

        for_all = {DAY_TOLD: "yes"} | ({ROOM: "yes"} if room else {})
        return Holding(self._doors, self._environ, self.asked | for_all)

    def say(self, sentence: str) -> None:
        """Tell the person something beside the answer, in lines as wide as their terminal."""
        from marg_cli.domain.text import visible

        text = visible(sentence)
        if self.is_terminal:
            from marg_cli.cli.wrapping import wrapped

            text = wrapped(text)
        sys.stderr.write(f"{text}\n")

    def close(self) -> None:
        """Put the register away."""
        if self._opened:
            self._opened.close()
