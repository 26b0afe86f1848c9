from __future__ import annotations

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from marg_cli.domain.agency import Agency, IsaStatus, Member, read_code, read_email
from marg_cli.errors import Refused, UsageRefused
from marg_cli.services.exchange.values import Code
from tests.builders import a_member, an_agency

MAY = date(2026, 5, 1)
NEXT_MAY = date(2027, 5, 1)


def signed_off(**changes: object) -> Agency:
    return an_agency(isa_status=IsaStatus.SIGNED_OFF, isa_signed_on=MAY, **changes)


def test_an_agreement_is_still_in_force_on_its_review_day_and_not_on_the_day_after():
    agency = signed_off(isa_review_on=NEXT_MAY)
    assert agency.isa_in_force(NEXT_MAY)
    assert not agency.isa_in_force(date(2027, 5, 2))


def test_an_agreement_without_a_review_day_stays_in_force():
    assert signed_off().isa_in_force(date(2099, 1, 1))


@pytest.mark.parametrize("status", sorted(set(IsaStatus) - {IsaStatus.SIGNED_OFF}))
def test_only_an_agreement_signed_off_is_in_force(status: IsaStatus):
    assert not an_agency(isa_status=status, isa_signed_on=MAY).isa_in_force(MAY)


def test_signing_anew_takes_the_old_review_day_away():
    again = signed_off(isa_review_on=NEXT_MAY).signed(date(2027, 6, 1))
    assert (again.isa_signed_on, again.isa_review_on) == (date(2027, 6, 1), None)


def test_a_signing_day_noted_once_more_leaves_the_review_day():
    assert signed_off(isa_review_on=NEXT_MAY).signed(MAY).isa_review_on == NEXT_MAY


def test_an_agreement_under_discussion_has_no_signing_day():
    with pytest.raises(Refused, match="GLOW's agreement is at: discussion"):
        an_agency(isa_status=IsaStatus.DISCUSSION).signed(MAY)


def test_a_review_is_not_due_before_the_signing():
    assert signed_off().reviewed_by(MAY).isa_review_on == MAY
    with pytest.raises(Refused):
        signed_off().reviewed_by(date(2026, 4, 30))


def test_an_agency_retires_once_and_can_come_back():
    retired = an_agency().retired(MAY)
    assert retired.retired_on == MAY
    assert retired.back() == an_agency()
    with pytest.raises(Refused):
        retired.retired(NEXT_MAY)
    with pytest.raises(Refused):
        an_agency().back()


WREN = a_member(number=1)
ASH = a_member(number=2, name="Ash Quill")


def test_a_deputy_stands_in_for_a_member_of_the_same_agency():
    assert ASH.standing_in_for(WREN).deputy_for == 1


@pytest.mark.parametrize(
    ("whom", "said"),
    [
        (ASH, "Nobody is their own deputy"),
        (a_member(number=3, agency="POL"), "one of GLOW cannot stand in for one of POL"),
        (a_member(number=3, deputy_for=1), "a deputy has no deputy"),
        (a_member(number=3, left_on=MAY), "has left"),
    ],
)
def test_nobody_stands_in_for(whom: Member, said: str):
    with pytest.raises(Refused, match=said):
        ASH.standing_in_for(whom)


def test_a_deputy_who_follows_the_member_is_a_deputy_no_more():
    assert ASH.standing_in_for(WREN).following(WREN).deputy_for is None


def test_who_follows_a_deputy_keeps_their_own_place():
    deputy = ASH.standing_in_for(WREN)
    pip = a_member(number=3, deputy_for=1)
    assert pip.following(deputy).deputy_for == 1
    assert WREN.following(deputy) == WREN


@pytest.mark.parametrize(
    "successor",
    [WREN, a_member(number=3, agency="POL"), a_member(number=3, left_on=MAY)],
    ids=["themselves", "another agency's", "one who left"],
)
def test_a_member_is_not_followed_by(successor: Member):
    with pytest.raises(Refused):
        successor.following(WREN)


def test_a_member_leaves_once_and_can_come_back():
    left = WREN.left(MAY)
    assert left.left_on == MAY
    assert left.back() == WREN
    with pytest.raises(Refused):
        left.left(NEXT_MAY)
    with pytest.raises(Refused):
        WREN.back()


@pytest.mark.parametrize("text", ["glow", " GLOW ", "A&E", "CP-1", "X_1", "7", "LONGESTCODE1"])
def test_a_code_is_read_in_capitals_and_an_import_takes_it_too(text: str):
    assert read_code(text) == text.strip().upper()
    assert TypeAdapter(Code).validate_python(text) == read_code(text)


@pytest.mark.parametrize("text", ["", "a b", "-A", "&", "LONGESTCODE12", "GLÖW", "[x]", "A\nB"])
def test_what_is_no_code_is_refused_and_an_import_refuses_it_too(text: str):
    with pytest.raises(UsageRefused):
        read_code(text)
    with pytest.raises(ValidationError):
        TypeAdapter(Code).validate_python(text)


def test_an_address_has_one_at_and_no_spaces():
    assert read_email(" wren@glow.example ") == "wren@glow.example"
    for text in ("wren", "wren@", "@glow", "wren @glow.example", "a@b@c"):
        with pytest.raises(UsageRefused):
            read_email(text)
