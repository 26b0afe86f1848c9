"""Run commands one after the other, acknowledging each on standard output once it has ended.

`python -m benchmarks.torture.steps SYNCHRONOUS COMMANDS`, the commands as JSON lists of words.
SYNCHRONOUS is what SQLite is told: EXTRA is marg's own, FULL is SQLite's default, the control.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

from marg_cli.cli.app import run
from marg_cli.store.sqlite import connection

ANSWER = 1


def main(synchronous: str, commands: str) -> None:
    """Run them all, and acknowledge each."""
    known = "PRAGMA synchronous = EXTRA"
    if known not in connection.SETTINGS:
        raise RuntimeError("marg no longer says how SQLite shall see changes safe on disk")
    ours = f"PRAGMA synchronous = {synchronous}"
    connection.SETTINGS = tuple(ours if each == known else each for each in connection.SETTINGS)
    for number, _ in enumerate(ran(json.loads(commands), os.environ), 1):
        os.write(ANSWER, f"{number}\n".encode())


def ran(commands: Iterable[Sequence[str]], environ: Mapping[str, str]) -> Iterator[None]:
    """Run commands in this process, stopping after each.

    Raises RuntimeError at the first that fails, with its code and what it said.
    """
    for words in commands:
        code, said = ended(words, environ)
        if code != 0:
            raise RuntimeError(f"{' '.join(words)} ended with {code}: {said}")
        yield


def ended(words: Sequence[str], environ: Mapping[str, str]) -> tuple[int, str]:
    """Run one command in this process: how it ended, and what it said beside its answer."""
    said = StringIO()
    with redirect_stdout(StringIO()), redirect_stderr(said):
        code = run(words, environ)
    return code, said.getvalue()


if __name__ == "__main__":
    main(*sys.argv[1:])
