from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from marg_cli.domain.case import CaseStatus
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, an_agency
from tests.conftest import Marg


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("init") as change:
        change.save(an_agency(), a_case(), a_meeting())


@pytest.fixture
def started(marg: Marg) -> Marg:
    assert marg("minutes", "start", "2026-11-10", "--at", "10:02").code == 0
    return marg


def draft(marg: Marg) -> str:
    return marg("minutes", "render", "--as", "md", "--out", "-").out


def test_a_meeting_is_under_way_once_its_minutes_are_started(started: Marg):
    assert started("status", "--format", "json").json["under_way"] == ["2026-11-10"]


def test_minutes_are_started_only_once(started: Marg):
    answer = started("minutes", "start", "2026-11-10")
    assert answer.code == 5
    assert "started already" in answer.err


def test_what_is_recorded_twice_under_a_heading_stands_there_twice(started: Marg):
    started("minutes", "record", "m26-1", "views", "Wants a door that locks")
    started("minutes", "record", "M26-001", "views", "Asked by Glow on Monday")
    text = draft(started)
    assert text.index("Wants a door") < text.index("Asked by Glow")


def test_the_first_letters_of_a_heading_are_enough(started: Marg):
    started("minutes", "record", "general", "aob", "None")
    answer = started("minutes", "record", "M26-001", "info", "Moved out", "--format", "json")
    assert answer.json["heading"] == "information"


def test_an_unknown_heading_names_those_there_are(started: Marg):
    answer = started("minutes", "record", "M26-001", "weather", "x")
    assert answer.code == 2
    assert "views, information" in answer.err


def test_a_first_discussion_makes_an_accepted_case_active(started: Marg, store: SqliteStore):
    with store.change("case accept") as change:
        change.save(a_case(status=CaseStatus.ACCEPTED))
    answer = started("minutes", "record", "M26-001", "outcome", "Continue")
    assert "M26-001 is active now" in answer.err
    case = store.cases.get("M26-001")
    assert case is not None
    assert case.status is CaseStatus.ACTIVE


def test_nothing_is_recorded_where_no_meeting_is_under_way(marg: Marg):
    answer = marg("minutes", "record", "general", "aob", "x")
    assert answer.code == 2
    assert "--meeting DATE" in answer.err


def test_a_corrected_wording_leaves_no_trace_in_the_document(started: Marg):
    started("minutes", "record", "general", "aob", "Teh car park")
    started("minutes", "edit", "E1", "The car park")
    text = draft(started)
    assert "The car park" in text
    assert "Teh" not in text


def test_a_removed_entry_comes_back_by_undo(started: Marg):
    started("minutes", "record", "general", "aob", "The car park")
    started("minutes", "remove", "E1")
    assert "car park" not in draft(started)
    started("undo")
    assert "car park" in draft(started)


def test_a_text_may_come_from_standard_input_and_begin_with_a_dash(started: Marg):
    started("minutes", "record", "general", "aob", "-", typed="- two things\n")
    entries = started("minutes", "show", "--format", "json").json["entries"]
    assert entries[0]["text"] == "- two things"


def test_a_text_of_ten_thousand_characters_is_kept_whole(started: Marg):
    long = "word " * 2000
    started("minutes", "record", "general", "aob", "-", typed=long)
    entries = started("minutes", "show", "--format", "json").json["entries"]
    assert entries[0]["text"] == long
    assert "word word" in draft(started)


def test_what_nobody_recorded_is_said_and_stops_nothing(started: Marg):
    assert "[not recorded]" in draft(started)


def test_a_case_not_reached_is_said_once(started: Marg, store: SqliteStore):
    from marg_cli.domain.agenda import AgendaItem, AgendaKind

    with store.change("agenda add") as change:
        change.save(AgendaItem(meeting=1, case_ref="M26-001", kind=AgendaKind.NEW, position=1))
    assert draft(started).count("Not discussed") == 1


def test_files_are_named_by_marking_and_day_and_readable_to_nobody_else(
    started: Marg, tmp_path: Path
):
    answer = started("minutes", "render", "--as", "md,html", "--out", str(tmp_path / "papers"),
                     "--format", "json")  # fmt: skip
    assert [record["as"] for record in answer.json] == ["md", "html"]
    file = Path(answer.json[0]["file"])
    assert file.name == "OFFICIAL-SENSITIVE_minutes_2026-11-10.md"
    assert file.stat().st_mode & 0o077 == 0


def test_an_existing_document_is_overwritten_only_by_force(started: Marg, tmp_path: Path):
    out = ["minutes", "render", "--as", "md", "--out", str(tmp_path)]
    assert started(*out).code == 0
    assert started(*out).code == 16
    assert started(*out, "--force").code == 0


def test_a_document_and_json_do_not_share_standard_output(started: Marg):
    assert started("minutes", "render", "--out", "-", "--format", "json").code == 2


def test_the_next_meeting_is_under_way_when_the_last_one_has_ended(
    started: Marg, store: SqliteStore
):
    with store.change("meeting add") as change:
        change.save(a_meeting(number=2, held_on=date(2026, 12, 8)))
    started("minutes", "start", "2026-12-08", "--at", "10:00")
    assert started("minutes", "record", "general", "aob", "Which one?").code == 2
    started("minutes", "finish", "2026-11-10", "--at", "12:00")
    assert started("minutes", "record", "general", "aob", "December").code == 0
    entries = started("minutes", "show", "2026-12-08", "--format", "json").json["entries"]
    assert [entry["text"] for entry in entries] == ["December"]


def test_minutes_started_for_the_wrong_meeting_are_taken_back_while_they_are_empty(started: Marg):
    assert started("minutes", "remove", "2026-11-10").code == 0
    assert started("status", "--format", "json").json["under_way"] == []
    started("minutes", "start", "2026-11-10")
    started("minutes", "record", "general", "aob", "x")
    assert started("minutes", "remove", "2026-11-10").code == 5


def test_why_a_case_is_here_is_what_it_is_to_resolve_until_the_meeting_says_more(started: Marg):
    started("case", "edit", "M26-001", "--resolving", "A roof that takes him")
    started("minutes", "record", "M26-001", "discussion", "He was seen")
    before = draft(started).partition("trying to resolve")[2].partition("\n#")[0]
    started("minutes", "record", "M26-001", "why", "The roof was let to another")
    after = draft(started).partition("trying to resolve")[2].partition("\n#")[0]
    assert "A roof that takes him" in before
    assert "A roof that takes him" not in after
    assert "The roof was let to another" in after
