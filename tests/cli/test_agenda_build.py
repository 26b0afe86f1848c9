from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from marg_cli.domain.case import CaseStatus, Referral
from marg_cli.domain.meeting import MeetingStatus
from marg_cli.domain.outcome import Outcome, OutcomeKind
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, a_member, an_action, an_agency
from tests.conftest import Marg

NEXT = date(2026, 12, 8)


def later(ref: str, number: int) -> Outcome:
    """Agreed: the group looks at the case again in June."""
    return Outcome(
        number=number,
        case_ref=ref,
        meeting=None,
        kind=OutcomeKind.REVIEW,
        said_on=date(2026, 11, 10),
        review_on=date(2027, 6, 8),
    )


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("test") as change:
        change.save(an_agency(), a_member())
        change.save(*(a_case(ref=f"M26-00{n}", status=CaseStatus.ACTIVE) for n in (1, 2, 3)))
        change.number_taken("outcome", 3)
        change.save(*(later(f"M26-00{n}", n) for n in (1, 2, 3)))
        change.save(
            a_case(ref="M26-004", status=CaseStatus.DEFERRED, deferred_until=NEXT),
            a_case(ref="M26-005", status=CaseStatus.ACCEPTED),
            a_case(ref="M26-006", status=CaseStatus.SCREENED),
            a_meeting(status=MeetingStatus.HELD, at="10:00"),
            a_meeting(number=2, held_on=NEXT, at="10:00"),
            a_meeting(number=3, held_on=date(2027, 1, 12), at="10:00"),
        )
        change.save(
            *(
                Referral(
                    number=n, case_ref=f"M26-00{n}", referred_on=day, referrer="GLOW", reason=None
                )
                for n, day in ((4, date(2026, 10, 1)), (5, date(2026, 11, 16)))
            )
        )


def built(marg: Marg, *more: str) -> dict[str, Any]:
    answer = marg("agenda", "build", "--format", "json", *more)
    assert answer.code == 0, answer.err
    return {row["case"]: row["because"] for row in answer.json}


def listed(marg: Marg) -> list[tuple[str, str]]:
    answer = marg("agenda", "list", "--meeting", "2026-12-08", "--format", "json")
    return [(slot["case"], slot["kind"]) for slot in answer.json]


def test_what_has_to_come_back_comes_with_its_reason(marg: Marg, store: SqliteStore):
    marg("case", "outcome", "M26-001", "review", "--on", "8/12/2026")
    marg("case", "outcome", "M26-002", "close", "--because", "The tenancy holds.")
    with store.change("test") as change:
        change.save(an_action(case_ref="M26-003", due_on=NEXT))
    assert built(marg) == {
        "M26-003": ["1 action due by then"],
        "M26-001": ["review due on Tuesday 8 December 2026"],
        "M26-004": ["deferred until Tuesday 8 December 2026"],
        "M26-005": ["accepted, not discussed yet"],
        "M26-002": ["proposed for closure"],
    }
    assert [kind for _, kind in listed(marg)] == ["new", "new", "new", "new", "closure"]


def test_a_case_not_reached_comes_to_the_next_meeting_too(marg: Marg):
    built(marg)
    marg("minutes", "start", "2026-12-08", MARG_TODAY="2026-12-08")
    marg("meeting", "add", "2027-01-12")
    again = built(marg, "--meeting", "2027-01-12")
    assert again["M26-005"] == ["accepted, not discussed yet"]


def test_a_second_time_puts_nothing_on_and_what_was_put_on_by_hand_stays(marg: Marg):
    marg("agenda", "add", "M26-003", "--at", "10:20", "--minutes", "30")
    built(marg)
    assert built(marg) == {}
    assert listed(marg)[0] == ("M26-003", "new")


def test_a_dry_run_changes_nothing(marg: Marg):
    answer = marg("agenda", "build", "--dry-run")
    assert answer.code == 0
    assert "2 cases would be put on the agenda." in answer.err
    assert listed(marg) == []


def test_what_waits_for_a_decision_is_said_and_not_put_on(marg: Marg):
    answer = marg("agenda", "build")
    assert "M26-006 waits to be accepted or declined, so not put on." in answer.err


def test_a_slot_fixed_at_a_time_keeps_it_and_the_others_go_round_it(marg: Marg):
    marg("agenda", "add", "M26-003", "--at", "10:30", "--minutes", "15")
    built(marg)
    slots = marg("agenda", "list", "--format", "json").json
    assert [(slot["case"], slot["at"]) for slot in slots] == [
        ("M26-003", "10:30"), ("M26-004", "10:45"), ("M26-005", "11:00"),
    ]  # fmt: skip


def test_one_undo_takes_the_whole_built_agenda_back(marg: Marg):
    built(marg)
    assert marg("undo").code == 0
    assert listed(marg) == []


def test_nothing_to_come_back_is_an_empty_answer_with_a_sentence(marg: Marg):
    built(marg)
    answer = marg("agenda", "build", "--format", "json")
    assert (answer.code, answer.json) == (0, [])
    assert answer.err.startswith("Nothing more has to come back to the meeting of Tuesday 8 Dec")


def test_the_minutes_of_a_meeting_that_are_final_take_no_more_cases(marg: Marg):
    answer = marg("agenda", "build", "--meeting", "2026-11-10")
    assert answer.code == 5
    assert "The minutes of 2026-11-10 are final." in answer.err


def test_what_was_agreed_before_a_new_referral_counts_no_more(marg: Marg, store: SqliteStore):
    marg("case", "outcome", "M26-001", "continue", "--meeting", "2026-12-08")
    with store.change("test") as change:
        change.save(
            Referral(
                number=9,
                case_ref="M26-001",
                referred_on=date(2026, 12, 10),
                referrer="GLOW",
                reason=None,
            )
        )
    again = built(marg, "--meeting", "2027-01-12")
    assert again["M26-001"] == ["nothing says when it comes back"]


def test_a_case_nothing_brings_back_is_put_on_and_the_status_says_so_before(
    marg: Marg, store: SqliteStore
):
    def forgotten() -> Any:
        return marg("status", "--format", "json").json["no_next_slot"]

    assert forgotten() == []
    with store.change("test") as change:
        change.save(*(a_case(ref=f"M26-01{n}", status=CaseStatus.ACTIVE) for n in range(7)))
    assert forgotten() == [f"M26-01{n}" for n in range(7)]
    said = "No next slot  M26-010, M26-011, M26-012, M26-013, M26-014 and 2 more: marg agenda build"
    assert said in marg("status").out
    marg("agenda", "add", "M26-010", "--meeting", "2027-01-12")
    because = built(marg)
    assert because["M26-011"] == ["nothing says when it comes back"]
    assert "M26-010" not in because
    assert forgotten() == []


def test_a_review_that_is_past_brings_a_case_back_and_counts_as_none(marg: Marg):
    late = marg("status", "--format", "json", MARG_TODAY="2027-06-09").json
    assert late["no_next_slot"] == ["M26-001", "M26-002", "M26-003"]
    assert "M26-001" in marg("status", MARG_TODAY="2027-06-09").out
    assert "marg meeting plan" in marg("status", MARG_TODAY="2027-06-09").out
