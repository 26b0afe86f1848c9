"""The test a case passes or not, and how answers to its questions are read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.case import CaseStatus
from marg_cli.domain.screening import CRITERIA, LABELS, Screening, differences
from marg_cli.domain.screening_answers import (
    read_processes,
    read_risk,
    read_text,
    read_yes_or_no,
)
from marg_cli.domain.value import replace, values
from marg_cli.errors import Refused, UsageRefused
from tests.builders import a_case, a_screening

NOV_10 = date(2026, 11, 10)


def test_a_case_passes_when_everything_was_tried_and_nobody_else_is_at_it():
    assert a_screening().fails == []


@pytest.mark.parametrize(
    ("answers", "because"),
    [
        ({"supervised": False}, "case supervision"),
        ({"other_process": "MARAC"}, "another process"),
        ({"themes": ()}, "five disadvantages"),
        ({"tried": None}, "business as usual"),
    ],
)
def test_each_answer_that_fails_says_why_in_a_sentence(answers: dict[str, Any], because: str):
    (why,) = a_screening(**answers).fails
    assert because in why


def test_a_case_in_another_process_passes_once_somebody_says_why_this_group_too():
    assert a_screening(other_process="MARAC", why_here="Housing is not there").fails == []


def test_a_theme_of_the_groups_own_counts_as_one_of_the_five_does():
    assert a_screening(themes=("fire risk",)).fails == []


def test_an_immediate_risk_fails_nothing_and_is_untold_until_somebody_was_told():
    at_risk = a_screening(immediate_risk="To her, from him")
    assert (at_risk.fails, at_risk.is_untold) == ([], True)
    assert not replace(at_risk, reported_to="Police").is_untold


def test_the_worst_screening_fails_every_criterion():
    worst = a_screening(supervised=False, other_process="MASH", themes=(), tried=None)
    assert len(worst.fails) == len(CRITERIA)


@pytest.mark.parametrize(
    ("meeting", "last_listed", "serves"),
    [
        (2, NOV_10, True),
        (None, None, True),
        (None, date(2026, 11, 15), True),
        (None, date(2026, 11, 16), False),
        (1, date(2026, 11, 17), False),
    ],
)
def test_answers_serve_a_meeting_they_were_given_for_or_when_younger_than_the_one_before(
    meeting: int | None, last_listed: date | None, serves: bool
):
    screening = a_screening(meeting=meeting, screened_on=date(2026, 11, 16))
    assert screening.serves(2, last_listed) is serves


def test_what_changed_is_told_answer_by_answer_in_words():
    before = a_screening(supervised=False, themes=())
    after = a_screening(themes=("debt", "pets"), immediate_risk="Fire")
    assert differences(before, after) == [
        ("case supervision", "no", "yes"),
        ("themes", "none", "debt, pets"),
        ("immediate risk", "none", "Fire"),
    ]


def test_every_answer_has_its_label():
    which = {"number", "case_ref", "referral", "screened_on", "meeting"}
    assert list(LABELS) == [field for field in Screening.__slots__ if field not in which]


@pytest.mark.parametrize("text", ["yes", "Y", " Yes, by the manager", "yes: in May"])
def test_yes_is_yes_whatever_stands_behind_it(text: str):
    assert read_yes_or_no(text)
    assert not read_yes_or_no(text.casefold().replace("yes", "no").replace("y", "n", 1))


@pytest.mark.parametrize("text", ["", "perhaps", "yesterday", "not yet"])
def test_what_is_neither_yes_nor_no_is_refused(text: str):
    with pytest.raises(UsageRefused, match="neither yes nor no"):
        read_yes_or_no(text)


@pytest.mark.parametrize("text", ["", "no", "None.", "NIL", "-", "nothing", "nobody", "n/a"])
def test_a_word_for_nothing_is_nothing(text: str):
    assert read_text(text) is read_risk(text) is read_processes(text) is None


@pytest.mark.parametrize(
    ("text", "risk"),
    [
        ("no: she moved", None),
        ("yes: he has the address", "he has the address"),
        ("Yes", "yes"),
        ("Not safe at home", "Not safe at home"),
        ("nobody knows where he is", "nobody knows where he is"),
        ("No heating, no food", "No heating, no food"),
    ],
)
def test_only_a_plain_no_says_that_nobody_is_at_risk(text: str, risk: str | None):
    assert read_risk(text) == risk


def test_processes_everybody_knows_come_in_their_own_letters():
    assert read_processes("mappa, Channel , none") == "MAPPA, Channel"


@given(st.text(min_size=1).filter(str.strip))
def test_a_risk_that_is_said_is_never_lost_but_for_a_no(text: str):
    assert read_risk(f"yes: {text}") is not None or read_text(text.strip(" ,:;.\n")) is None


@pytest.mark.parametrize("status", list(CaseStatus))
def test_only_what_waits_is_moved_by_a_screening(status: CaseStatus):
    case = a_case(status=status)
    ended = {CaseStatus.DECLINED, CaseStatus.WITHDRAWN, CaseStatus.CLOSED}
    if status in ended:
        with pytest.raises(Refused, match="cannot become screened"):
            case.screened(a_screening())
        return
    waits = status in {CaseStatus.REFERRED, CaseStatus.SCREENED, CaseStatus.DEFERRED}
    assert case.screened(a_screening()).status is (CaseStatus.SCREENED if waits else status)


def test_a_deferred_case_that_fails_stays_deferred_to_its_day():
    case = a_case(status=CaseStatus.DEFERRED, deferred_until=NOV_10)
    assert case.screened(a_screening(tried=None)) == case


def test_a_case_that_fails_is_taken_on_only_with_the_chairs_reason():
    case, failing = a_case(status=CaseStatus.SCREENED), a_screening(tried=None)
    with pytest.raises(Refused, match="does not pass its screening: business as usual"):
        case.accepted(override=None, screening=failing)
    assert case.accepted(override="Cannot wait", screening=failing).because == "Cannot wait"


def test_a_deferred_case_that_passes_is_taken_on_without_an_override():
    case = a_case(status=CaseStatus.DEFERRED, deferred_until=NOV_10)
    taken = case.accepted(override=None, screening=a_screening())
    assert values(taken)["deferred_until"] is None
