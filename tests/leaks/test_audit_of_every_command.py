from __future__ import annotations

from collections.abc import Callable

import pytest

from marg_cli.errors import Exit
from tests.conftest import Answer
from tests.leaks.conftest import Seeded
from tests.leaks.every_command import EXAMPLES, commands
from tests.leaks.seeded import found_in

MORE = '{"marg": 1, "agencies": [{"code": "MORE", "name": "One More"}]}'

REFUSED = {"key passphrase"}
"""A holder with a key in a file has no passphrase to change."""


def test_every_command_of_the_program_has_its_example():
    missing = [command for command in commands() if command not in EXAMPLES]
    assert not missing, f"say in tests/leaks/every_command.py what these leave: {missing}"
    assert list(EXAMPLES) == list(commands())


@pytest.mark.parametrize("command", EXAMPLES)
def test_a_command_leaves_exactly_its_rows_and_no_word_of_content(
    seeded: Seeded, call: Callable[..., Answer], command: str
):
    example = EXAMPLES[command]
    (seeded.out / "more.json").write_text(MORE)
    seeded.refer()
    if example.before:
        assert call(*seeded.filled(example.before)).code == Exit.DONE
    before = len(seeded.audit())
    answer = call(*command.split(), *seeded.filled(example.typed))
    ends = {Exit.DONE, Exit.FOUND} if command not in REFUSED else {Exit.REFUSED}
    assert answer.code in ends, answer.err
    rows = seeded.audit()
    assert tuple(rows[before:]) == example.rows
    assert found_in("\n".join(rows).encode(), seeded.secrets.given) == []


@pytest.mark.parametrize("command", ["action list", "action show", "action remove"])
def test_whatever_was_read_or_done_about_one_case_is_in_its_audit(
    seeded: Seeded, call: Callable[..., Answer], command: str
):
    example = EXAMPLES[command]
    call(*command.split(), *seeded.filled(example.typed))
    case = "M26-009" if command == "action remove" else "M26-001"
    rows = call("audit", "list", "--case", case, "--format", "json").json
    assert [row["command"] for row in rows] == [command]


def test_a_secret_in_a_row_would_be_found(seeded: Seeded):
    secret = seeded.secrets.given[0]
    assert found_in(f"case show {secret.upper()}".encode(), seeded.secrets.given) == [secret]


def test_the_register_holds_more_than_fifty_secrets(seeded: Seeded, call: Callable[..., Answer]):
    whole = call("export", "--reason", "A count", "--out", "-").out.encode()
    held = found_in(whole, seeded.secrets.given)
    assert len(set(held)) >= 200
