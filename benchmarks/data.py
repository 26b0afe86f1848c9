"""Registers of invented actions, made from a seed through marg's own store."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from marg_cli.domain.agency import Agency
from marg_cli.domain.case import Case, CaseStatus
from marg_cli.domain.meeting import Meeting, MeetingStatus
from marg_cli.store.credential import IdentityFile
from marg_cli.store.disk import create_file
from marg_cli.store.sqlite.actions import ACTION
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.identities import new_identity, public_key
from marg_cli.store.sqlite.register import open_register
from marg_cli.store.sqlite.start import start_register
from marg_cli.store.sqlite.store import Clock, SqliteStore
from marg_cli.store.sqlite.unlock import open_register as unlock

SEED = 20261123
TODAY = date(2026, 11, 23)
AGENCIES = ("ASG", "HSOL", "POL", "PROB", "GLOW", "CDAS", "DWP", "EC")
CASES = 150
CLOCK = Clock(lambda: "2026-11-23T09:00:00Z", TODAY.isoformat())


class Register(NamedTuple):
    """One register made for measuring, and how to open it."""

    folder: Path
    identity: Path
    actions: int

    @property
    def environ(self) -> dict[str, str]:
        """The environment of a command on it; bytecode may be kept, nothing else intrudes."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder.parent),
            "MARG_STORE": str(self.folder),
            "MARG_IDENTITY_FILE": str(self.identity),
            "MARG_TODAY": TODAY.isoformat(),
        }


def register(folder: Path, *, actions: int, overdue: int) -> Register:
    """Make a register with so many actions, of which so many are overdue."""
    made = started(folder, f"{actions}-{overdue}", actions)
    store = opened(made)
    with store.change("import") as change:
        change.save(*(Agency(code=code, name=f"Agency {code}") for code in AGENCIES))
        change.save(*(_case(number) for number in range(1, CASES + 1)))
        change.save(Meeting(number=1, held_on=date(2026, 10, 13), status=MeetingStatus.HELD))
        change.number_taken("action", actions)
    store.close()
    _fill(made, overdue)
    return made


def started(folder: Path, name: str, actions: int) -> Register:
    """Start an empty register under a key of its own; *actions* is how many it will hold."""
    identity = new_identity()
    file = folder / f"key-{name}.txt"
    create_file(file, f"{identity.text()}\n".encode())
    place = folder / f"register-{name}"
    start_register(
        place,
        holder="bench",
        passphrase=None,
        recipient=public_key(identity),
        settings={"group.name": "Bench", "sharing.policy": "core"},
        clock=CLOCK,
    )
    return Register(place, file, actions)


def opened(made: Register) -> SqliteStore:
    """Open a register to put things in."""
    return open_register(made.folder, IdentityFile(made.identity), clock=CLOCK, warn=print)


def rows(actions: int, overdue: int) -> Iterator[dict[str, Any]]:
    """Every action's row, the same for the same numbers: all open, the overdue spread evenly."""
    chance = random.Random(SEED)  # noqa: S311 - invented data
    every = actions // overdue
    for number in range(1, actions + 1):
        is_late = number % every == 0 and number // every <= overdue
        days = -chance.randrange(1, 60) if is_late else chance.randrange(0, 90)
        due = (TODAY + timedelta(days=days)).isoformat()
        yield {
            "number": number,
            "case_ref": f"M26-{chance.randrange(1, CASES + 1):03d}",
            "what": f"Ring the landlord about the door of flat {number}",
            "agency": chance.choice(AGENCIES),
            "owner": "Wren Thistledown",
            "due_on": due,
            "first_due_on": due,
            "times_moved": 0,
            "status": "open",
            "direct": number % 2,
            "meeting": 1,
            "set_on": "2026-10-13",
            "intended": None,
            "outcome": None,
            "closed_on": None,
            "closed_because": None,
        }


def _case(number: int) -> Case:
    return Case(ref=f"M26-{number:03d}", initials="QF", status=CaseStatus.ACTIVE)


def _fill(made: Register, overdue: int) -> None:
    connection = unlock(inspect(made.folder), IdentityFile(made.identity)).connection
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(ACTION.save, rows(made.actions, overdue))
    connection.execute("COMMIT")
    connection.close()
