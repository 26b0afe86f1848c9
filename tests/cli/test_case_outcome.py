from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from marg_cli.domain.agenda import AgendaItem, AgendaKind
from marg_cli.domain.case import CaseStatus
from marg_cli.domain.meeting import MeetingStatus
from marg_cli.domain.minutes import Minutes
from marg_cli.domain.value import replace
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, an_agency
from tests.conftest import Marg


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("test") as change:
        change.save(
            an_agency(),
            a_case(status=CaseStatus.ACTIVE),
            a_case(ref="M26-002", status=CaseStatus.ACCEPTED),
            a_case(ref="M26-003", status=CaseStatus.REFERRED),
            a_meeting(status=MeetingStatus.UNDER_WAY),
            a_meeting(number=2, held_on=date(2026, 12, 8)),
            Minutes(meeting=1),
            AgendaItem(meeting=1, case_ref="M26-001", kind=AgendaKind.REVIEW, position=1),
        )


def test_an_outcome_belongs_to_the_meeting_under_way_and_counts_days_from_it(marg: Marg):
    answer = marg("case", "outcome", "m26-1", "review", "--on", "2 weeks", "--format", "json")
    assert answer.json == {
        "case": "M26-001",
        "outcome": "review",
        "meeting": "2026-11-10",
        "said_on": "2026-11-10",
        "review_on": "2026-11-24",
        "process": None,
        "because": None,
    }


def test_what_was_agreed_and_the_next_step_are_said(marg: Marg):
    answer = marg("case", "outcome", "M26-001", "step-down", "--to", "MAPPA", "--because", "risk")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == (
        "M26-001: step down to MAPPA. When it is handed over: marg case close M26-001\n"
    )


def test_said_again_at_the_same_meeting_it_replaces_and_the_history_keeps_both(
    marg: Marg, store: SqliteStore
):
    marg("case", "outcome", "M26-001", "continue")
    marg("case", "outcome", "M26-001", "close", "--because", "Enough was done.")
    kept = store.at_the_table.outcomes.listed(case_ref="M26-001")
    assert [outcome.kind.value for outcome in kept] == ["close"]
    history = marg("case", "history", "M26-001").out
    assert "continue → close" in history


def test_the_first_letters_of_an_outcome_are_enough(marg: Marg):
    assert "continue" in marg("case", "outcome", "M26-001", "cont").err


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (["M26-003", "continue"], 5, "M26-003 is referred: only a case the group has taken on"),
        (["M26-001", "wait"], 2, "wait is no outcome."),
        (["M26-001", "c"], 2, "c is no outcome."),
        (["M26-001"], 2, "Which outcome? (continue / review / step-down / close) Nobody is"),
        (["M26-001", "review"], 2, "Review when? Nobody is there to ask."),
        (["M26-001", "close"], 2, "Why? Nobody is there to ask."),
        (["M26-001", "review", "--on", "1/11/2026"], 5, "that day is not ahead of the meeting."),
        (["M26-001", "continue", "--to", "MASH"], 5, '--to says nothing about the outcome "cont'),
        (["M26-009", "continue"], 4, "No case M26-009. Did you mean"),
        (["M26-002", "--remove"], 4, "No outcome is recorded of M26-002."),
    ],
)
def test_what_cannot_be_agreed_is_one_sentence(marg: Marg, typed: list[str], code: int, said: str):
    answer = marg("case", "outcome", *typed)
    assert answer.code == code
    assert said in answer.err


def test_an_accepted_case_is_active_once_its_outcome_was_agreed_at_a_meeting(
    marg: Marg, store: SqliteStore
):
    answer = marg("case", "outcome", "M26-002", "continue")
    assert "M26-002 is active now: this is its first discussion." in answer.err
    found = store.cases.get("M26-002")
    assert found is not None
    assert found.status is CaseStatus.ACTIVE


def test_between_meetings_an_outcome_belongs_to_none(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(a_meeting(status=MeetingStatus.HELD))
    answer = marg("case", "outcome", "M26-001", "close", "--because", "x", "--format", "json")
    assert (answer.json["meeting"], answer.json["said_on"]) == (None, "2026-11-23")


def test_what_was_said_last_can_be_taken_out(marg: Marg, store: SqliteStore):
    marg("case", "outcome", "M26-001", "continue")
    answer = marg("case", "outcome", "M26-001", "--remove")
    assert answer.err == 'M26-001: the outcome "continue" is taken out.\n'
    assert store.at_the_table.outcomes.listed() == []


def test_the_minutes_show_what_was_agreed_and_the_check_misses_it_no_more(marg: Marg):
    findings = marg("minutes", "check", "2026-11-10", "--format", "json").json
    marg("minutes", "record", "M26-001", "why", "The tenancy is at risk.")
    marg("case", "outcome", "M26-001", "review", "--on", "8/12/2026", "--because", "risk is rising")
    findings = marg("minutes", "check", "2026-11-10", "--format", "json").json
    assert all("outcome" not in finding["heading"] for finding in findings)
    text = marg("minutes", "render", "2026-11-10", "--as", "md", "--out", "-").out
    assert "**Review on Tuesday 8 December 2026**: risk is rising" in text


def test_an_outcome_goes_out_and_comes_back_in(marg: Marg, tmp_path: Path, store: SqliteStore):
    marg("case", "outcome", "M26-001", "step-down", "--to", "MAPPA", "--because", "licence")
    file = tmp_path / "group.json"
    assert marg("export", "--reason", "test", "--out", str(file)).code == 0
    before = store.at_the_table.outcomes.listed()
    with store.change("test") as change:
        change.remove(*before)
    assert marg("import", str(file)).code == 0
    (after,) = store.at_the_table.outcomes.listed()
    assert replace(after, number=before[0].number) == before[0]
    marg("import", str(file))
    assert len(store.at_the_table.outcomes.listed()) == 1
