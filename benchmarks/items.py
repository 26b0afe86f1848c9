"""What is measured of marg itself, and what each figure has to reach."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.data import Register, register
from benchmarks.measure import CONTROL, CONTROL_SECONDS, Command, Source, ratio, spent

MARG = [str(Path(sys.executable).with_name("marg"))]

SHELL_ACTIONS, SHELL_COMMANDS, SHELL_ROUNDS, SHELL_SECONDS = 100_000, 300, 5, 0.002
"""How large the register is, how many commands are typed how often, and seconds for each."""
IN_THE_SHELL = "action show A77"

EMPTY_HELP = """
import typer
app = typer.Typer(add_completion=False)
@app.command()
def empty(): "An empty command."
app()
"""


class Figure(NamedTuple):
    """One line of the results: a ratio, and the most it may be."""

    item: str
    what: str
    against: str
    most: float
    ratio: float
    milliseconds: float

    @property
    def is_met(self) -> bool:
        """Whether the target is reached, to the hundredth."""
        return round(self.ratio, 2) <= self.most


def commands(folder: Path, rounds: int, *, quick: bool) -> Iterator[Figure]:
    """Item 1: commands people wait for, against starting Python with the same libraries."""
    small = register(folder, actions=1_000, overdue=50)
    for most, name, command in (
        (1.05, "action overdue, 50 of 1,000", ["action", "overdue"]),
        (1.15, "action add, 1,000 actions", add()),
        (1.15, "action done, 1,000 actions", closing(small)),
        (1.15, "case show, 1,000 actions", ["case", "show", "M26-001"]),
        (1.15, "status, 1,000 actions", ["status"]),
    ):
        yield _against_start(small, name, most, command, rounds)
    if not quick:
        large = register(folder, actions=100_000, overdue=5_000)
        name = "action overdue as a table, 5,000 of 100,000"
        yield _against_start(large, name, 1.20, ["action", "overdue"], rounds)


def sizes(folder: Path, rounds: int, *, quick: bool) -> Iterator[Figure]:
    """Item 2: the same 100 answers from ever more actions."""
    small = register(folder, actions=1_000, overdue=100)
    for many in (100_000,) if quick else (100_000, 1_000_000):
        large = register(folder, actions=many, overdue=100)
        for name, command in (
            ("action overdue, 100 answers", lambda _: ["action", "overdue"]),
            ("action add", lambda _: add()),
            ("action done", closing),
        ):
            found = ratio(
                marg(command(large)),
                marg(command(small)),
                rounds=rounds,
                environ=large.environ,
                control_environ=small.environ,
            )
            what = f"{name}, {many:,} actions"
            yield Figure("2", what, "the same with 1,000", 1.05, *found)
        if many == SHELL_ACTIONS:
            yield in_the_shell(large)


def unlocked(folder: Path, rounds: int) -> Iterator[Figure]:
    """A command that `marg unlock` spares the passphrase, against one with an identity file."""
    place = register(folder, actions=1_000, overdue=50)
    runtime = folder / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    by_file = {**place.environ, "XDG_RUNTIME_DIR": str(runtime)}
    by_agent = {name: value for name, value in by_file.items() if name != "MARG_IDENTITY_FILE"}
    spent([*MARG, "unlock"], by_file)
    try:
        command = [*MARG, "action", "overdue"]
        found = ratio(command, command, rounds=rounds, environ=by_agent, control_environ=by_file)
    finally:
        spent([*MARG, "lock"], by_file)
    yield Figure("1", "action overdue with the agent", "with an identity file", 1.05, *found)


def in_the_shell(place: Register) -> Figure:
    """A command typed into `marg shell`: what so many more of them cost, each."""
    few, many = place.folder.with_name("few.txt"), place.folder.with_name("many.txt")
    few.write_text(f"{IN_THE_SHELL}\n", "utf-8")
    many.write_text(f"{IN_THE_SHELL}\n" * (SHELL_COMMANDS + 1), "utf-8")

    def seconds(typed: Path) -> float:
        return spent(["sh", "-c", f"exec {MARG[0]} shell < {typed}"], place.environ)

    rounds = range(SHELL_ROUNDS)
    pairs = [(seconds(many) - seconds(few), spent(CONTROL, place.environ)) for _ in rounds]
    ratios = [more / SHELL_COMMANDS / control for more, control in pairs]
    each = median(more for more, _ in pairs) / SHELL_COMMANDS
    most = SHELL_SECONDS / CONTROL_SECONDS
    what = f"{IN_THE_SHELL} in marg shell, {SHELL_ACTIONS:,} actions"
    return Figure("3", what, CONTROL[-1], most, median(ratios), each * 1000)


def help_page(folder: Path, rounds: int) -> Iterator[Figure]:
    """Item 6: `--help` against an empty Typer command's."""
    empty = [sys.executable, "-c", EMPTY_HELP, "--help"]
    place = Register(folder, folder, 0)
    found = ratio([*MARG, "--help"], empty, rounds=rounds, environ=place.environ)
    yield Figure("6", "marg --help", "an empty Typer command's --help", 1.05, *found)


def _against_start(place: Register, name: str, most: float, command: Source, rounds: int) -> Figure:
    found = ratio(marg(command), CONTROL, rounds=rounds, environ=place.environ)
    return Figure("1", name, CONTROL[-1], most, *found)


def marg(command: Source) -> Callable[[], Command]:
    """The same as a command of marg's."""
    return lambda: [*MARG, *(command() if callable(command) else command)]


def add() -> Command:
    """Add one more action."""
    words = ["action", "add", "M26-001", "Ring the landlord", "--agency", "POL"]
    return [*words, "--owner", "Wren Thistledown", "--due", "2026-12-08"]


@cache
def closing(place: Register) -> Callable[[], Command]:
    """Close an action that no round before has closed."""
    numbers = iter(range(1, place.actions))
    return lambda: ["action", "done", f"A{next(numbers)}"]
