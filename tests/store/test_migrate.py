"""A register made by an older marg keeps all it holds when it is brought up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2

from marg_cli.store.sqlite.connection import SETTINGS, Connection
from marg_cli.store.sqlite.faults import ConstraintFailed
from marg_cli.store.sqlite.migrate import LATEST, migrate, migrations, statements

PACKS_ANEW = 160
"""The migration that makes the table of packs anew, to which four others refer."""

PACK = (
    "INSERT INTO pack (number, kind, audience, version, draft, extract, overridden, built_on,"
    " built_by, built_in) VALUES (7, 'agenda', 'chair', 'v1', 0, 0, 0, '2026-11-10', 'x', 1)"
)
ITS_CASE = "INSERT INTO pack_case (pack, case_ref) VALUES (7, 'M26-001')"


@pytest.fixture
def older(tmp_path: Path) -> Iterator[Connection]:
    """A database as a register had it before the packs were made anew."""
    opened = sqlcipher3.dbapi2.connect(
        str(tmp_path / "older.db"), isolation_level=None, factory=Connection
    )
    with closing(opened) as db:
        for setting in SETTINGS:
            db.execute(setting)
        for number, text in migrations():
            if number < PACKS_ANEW:
                for statement in statements(text):
                    db.execute(statement)
        yield db


def test_a_table_made_anew_keeps_its_rows_and_what_refers_to_them(older: Connection):
    for statement in (PACK, ITS_CASE):
        older.execute(statement)
    migrate(older, PACKS_ANEW - 1)
    ((version,),) = older.execute("PRAGMA user_version")
    assert version == LATEST
    joined = "SELECT number, case_ref FROM pack JOIN pack_case ON pack = number"
    assert older.execute(joined).fetchall() == [(7, "M26-001")]
    assert older.execute("PRAGMA foreign_keys").fetchall() == [(1,)]
    with pytest.raises(sqlcipher3.dbapi2.IntegrityError, match="FOREIGN KEY"):
        older.execute(ITS_CASE.replace("7", "8"))
    older.execute(PACK.replace("7", "8").replace("agenda", "caseload"))


def test_what_would_refer_to_nothing_leaves_the_register_as_it_was(older: Connection):
    older.execute("PRAGMA foreign_keys = OFF")
    older.execute(ITS_CASE)
    older.execute("PRAGMA user_version = 155")
    with pytest.raises(ConstraintFailed):
        migrate(older, PACKS_ANEW - 1)
    assert older.execute("PRAGMA user_version").fetchall() == [(155,)]
    kinds = "SELECT sql FROM sqlite_master WHERE name = 'pack'"
    assert "who gets what" not in older.execute(kinds).fetchone()[0]
