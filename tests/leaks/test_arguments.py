"""Arguments are visible to other users and stay in the shell's history."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from marg_cli.cli.lazy import load
from marg_cli.errors import Exit
from tests.conftest import Answer
from tests.leaks.conftest import Seeded
from tests.leaks.every_command import commands

SECRET_WORDS = re.compile(r"pass|secret|pin\b|token|credential|identity|private|recovery")
NUMBER_OF_A_DESCRIPTOR = {"passphrase_fd"}

REFERENCES = {
    *("ref", "code", "agency", "meeting", "key", "entry", "about", "case", "number", "who"),
    *("heading", "until", "destination", "files", "file", "shell", "field", "pack", "packs"),
}
"""What a command may insist on: a reference, a number, a word of a list, never a person."""
OF_NOBODY = {("template", "name"), ("key", "name")}
"""A template, and a key holder, whose name stands in every row of the audit."""

PERSONAL = {"name", "born", "address", "alias", "nhs", "police_ref", "email", "initials"}


def params() -> Iterator[tuple[str, Any]]:
    """Every option and argument of every command."""
    for command in commands():
        noun, _, verb = command.partition(" ")
        found = load(noun).get_command(None, verb) if verb else load(noun)
        yield from ((command, param) for param in found.params)


def test_no_option_or_argument_takes_a_secret():
    taking = {
        (command, param.name)
        for command, param in params()
        if SECRET_WORDS.search(f"{param.name} {' '.join(param.opts)}".replace("_", "-"))
        and not param.is_flag
    }
    assert {name for _, name in taking} == NUMBER_OF_A_DESCRIPTOR


def test_a_descriptor_is_a_number_and_never_a_passphrase(call: Callable[..., Answer]):
    answer = call("status", "--passphrase-fd", "correct horse")
    assert answer.code == Exit.USAGE


def test_no_command_insists_on_what_names_a_person():
    required = {
        (command, param.name)
        for command, param in params()
        if param.required and (command.split()[0], param.name) not in OF_NOBODY
    }
    assert {name for _, name in required} <= REFERENCES, required
    assert not {name for _, name in required} & PERSONAL


READ = {
    "case find -": "M26-",
    "case decline M25-009 --because -": "",
    "case withdraw M26-001 --because -": "",
    "case close M26-001 --destination deceased --outcome -": "",
    "case refer-again M26-003 --referrer LAMP --reason -": "",
    "case add --initials QF --referrer LAMP --reason -": "",
    "action add M26-001 - --agency LAMP --due friday": "",
    "action progress A10 -": "",
    "agency add - --code NEW": "",
    "member add - --agency LAMP": "",
    "member edit 18 --name -": "",
    "attendance declare 18 M26-001 - --meeting 2026-11-10": "",
    "attendance edit 2 -": "",
    "minutes record M26-001 views - --meeting 2026-11-10": "",
    "minutes edit E95 -": "",
    "config set group.chair -": "",
    "export --out - --reason -": "",
}


@pytest.mark.parametrize("typed", READ)
def test_what_names_somebody_can_be_read_from_standard_input(
    seeded: Seeded, call: Callable[..., Answer], typed: str
):
    secret = seeded.secrets.word()
    answer = call(*seeded.filled(typed), typed=f"{secret}\n")
    assert answer.code == Exit.DONE, answer.err
    if not typed.startswith(("export", "case find")):
        assert secret in call("export", "--reason", "A test", "--out", "-").out


EDITED = [
    "case add --initials QF --referrer LAMP --edit",
    "case decline M25-009 --edit",
    "case withdraw M26-001 --edit",
    "case close M26-001 --destination deceased --edit",
    "case refer-again M26-003 --referrer LAMP --edit",
    "action add M26-001 --agency LAMP --due friday --edit",
    "action progress A10 --edit",
    "attendance declare 18 M26-001 --meeting 2026-11-10 --edit",
    "minutes record M26-001 views --meeting 2026-11-10 --edit",
    "config set group.statement --edit",
]


@pytest.mark.parametrize("typed", EDITED)
def test_a_longer_text_can_be_written_in_an_editor(
    seeded: Seeded,
    call: Callable[..., Answer],
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
):
    secret = seeded.secrets.word()
    program = seeded.folder / "editor.sh"
    program.write_text(f'#!/bin/sh\necho "Of {secret}." > "$1"\n')
    program.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(program))
    monkeypatch.delenv("VISUAL", raising=False)
    assert call(*typed.split()).code == Exit.DONE
    assert secret in call("export", "--reason", "A test", "--out", "-").out
