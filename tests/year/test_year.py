"""A year of twelve meetings and thirty cases: at its end the register says what is true."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.test_golden import members
from tests.year.calendar import ENDS, MEETINGS, days_late
from tests.year.lived import EXAMPLES, chosen, lived
from tests.year.living import Year
from tests.year.plan import AGENCIES, CASES

LAST_CAME = date.fromisoformat(CASES[-1].on)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    return lived(tmp_path_factory.mktemp("year"))


@pytest.fixture(scope="module")
def papers(year: Year) -> dict[str, bytes]:
    return chosen(year)


def test_the_audit_is_whole_and_holds_a_row_for_everything_done(year: Year):
    rows = year.ledger.rows
    verified = year.json("audit", "verify")
    assert (verified["ok"], verified["rows"]) == (True, rows)


def test_every_case_stands_where_it_ended(year: Year):
    listed = {case["ref"]: case for case in year.json("case", "list", "--all")}
    assert len(CASES) == len(listed) == 30
    assert {ref: _standing(case) for ref, case in listed.items()} == {
        ref: {
            "status": case["status"],
            "initials": case["initials"],
            "referred_on": max(case["referred"]).isoformat(),
            "referrer": case["referrer"],
            "lead_agency": case["lead"],
            "case_coordinator": case["coordinator"],
            "repeat": year.ledger.is_repeat(ref),
            "open_actions": year.ledger.open_actions(ref),
            "next_meeting": None,
        }
        for ref, case in year.ledger.cases.items()
    }


def _standing(case: dict[str, Any]) -> dict[str, Any]:
    fields = ("status", "initials", "referred_on", "referrer", "lead_agency", "case_coordinator")
    return {field: case[field] for field in (*fields, "repeat", "open_actions", "next_meeting")}


def test_exactly_one_of_the_two_cases_that_came_back_is_a_repeat(year: Year):
    listed = year.json("case", "list", "--all")
    assert [case["ref"] for case in listed if case["repeat"]] == ["M26-003"]


def test_the_status_counts_what_there_is(year: Year):
    status, ledger = year.json("status"), year.ledger
    assert status["cases"] == ledger.per_status()
    late = [action for action in ledger.actions.values() if ledger.is_late(action, ENDS)]
    asked = [view for view in ledger.views if view["state"] == "asked"]
    assert (status["open_actions"], status["overdue_actions"]) == (ledger.open_actions(), len(late))
    assert status["views_asked"] == len(asked)
    assert status["views_late"] == sum(view["until"] < ENDS for view in asked)
    (waiting,) = status["waiting"]
    assert (waiting["case"], waiting["days"]) == ("M26-029", days_late(LAST_CAME, ENDS))
    assert status["last_backup"] == "2026-12-28"
    assert (status["next_meeting"], status["under_way"], status["amending"]) == (None, [], [])


def test_every_action_is_as_it_was_set_moved_and_ended(year: Year):
    listed = {action["ref"]: action for action in year.json("action", "list")}
    expected = {ref: year.ledger.action_figures(ref, ENDS) for ref in year.ledger.actions}
    assert {
        ref: {field: listed[ref][field] for field in figures} for ref, figures in expected.items()
    } == expected
    assert listed.keys() == expected.keys()


def test_the_months_of_the_report_add_up(year: Year):
    report = year.json("report", "actions")
    fields = ("opened", "direct", "closed", "done", "not_done")
    found = {row["month"][:7]: {field: row[field] for field in fields} for row in report}
    assert found == year.ledger.months()


def test_the_report_says_which_agency_is_late_and_how_long(year: Year):
    report = year.json("report", "overdue")
    found = {row["agency"]: (row["open"], row["overdue"], row["longest"]) for row in report}
    assert found == year.ledger.late_by_agency(ENDS)


def test_the_report_says_who_came(year: Year):
    report = year.json("report", "attendance")
    found = {
        row["agency"]: {state: row[state] for state in ("present", "apologies", "absent")}
        for row in report
    }
    assert found == year.ledger.attendance()
    assert {row["meetings"] for row in report} == {12}


@pytest.mark.parametrize("meeting", MEETINGS, ids=str)
def test_the_checks_of_a_meeting_are_as_they_were_answered(year: Year, meeting: Any):
    listed = year.json("trawl", "list", "--meeting", meeting.isoformat())
    found = Counter((check["agency"], check["state"], check["late"]) for check in listed)
    assert found == year.ledger.checks_of(meeting)


def test_the_views_are_as_they_were_heard(year: Year):
    listed = Counter(view["state"] for view in year.json("view", "list") if view["until"])
    states = Counter(view["state"] for view in year.ledger.views)
    assert listed["not obtained"] == states["not obtained"]
    assert listed["asked"] + listed["late"] == states["asked"]


def test_an_agreement_is_in_force_until_its_review(year: Year):
    in_force = {agency["code"]: agency["isa"]["in_force"] for agency in year.json("agency", "list")}
    lapsed = {"PROB", "PAWS"}
    assert in_force == {agency.code: agency.code not in lapsed for agency in AGENCIES}


@pytest.mark.parametrize("meeting", MEETINGS, ids=str)
def test_what_final_minutes_say_is_kept_by_its_hash(year: Year, meeting: Any):
    fields = ("version", "because", "made_on", "sha256", "approved_on")
    versions = year.json("minutes", "versions", meeting.isoformat())
    found = [{field: version[field] for field in fields} for version in versions]
    assert found == year.ledger.versions[meeting]


def test_every_paper_of_every_meeting_was_written(year: Year):
    written = {file.name for file in (year.folder / "papers").iterdir()}
    written |= {file.name for file in year.examples.iterdir()}
    for day in MEETINGS:
        for ending in ("", "_chair"):
            assert f"OFFICIAL-SENSITIVE_agenda_{day}{ending}.md" in written
        kept = [v["version"] for v in year.ledger.versions[day]]
        assert all((year.folder / f"minutes-{day}-v{number}").exists() for number in kept)


def test_the_whole_year_comes_back_from_its_export(year: Year, tmp_path: Path):
    """Every list reads the same in a register that was filled from the export of this one."""
    lists = [("case", "list", "--all"), ("action", "list"), ("report", "attendance")]
    before = [year.json(*words) for words in lists]
    file = tmp_path / "year.json"
    year.marg("export", "--reason", "The year's end", "--out", str(file))
    other = Year(tmp_path, tmp_path / "register", year.identity)
    other.today = year.today
    recipient = year.json("key", "list")[0]["public_key"]
    other.marg(
        *("init", "--group", "Puddleby", "--holder", "coordinator", "--sharing", "core"),
        *("--recipient", recipient),
    )
    other.marg("import", str(file))
    assert [other.json(*words) for words in lists] == before


@pytest.mark.parametrize("file", sorted(EXAMPLES.iterdir()), ids=lambda file: file.name)
def test_a_paper_of_the_year_is_the_one_among_the_examples(papers: dict[str, bytes], file: Path):
    kept, new = file.read_bytes(), papers[file.name]
    if file.suffix == ".docx":
        assert members(new) == members(kept), "render anew with: make golden"
    elif file.suffix == ".pdf":
        assert new == kept, "render anew with: make golden"
    else:
        assert new.decode() == kept.decode(), "render anew with: make golden"


def test_the_examples_hold_every_chosen_paper(papers: dict[str, bytes]):
    assert sorted(papers) == sorted(file.name for file in EXAMPLES.iterdir())
