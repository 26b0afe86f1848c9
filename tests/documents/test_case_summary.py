"""The case summary: one case by its reference, brief enough for a page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from marg_cli.documents.render import compose
from marg_cli.domain.papers.case_summary import Contact, ReferredBy
from tests.documents.pages import headings
from tests.documents.papers import an_action_line, closing
from tests.documents.sheets import LATE, a_case_summary, last_said


def summary(**changes: Any) -> str:
    return compose("case_summary.md.j2", a_case_summary(**changes)).markdown


def test_it_is_headed_by_the_reference() -> None:
    paper = compose("case_summary.md.j2", a_case_summary())
    assert headings(paper.blocks, 1) == ["Case summary · M26-001"]


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("views", "Views of the person"),
        ("risks", "Risks"),
        ("decision", "Last decision"),
        ("plan", "Plan"),
    ],
)
def test_what_was_said_last_stands_with_its_day(field: str, label: str) -> None:
    assert f"**{label} (10 Nov 2026):** Said." in summary(**{field: last_said("Said.")})
    assert f"**{label}:** [not recorded]" in summary(**{field: None})


def test_an_overdue_action_says_how_late_it_is() -> None:
    line = an_action_line(due=LATE, first_due=LATE, overdue=True, days_late=12)
    assert "(**overdue** by 12 working days, due 5 Nov 2026)" in summary(actions=(line,))


def test_a_moved_action_says_when_it_was_first_due() -> None:
    line = an_action_line(first_due=date(2026, 10, 1), times_moved=1)
    assert "(due 18 Dec 2026, first 1 Oct 2026)" in summary(actions=(line,))


def test_without_open_actions_that_is_said() -> None:
    assert "**Actions:** none is open." in summary(actions=())


def test_a_repeat_shows_every_referral_the_latest_first() -> None:
    text = summary(
        repeat=True,
        referrals=(
            ReferredBy(on=date(2026, 7, 6), agency="GLOW"),
            ReferredBy(on=date(2025, 9, 1), agency=None),
        ),
    )
    assert "| **Status** | active, repeat |" in text
    assert "| **Referred** | 6 Jul 2026 by GLOW; before that 1 Sep 2025 |" in text


def test_agencies_stand_with_whom_to_ask_there() -> None:
    assert "| **Agencies involved** | HOU (Tenancy lead), GLOW |" in summary()
    assert "| **Agencies involved** | [not recorded] |" in summary(agencies=())


def test_the_next_slot_is_a_day_and_a_time() -> None:
    said = "| **Next discussed** | Tuesday 8 December 2026, 10.40am: review |"
    assert said in summary()
    assert "| **Next discussed** | not on an agenda |" in summary(next_slot=None)


def test_a_closed_case_says_where_the_person_went() -> None:
    text = summary(status="closed", closed=closing())
    assert "moved to other support<br>Settled in supported housing." in text


def test_a_declined_case_says_why_and_what_was_suggested() -> None:
    text = summary(status="declined", because="One agency can do it", signposted_to="The clinic")
    assert "| **Because** | One agency can do it<br>Signposted to The clinic |" in text


def test_a_case_taken_on_without_screening_says_why() -> None:
    assert "| **Taken on because** | It cannot wait |" in summary(because="It cannot wait")


def test_a_deferred_case_says_until_when() -> None:
    text = summary(status="deferred", deferred_until=date(2027, 1, 12))
    assert "| **Deferred until** | Tuesday 12 January 2027 |" in text


def test_signs_and_line_ends_in_names_stay_in_their_places() -> None:
    text = summary(agencies=(Contact(agency="HOU", name="[b]A | B\nC", leads=True),))
    assert r"HOU (\[b\]A \| B<br>C)" in text
