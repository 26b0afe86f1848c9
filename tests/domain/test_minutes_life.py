from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marg_cli.domain.meeting import MeetingStatus
from marg_cli.domain.minutes import Minutes, MinutesStatus
from marg_cli.domain.minutes_life import (
    MOVES,
    approved,
    draft_named,
    finalised,
    in_plain_words,
    pieces,
    reopened,
    version_named,
    without,
    without_lines,
)
from marg_cli.domain.value import replace
from marg_cli.errors import Refused
from tests.builders import a_meeting

MEETING = a_meeting()
CASES = ("M26-001", "M26-002")
LINES = st.sampled_from(
    [
        "## 6 Cases",
        "### M26-001 · review",
        "### M26-002 · new referral",
        "### GLOW · Glow",
        "#### Actions",
        "| **A1** | M26-001 | Ring |",
        "| **A2** | M26-002 | Ring |",
        "M26-001 and M26-002",
        "M26-003 is no case here",
        "",
        "words",
    ]
)


def minutes(status: MinutesStatus = MinutesStatus.DRAFT, because: str | None = None) -> Minutes:
    return Minutes(meeting=1, status=status, because=because)


@settings(deadline=None)
@given(st.lists(LINES).map("\n".join))
def test_the_pieces_of_a_text_are_the_whole_text_in_order(text: str):
    assert "".join(piece for _, piece in pieces(text, CASES)) == text


@settings(deadline=None)
@given(st.lists(LINES).map("\n".join))
def test_what_belongs_to_one_case_never_names_another_by_itself(text: str):
    for case, piece in pieces(text, CASES):
        others = {other for other in CASES if other in piece} - {case}
        assert case is None or not others or "### " + case in text


def test_a_cases_section_and_its_rows_elsewhere_belong_to_it():
    text = (
        "## 5 Action log\n| **A1** | M26-001 | Ring |\n| **A2** | M26-002 | Ring |\n"
        "## 6 Cases\n### M26-001 · review\n#### Discussion\nsaid of him\n"
        "## 7 New\nM26-001 and M26-002"
    )
    of = dict.fromkeys((None, *CASES), "")
    for case, piece in pieces(text, CASES):
        of[case] += piece
    assert "said of him" in of["M26-001"]
    assert "A1" in of["M26-001"]
    assert "A2" in of["M26-002"]
    assert "M26-001 and M26-002" in (of[None] or "")


@pytest.mark.parametrize("status", MinutesStatus)
def test_a_draft_becomes_final_and_nothing_else_does_without_an_amendment(status: MinutesStatus):
    if status is MinutesStatus.DRAFT:
        assert finalised(minutes(status), MEETING).status is MinutesStatus.FINAL
    else:
        with pytest.raises(Refused, match="final already"):
            finalised(minutes(status), MEETING)


@pytest.mark.parametrize("status", MinutesStatus)
def test_an_open_amendment_ends_as_amended_and_can_be_approved_again(status: MinutesStatus):
    if status is MinutesStatus.DRAFT:
        with pytest.raises(Refused, match="a draft"):
            reopened(minutes(status), MEETING, "why")
        return
    opened = reopened(minutes(status), MEETING, "why")
    assert opened.status is status
    ended = finalised(opened, MEETING)
    assert (ended.status, ended.because) == (MinutesStatus.AMENDED, None)
    assert approved(ended, MEETING).status is MinutesStatus.APPROVED


@pytest.mark.parametrize("status", MinutesStatus)
def test_only_what_the_table_lets_follow_is_approved(status: MinutesStatus):
    if MinutesStatus.APPROVED in MOVES[status]:
        assert approved(minutes(status), MEETING).status is MinutesStatus.APPROVED
    else:
        with pytest.raises(Refused):
            approved(minutes(status), MEETING)


def test_nothing_is_approved_or_amended_while_an_amendment_is_open():
    opened = minutes(MinutesStatus.FINAL, "why")
    for act in (approved, lambda m, at: reopened(m, at, "again")):
        with pytest.raises(Refused, match="is open") as refused:
            act(opened, MEETING)
        assert refused.value.hint == "End it with: marg minutes finalise 2026-11-10"


def test_a_held_meeting_is_closed_but_for_an_amendment():
    held = a_meeting(status=MeetingStatus.HELD)
    with pytest.raises(Refused) as refused:
        held.must_be_open()
    assert refused.value.hint == "Correct them with: marg minutes amend 2026-11-10 --because TEXT"
    replace(held, amending=True).must_be_open()


def test_versions_and_drafts_say_what_they_are():
    assert draft_named(minutes(), 1, 3) == "DRAFT v3"
    assert draft_named(minutes(MinutesStatus.FINAL, "why"), 2, 1) == "AMENDMENT 1, DRAFT v1"
    assert version_named(minutes(MinutesStatus.FINAL), 1) == "FINAL v1"
    assert version_named(minutes(MinutesStatus.AMENDED), 2) == "AMENDED v2"


def test_a_piece_is_told_in_plain_words():
    written = (
        "### 10.20am · M26-001 · review\n\n**Lead:** HSOL\n\n> She said so\n\n"
        "| Action | What |\n|---|---:|\n| **A10** | Ring \\[b\\]<br>Intended: x |\n\n- a point\n"
    )
    assert in_plain_words(written) == (
        "10.20am · M26-001 · review\n\nLead: HSOL\n\nShe said so\n\n"
        "Action · What\nA10 · Ring [b]; Intended: x\n\na point"
    )
    assert in_plain_words("|---|---|\n") == ""


SENTENCE = "[M26-001 was erased.]"


@pytest.mark.parametrize(
    ("piece", "left"),
    [
        ("### 10am · M26-001\n\nWords\n", f"### M26-001\n\n{SENTENCE}\n\n"),
        ("| **A1** | M26-001 | Ring |\n", f"| {SENTENCE} | | |\n"),
        ("- M26-001 said\n", f"- {SENTENCE}\n"),
        ("M26-001 said\n", f"{SENTENCE}\n"),
        ("M26-001 said\nmore\n\n", f"{SENTENCE}\n\n"),
    ],
)
def test_what_stands_for_an_erased_piece_has_its_shape(piece: str, left: str):
    assert without(piece, "M26-001", SENTENCE) == left


def test_lines_that_name_an_erased_case_beside_another_go_too():
    text = "Nothing\n| A1 | M26-001 and M26-002 | x |\n| A2 | M26-002 | y |\n"
    left = without_lines(text, "M26-001", SENTENCE)
    assert left == f"Nothing\n| {SENTENCE} | | |\n| A2 | M26-002 | y |\n"
