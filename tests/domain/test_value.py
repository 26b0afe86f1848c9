"""What the things of the domain are made of."""

from __future__ import annotations

import pytest

from marg_cli.domain.value import Value, replace, values


class Chair(Value):
    """Something to sit on."""

    legs: int
    colour: str = "red"

    @property
    def ref(self) -> str:
        return f"chair-{self.legs}"


def test_a_field_left_out_has_its_default():
    assert Chair(legs=4).colour == "red"


def test_a_field_without_a_default_must_be_given():
    with pytest.raises(TypeError, match="Chair misses, or has no field: legs"):
        Chair()  # type: ignore[call-arg]


def test_a_field_it_does_not_have_is_refused():
    with pytest.raises(TypeError, match="height"):
        Chair(legs=4, height=80)  # type: ignore[call-arg]


def test_two_that_hold_the_same_are_equal_and_are_one_in_a_set():
    assert len({Chair(legs=4), Chair(legs=4), Chair(legs=3)}) == 2


def test_another_kind_with_the_same_fields_is_not_equal():
    class Stool(Value):
        legs: int
        colour: str = "red"

    assert Stool(legs=4) != Chair(legs=4)


def test_it_is_never_altered():
    chair = Chair(legs=4)
    with pytest.raises(AttributeError, match="never changes"):
        chair.legs = 3  # type: ignore[misc]
    with pytest.raises(AttributeError, match="never changes"):
        del chair.legs
    with pytest.raises(AttributeError, match="never changes"):
        chair.height = 80
    assert chair == Chair(legs=4)


def test_another_is_made_with_some_fields_changed():
    chair = Chair(legs=4)
    assert replace(chair, legs=3) == Chair(legs=3, colour="red")
    assert values(chair) == {"legs": 4, "colour": "red"}


def test_it_says_what_it_holds():
    assert repr(Chair(legs=4)) == "Chair(legs=4, colour='red')"
