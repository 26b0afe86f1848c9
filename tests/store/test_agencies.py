from __future__ import annotations

from datetime import date

from marg_cli.domain.agency import Training
from marg_cli.domain.case import Involvement, Referral
from marg_cli.domain.meeting import Attendance, AttendanceState, Declaration
from marg_cli.store.sqlite.agencies import SPEAKING
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import (
    a_case,
    a_check,
    a_meeting,
    a_member,
    an_action,
    an_agency,
    information,
)

TABLES = """
SELECT name
  FROM sqlite_master
 WHERE type = 'table'
"""


def referring(db: Database) -> set[str]:
    tables = [row[0] for row in db.rows(TABLES)]
    return {
        table
        for table in tables
        if any(row[2] == "agency" for row in db.rows(f"PRAGMA foreign_key_list({table})"))
    }


def test_every_table_that_refers_to_an_agency_is_counted_before_one_is_removed(
    store: SqliteStore,
):
    counted = " ".join(SPEAKING.values()).split()
    missing = {table for table in referring(store._db) if table not in counted}  # noqa: SLF001
    assert not missing, "add them to SPEAKING, so that a refusal can say what speaks of an agency"


def test_what_speaks_of_an_agency_is_counted_once_each(store: SqliteStore):
    present = AttendanceState.PRESENT
    with store.change("test") as change:
        change.save(an_agency(), an_agency(code="POL"), a_case(lead_agency="GLOW"), a_meeting())
        change.save(a_case(ref="M26-002"), a_member(), an_action(), an_action(number=2))
        change.save(
            Referral(
                number=1,
                case_ref="M26-001",
                referred_on=date(2026, 11, 1),
                referrer="GLOW",
                reason=None,
            ),
            Involvement(case_ref="M26-001", agency="GLOW"),
            Involvement(case_ref="M26-002", agency="GLOW"),
            Attendance(meeting=1, agency="GLOW", member="Wren", state=present),
            Attendance(meeting=1, agency="GLOW", member="Ash", state=present),
            Declaration(
                number=1,
                meeting=1,
                member="Wren",
                agency="GLOW",
                case_ref="M26-001",
                interest="A neighbour",
            ),
            Training(number=1, agency="GLOW", held_on=date(2026, 5, 1)),
            a_check(),
            information(),
            information(number=2, agency="POL", only_for=("GLOW",)),
        )
    assert store.agencies.speaking_of("GLOW") == {
        **dict.fromkeys(SPEAKING, 0),
        "member": 1,
        "action": 2,
        "case": 2,
        "meeting": 1,
        "declaration": 1,
        "training record": 1,
        "lateral check": 1,
        "piece of information": 2,
    }
    assert store.agencies.speaking_of("POL") == {
        **dict.fromkeys(SPEAKING, 0),
        "piece of information": 1,
    }
