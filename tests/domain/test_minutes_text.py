from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marg_cli.domain.minutes import CASE_HEADINGS, GENERAL_HEADINGS
from marg_cli.domain.minutes_text import (
    Draft,
    NotUnderstood,
    Place,
    Said,
    noted,
    plain,
    read,
    written,
)
from marg_cli.errors import NotFound, UsageRefused

DAY = date(2026, 11, 10)
CASES = ["M26-001", "M26-002"]
PLACES = [
    *(Place(None, key) for key in GENERAL_HEADINGS),
    *(Place(case, key) for case in CASES for key in CASE_HEADINGS),
]
LINES = st.sampled_from(
    ["# M26-001", "## Discussion", "[E3] not a mark", "%% no note", "\\", "\\# x", "> said", "- a",
     "Minutes of 2026-11-10, as of #3", "", "  indented", "words", "\ttab", "\x1b[31m", "a\u2028b"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1),
    st.lists(LINES, min_size=1).map("\n".join),
).filter(lambda text: plain(text).strip())


def known(name: str) -> str:
    if name.upper() not in CASES:
        raise NotFound(f"No case {name}.", "List the cases with: marg case list")
    return name.upper()


def back(text: str) -> list[tuple[int | None, Place, str]]:
    return [said[:3] for said in read(text, known).said]


def a_text(*said: tuple[int, Place, str]) -> str:
    return written(Draft(DAY, 7, [Said(*each, 0) for each in said]), CASES)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), TEXTS), max_size=6))
def test_a_text_nobody_touched_comes_back_as_it_was(entries: list[tuple[Place, str]]):
    said = [(number, place, text) for number, (place, text) in enumerate(entries, 1)]
    found = {number: (place, text) for number, place, text in back(a_text(*said))}
    assert found == {number: (place, plain(text)) for number, place, text in said}


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), TEXTS), max_size=4))
def test_a_text_that_came_back_quoted_says_the_same(entries: list[tuple[Place, str]]):
    said = [(number, place, text) for number, (place, text) in enumerate(entries, 1)]
    text = a_text(*said)
    quoted = "Thanks, see below.\n\n" + "\n".join(f"> {line}" for line in text.split("\n"))
    assert back(quoted) == back(text)


@settings(deadline=None)
@given(st.text())
def test_any_text_at_all_is_read_or_refused_in_a_sentence(text: str):
    with suppress(UsageRefused):
        read(f"Minutes of 2026-11-10, as of #1\n{text}", known)


def test_a_paragraph_without_a_mark_is_new_where_it_stands():
    text = a_text((1, Place(None, "aob"), "The car park")) + "\n\nAnd the bins\n"
    assert back(text) == [
        (1, Place(None, "aob"), "The car park"),
        (None, Place("M26-002", "outcome"), "And the bins"),
    ]


def test_an_entry_of_several_paragraphs_has_its_mark_on_each_and_stays_one():
    text = a_text((1, Place(None, "aob"), "One\nmore line\n\nTwo"))
    assert text.count("[E1]") == 2
    assert back(text) == [(1, Place(None, "aob"), "One\nmore line\n\nTwo")]


def test_an_entry_under_another_heading_has_moved():
    text = a_text((1, Place("M26-001", "why"), "A door"))
    moved = text.replace("[E1] A door\n\n", "").replace(
        "## Outcome\n", "## Outcome\n[E1] A door\n", 1
    )
    assert back(moved) == [(1, Place("M26-001", "outcome"), "A door")]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("## Weather", "Line 4: Weather is no heading of a case."),
        ("# M26-009", "Line 4: No case M26-009."),
        ("words", "Line 4: this stands under no heading."),
        ("## views\n[E1] a\n## why\n[E1] b", "Line 7: [E1] stands in two places."),
    ],
)
def test_a_line_that_says_nothing_is_named(line: str, says: str):
    with pytest.raises(NotUnderstood) as refused:
        read(f"Minutes of 2026-11-10, as of #7\n\n# M26-001\n{line}", known)
    assert refused.value.message == says
    assert refused.value.hint


def test_without_its_first_line_a_text_is_refused():
    with pytest.raises(UsageRefused, match="is missing"):
        read("# General\n## Welcome and introductions\nHello", known)


def test_a_note_stands_on_top_and_above_its_line_is_not_read_and_goes_with_the_next():
    text = a_text((1, Place(None, "aob"), "The car park"))
    with_note = noted(text, 4, "Look here.\nAnd here.")
    lines = with_note.split("\n")
    assert lines[:2] == lines[5:7] == ["%% Look here.", "%% And here."]
    assert back(with_note) == back(text)
    assert noted(with_note, None, "Another.").count("%%") == 1
