from __future__ import annotations

import pytest

from marg_cli.domain.audit import row_hash
from marg_cli.store.credential import IdentityFile
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.register import open_register as open_at
from marg_cli.store.sqlite.store import Clock, SqliteStore
from marg_cli.store.sqlite.unlock import open_register
from tests.builders import a_case, an_agency
from tests.conftest import Marg, Place


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("case add") as change:
        change.save(an_agency(), a_case())


def test_changes_and_readings_are_both_in_the_audit_with_who_and_what(marg: Marg):
    marg("action", "add", "M26-001", "Visit", "--agency", "GLOW", "--due", "friday")
    marg("action", "overdue")
    rows = marg("audit", "list", "--format", "json").json
    assert [(row["holder"], row["command"], row["refs"]) for row in rows[-2:]] == [
        ("coordinator", "action add", "A1 M26-001"),
        ("coordinator", "action overdue", "overdue (0)"),
    ]


def test_the_audit_never_holds_what_was_typed(marg: Marg):
    marg("action", "add", "M26-001", "Thistledown", "--agency", "GLOW", "--due", "friday")
    assert "Thistledown" not in marg("audit", "list", "--format", "json").out


def test_the_audit_can_be_read_for_one_case_alone(marg: Marg):
    marg("action", "add", "M26-001", "Visit", "--agency", "GLOW", "--due", "friday")
    marg("action", "add", "group", "Write", "--agency", "GLOW", "--due", "friday")
    rows = marg("audit", "list", "--case", "m26-1", "--format", "json").json
    assert [row["refs"] for row in rows] == ["GLOW M26-001", "A1 M26-001"]


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ((), ["20", "21", "22", "23"]),
        (("--since", "2026-11-21"), ["21", "22", "23"]),
        (("--until", "2026-11-21"), ["20", "21"]),
        (("--since", "2026-11-21", "--until", "2026-11-22"), ["21", "22"]),
        (("--until", "2026-11-19"), []),
        (("--holder", "coordinator", "--until", "2026-11-22"), ["20", "21", "22"]),
        (("--holder", "somebody"), []),
    ],
)
def test_the_audit_can_be_read_by_day_and_by_holder(
    marg: Marg, place: Place, asked: tuple[str, ...], days: list[str]
):
    for day in ("20", "21", "22", "23"):
        at = Clock(f"2026-11-{day}T23:59:59Z".__str__, f"2026-11-{day}")
        opened = open_at(place.folder, IdentityFile(place.identity), clock=at, warn=pytest.fail)
        with opened.read("agency list"):
            pass
        opened.close()
    rows = marg("audit", "list", *asked, "--format", "json").json
    assert [row["at"][8:10] for row in rows if row["command"] == "agency list"] == days
    assert marg("audit", "list", *asked, "--format", "csv").out.count("agency list") == len(days)


def test_a_list_of_the_audit_that_is_empty_says_how_to_see_all_of_it(marg: Marg):
    answer = marg("audit", "list", "--holder", "somebody")
    assert (answer.out, answer.err) == (
        "",
        "No row of the audit fits that. All of it: marg audit list\n",
    )


def test_a_whole_chain_verifies_and_gives_its_head(marg: Marg):
    verdict = marg("audit", "verify", "--format", "json").json
    assert (verdict["ok"], verdict["broken_at"]) == (True, None)
    assert marg("audit", "verify", "--anchor", verdict["head"]).code == 0


def test_a_wrong_anchor_is_found(marg: Marg):
    answer = marg("audit", "verify", "--anchor", f"#1 {'0' * 64}", "--format", "json")
    assert (answer.code, answer.json["broken_at"]) == (3, 1)


def test_an_anchor_beyond_the_end_shows_that_the_tail_was_cut(marg: Marg):
    assert marg("audit", "verify", "--anchor", f"#999 {'0' * 64}").code == 3


def test_an_altered_row_is_found_at_its_number(marg: Marg, place: Place, store: SqliteStore):
    store.close()
    connection = open_register(inspect(place.folder), IdentityFile(place.identity)).connection
    connection.set_authorizer(None)
    connection.execute("DROP TRIGGER audit_is_never_changed")
    connection.execute("UPDATE audit SET holder = 'nobody' WHERE seq = 2")
    connection.close()
    answer = marg("audit", "verify", "--format", "json")
    assert (answer.code, answer.json["broken_at"]) == (3, 2)


@pytest.mark.parametrize("statement", ["UPDATE audit SET refs = ''", "DELETE FROM audit"])
def test_the_register_itself_refuses_to_change_the_audit(
    place: Place, store: SqliteStore, statement: str
):
    store.close()
    connection = open_register(inspect(place.folder), IdentityFile(place.identity)).connection
    connection.set_authorizer(None)
    with pytest.raises(Exception, match="the audit is never"):
        connection.execute(statement)
    connection.close()


def test_a_row_hash_depends_on_every_column():
    row = (1, "2026-11-23T09:00:00Z", "2026-11-23", "coordinator", "init", "", "0" * 64)
    hashes = {row_hash(*row)}
    for column, value in enumerate(row):
        changed = value + 1 if isinstance(value, int) else f"{value}x"
        hashes.add(row_hash(*row[:column], changed, *row[column + 1 :]))
    assert len(hashes) == len(row) + 1
