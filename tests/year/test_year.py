"""A year of twelve meetings and thirty cases: at its end the register says what is true."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.test_golden import members
from tests.year.calendar import ENDS, MEETINGS, MEETINGS_NEXT_YEAR, days_late
from tests.year.lived import EXAMPLES, chosen, lived
from tests.year.living import EVERY, FORMATS, Year
from tests.year.plan import AGENCIES, CASES, CORE, CORRECTED, EVERY_FORMAT, GUESTS
from tests.year.read_back import read_back

LAST_CAME = date.fromisoformat(CASES[-1].on)
EVERY_PAPER = [
    "actions_2026-09-08_POL",
    "agenda_2026-09-08",
    "agenda_2026-09-08_chair",
    "agenda_2026-09-08_guest-M26-023",
    "case-summary_2026-09-07_M26-023",
    "lateral-checks_2026-09-08_POL",
    "minutes_2026-09-08",
    "referral-form_2026-09-07",
    "report_2026-09-07",
]


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
    assert status["next_meeting"] == MEETINGS_NEXT_YEAR[0].isoformat()
    assert (status["under_way"], status["amending"]) == ([], [])


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


def test_the_views_are_as_they_were_asked_for_heard_and_told_back(year: Year):
    listed = Counter(view["state"] for view in year.json("view", "list"))
    expected = Counter(
        "late" if view["state"] == "asked" and view["until"] < ENDS else view["state"]
        for view in year.ledger.views
    )
    assert listed == expected
    assert set(expected) == {"given", "not obtained", "told"}


def test_every_decision_stands_as_it_was_made_or_put_right(year: Year):
    found = {
        decision["ref"]: (decision["case"], decision["text"], decision["because"])
        for decision in year.json("decision", "list")
    }
    assert found == {
        ref: (decision["case"], decision["text"], decision["because"])
        for ref, decision in year.ledger.decisions.items()
    }


def test_what_was_put_right_keeps_both_wordings(year: Year):
    assert len(year.ledger.corrected) == len(CORRECTED)
    for ref, both in year.ledger.corrected.items():
        (kept,) = year.json("decision", "show", ref)["corrections"]
        assert (kept["was"], kept["now"]) == both


def test_a_barrier_stands_until_it_is_unblocked(year: Year):
    found = {
        barrier["ref"]: {"case": barrier["case"], "unblocked_on": barrier["unblocked_on"]}
        for barrier in year.json("barrier", "list")
    }
    assert found == year.ledger.barriers
    standing = year.json("barrier", "list", "--standing")
    assert {b["ref"] for b in standing} == {r for r, b in found.items() if not b["unblocked_on"]}


def test_what_a_closed_case_taught_is_told_with_it(year: Year):
    assert len(year.ledger.learnt) > 5
    for ref, text in year.ledger.learnt.items():
        assert text in {said["text"] for said in year.json("case", "show", ref)["learnt"]}


@pytest.mark.parametrize("meeting", MEETINGS, ids=str)
def test_who_came_and_for_whom_is_as_it_was(year: Year, meeting: Any):
    listed = year.json("attendance", "list", "--meeting", meeting.isoformat())
    found = {
        line["agency"]: (line["state"], line["member"], line["deputy_for"])
        for line in listed
        if line["kind"] == CORE
    }
    came = year.ledger.attended
    assert found == {code: how for (day, code), how in came.items() if day == meeting}
    guests = [line for line in listed if line["kind"] == "guest"]
    expected = [("11:25", True)] if MEETINGS.index(meeting) in GUESTS else []
    assert [(line["arrived"], line["signed"]) for line in guests] == expected


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
    folders = (year.folder / "papers", year.folder / EVERY, year.examples)
    written = {file.name for folder in folders for file in folder.iterdir()}
    for day in MEETINGS:
        for ending in ("", "_chair"):
            assert f"OFFICIAL-SENSITIVE_agenda_{day}{ending}.md" in written
        kept = [v["version"] for v in year.ledger.versions[day]]
        assert all((year.folder / f"minutes-{day}-v{number}").exists() for number in kept)


@pytest.mark.parametrize("paper", EVERY_PAPER)
def test_a_paper_says_the_same_in_every_format(year: Year, paper: str):
    files = [year.folder / EVERY / f"OFFICIAL-SENSITIVE_{paper}.{form}" for form in FORMATS]
    first, *others = [read_back(file) for file in files]
    assert "OFFICIAL-SENSITIVE" in first.text
    assert len(first.words) > 30
    for other in others:
        assert (other.cases, first.words - other.words) == (first.cases, set())


def test_a_guest_reads_of_no_other_case(year: Year):
    (own,) = (c["ref"] for c in year.ledger.cases.values() if c["name"] == GUESTS[EVERY_FORMAT])
    for file in (year.folder / EVERY).glob("*_guest*"):
        assert read_back(file).cases == {own}


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
