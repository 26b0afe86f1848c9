"""What an agency answered, read row by row from boxes; nothing is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.filled_sheet import Box, Filled, Row, is_ticked, same_label
from marg_cli.domain.information import InformationKind
from marg_cli.domain.lateral_check import CheckState
from marg_cli.domain.trawl_sheet import Label, Sheet, SheetAnswer, read_sheet

HEAD = Box(Row("For", "LAMP · Lamplight"), (Row("Meeting", "Tuesday 8 December 2026, 10am"),))
TEXT = st.text(min_size=1).filter(lambda text: text.strip())


def a_box(ref: str = "M26-001", **typed: str) -> Box:
    rows = (Row(label, typed.get(label.name.lower(), "")) for label in Label)
    return Box(Row(f"Answer on {ref}", "Please write here"), tuple(rows))


def sheet(*boxes: Box, **more: object) -> Sheet:
    return read_sheet(Filled((HEAD, *boxes), **more))  # type: ignore[arg-type]


def only(**typed: str) -> SheetAnswer:
    found = sheet(a_box(**typed))
    assert found.problems == ()
    return found.answers[0]


def problem(*boxes: Box) -> str:
    (found,) = sheet(*boxes).problems
    assert found.fatal
    return found.message


def test_whose_it_is_and_for_which_meeting_stand_at_its_top():
    found = sheet(a_box())
    assert (found.agency, found.meeting) == ("LAMP", "Tuesday 8 December 2026, 10am")


def test_a_box_nobody_touched_is_no_answer():
    assert only().state is None


@pytest.mark.parametrize("tick", ["X", "x", "☒", "✓", "yes", "☐ X", "[x]", " Y "])
def test_a_tick_in_any_usual_shape(tick: str):
    assert only(nil=tick).state is CheckState.NIL


@pytest.mark.parametrize("untouched", ["", "☐", "[ ]", "no", "?", "n/a", " "])
def test_what_is_no_tick(untouched: str):
    assert only(nil=untouched).state is None


@pytest.mark.parametrize("text", ["maybe", "yes - PC Plod comes", "see below", "Nil"])
def test_words_in_a_tick_box_are_not_guessed_at(text: str):
    assert "neither ticked nor empty" in problem(a_box(speak=text))


def test_facts_and_perceptions_are_kept_apart_with_their_marks():
    answer = only(facts="Seen twice.", perceptions="We think so.", third_party="x", by="Jo")
    assert answer.state is CheckState.RETURNED
    assert answer.written == {
        InformationKind.FACT: "Seen twice.",
        InformationKind.PERCEPTION: "We think so.",
    }
    assert (answer.third_party, answer.criminal, answer.by) == (True, False, "Jo")


def test_who_will_speak_may_write_as_well():
    assert only(speak="x", facts="Seen twice.").state is CheckState.SPEAK


def test_a_nil_return_that_says_more_is_a_problem():
    assert "nil return, and says more" in problem(a_box(nil="x", facts="Seen twice."))


def test_a_mark_without_a_text_is_a_problem():
    assert "nothing is written" in problem(a_box(criminal="x"))


def test_a_row_that_does_not_say_its_kind_is_not_guessed_at():
    box = Box(Row("Answer on M26-001", ""), (Row("Nil return", ""), Row("In writing", "Seen")))
    assert "rename it “Facts, in writing” or “Perceptions, in writing”" in problem(box)


def test_a_renamed_row_is_named_with_the_near_one():
    box = Box(Row("Answer on M26-001", ""), (Row("Facts in writting:", "Seen"),))
    assert "Did you mean Facts, in writing" in problem(box)


def test_a_sentence_in_the_place_of_a_label_is_not_repeated():
    said = "Quill was seen by the duty team on Tuesday and again on Wednesday"
    (found,) = sheet(Box(Row("Answer on M26-001", ""), (Row(said, ""),))).problems
    assert found.row is None
    assert "Quill" not in found.message


def test_a_box_without_its_case_is_a_problem():
    box = a_box()
    assert "does not say its case" in problem(box._replace(head=Row("Quill Featherstone", "")))


def test_a_case_that_stands_twice_is_a_problem():
    assert "twice" in problem(a_box(nil="x"), a_box(speak="x"))


def test_text_beside_the_boxes_is_not_lost_silently():
    (found,) = sheet(a_box(), loose=(Row("", "Sorry for the delay", 40),)).problems
    assert (found.fatal, found.line) == (True, 40)
    assert "Sorry" not in found.message


def test_comments_are_told_and_stop_nothing():
    (found,) = sheet(a_box(nil="x"), comments=True).problems
    assert not found.fatal


def test_another_document_is_no_request():
    (found,) = read_sheet(Filled((Box(Row("Agency", "Name"), ()),))).problems
    assert "is no lateral-check request" in found.message


def test_labels_are_the_same_in_any_case_and_between_any_signs():
    assert same_label(" **NIL  return:** ") == same_label(Label.NIL)


@given(TEXT)
def test_any_text_in_writing_comes_back_as_typed(text: str):
    assert only(facts=text).written == {InformationKind.FACT: text.strip()}


@given(st.text())
def test_a_tick_box_is_ticked_or_not_or_a_problem_and_never_an_error(text: str):
    assert is_ticked(text) in {True, False, None}
