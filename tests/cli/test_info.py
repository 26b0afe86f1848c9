"""What agencies share, and that what is for some reaches nobody else."""

from __future__ import annotations

import pytest

from tests.conftest import Marg

NEXT = "2026-12-08"


@pytest.fixture
def small(marg: Marg) -> Marg:
    """Three agencies and one case, on the agenda of the next meeting."""
    for code in ("GLOW", "POL", "LAMP"):
        marg("agency", "add", code.title(), "--code", code)
    marg("meeting", "add", NEXT)
    marg("case", "add", "--name", "Quill Featherstone", "--referrer", "GLOW", "--reason", "Alone")
    marg("case", "accept", "M26-001", "--override", "For the test")
    marg("agenda", "add", "M26-001")
    return marg


def add(marg: Marg, text: str, *more: str) -> str:
    answer = marg("info", "add", "M26-001", text, "--agency", "POL", "--fact", *more)
    assert answer.code == 0, answer.err
    return answer.err


def minutes(marg: Marg) -> str:
    marg("minutes", "start", NEXT, MARG_TODAY=NEXT)
    marg("minutes", "record", "M26-001", "why", "Here", "--meeting", NEXT)
    answer = marg("minutes", "render", NEXT, "--as", "md", "--out", "-")
    assert answer.code == 0, answer.err
    return answer.out


def test_what_is_shared_has_a_source_a_kind_and_marks(small: Marg):
    answer = small(
        *("info", "add", "M26-001", "[b]Seen[/b]", "-a", "pol", "--perception", "--third-party"),
        *("--criminal", "--on", "20/11/2026", "--format", "json"),
    )
    assert answer.json == {
        "ref": "I1",
        "case": "M26-001",
        "agency": "POL",
        "kind": "perception",
        "text": "[b]Seen[/b]",
        "third_party": True,
        "criminal": True,
        "only_for": [],
        "on": "2026-11-20",
        "meeting": NEXT,
        "returned": False,
    }
    assert "[b]Seen[/b]" in small("info", "list", "M26-001").out


def test_it_belongs_to_the_meeting_under_way_today_or_the_next_that_lists_the_case(small: Marg):
    assert f"It belongs to the meeting on {NEXT}." in add(small, "Seen")
    small("agenda", "remove", "M26-001")
    assert "It belongs to no meeting" in add(small, "Seen")
    small("meeting", "add", "2026-11-23")
    small("minutes", "start", "2026-11-23")
    assert "It belongs to the meeting on 2026-11-23." in add(small, "Seen")
    assert f"It belongs to the meeting on {NEXT}." in add(small, "Seen", "--meeting", NEXT)


def test_it_is_put_right_and_the_history_keeps_the_old(small: Marg):
    add(small, "Seen once")
    answer = small("info", "edit", "i1", "Seen twice", "--perception", "--third-party")
    assert answer.code == 0, answer.err
    shown = small("info", "show", "I1", "--format", "json").json
    assert (shown["text"], shown["kind"], shown["third_party"]) == (
        "Seen twice",
        "perception",
        True,
    )
    small("info", "edit", "I1", "--no-third-party")
    assert not small("info", "show", "I1", "--format", "json").json["third_party"]
    assert "Seen once → Seen twice" in small("case", "history", "M26-001").out


def test_who_may_read_it_is_said_anew_and_opened_again(small: Marg):
    add(small, "Seen", "--only-for", "lamp", "--only-for", "GLOW")
    assert small("info", "show", "I1", "--format", "json").json["only_for"] == ["LAMP", "GLOW"]
    small("info", "edit", "I1", "--only-for", "GLOW")
    assert small("info", "show", "I1", "--format", "json").json["only_for"] == ["GLOW"]
    small("info", "edit", "I1", "--only-for", "everybody")
    assert small("info", "show", "I1", "--format", "json").json["only_for"] == []


def test_it_is_taken_out_and_brought_back(small: Marg):
    add(small, "Seen")
    assert small("info", "remove", "I1").code == 0
    assert small("info", "list", "--format", "json").json == []
    assert small("undo").code == 0
    assert len(small("info", "list", "--format", "json").json) == 1


def test_what_answers_a_check_is_not_taken_out_behind_its_back(small: Marg):
    small("trawl", "ask")
    small("trawl", "return", "POL", "M26-001", "Seen", "--fact")
    answer = small("info", "remove", "I1")
    assert (answer.code, "marg trawl return POL M26-001" in answer.err) == (5, True)
    assert small("info", "edit", "I1", "--agency", "GLOW").code == 5
    small("trawl", "return", "POL", "M26-001", "We think so", "--perception")
    answer = small("info", "edit", "I1", "--perception")
    assert (answer.code, "returned I2 as perception already" in answer.err) == (5, True)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("add", "M26-001", "Seen", "--fact"), 2, "--agency CODE"),
        (("add", "M26-001", "Seen", "--agency", "POL"), 2, "--fact or --perception"),
        (("add", "M26-001", "--agency", "POL", "--fact"), 2, "TEXT"),
        (("add", "M26-002", "Seen", "--agency", "POL", "--fact"), 4, "Did you mean M26-001?"),
        (("add", "M26-001", "Seen", "--agency", "PLO", "--fact"), 4, "Did you mean POL?"),
        (("add", "M26-001", "Seen", "-a", "POL", "--fact", "--only-for", "X"), 4, "No agency X."),
        (("show", "I7"), 4, "Did you mean I1?"),
        (("show", "seven"), 4, "its reference looks like I40"),
        (("edit", "I1"), 2, "Nothing to change was given."),
    ],
)
def test_what_cannot_be_is_refused_with_the_way_out(
    small: Marg, arguments: tuple[str, ...], code: int, says: str
):
    add(small, "Seen before")
    answer = small("info", *arguments)
    assert (answer.code, says in answer.err) == (code, True), answer.err


def test_the_minutes_show_it_by_agency_with_its_marks_and_then_the_entries(small: Marg):
    add(small, "Seen <twice> | at night", "--criminal")
    small("info", "add", "M26-001", "Afraid, we think", "-a", "GLOW", "--perception")
    small("minutes", "start", NEXT, MARG_TODAY=NEXT)
    small("minutes", "record", "M26-001", "information", "All agreed.", "--meeting", NEXT)
    text = minutes(small)
    glow = text.index("| **GLOW** | perception | Afraid, we think |")
    pol = text.index("| **POL** | fact | Seen ")
    assert glow < pol < text.index("Marked: criminal-offence data") < text.index("All agreed.")


def test_what_is_for_some_is_in_no_paper_that_goes_to_all(small: Marg):
    said = add(small, "The new address is 4 Secret Lane", "--only-for", "GLOW")
    assert "Only POL and GLOW may read it" in said
    assert "Secret Lane" not in minutes(small)
    for audience in ("members", "chair"):
        order = small("agenda", "render", "--audience", audience, "--as", "md", "--out", "-").out
        assert "Secret Lane" not in order
    assert "Secret Lane" not in small("case", "render", "M26-001", "--as", "md", "--out", "-").out


def test_a_full_name_in_it_is_found_before_the_minutes_go_out(small: Marg):
    add(small, "Quill Featherstone was seen")
    minutes(small)
    found = small("minutes", "check", NEXT).out
    assert 'marg info edit I1 "..."' in found


def test_the_heading_is_not_empty_where_an_agency_shared_something(small: Marg):
    minutes(small)
    assert "information" in small("minutes", "check", NEXT).out
    add(small, "Seen twice", "--meeting", NEXT)
    assert "information" not in small("minutes", "check", NEXT).out


def test_a_hundred_and_fifty_pieces_are_listed_whole(small: Marg):
    for n in range(150):
        add(small, f"Seen {n} times")
    assert len(small("info", "list", "M26-001", "--format", "json").json) == 150
