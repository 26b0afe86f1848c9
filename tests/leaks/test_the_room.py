from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from marg_cli.cli.app import run
from marg_cli.cli.lazy import load
from marg_cli.cli.room import AS_IT_IS
from marg_cli.cli.session import ROOM
from marg_cli.errors import Exit
from tests.leaks.conftest import Seeded
from tests.leaks.every_command import EXAMPLES, commands
from tests.leaks.seeded import found_in

BESIDE = {"minutes take"}
"""A window beside another one, which is not there."""


def shown(seeded: Seeded, capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    capsys.readouterr()
    code = run(args, seeded.environ, asked={ROOM: "yes"})
    return code, "".join(capsys.readouterr())


def with_the_option() -> Iterator[str]:
    for command in commands():
        noun, *verb = command.split()
        made = load(noun)
        made = made.get_command(None, verb[0]) if verb else made
        if ROOM in [param.name for param in made.params] and command != "shell":
            yield command


@pytest.mark.parametrize("command", [*sorted(AS_IT_IS), *with_the_option()])
def test_what_is_shown_to_the_room_names_and_describes_nobody(
    seeded: Seeded,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    example = EXAMPLES[command]
    if example.before:
        assert run(seeded.filled(example.before), seeded.environ) == Exit.DONE
    code, said = shown(seeded, capsys, *command.split(), *seeded.filled(example.typed))
    ends = {Exit.REFUSED} if command in BESIDE else {Exit.DONE, Exit.FOUND}
    assert code in ends, said
    run(["config", "show", "group.name"], seeded.environ)
    of_the_group = capsys.readouterr().out
    assert [s for s in found_in(said.encode(), seeded.secrets.given) if s not in of_the_group] == []
