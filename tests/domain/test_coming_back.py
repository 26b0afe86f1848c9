from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.agenda import AgendaItem, AgendaKind, clashes, numbered
from marg_cli.domain.case import CaseStatus
from marg_cli.domain.coming_back import ORDER, Standing, fitted, in_order, reasons
from marg_cli.domain.outcome import Outcome, OutcomeKind
from tests.builders import a_case

MEETING = date(2026, 12, 8)


def an_outcome(kind: OutcomeKind, **given: Any) -> Outcome:
    said = date(2026, 11, 10)
    return Outcome(number=1, case_ref="M26-001", meeting=1, kind=kind, said_on=said, **given)


def why(
    *,
    status: CaseStatus = CaseStatus.ACTIVE,
    outcome: Outcome | None = None,
    due: int = 0,
    listed: bool = False,
    **case: Any,
) -> list[str]:
    return reasons(Standing(a_case(status=status, **case), outcome, due, listed), on=MEETING)


UNPLACED = ["nothing says when it comes back"]


def test_an_active_case_nothing_was_agreed_of_comes_so_that_it_is_not_forgotten():
    assert why() == UNPLACED
    assert why(outcome=an_outcome(OutcomeKind.STEP_DOWN, process="MAPPA")) == UNPLACED
    assert why(due=1) == ["1 action due by then"]
    assert why(listed=True) == []


def test_no_case_that_is_not_active_comes_for_want_of_a_word():
    for status in CaseStatus:
        assert (why(status=status) == UNPLACED) is (status is CaseStatus.ACTIVE)


def test_a_review_comes_at_the_first_meeting_on_its_day_or_after():
    for days, said in ((-1, True), (0, True), (1, False)):
        review = an_outcome(OutcomeKind.REVIEW, review_on=MEETING + timedelta(days=days))
        assert bool(why(outcome=review)) is said


def test_a_deferred_case_comes_at_the_first_meeting_on_its_day_or_after():
    for days, said in ((-1, True), (0, True), (1, False)):
        until = MEETING + timedelta(days=days)
        assert bool(why(status=CaseStatus.DEFERRED, deferred_until=until)) is said


def test_a_case_proposed_for_closure_comes_until_it_is_closed():
    closing = an_outcome(OutcomeKind.CLOSE, because="the tenancy holds")
    assert why(outcome=closing) == ["proposed for closure"]
    assert why(outcome=closing, status=CaseStatus.CLOSED) == []


def test_an_accepted_case_comes_until_its_first_discussion_makes_it_active():
    accepted = "accepted, not discussed yet"
    assert why(status=CaseStatus.ACCEPTED) == [accepted]
    assert accepted not in why(status=CaseStatus.ACTIVE)


def test_every_reason_is_said():
    review = an_outcome(OutcomeKind.REVIEW, review_on=MEETING)
    assert why(outcome=review, due=2) == [
        "review due on Tuesday 8 December 2026",
        "2 actions due by then",
    ]


def slot(number: int, kind: AgendaKind, at: str | None, minutes: int) -> AgendaItem:
    ref = f"M26-{number:03d}"
    return AgendaItem(meeting=1, case_ref=ref, kind=kind, position=1, at=at, minutes=minutes)


KINDS = st.sampled_from(AgendaKind)
MINUTES = st.integers(min_value=5, max_value=60)
FIXED = st.sampled_from([None, None, None, "10:30", "11:00", "11:45"])
LISTED = st.lists(st.tuples(KINDS, FIXED, MINUTES), max_size=8)
COMING = st.lists(st.tuples(KINDS, MINUTES), max_size=8)


@given(LISTED, COMING)
def test_what_is_put_on_moves_no_slot_out_of_its_order_and_runs_into_no_fixed_time(
    listed: list[tuple[AgendaKind, str | None, int]], coming: list[tuple[AgendaKind, int]]
):
    before = numbered(slot(n, *each) for n, each in enumerate(listed))
    new = in_order(slot(100 + n, kind, None, long) for n, (kind, long) in enumerate(coming))
    after = before
    for item in new:
        after = fitted(after, item, "10:20")
    assert [i.case_ref for i in after if i.case_ref < "M26-100"] == [i.case_ref for i in before]
    assert [i.position for i in after] == list(range(1, len(after) + 1))
    assert len(after) == len(before) + len(new)
    assert len(clashes(after, "10:20")) <= len(clashes(before, "10:20"))


@given(COMING)
def test_an_agenda_that_is_built_from_nothing_stands_in_the_groups_order(
    coming: list[tuple[AgendaKind, int]],
):
    after: list[AgendaItem] = []
    for item in in_order(slot(n, kind, None, long) for n, (kind, long) in enumerate(coming)):
        after = fitted(after, item, "10:20")
    kinds = [ORDER.index(item.kind) for item in after]
    assert kinds == sorted(kinds)
