"""Item 3: the same actions in other people's programs, where they are installed.

None of them but keepassxc-cli encrypts; each is given its own format in the way it reads fastest.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple
from uuid import UUID
from xml.sax.saxutils import escape

from benchmarks.data import TODAY, Register, register, rows
from benchmarks.items import Figure, add, closing, marg
from benchmarks.measure import Command, Source, ratio

OVERDUE_IN_A_HUNDRED = 5
QUICK_AT_MOST = 10_000
AS_TODOMAN_READS = 10_000
"""More files than that take todoman minutes to read the first time."""


class Match(NamedTuple):
    """One command of theirs against one of ours, at one size."""

    program: str
    what: str
    actions: int
    most: float
    theirs: Callable[[Path], Source]
    ours: Callable[[Register], Source]


def _task(folder: Path, *words: str) -> Command:
    return ["task", f"rc:{folder / 'taskrc'}", *words]


def _task_done(folder: Path) -> Source:
    """Close a task that no round before has closed."""
    numbers = iter(range(1, 1_000))
    return lambda: _task(folder, str(UUID(int=next(numbers))), "done")


def _query(folder: Path) -> Command:
    where = f"status = 'open' AND due_on < '{TODAY.isoformat()}' ORDER BY due_on, number"
    statement = f"SELECT number, what, agency, due_on FROM action WHERE {where}"
    return ["sqlite-utils", "query", str(folder / "actions.db"), statement, "--table"]


def _search(folder: Path) -> Command:
    words = ["keepassxc-cli", "search", "--no-password", "--key-file", str(folder / "key")]
    return [*words, str(folder / "actions.kdbx"), "flat 77"]


def _overdue(_: Register) -> Command:
    return ["action", "overdue"]


def _listed(_: Register) -> Command:
    return ["action", "list", "--format", "json"]


def _added(_: Register) -> Command:
    return add()


def peers(folder: Path, rounds: int, *, quick: bool) -> Iterator[Figure]:
    """Measure against each peer that is installed."""
    made: dict[int, Register] = {}
    folder = folder / "peers"
    folder.mkdir()
    for match in MATCHES:
        if not shutil.which(match.program) or (quick and match.actions > QUICK_AT_MOST):
            continue
        try:
            yield _measured(match, folder, made, rounds)
        except (RuntimeError, OSError, subprocess.CalledProcessError) as fault:
            print(f"{match.program}, {match.what}: could not be measured: {fault}", file=sys.stderr)


def _measured(match: Match, folder: Path, made: dict[int, Register], rounds: int) -> Figure:
    overdue = match.actions * OVERDUE_IN_A_HUNDRED // 100
    if match.actions not in made:
        made[match.actions] = register(folder, actions=match.actions, overdue=overdue)
    place = made[match.actions]
    data = folder / f"{match.program}-{match.actions}"
    environ = MAKERS[match.program](data, match.actions, overdue)
    found = ratio(
        marg(match.ours(place)),
        match.theirs(data),
        rounds=rounds,
        environ=place.environ,
        control_environ=environ,
    )
    what = f"{match.what}, {match.actions:,} actions"
    return Figure("3", what, match.program, match.most, *found)


def missing() -> list[str]:
    """The peers that are not installed here."""
    return sorted(program for program in MAKERS if not shutil.which(program))


def _make_task(folder: Path, actions: int, overdue: int) -> dict[str, str]:
    environ = _environ(folder, TASKRC=str(folder / "taskrc"))
    if not folder.exists():
        folder.mkdir()
        (folder / "taskrc").write_text(
            f"data.location={folder}\nconfirmation=no\nverbose=nothing\nhooks=0\nrecurrence=no\n"
        )
        entry = _seconds(date(2026, 10, 13))
        lines = (
            f'[description:"{row["what"]}" due:"{_seconds(date.fromisoformat(row["due_on"]))}" '
            f'entry:"{entry}" status:"pending" uuid:"{UUID(int=row["number"])}"]'
            for row in rows(actions, overdue)
        )
        (folder / "pending.data").write_text("\n".join(lines) + "\n")
    return environ


def _make_sqlite(folder: Path, actions: int, overdue: int) -> dict[str, str]:
    if not folder.exists():
        folder.mkdir()
        database = sqlite3.connect(folder / "actions.db")
        database.execute(
            "CREATE TABLE action (number INTEGER PRIMARY KEY, what, agency, due_on, status)"
        )
        database.executemany(
            "INSERT INTO action VALUES (:number, :what, :agency, :due_on, :status)",
            rows(actions, overdue),
        )
        database.execute("CREATE INDEX action_due ON action (due_on) WHERE status = 'open'")
        database.commit()
        database.close()
    return _environ(folder)


def _make_todoman(folder: Path, actions: int, overdue: int) -> dict[str, str]:
    environ = _environ(folder, XDG_CONFIG_HOME=str(folder), XDG_CACHE_HOME=str(folder / "cache"))
    if not folder.exists():
        (folder / "lists" / "actions").mkdir(parents=True)
        (folder / "todoman").mkdir()
        config = f'path = "{folder}/lists/*"\ndefault_list = "actions"\n'
        (folder / "todoman" / "config.py").write_text(config)
        for row in rows(actions, overdue):
            text = (
                "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:bench\nBEGIN:VTODO\n"
                f"UID:{row['number']}\nDTSTAMP:20261013T100000Z\nSUMMARY:{row['what']}\n"
                f"DUE;VALUE=DATE:{row['due_on'].replace('-', '')}\n"
                "END:VTODO\nEND:VCALENDAR\n"
            )
            (folder / "lists" / "actions" / f"{row['number']}.ics").write_text(text)
    return environ


def _make_keepass(folder: Path, actions: int, overdue: int) -> dict[str, str]:
    environ = _environ(folder)
    if not folder.exists():
        folder.mkdir()
        entries = "".join(
            f"<Entry><String><Key>Title</Key><Value>{escape(row['what'])}</Value></String></Entry>"
            for row in rows(actions, overdue)
        )
        (folder / "actions.xml").write_text(
            f"<KeePassFile><Root><Group><Name>Root</Name>{entries}</Group></Root></KeePassFile>"
        )
        (folder / "key").write_bytes(b"0123456789abcdef0123456789abcdef")
        command = [
            "keepassxc-cli",
            "import",
            "--set-key-file",
            "key",
            "actions.xml",
            "actions.kdbx",
        ]
        subprocess.run(command, cwd=folder, env=environ, check=True, capture_output=True)
    return environ


MATCHES = [
    Match("task", "overdue", 10_000, 0.75, lambda f: _task(f, "overdue"), _overdue),
    Match("task", "overdue", 100_000, 0.10, lambda f: _task(f, "overdue"), _overdue),
    Match(
        "task", "add", 100_000, 0.40, lambda f: _task(f, "add", "Ring", "due:2026-12-08"), _added
    ),
    Match("task", "done", 100_000, 0.08, _task_done, closing),
    Match("task", "JSON export", 100_000, 0.25, lambda f: _task(f, "export"), _listed),
    Match("sqlite-utils", "overdue", 1_000, 0.5, _query, _overdue),
    Match("sqlite-utils", "overdue", 10_000, 0.5, _query, _overdue),
    Match("sqlite-utils", "overdue", 100_000, 0.5, _query, _overdue),
    Match("todoman", "overdue", AS_TODOMAN_READS, 0.5, lambda _: ["todoman", "list"], _overdue),
    Match("keepassxc-cli", "search", 100_000, 0.02, _search, _overdue),
]

MAKERS = {
    "task": _make_task,
    "sqlite-utils": _make_sqlite,
    "todoman": _make_todoman,
    "keepassxc-cli": _make_keepass,
}


def _seconds(day: date) -> int:
    return (day - date(1970, 1, 1)).days * 86_400


def _environ(folder: Path, **more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", **more}
