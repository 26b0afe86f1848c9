from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from marg_cli.errors import Exit
from marg_cli.services.undo import ENTERS, NOT_UNDONE
from marg_cli.store.credential import IdentityFile
from marg_cli.store.sqlite.register import open_register
from marg_cli.store.sqlite.table import MODULES, table_of
from tests.conftest import Answer, clock
from tests.leaks.conftest import Seeded
from tests.leaks.every_command import EXAMPLES

MORE = '{"marg": 1, "agencies": [{"code": "MORE", "name": "One More"}]}'

Rows = dict[str, list[tuple[Any, ...]]]

ANOTHER_REGISTER = {"init", "demo", "register restore"}
"""What makes a register, or puts a whole one in its place."""

EARLIER = {"undo", "shell", *NOT_UNDONE, *ENTERS, "subject erase", "retention carry-out"}
"""After these, undo speaks of the change before them; before an erasure there is none."""


def rows(seeded: Seeded) -> Rows:
    """All that is kept of the group, without the journal, the audit and the counters."""
    store = open_register(
        seeded.folder / "register",
        IdentityFile(seeded.folder / "key.txt"),
        clock=clock(),
        warn=pytest.fail,
    )
    tables = [table_of(thing) for thing in MODULES]
    found = {
        table.name: sorted(
            store._db.rows(f"SELECT {table.listed} FROM {table.name}"),  # noqa: SLF001
            key=repr,
        )
        for table in tables
    }
    store.close()
    return found


CHANGED_BY = {"minutes take": "minutes start", "subject rectify": "correct"}
"""The change a command makes under another's name, where it does."""


@pytest.mark.parametrize("command", sorted(EXAMPLES.keys() - ANOTHER_REGISTER - EARLIER))
def test_undo_puts_back_every_row_a_command_changed(
    seeded: Seeded, call: Callable[..., Answer], command: str
):
    example = EXAMPLES[command]
    (seeded.out / "more.json").write_text(MORE)
    seeded.refer()
    if example.before:
        assert call(*seeded.filled(example.before)).code == Exit.DONE
    before = rows(seeded)
    call(*command.split(), *seeded.filled(example.typed))
    after = rows(seeded)
    if after == before:
        return
    answer = call("undo")
    assert answer.code == Exit.DONE, answer.err
    changed = CHANGED_BY.get(command, command.partition(" --")[0])
    assert answer.err.startswith(f"Undone: {changed}")
    assert rows(seeded) == before


ANSWERED = {"subject release"}
"""What the change before it, the request, cannot be taken back after either."""


@pytest.mark.parametrize("command", sorted((NOT_UNDONE - ANSWERED) & EXAMPLES.keys()))
def test_undo_says_what_it_cannot_take_back_before_it_goes_further_back(
    seeded: Seeded, call: Callable[..., Answer], command: str
):
    assert call("action", "progress", "A10", "Rang").code == Exit.DONE
    example = EXAMPLES[command]
    if example.before:
        assert call(*seeded.filled(example.before)).code == Exit.DONE
    if call(*command.split(), *seeded.filled(example.typed)).code != Exit.DONE:
        pytest.fail(command)
    refused = call("undo")
    assert refused.code == Exit.USAGE
    assert f"{command} cannot be undone" in refused.err
    assert call("undo", "--yes").err.startswith("Undone: action progress (A10 M26-001)")
