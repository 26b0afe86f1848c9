from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.need_to_know import (
    ALL_MEMBERS,
    CHAIR,
    NeedToKnow,
    Policy,
    Reader,
    ReaderKind,
    Sight,
    Ties,
)
from tests.builders import information

AGENCIES = {
    "GLOW": AgencyKind.CORE,
    "HSOL": AgencyKind.CORE,
    "VOL": AgencyKind.ASSOCIATE,
    "PAWS": AgencyKind.GUEST,
}
TIED = Ties(
    referrers=frozenset({"HSOL"}),
    lead=frozenset({"GLOW"}),
    involved=frozenset({"GLOW", "VOL"}),
    named=frozenset({"VOL"}),
)


def rule(policy: Policy) -> NeedToKnow:
    return NeedToKnow(policy, AGENCIES, {"M26-001": TIED, "M26-002": Ties()})


def agency(code: str, **changes: Any) -> Reader:
    return Reader(kind=ReaderKind.AGENCY, agency=code, **changes)


def guest(*cases: str) -> Reader:
    return Reader(kind=ReaderKind.GUEST, agency="PAWS", member=2, invited_for=frozenset(cases))


@pytest.mark.parametrize(
    ("policy", "code", "seen"),
    [
        (Policy.CORE, "GLOW", ["M26-001", "M26-002"]),
        (Policy.CORE, "HSOL", ["M26-001", "M26-002"]),
        (Policy.CORE, "VOL", ["M26-001"]),
        (Policy.INVOLVED, "GLOW", ["M26-001"]),
        (Policy.INVOLVED, "HSOL", ["M26-001"]),
        (Policy.INVOLVED, "VOL", ["M26-001"]),
        (Policy.NAMED, "GLOW", ["M26-001"]),
        (Policy.NAMED, "HSOL", []),
        (Policy.NAMED, "VOL", ["M26-001"]),
        (Policy.CORE, "PAWS", []),
        (Policy.CORE, "GONE", []),
    ],
)
def test_an_agency_sees_what_the_policy_opens_to_it(policy: Policy, code: str, seen: list[str]):
    assert Sight(rule(policy), agency(code)).of(["M26-001", "M26-002"]) == seen


@pytest.mark.parametrize("policy", Policy)
def test_a_guest_sees_the_case_they_come_for_and_nothing_of_the_group(policy: Policy):
    sight = Sight(rule(policy), guest("M26-002"))
    assert sight.of(["M26-001", "M26-002"]) == ["M26-002"]
    assert not sight.sees(None)
    assert not sight.sees_action(None, "PAWS")
    assert not sight.sees_action("M26-001", "PAWS")


@pytest.mark.parametrize("policy", Policy)
def test_the_chair_sees_every_case_but_none_that_nobody_knows(policy: Policy):
    assert Sight(rule(policy), CHAIR).of(["M26-001", "M26-002", "M26-099"]) == [
        "M26-001",
        "M26-002",
    ]


def test_a_member_who_declared_an_interest_is_withdrawn_and_the_agency_is_not():
    of_member = Sight(rule(Policy.CORE), agency("GLOW", withdrew_for=frozenset({"M26-001"})))
    assert not of_member.sees("M26-001")
    assert not of_member.sees_action("M26-001", "GLOW")
    assert of_member.sees("M26-002")
    assert Sight(rule(Policy.CORE), agency("GLOW")).sees("M26-001")


def test_an_action_of_ones_own_shows_itself_and_not_its_case():
    sight = Sight(rule(Policy.INVOLVED), agency("HSOL"))
    assert sight.sees_action("M26-002", "HSOL")
    assert not sight.sees_action("M26-002", "GLOW")
    assert not sight.sees("M26-002")


def test_information_for_some_agencies_reaches_them_and_its_source_alone():
    told = information(agency="GLOW", only_for=("VOL",))
    reads = {code: Sight(rule(Policy.CORE), agency(code)).reads(told) for code in AGENCIES}
    assert reads == {"GLOW": True, "HSOL": False, "VOL": True, "PAWS": False}
    assert not Sight(rule(Policy.CORE), CHAIR).reads(told)
    assert not Sight(rule(Policy.CORE), ALL_MEMBERS).reads(told)


def test_information_on_a_case_one_may_not_see_reaches_nobody_by_being_meant_for_them():
    told = information(case_ref="M26-002", agency="GLOW", only_for=("HSOL",))
    assert not Sight(rule(Policy.INVOLVED), agency("HSOL")).reads(told)


def test_an_empty_room_sees_no_more_than_every_core_agency():
    assert rule(Policy.CORE).may_all_see([], "M26-002")
    assert rule(Policy.INVOLVED).may_all_see([], "M26-001")
    assert not rule(Policy.INVOLVED).may_all_see([], "M26-002")
    nobody = NeedToKnow(Policy.INVOLVED, {}, {"M26-001": TIED})
    assert not nobody.may_all_see([], "M26-001")


CODES = sorted(AGENCIES)
SOME = st.frozensets(st.sampled_from(CODES))


@dataclass
class Anything:
    rule: NeedToKnow
    reader: Reader


@st.composite
def anything(draw: st.DrawFn) -> Anything:
    refs = [f"M26-{number:03}" for number in range(1, 5)]
    some_refs = st.frozensets(st.sampled_from(refs))
    made = NeedToKnow(
        draw(st.sampled_from(Policy)),
        draw(st.dictionaries(st.sampled_from(CODES), st.sampled_from(AgencyKind))),
        {
            ref: Ties(
                draw(SOME),
                draw(st.frozensets(st.sampled_from(CODES), max_size=1)),
                (tied := draw(SOME)),
                frozenset(sorted(tied)[:1]),
            )
            for ref in refs
        },
    )
    reader = Reader(
        kind=draw(st.sampled_from(ReaderKind)),
        agency=draw(st.sampled_from(CODES)),
        invited_for=draw(some_refs),
        withdrew_for=draw(some_refs),
    )
    return Anything(made, reader)


@given(anything())
def test_no_policy_opens_more_than_the_one_before_it(given_: Anything):
    for ref in given_.rule.ties:
        seen = [
            given_.rule._replace(policy=policy).may_see(given_.reader, ref)
            for policy in (Policy.NAMED, Policy.INVOLVED, Policy.CORE)
        ]
        assert seen == sorted(seen)


@given(anything())
def test_nobody_sees_a_case_they_withdrew_for_nor_a_guest_one_they_are_not_invited_for(
    given_: Anything,
):
    made, reader = given_.rule, given_.reader
    for ref in made.ties:
        if made.may_see(reader, ref):
            assert ref not in reader.withdrew_for
            is_guest = reader.kind is ReaderKind.GUEST
            assert not is_guest or ref in reader.invited_for


@given(anything())
def test_what_all_members_see_every_core_agency_sees(given_: Anything):
    made = given_.rule
    core = [code for code, kind in made.agencies.items() if kind is AgencyKind.CORE]
    for ref in made.ties:
        if made.may_see(ALL_MEMBERS, ref):
            assert all(made.may_see(agency(code), ref) for code in core)
