"""Slips the group has to live with: each is said in a sentence, with the way out, and ends so."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from marg_cli.domain.case import CaseStatus, Destination
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, a_member, an_agency
from tests.conftest import Marg

DONE, USAGE, NOT_FOUND, REFUSED = 0, 2, 4, 5
NEXT = "2026-12-08"
KEPT_WITH: dict[CaseStatus, dict[str, Any]] = {
    CaseStatus.DEFERRED: {"deferred_until": date(2026, 12, 1)},
    CaseStatus.CLOSED: {"closed_on": date(2026, 11, 2), "destination": Destination.OTHER},
}
"""What a case in some states must say too."""


LISTS = [
    (noun, "list", *more, "--format", "json")
    for noun, *more in (
        ("attendance", "--meeting", "2026-11-10"),
        ("member",),
        ("agenda", "--meeting", NEXT),
        ("meeting",),
    )
]


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    """A case in every state, a meeting under way that GLOW missed, and the next one."""
    with store.change("test") as change:
        change.save(
            an_agency(),
            an_agency(code="POL", name="Netherwick Police"),
            a_member(),
            a_meeting(),
            a_meeting(number=2, held_on=date(2026, 12, 8)),
            *(
                a_case(ref=f"M26-00{number}", status=status, **KEPT_WITH.get(status, {}))
                for number, status in enumerate(CaseStatus, start=1)
            ),
        )


@pytest.fixture
def under_way(marg: Marg) -> Marg:
    assert marg("minutes", "start", "2026-11-10", "--at", "10:00").code == DONE
    return marg


REASON = ("--because", "So agreed")
END = ("--destination", "other", "--outcome", "It holds")


@pytest.mark.parametrize(
    ("words", "cannot", "way_out"),
    [
        (
            ("case", "close", "M26-001", *END),
            "M26-001 is referred and cannot become closed.",
            "From referred a case can become: accepted, declined, deferred, screened, withdrawn.",
        ),
        (
            ("case", "close", "M26-002", *END),
            "M26-002 is screened and cannot become closed.",
            "From screened a case can become: accepted, declined, deferred, withdrawn.",
        ),
        (
            ("case", "decline", "M26-003", *REASON),
            "M26-003 is accepted and cannot become declined.",
            "From accepted a case can become: active, closed, withdrawn.",
        ),
        (
            ("case", "accept", "M26-004", "--override", "Now"),
            "M26-004 is active and cannot become accepted.",
            "From active a case can become: closed, withdrawn.",
        ),
        (
            ("case", "close", "M26-005", *END),
            "M26-005 is deferred and cannot become closed.",
            "From deferred a case can become: accepted, declined, deferred, screened, withdrawn.",
        ),
        (
            ("case", "withdraw", "M26-006", *REASON),
            "M26-006 is declined and cannot become withdrawn.",
            "Take it in again with: marg case refer-again M26-006",
        ),
        (
            ("case", "defer", "M26-007", "--until", NEXT),
            "M26-007 is withdrawn and cannot become deferred.",
            "Take it in again with: marg case refer-again M26-007",
        ),
        (
            ("case", "close", "M26-008", *END),
            "M26-008 is closed already.",
            "Take it in again with: marg case refer-again M26-008",
        ),
    ],
)
def test_a_state_that_cannot_follow_another_says_which_can(
    marg: Marg, words: tuple[str, ...], cannot: str, way_out: str
):
    answer = marg(*words)
    assert (answer.code, answer.out) == (REFUSED, "")
    assert answer.err.splitlines() == [cannot, way_out]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (
            ("attendance", "set", "GLOW", "present", "--deputy-for", "Nobody Atall"),
            NOT_FOUND,
            "No member by that number or name.",
        ),
        (
            ("member", "add", "Ash Quill", "--agency", "GLOW", "--deputy-for", "Nobody Atall"),
            NOT_FOUND,
            "No member by that number or name.",
        ),
        (
            ("agenda", "edit", "M26-003", "--guest", "1"),
            NOT_FOUND,
            f"M26-003 is not on the agenda of {NEXT}.",
        ),
        (
            ("meeting", "add", NEXT),
            REFUSED,
            "There is a meeting on Tuesday 8 December 2026 already.",
        ),
        (
            ("meeting", "edit", "2026-11-10", "--date", NEXT),
            REFUSED,
            "There is a meeting on Tuesday 8 December 2026 already.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_changes_nothing(
    under_way: Marg, words: tuple[str, ...], code: int, sentence: str
):
    before = [under_way(*listed).json for listed in LISTS]
    answer = under_way(*words)
    first, *hints = answer.err.splitlines()
    assert (answer.code, first) == (code, sentence)
    assert any("marg " in hint for hint in hints)
    assert [under_way(*listed).json for listed in LISTS] == before


def set_action(marg: Marg, due: str, agency: str = "POL") -> list[str]:
    """Set an action; answers what is said of it besides that it was added."""
    answer = marg("action", "add", "M26-003", "Ring", "-a", agency, "-o", "Wren", "--due", due)
    assert answer.code == DONE, answer.err
    added, *rest = answer.err.splitlines()
    assert added.startswith("A1 added")
    return rest


def test_an_agency_that_was_not_there_is_given_an_action_and_told(under_way: Marg):
    under_way("attendance", "set", "GLOW", "apologies")
    (said,) = set_action(under_way, "24 November 2026", agency="GLOW")
    assert said == (
        "GLOW was not at that meeting, so it does not know yet: "
        "marg action chase GLOW --meeting 2026-11-10"
    )
    (action,) = under_way("action", "list", "--agency", "GLOW", "--format", "json").json
    assert action["absent_when_set"] is True


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (
            "2 November 2026",
            (
                "Monday 2 November 2026 is in the past: the action is overdue at once. "
                "The first working day left: 23 Nov 2026."
            ),
        ),
        (
            "5 December 2026",
            (
                "Saturday 5 December 2026 is at a weekend; working days near it: "
                "4 Dec 2026 and 7 Dec 2026."
            ),
        ),
        (
            "9 December 2026",
            (
                "Wednesday 9 December 2026 is after the next meeting, on Tuesday 8 December 2026: "
                "it will not be due there. The working day before it: 7 Dec 2026."
            ),
        ),
    ],
)
def test_a_due_day_that_may_be_a_slip_is_taken_said_and_a_near_one_offered(
    under_way: Marg, due: str, said: str
):
    assert set_action(under_way, due) == [said]


def test_a_bank_holiday_after_the_next_meeting_is_both(under_way: Marg):
    holiday, later = set_action(under_way, "25 December 2026")
    assert holiday.endswith("is a bank holiday; working days near it: 24 Dec 2026 and 29 Dec 2026.")
    assert "is after the next meeting" in later
