from __future__ import annotations

import pytest

from marg_cli.domain.counting import all_counted, counted, in_a_sentence


@pytest.mark.parametrize(
    ("number", "one", "said"),
    [
        (1, "action", "1 action"),
        (0, "action", "0 actions"),
        (2, "deputy", "2 deputies"),
        (3, "working day", "3 working days"),
        (4, "person", "4 people"),
    ],
)
def test_a_number_is_said_with_its_noun(number: int, one: str, said: str):
    assert counted(number, one) == said


def test_parts_are_said_with_and_before_the_last():
    assert in_a_sentence(["A3"]) == "A3"
    assert in_a_sentence(["A3", "A7", "M26-014"]) == "A3, A7 and M26-014"


def test_what_there_is_none_of_is_left_out():
    assert all_counted({"member": 2, "case": 0, "action": 1}) == "2 members and 1 action"
