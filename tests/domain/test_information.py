from __future__ import annotations

import pytest

from marg_cli.domain.refs import information_ref, read_information_ref
from marg_cli.errors import NotFound
from tests.builders import information


def test_what_is_for_nobody_in_particular_may_be_read_by_everybody():
    assert information().may_be_read_by(None)
    assert information().may_be_read_by("POL")


@pytest.mark.parametrize(("reader", "may"), [("POL", True), ("GLOW", True), ("LAMP", False)])
def test_what_is_for_some_reaches_them_and_its_source(reader: str, may: bool):
    assert information(only_for=("POL",)).may_be_read_by(reader) is may


def test_what_is_for_some_is_in_no_paper_for_all():
    assert not information(only_for=("POL",)).may_be_read_by(None)


def test_its_marks_are_said_in_words():
    assert information(third_party=True, criminal=True).marks == (
        "about somebody else",
        "criminal-offence data",
    )


def test_a_reference_is_read_in_any_case_and_without_its_letter():
    assert [read_information_ref(text) for text in ("I40", "i40", " 40 ")] == [40, 40, 40]
    assert information_ref(40) == "I40"


@pytest.mark.parametrize("text", ["", "A40", "I", "I-4", "I1234567890"])
def test_what_is_no_reference_is_said_to_look_otherwise(text: str):
    with pytest.raises(NotFound, match="its reference looks like I40"):
        read_information_ref(text)
