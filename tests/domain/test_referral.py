from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.referral.answers import ReferralAnswers, says_yes
from marg_cli.domain.referral.fields import BY_KEY, FIELDS, REQUIRED
from marg_cli.domain.referral.labels import named
from marg_cli.domain.referral.reading import answers
from marg_cli.domain.referral.ticks import ticked, yes_or_no

BOXES = "☐ Yes\n☐ No, because:"


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        (BOXES, ("", True)),
        ("☒ Yes\n☐ No, because:", ("yes", True)),
        ("☐ Yes\n☒ No, because: he may flee", ("no: he may flee", True)),
        ("x Yes\n☐ No, because:", ("yes", True)),
        ("X Yes\n☐ No", ("yes", True)),
        ("[x] Yes\n[ ] No", ("yes", True)),
        ("( ) Yes (x) No", ("no", True)),
        ("☐ Yes ☒ No", ("no", True)),
        ("☐ Yes ☒\n☐ No", ("yes", True)),
        ("✓ Yes\n☐ No", ("yes", True)),
        ("☒ Yes\n☒ No", ("", False)),
        ("Yes", ("yes", True)),
        ("no, she is at sea", ("no: she is at sea", True)),
        ("Yes\n☐ No, because:", ("yes", True)),
        ("Perhaps", ("Perhaps", False)),
        ("☐ Yes\n☐ No, because: nobody asked", ("nobody asked", False)),
        ("", ("", True)),
    ],
)
def test_boxes_are_read_as_people_tick_them(answer: str, read: tuple[str, bool]):
    assert yes_or_no(answer) == read


def test_a_word_inside_another_ticks_nothing():
    assert ticked("☐ MARAC\nNonetheless the x-ray", ("None", "MARAC")).options == ()


def test_several_boxes_may_be_ticked_and_words_stand_beside():
    found = ticked(
        "☐ None\n☒ MAPPA\nx MASH\n☒ Other: the court", ("None", "MAPPA", "MASH", "Other")
    )
    assert found == (("MAPPA", "MASH", "Other"), "the court", True)


@pytest.mark.parametrize(
    ("answer", "urgent"),
    [("no", False), ("No.", False), ("none", False), (None, False), ("", False), ("N/A", False),
     ("yes: he sleeps outside", True), ("Knives at home", True), ("not sure", False)],
)  # fmt: skip
def test_an_immediate_risk_is_whatever_does_not_begin_with_no(answer: str | None, urgent: bool):
    assert says_yes(answer) is urgent
    made = ReferralAnswers(referral=1, case_ref="M26-001", immediate_risk=answer)
    assert made.is_urgent is urgent


def test_every_field_has_its_own_number_names_and_key():
    names = [name for field in FIELDS for name in field.names]
    assert len(set(names)) == len(names)
    assert len(BY_KEY) == len(FIELDS)
    assert len({field.number for field in FIELDS if field.number}) == len(FIELDS) - 1
    assert set(REQUIRED) <= set(BY_KEY)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_every_name_of_a_field_before_a_colon_is_known_in_any_case(field):
    for name in field.names:
        for line in (f"{name}: x", f"{name.upper()} : x", f"> {name.title()}:x", f"{name}\tx"):
            found = named(line)
            assert found is not None, line
            assert (found.field.key, found.rest) == (field.key, "x"), line


@pytest.mark.parametrize(
    "line",
    ["", "Nameless: x", "The name of the game", "My name is Ann", "1.1", "9.9 Full name", "Agency",
     "1.1 of the contract: x", "Person", "Tried and tested"],
)  # fmt: skip
def test_a_line_that_only_looks_like_a_field_names_none(line: str):
    found = named(line)
    assert found is None or not found.rest


def test_another_forms_numbers_do_not_fill_our_fields():
    assert answers([("1.1 Site visited", "The quarry"), ("2.1 Weather", "Dull")], "") == {}


def test_an_answer_ends_where_the_letter_does():
    found = answers((), "Reason: No door.\nNo key.\n\nKind regards,\nAnn\n")
    assert found["reason"] == ("No door.\nNo key.", True)


@given(st.text(max_size=400))
def test_any_text_is_read_without_a_fault_and_gives_only_words_of_its_own(text: str):
    for found in answers([(text, text)], text).values():
        for word in found.text.replace(",", " ").split():
            assert word in text.replace(",", " ").replace("|", " ").replace("<br>", "\n")


@given(st.dictionaries(st.sampled_from([f.key for f in FIELDS if f.number]),
                       st.from_regex(r"[A-Za-z][A-Za-z ]{0,30}[a-z]", fullmatch=True)))  # fmt: skip
def test_a_table_of_answers_comes_back_whole(written: dict[str, str]):
    rows = [(f"{BY_KEY[key].number} {BY_KEY[key].names[0]}", text) for key, text in written.items()]
    found = answers(rows, "")
    assert {key: text for key, (text, sure) in found.items() if sure} == {
        key: text.strip() for key, text in written.items()
    }
