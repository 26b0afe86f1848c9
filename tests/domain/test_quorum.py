from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.quorum import Gap, Stay, quorum, said

CORE = ["GLOW", "HOU", "POL"]
TIMES = st.none() | st.sampled_from(["10:00", "10:20", "11:00", "11:30"])
STAYS = st.lists(st.builds(Stay, st.sampled_from([*CORE, "GP"]), TIMES, TIMES), max_size=6)


def test_agencies_that_are_there_the_whole_time_make_a_quorum():
    found = quorum(2, CORE, [Stay("GLOW"), Stay("POL")])
    assert (found.is_quorate, found.gaps, found.missing) == (True, (), ("HOU",))


def test_two_people_of_one_agency_count_once():
    found = quorum(2, CORE, [Stay("GLOW"), Stay("GLOW", "10:20")])
    assert not found.is_quorate
    assert said(found) == ("Not quorate: 1 core agency, and 2 make a quorum. Missing: HOU and POL.")


def test_who_is_no_core_agency_does_not_count():
    assert not quorum(1, CORE, [Stay("GP")]).is_quorate


@pytest.mark.parametrize(
    ("stay", "gap", "words"),
    [
        (Stay("POL", arrived="10:20"), Gap(since=None, until="10:20"), "before 10.20am"),
        (Stay("POL", left_at="11:30"), Gap(since="11:30", until=None), "after 11.30am"),
    ],
)
def test_a_quorum_that_holds_for_a_time_says_when_not(stay: Stay, gap: Gap, words: str):
    found = quorum(2, CORE, [Stay("GLOW"), stay])
    assert (found.is_quorate, found.gaps) == (True, (gap,))
    assert said(found).startswith(f"Quorate, but not {words}: ")


def test_a_deputy_who_takes_over_at_once_leaves_no_gap():
    found = quorum(1, CORE, [Stay("POL", left_at="11:00"), Stay("POL", arrived="11:00")])
    assert (found.is_quorate, found.gaps) == (True, ())


def test_a_gap_in_between_is_one():
    found = quorum(1, CORE, [Stay("POL", left_at="10:30"), Stay("HOU", arrived="11:00")])
    assert found.gaps == (Gap(since="10:30", until="11:00"),)
    assert "but not from 10.30am to 11am" in said(found)


def test_enough_agencies_that_never_meet_make_no_quorum():
    found = quorum(2, CORE, [Stay("POL", left_at="10:30"), Stay("HOU", arrived="11:00")])
    assert not found.is_quorate
    assert "at no time together" in said(found)


def test_without_a_rule_nothing_is_said():
    assert said(quorum(0, CORE, [])) == ""


@given(needed=st.integers(1, 3), stays=STAYS)
def test_a_quorum_never_needs_more_agencies_than_came(needed: int, stays: list[Stay]):
    found = quorum(needed, CORE, stays)
    assert set(found.present) | set(found.missing) == set(CORE)
    if found.is_quorate:
        assert len(found.present) >= needed


@given(needed=st.integers(1, 3), stays=STAYS, code=st.sampled_from(CORE))
def test_who_comes_besides_for_the_whole_time_never_loses_a_quorum(
    needed: int, stays: list[Stay], code: str
):
    if quorum(needed, CORE, stays).is_quorate:
        assert quorum(needed, CORE, [*stays, Stay(code)]).is_quorate
