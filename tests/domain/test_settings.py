from __future__ import annotations

import pytest

from marg_cli.domain.deadlines import DEADLINES
from marg_cli.domain.settings import RULES, rule_of, said
from marg_cli.errors import NotFound, UsageRefused


def read(key: str, text: str) -> str:
    return rule_of(key).read(text)


@pytest.mark.parametrize("key", RULES)
def test_a_default_is_what_its_own_rule_reads(key: str):
    default = RULES[key].default
    assert not default or read(key, default) == default


@pytest.mark.parametrize("key", RULES)
def test_every_default_can_be_said(key: str):
    assert said(key, RULES[key].default)


def test_the_deadlines_have_the_same_defaults_as_the_calendar():
    assert {f"deadline.{name}": str(days) for name, days, _ in DEADLINES} == {
        key: rule.default for key, rule in RULES.items() if key.startswith("deadline.")
    }


@pytest.mark.parametrize(
    "text", ["-5", " -5 ", "5 before", "5 days before", "5 working days before the meeting"]
)
def test_a_deadline_before_the_meeting_is_read_as(text: str):
    assert read("deadline.agenda", text) == "-5"


@pytest.mark.parametrize("text", ["1", "+1", "1 after", "1 working day after the meeting"])
def test_a_deadline_after_the_meeting_is_read_as(text: str):
    assert read("deadline.action_list", text) == "1"


@pytest.mark.parametrize(
    ("key", "text", "way_out"),
    [
        ("deadline.agenda", "5", "Write -5"),
        ("deadline.agenda", "5 after", "Write -5"),
        ("deadline.minutes", "-5", "Write 5"),
        ("deadline.minutes", "5 before", "Write 5"),
        ("deadline.agenda", "-61", "Two that work: -5, and: 5 before"),
        ("deadline.minutes", "soon", "Two that work: 5, and: 5 after"),
    ],
)
def test_a_deadline_on_the_wrong_side_or_too_far_is_refused_with_what_works(
    key: str, text: str, way_out: str
):
    with pytest.raises(UsageRefused) as refused:
        read(key, text)
    assert refused.value.hint.startswith(way_out)


def test_a_deadline_may_be_the_day_of_the_meeting():
    assert said("deadline.agenda", read("deadline.agenda", "0")) == "the day of the meeting"


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("deadline.agenda", "-5", "5 working days before the meeting"),
        ("deadline.action_list", "1", "1 working day after the meeting"),
        ("group.dpia", "2027-03-31", "Wednesday 31 March 2027"),
        ("meeting.at", "14:30", "2.30pm"),
        ("meeting.quorum", "0", "no rule"),
        ("meeting.quorum", "7", "7 agencies"),
        ("group.chair", "", "[not set]"),
        ("words.high", "serious", "serious"),
    ],
)
def test_a_value_is_said_as_a_person_reads_it(key: str, value: str, words: str):
    assert said(key, value) == words


@pytest.mark.parametrize("text", ["2027-03-31", "31/03/2027", "31 March 2027"])
def test_a_day_is_read_the_british_way(text: str):
    assert read("group.tor_review", text) == "2027-03-31"


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("group.tor_review", "31/3"),
        ("group.tor_review", "31/02/2027"),
        ("group.prefix", "M1"),
        ("group.prefix", "TOOLONGER"),
        ("meeting.rule", "whenever"),
        ("meeting.at", "25:00"),
        ("meeting.holiday", "perhaps"),
        ("meeting.quorum", "100"),
        ("meeting.slot", "0"),
        ("meeting.slot", "٣"),
        ("sharing.policy", ""),
        ("calendar.closed", "24/12/2026, someday"),
    ],
)
def test_a_value_that_cannot_be_is_refused(key: str, text: str):
    with pytest.raises(UsageRefused):
        read(key, text)


@pytest.mark.parametrize(
    "text", ["31/12/2026, 24/12/2026", "2026-12-24 2026-12-31", "31 December 2026\n24 Dec 2026"]
)
def test_closed_days_are_kept_in_their_order(text: str):
    assert read("calendar.closed", text) == "2026-12-24 2026-12-31"


@pytest.mark.parametrize(
    ("key", "text", "kept"),
    [
        ("group.prefix", "stk", "STK"),
        ("meeting.at", "9.30", "09:30"),
        ("meeting.holiday", "MOVE", "move"),
        ("meeting.rule", " second Tuesday ", "second Tuesday"),
        ("repeat.months", "+06", "6"),
        ("group.name", " - [b] \u0631 😀 ", "- [b] \u0631 😀"),
        ("words.very-high", "critical", "critical"),
    ],
)
def test_a_value_is_kept_in_one_form(key: str, text: str, kept: str):
    assert read(key, text) == kept


def test_a_key_is_known_in_any_case_and_an_unknown_one_gets_the_near_ones():
    assert rule_of(" Group.Name ") is RULES["group.name"]
    with pytest.raises(NotFound, match=r"Did you mean deadline\.agenda"):
        rule_of("deadline.agend")
