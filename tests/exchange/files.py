"""Files as tests write them, and what was read from them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from marg_cli.services.exchange.action_records import ActionRecord
from marg_cli.services.exchange.problems import Problem
from marg_cli.services.exchange.reading import Reading, read

TODAY = date(2026, 11, 22)
EXAMPLES = Path(__file__).parents[2] / "examples"
ACTIONS = "case,what,agency,owner,due"


def reading(
    data: str | bytes,
    name: str = "-",
    kind: str | None = None,
    columns: Mapping[str, str] | None = None,
    taken: frozenset[str] = frozenset(),
) -> Reading:
    """Read a file given as text or bytes."""
    return read(
        data if isinstance(data, bytes) else data.encode(),
        name=name,
        kind=kind,
        columns=columns or {},
        today=TODAY,
        taken_codes=taken,
    )


def example(name: str) -> Reading:
    """Read a file that comes with marg."""
    return reading((EXAMPLES / name).read_bytes(), name)


def actions(*rows: str) -> str:
    """An actions CSV with these rows under its header."""
    return "\n".join((ACTIONS, *rows, ""))


def document(**parts: object) -> str:
    """A marg document with these parts."""
    return json.dumps({"marg": 1, **parts})


def only_action(data: str | bytes) -> ActionRecord:
    """The one action of a file that has nothing wrong."""
    found = reading(data)
    assert found.problems == ()
    return found.actions[0]


def only_problem(found: Reading) -> Problem:
    """The one problem there is."""
    assert len(found.problems) == 1, found.problems
    return found.problems[0]
