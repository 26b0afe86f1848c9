"""Tracebacks and validation messages: every command meets every fault in one sentence."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from marg_cli.errors import Exit
from tests.conftest import Answer
from tests.leaks.conftest import Seeded
from tests.leaks.every_command import EXAMPLES
from tests.leaks.seeded import found_in

WORD = "Brackenwhistle"
CLOSED = {"init", "demo", "config path", "completion", "lock"}
"""What opens no register of this group."""

FAULTS: dict[str, BaseException] = {
    "our own mistake": RuntimeError(f"about {WORD}"),
    "a missing key": KeyError(WORD),
    "a bad value": ValueError(f"invalid literal: '{WORD}'"),
    "half a character": UnicodeEncodeError("utf-8", f"{WORD}\ud800", 14, 15, "surrogates"),
    "bytes that are no text": UnicodeDecodeError("utf-8", WORD.encode(), 0, 1, "invalid"),
    "a disk's fault": OSError(errno.EIO, f"cannot read {WORD}", f"/{WORD}.txt"),
    "no memory": MemoryError(WORD),
    "too deep": RecursionError(WORD),
    "an assertion": AssertionError({"name": WORD}),
    "a fault with a note": ExceptionGroup(WORD, [ValueError(WORD)]),
    "Ctrl-C": KeyboardInterrupt(WORD),
    "the end of input": EOFError(WORD),
}


FAMILIES = {
    command.split()[0]: command
    for command in reversed(EXAMPLES)
    if command not in CLOSED and not command.startswith("template")
}
"""The first command of each noun that opens the register."""


def silent(answer: Answer) -> None:
    """No traceback, no content, and a sentence."""
    said = answer.out + answer.err
    assert WORD not in said
    assert "Traceback" not in said
    assert "  File " not in said
    assert answer.err.strip()


def failing(fault: str) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise FAULTS[fault]

    return fail


@pytest.mark.parametrize("fault", FAULTS)
def test_every_family_of_commands_meets_every_fault_in_a_sentence(
    seeded: Seeded, call: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, fault: str
):
    for door in ("open_store", "open_keyring"):
        monkeypatch.setattr(f"marg_cli.cli.app.{door}", failing(fault))
    monkeypatch.setattr("marg_cli.documents.own.templates.listed", failing(fault))
    assert len(FAMILIES) > 15
    for command in (*FAMILIES.values(), "template list"):
        typed = seeded.filled(EXAMPLES[command].typed)
        answer = call(*command.split(), *typed)
        assert answer.code in {Exit.UNEXPECTED, Exit.INTERRUPTED}, command
        silent(answer)


@pytest.mark.parametrize("fault", ["a bad value", "a disk's fault"])
def test_every_command_meets_a_fault_amid_its_rows_in_a_sentence(
    seeded: Seeded, call: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, fault: str
):
    from marg_cli.store.sqlite.database import Database

    monkeypatch.setattr(Database, "rows", failing(fault))
    met = 0
    for command, example in EXAMPLES.items():
        if command not in CLOSED:
            answer = call(*command.split(), *seeded.filled(example.typed))
            met += answer.code == Exit.UNEXPECTED
            assert WORD not in answer.out + answer.err
            assert "Traceback" not in answer.err
    assert met > 40


@pytest.mark.parametrize("content", [b"", b"x" * 4096, b"SQLite format 3\0" + b"\0" * 4080])
def test_a_register_that_is_none_is_told_in_a_sentence(
    seeded: Seeded, call: Callable[..., Answer], content: bytes
):
    (seeded.folder / "register" / "register.db").write_bytes(content)
    for command in ("status", "case list", "audit verify", "export --reason A --out -"):
        answer = call(*command.split())
        assert answer.code == Exit.DAMAGED
        silent(answer)


@pytest.mark.parametrize(
    "typed",
    [
        "case add --name {secret}\ud800 --referrer LAMP --reason {text}",
        "case show {secret}",
        "case edit M26-001 --born {secret}",
        "action add M26-001 {text} --agency LAMP --due {secret}",
        "member add {name} --agency {secret}",
        "meeting add {secret}",
        "agenda add {secret}",
        "attendance set {secret} present",
        "minutes edit {secret} {text}",
        "minutes record M26-001 {secret} {text}",
        "agency isa LAMP --status {secret}",
        "config set repeat.months {secret}",
        "import {out}/{secret}.json",
        "audit verify --anchor {secret}",
        "undo {secret}",
    ],
)
def test_a_mistake_is_answered_without_what_the_register_holds(
    seeded: Seeded, call: Callable[..., Answer], typed: str
):
    held = list(seeded.secrets.given)
    answer = call(*seeded.filled(typed), "--no-input")
    assert answer.code in {Exit.USAGE, Exit.NOT_FOUND, Exit.REFUSED}, answer
    assert found_in(answer.err.encode(errors="replace"), held) == []
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("closed", ["out", "err", "in"])
def test_a_process_whose_ends_are_closed_shows_no_traceback(seeded: Seeded, closed: str):
    descriptor = {"in": 0, "out": 1, "err": 2}[closed]
    root = str(Path(__file__).parents[2])
    shell = f"exec {sys.executable} -m marg_cli case list --all {descriptor}>&-"
    ran = subprocess.run(
        ["/bin/sh", "-c", shell],
        env={**os.environ, **seeded.environ, "PYTHONPATH": root},
        cwd=seeded.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in ran.stdout + ran.stderr
    assert ran.returncode in {0, 1}


PRESSED_EARLY = """
import marg_cli.cli.app
from marg_cli.__main__ import console
def run(*_):
    raise KeyboardInterrupt
marg_cli.cli.app.run = run
console()
"""


def test_ctrl_c_before_a_command_has_begun_shows_no_traceback():
    ran = subprocess.run(
        [sys.executable, "-c", PRESSED_EARLY],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (Exit.INTERRUPTED, "", "Interrupted.\n")
