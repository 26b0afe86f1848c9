"""What becomes of a case, and putting right what was typed wrong."""

from __future__ import annotations

from datetime import date

import pytest

from marg_cli.cli.session import Session
from marg_cli.domain.agenda import AgendaItem, AgendaKind
from marg_cli.domain.case import Case, CaseStatus, Destination, Referral
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, an_action, an_agency
from tests.conftest import Marg

JAN_5 = date(2026, 1, 5)


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    keep(store, a_case())


def keep(store: SqliteStore, case: Case) -> None:
    """Keep a case that GLOW referred on 5 January 2026."""
    referral = Referral(
        number=1, case_ref=case.ref, referred_on=JAN_5, referrer="GLOW", reason="Rent"
    )
    with store.change("test") as change:
        change.number_taken("referral", 1)
        change.save(an_agency(), an_agency(code="POL", name="Police"), case, referral)


def a_closed_case() -> Case:
    return a_case(status=CaseStatus.CLOSED, closed_on=JAN_5, destination=Destination.PRISON)


def shown(marg: Marg) -> dict[str, object]:
    found: dict[str, object] = marg("case", "show", "M26-001", "--format", "json").json
    return found


def test_a_case_not_screened_is_accepted_only_with_an_override(marg: Marg):
    refused = marg("case", "accept", "M26-001")
    assert refused.code == 5
    assert "--override TEXT" in refused.err
    assert marg("case", "accept", "M26-001", "--override", "").code == 2
    answer = marg("case", "accept", "M26-001", "--override", "Cannot wait")
    assert answer.err == "M26-001 accepted. Put it on an agenda with: marg agenda add M26-001\n"
    assert (shown(marg)["status"], shown(marg)["because"]) == ("accepted", "Cannot wait")


def test_a_declined_case_says_why_and_who_can_help(marg: Marg):
    marg(
        "case", "decline", "M26-001", "--because", "-", "--signposted-to", "Advice", typed="Not us"
    )
    case = shown(marg)
    assert (case["status"], case["because"], case["signposted_to"]) == (
        "declined",
        "Not us",
        "Advice",
    )


def test_a_case_is_deferred_to_a_day_read_as_due_dates_are(marg: Marg):
    answer = marg("case", "defer", "m26-1", "--until", "4 weeks")
    assert answer.err.startswith("M26-001 deferred until Monday 21 December 2026.")
    assert shown(marg)["deferred_until"] == "2026-12-21"
    assert marg("case", "defer", "m26-1", "--until", "2026-11-23").code == 5
    assert marg("case", "defer", "m26-1", "--until", "soonish").code == 2


def test_a_closed_case_keeps_its_actions_open_and_names_them(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(a_case(status=CaseStatus.ACTIVE))
        change.save(an_action(case_ref="M26-001"), an_action(number=7, case_ref="M26-001"))
        change.save(a_meeting(held_on=date(2026, 12, 8)))
        change.save(AgendaItem(meeting=1, case_ref="M26-001", kind=AgendaKind.NEW, position=1))
    close = "--destination", "mappa", "--outcome", "Taken over", "--on", "yesterday"
    answer = marg("case", "close", "M26-001", *close)
    assert answer.code == 0
    assert answer.err.splitlines() == [
        "Still open on it: A1, A7. See them with: marg action list --case M26-001",
        "It is still on the agenda of 2026-12-08: marg agenda remove M26-001",
        "M26-001 closed. Take that back with: marg undo",
    ]
    case = shown(marg)
    closed = {"on": "2026-11-22", "destination": "MAPPA", "outcome": "Taken over"}
    assert case["closed"] == {**closed, "corrected_on": None}
    assert case["open_actions"] == 2


@pytest.mark.parametrize(
    ("day", "says"), [("4 Jan 2026", "was referred on"), ("24 Nov 2026", "still to come")]
)
def test_a_case_is_closed_between_its_referral_and_today(
    marg: Marg, store: SqliteStore, day: str, says: str
):
    with store.change("test") as change:
        change.save(a_case(status=CaseStatus.ACTIVE))
    close = "--destination", "other", "--outcome", "x", "--on", day
    answer = marg("case", "close", "M26-001", *close)
    assert answer.code == 5
    assert says in answer.err


@pytest.mark.parametrize(
    "verb",
    [
        ("accept", "--override", "x"),
        ("decline", "--because", "x"),
        ("defer", "--until", "4 weeks"),
        ("withdraw", "--because", "x"),
        ("close", "--destination", "other", "--outcome", "x"),
    ],
)
def test_a_case_that_has_ended_only_comes_back_by_being_referred_again(
    marg: Marg, store: SqliteStore, verb: tuple[str, ...]
):
    with store.change("test") as change:
        change.save(a_closed_case())
    answer = marg("case", verb[0], "M26-001", *verb[1:])
    assert answer.code == 5
    assert "marg case refer-again M26-001" in answer.err


def test_a_case_referred_again_keeps_its_reference_and_adds_a_referral(
    marg: Marg, store: SqliteStore
):
    with store.change("test") as change:
        change.save(a_closed_case())
    answer = marg("case", "refer-again", "M26-001", "--reason", "Back", "--referrer", "pol")
    assert answer.err == (
        "M26-001 referred again: referral 2, a repeat "
        "(the one before was on Monday 5 January 2026). See it with: marg case show M26-001\n"
    )
    case = shown(marg)
    assert (case["status"], case["referrer"], case["repeat"]) == ("referred", "POL", True)
    assert case["closed"] is None
    assert case["referrals"] == [
        {"on": "2026-01-05", "referrer": "GLOW", "reason": "Rent"},
        {"on": "2026-11-23", "referrer": "POL", "reason": "Back"},
    ]


def test_how_long_a_referral_counts_as_a_repeat_is_the_groups_to_say(
    marg: Marg, store: SqliteStore
):
    with store.change("test") as change:
        change.save(a_closed_case())
    marg("case", "refer-again", "M26-001", "--reason", "Back")
    marg("config", "set", "repeat.months", "10")
    assert shown(marg)["repeat"] is False
    assert shown(marg)["referrer"] is None


def test_an_open_case_is_not_referred_again(marg: Marg):
    answer = marg("case", "refer-again", "M26-001", "--reason", "x")
    assert answer.code == 5
    assert "marg case involve M26-001 CODE" in answer.err


def test_a_referral_before_the_latest_is_refused(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(a_closed_case())
    answer = marg("case", "refer-again", "M26-001", "--reason", "x", "--on", "2026-01-04")
    assert answer.code == 5
    assert "was referred on Monday 5 January 2026" in answer.err


def test_what_cannot_be_is_said_before_a_person_has_typed_why(
    marg: Marg, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Session, "may_ask", True)
    answer = marg("case", "close", "M26-001", typed="prison\nRecalled\n")
    assert answer.code == 5
    assert "Where did the person go?" not in answer.err


def test_a_person_is_asked_where_somebody_went_and_what_came_of_it(
    marg: Marg, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
):
    with store.change("test") as change:
        change.save(a_case(status=CaseStatus.ACTIVE))
    monkeypatch.setattr(Session, "may_ask", True)
    assert marg("case", "close", "M26-001", typed="nowhere\npri\nRecalled\nAsk sooner\n").code == 0
    assert shown(marg)["closed"] == {
        "on": "2026-11-23",
        "destination": "prison",
        "outcome": "Recalled",
        "corrected_on": None,
    }
    assert shown(marg)["learnt"] == [
        {"ref": "L1", "on": "2026-11-23", "text": "Ask sooner", "corrected_on": None}
    ]


def test_what_was_learnt_need_not_be_said(
    marg: Marg, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
):
    with store.change("test") as change:
        change.save(a_case(status=CaseStatus.ACTIVE))
    monkeypatch.setattr(Session, "may_ask", True)
    assert marg("case", "close", "M26-001", typed="pri\nRecalled\n\n").code == 0
    assert shown(marg)["learnt"] == []


def test_what_was_learnt_stands_on_paper_and_in_the_minutes(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(a_case(status=CaseStatus.ACTIVE), a_meeting(held_on=date(2026, 11, 23)))
    marg("minutes", "start", "2026-11-23", "--at", "10:00")
    closed = "case", "close", "M26-001", "--destination", "prison", "--outcome", "Recalled"
    assert marg(*closed, "--learnt", "Ask | the [b]landlord[/b] sooner").code == 0
    assert "Learnt" in marg("case", "show", "M26-001").out
    papers = (
        ("minutes", "render", "2026-11-23"),
        ("case", "render", "M26-001"),
    )
    for paper in papers:
        text = marg(*paper, "--as", "txt", "--out", "-").out
        assert "Ask | the [b]landlord[/b] sooner" in " ".join(text.split())
    assert "L1, what was learnt" in marg("case", "history", "M26-001").out
    assert marg("undo").code == 0
    assert shown(marg)["learnt"] == []


def test_only_what_is_given_is_put_right_and_an_empty_text_clears(marg: Marg):
    edit = "case", "edit", "M26-001"
    marg(*edit, "--name", "Quill Fenwick", "--area", "East", "--resolving", "-", typed="Keep it")
    marg(*edit, "--area", "", "--born", "12/05/1984", "--alias", "Ash")
    case = shown(marg)
    person = case["person"]
    assert isinstance(person, dict)
    assert (person["name"], person["area"], person["born"], person["aliases"]) == (
        "Quill Fenwick",
        None,
        "1984-05-12",
        ["Ash"],
    )
    assert case["resolving"] == "Keep it"


def test_themes_and_aliases_are_added_taken_away_and_cleared(marg: Marg):
    edit = "case", "edit", "M26-001"
    marg(*edit, "--theme", "hoarding", "--theme", "homelessness", "--alias", "A", "--alias", "B")
    marg(*edit, "--no-theme", "Hoarding", "--alias", "", "--alias", "C")
    case = shown(marg)
    assert case["themes"] == ["homelessness"]
    assert isinstance(case["person"], dict)
    assert case["person"]["aliases"] == ["C"]
    assert marg(*edit, "--no-theme", "hoarding").code == 4


def test_the_latest_referral_is_put_right(marg: Marg):
    new = "--on", "6 Jan 2026", "--referrer", "pol", "--reason", "Arrears"
    assert marg("case", "edit", "M26-001", *new).code == 0
    assert shown(marg)["referrals"] == [
        {"on": "2026-01-06", "referrer": "POL", "reason": "Arrears"}
    ]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 2),
        (("--initials", ""), 2),
        (("--on", ""), 2),
        (("--outcome", "x"), 5),
        (("--until", "4 weeks"), 5),
        (("--referrer", "nobody"), 4),
        (("--born", "soon"), 2),
    ],
)
def test_an_edit_that_cannot_be_changes_nothing(marg: Marg, options: tuple[str, ...], code: int):
    before = shown(marg)
    assert marg("case", "edit", "M26-001", *options).code == code
    assert shown(marg) == before


def test_how_a_closed_case_ended_is_put_right(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(a_closed_case())
    new = "--destination", "hosp", "--closed-on", "2026-02-03", "--outcome", "Ward 4"
    assert marg("case", "edit", "M26-001", *new).code == 0
    assert shown(marg)["closed"] == {
        "on": "2026-02-03",
        "destination": "hospital",
        "outcome": "Ward 4",
        "corrected_on": None,
    }


def test_a_person_is_asked_what_to_put_right_field_by_field(
    marg: Marg, monkeypatch: pytest.MonkeyPatch
):
    marg("case", "edit", "M26-001", "--area", "East", "--address", "1 Made-up Row")
    monkeypatch.setattr(Session, "may_ask", True)
    typed = "Quill Fenwick\n\n\n\n\n-\n"
    assert marg("case", "edit", "M26-001", typed=typed).code == 0
    person = shown(marg)["person"]
    assert isinstance(person, dict)
    assert (person["name"], person["address"], person["area"]) == (
        "Quill Fenwick",
        "1 Made-up Row",
        None,
    )
