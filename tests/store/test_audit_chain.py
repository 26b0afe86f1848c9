"""Whoever holds the key can rewrite the file: each way of doing so is tried, on a copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from marg_cli.domain.audit import FIRST, AuditRow, row_hash
from marg_cli.store.credential import IdentityFile
from marg_cli.store.sqlite.connection import Connection
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.unlock import open_register
from tests.conftest import Marg, Place

ROWS = 9
FIRST_ROW, MIDDLE, LAST = 1, 5, ROWS
EVERYWHERE = [FIRST_ROW, MIDDLE, LAST]
COLUMNS = AuditRow._fields
MANY = 10_000


def whole_chain(db: Connection) -> list[AuditRow]:
    fetched = db.execute(f"SELECT {', '.join(COLUMNS)} FROM audit ORDER BY seq").fetchall()
    return [AuditRow(*row) for row in fetched]


def put(db: Connection, row: AuditRow) -> None:
    marks = ", ".join("?" * len(COLUMNS))
    db.execute(f"INSERT INTO audit ({', '.join(COLUMNS)}) VALUES ({marks})", row)


def shift(db: Connection, at: int, by: int) -> None:
    """Renumber every row from *at* on, as somebody hiding a gap would."""
    db.execute("UPDATE audit SET seq = -seq WHERE seq >= ?", (at,))
    db.execute("UPDATE audit SET seq = -seq + ? WHERE seq < 0", (by,))


def linked(row: AuditRow, previous: str, **changes: Any) -> AuditRow:
    """A row with other words and a hash that is right for them."""
    changed = row._replace(previous=previous, **changes)
    return changed._replace(hash=row_hash(*changed[:-1]))


@pytest.fixture
def tampered(marg: Marg, place: Place) -> Callable[..., int | None]:
    """Do something to a register of nine rows, and have it verified: answers the row found."""
    for number in range(ROWS - 1):
        assert marg("agency", "add", f"Agency {number}", "--code", f"AG{number}").code == 0

    def tamper(how: Callable[[Connection], object], *anchor: str) -> int | None:
        db = open_register(inspect(place.folder), IdentityFile(place.identity)).connection
        db.set_authorizer(None)
        db.execute("PRAGMA foreign_keys = OFF")
        for trigger in ("audit_is_never_changed", "audit_is_never_cut"):
            db.execute(f"DROP TRIGGER {trigger}")
        how(db)
        db.close()
        answer = marg("audit", "verify", *anchor, "--format", "json")
        found: int | None = answer.json["broken_at"]
        assert answer.code == (0 if found is None else 3)
        assert answer.json["ok"] is (found is None)
        return found

    return tamper


def test_a_chain_nobody_touched_is_whole(tampered: Callable[..., int | None]):
    assert tampered(whole_chain) is None


@pytest.mark.parametrize("at", EVERYWHERE)
@pytest.mark.parametrize("column", ["at", "day", "holder", "command", "refs", "previous", "hash"])
def test_an_edited_row_is_found(tampered: Callable[..., int | None], at: int, column: str):
    edit = f"UPDATE audit SET {column} = {column} || 'x' WHERE seq = {at}"
    assert tampered(lambda db: db.execute(edit)) == at


@pytest.mark.parametrize("at", EVERYWHERE[:-1])
def test_an_edited_row_with_its_hash_put_right_is_found_at_the_next(
    tampered: Callable[..., int | None], at: int
):
    def edit(db: Connection) -> None:
        row = whole_chain(db)[at - 1]
        db.execute("DELETE FROM audit WHERE seq = ?", (at,))
        put(db, linked(row, row.previous, refs="another"))

    assert tampered(edit) == at + 1


@pytest.mark.parametrize("at", EVERYWHERE)
def test_a_row_put_in_is_found(tampered: Callable[..., int | None], at: int):
    def insert(db: Connection) -> None:
        row = whole_chain(db)[at - 1]
        shift(db, at, by=1)
        put(db, row._replace(refs="put in"))

    assert tampered(insert) == at


@pytest.mark.parametrize("seq", [0, -1, 11, 400])
def test_a_row_put_in_beside_the_numbers_is_found(tampered: Callable[..., int | None], seq: int):
    def insert(db: Connection) -> None:
        put(db, linked(whole_chain(db)[-1], whole_chain(db)[-1].hash, seq=seq))

    assert tampered(insert) == (ROWS + 1 if seq > ROWS else 1)


@pytest.mark.parametrize("at", [FIRST_ROW, MIDDLE, LAST - 1])
def test_a_row_taken_out_is_found(tampered: Callable[..., int | None], at: int):
    assert tampered(lambda db: db.execute(f"DELETE FROM audit WHERE seq = {at}")) == at


@pytest.mark.parametrize("at", [FIRST_ROW, MIDDLE, LAST - 1])
def test_a_row_taken_out_is_found_when_the_rest_is_renumbered(
    tampered: Callable[..., int | None], at: int
):
    def take_out(db: Connection) -> None:
        db.execute(f"DELETE FROM audit WHERE seq = {at}")
        shift(db, at + 1, by=-1)

    assert tampered(take_out) == at


@pytest.mark.parametrize("at", [FIRST_ROW, MIDDLE, LAST - 1])
def test_two_rows_in_one_anothers_place_are_found(tampered: Callable[..., int | None], at: int):
    def swap(db: Connection) -> None:
        db.execute(f"UPDATE audit SET seq = -1 WHERE seq = {at}")
        db.execute(f"UPDATE audit SET seq = {at} WHERE seq = {at + 1}")
        db.execute(f"UPDATE audit SET seq = {at + 1} WHERE seq = -1")

    assert tampered(swap) == at


@pytest.mark.parametrize(("left", "found"), [(MIDDLE, MIDDLE + 2), (LAST - 1, LAST)])
def test_a_cut_tail_shows_only_against_an_anchor(
    tampered: Callable[..., int | None], marg: Marg, left: int, found: int
):
    """The verifying before has appended a row of its own to what was left."""
    head = marg("audit", "verify", "--format", "json").json["head"]
    assert head.startswith(f"#{ROWS} ")
    assert tampered(lambda db: db.execute(f"DELETE FROM audit WHERE seq > {left}")) is None
    answer = marg("audit", "verify", "--anchor", head, "--format", "json")
    assert (answer.code, answer.json["broken_at"]) == (3, found)


def test_an_audit_cut_as_a_whole_is_found(tampered: Callable[..., int | None], marg: Marg):
    assert tampered(lambda db: db.execute("DELETE FROM audit")) == 1
    assert marg("audit", "verify", "--format", "json").json["broken_at"] == 1


@pytest.mark.parametrize("at", EVERYWHERE)
def test_a_chain_forged_anew_shows_only_against_an_anchor(
    tampered: Callable[..., int | None], marg: Marg, at: int
):
    head = marg("audit", "verify", "--format", "json").json["head"]

    def forge(db: Connection) -> None:
        rows = whole_chain(db)
        db.execute("DELETE FROM audit")
        previous = FIRST
        for row in rows:
            forged = linked(row, previous, **({"holder": "nobody"} if row.seq == at else {}))
            put(db, forged)
            previous = forged.hash

    assert tampered(forge) is None
    answer = marg("audit", "verify", "--anchor", head, "--format", "json")
    assert (answer.code, answer.json["broken_at"]) == (3, ROWS)


def test_register_check_finds_it_too(tampered: Callable[..., int | None], marg: Marg):
    tampered(lambda db: db.execute(f"UPDATE audit SET refs = 'x' WHERE seq = {MIDDLE}"))
    checked = marg("register", "check")
    assert checked.code == 3
    assert f"row #{MIDDLE} is missing or was altered" in checked.out


def test_ten_thousand_rows_are_listed_in_order_and_verified(place: Place, marg: Marg):
    db = open_register(inspect(place.folder), IdentityFile(place.identity)).connection
    last = whole_chain(db)[-1]
    db.execute("BEGIN")
    for seq in range(last.seq + 1, MANY + 1):
        hour = f"2026-11-{seq % 28 + 1:02}T09:00:00Z"
        last = linked(last, last.hash, seq=seq, at=hour, command="case show", refs="M26-001")
        put(db, last)
    db.execute("COMMIT")
    db.close()
    listed = marg("audit", "list", "--format", "json").json
    assert [row["seq"] for row in listed] == list(range(1, MANY + 1))
    assert len(marg("audit", "list", "--format", "csv").out.splitlines()) == MANY + 2
    assert len(marg("audit", "list").out.splitlines()) == MANY + 3
    verdict = marg("audit", "verify", "--anchor", f"#{MANY} {last.hash}", "--format", "json")
    assert (verdict.code, verdict.json["rows"]) == (0, MANY + 3)
