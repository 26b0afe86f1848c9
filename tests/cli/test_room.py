from __future__ import annotations

from datetime import date

import pytest

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.agenda import AgendaItem, AgendaKind
from marg_cli.domain.case import CaseStatus, Involvement
from marg_cli.domain.meeting import MeetingStatus
from marg_cli.domain.minutes import Minutes
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, a_member, an_action, an_agency
from tests.conftest import Marg

DUE = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("test") as change:
        change.save(
            an_agency(),
            an_agency(code="HSOL", name="Housing"),
            an_agency(code="PAWS", name="Paws", kind=AgencyKind.GUEST),
            a_member(),
            a_member(number=2, name="Wren Alder", agency="PAWS"),
            a_case(status=CaseStatus.ACTIVE),
            a_case(ref="M26-002", initials="RT", status=CaseStatus.REFERRED),
            Involvement(case_ref="M26-001", agency="HSOL"),
            Involvement(case_ref="M26-001", agency="GLOW"),
            Involvement(case_ref="M26-002", agency="GLOW"),
            an_action(number=1, case_ref="M26-001", due_on=DUE, first_due_on=DUE),
            an_action(number=2, case_ref="M26-002", due_on=DUE, first_due_on=DUE),
            an_action(number=3, case_ref=None, due_on=DUE, first_due_on=DUE),
            a_meeting(held_on=date(2026, 11, 23), status=MeetingStatus.UNDER_WAY),
            Minutes(meeting=1),
            AgendaItem(meeting=1, case_ref="M26-001", position=1, kind=AgendaKind.REVIEW, guest=2),
        )


def overdue(marg: Marg) -> list[str]:
    answer = marg("action", "overdue", "--room", "--format", "json")
    return sorted(action["ref"] for action in answer.json)


def test_core_members_see_every_case_where_the_group_shares_so(marg: Marg):
    assert overdue(marg) == ["A1", "A2", "A3"]
    marg("attendance", "set", "GLOW", "present")
    marg("attendance", "set", "HSOL", "present")
    assert overdue(marg) == ["A1", "A2", "A3"]
    assert marg("case", "show", "M26-002", "--room").code == 0


def test_it_shrinks_at_once_when_a_guest_arrives_and_grows_when_they_leave(marg: Marg):
    marg("attendance", "set", "GLOW", "present")
    marg("attendance", "set", "PAWS", "present", "--member", "2", "--arrived", "10:20")
    assert overdue(marg) == ["A1"]
    refused = marg("case", "show", "M26-002", "--room")
    assert refused.code == 5
    assert "M26-002 is not for everybody in the room." in refused.err
    assert refused.out == ""
    assert marg("case", "show", "M26-001", "--room").code == 0
    marg("attendance", "set", "PAWS", "present", "--member", "2", "--left", "10:40")
    assert overdue(marg) == ["A1", "A2", "A3"]


def test_among_agencies_involved_it_is_what_all_of_them_may_see(marg: Marg):
    assert marg("config", "set", "sharing.policy", "involved").code == 0
    assert overdue(marg) == ["A1", "A3"]
    marg("attendance", "set", "GLOW", "present")
    assert overdue(marg) == ["A1", "A2", "A3"]
    marg("attendance", "set", "HSOL", "present")
    assert overdue(marg) == ["A1", "A3"]


def test_a_member_who_withdrew_for_a_case_does_not_see_it(marg: Marg):
    marg("attendance", "set", "GLOW", "present", "--member", "1")
    marg("attendance", "declare", "1", "M26-001", "A cousin")
    assert overdue(marg) == ["A2", "A3"]


def test_the_status_names_no_case_that_somebody_present_may_not_see(marg: Marg):
    assert marg("case", "refer-again", "M26-002", "--reason", "x").code in {0, 5}
    before = marg("status", "--room", "--format", "json").json["waiting"]
    marg("attendance", "set", "PAWS", "present", "--member", "2")
    after = marg("status", "--room", "--format", "json").json["waiting"]
    assert "M26-002" not in {waits["case"] for waits in after}
    assert len(after) <= len(before)


def checked(marg: Marg, *command: str) -> set[str | None]:
    answer = marg(*command, "--room", "--format", "json")
    assert answer.code in {0, 3}, answer.err
    return {finding["case"] for finding in answer.json}


@pytest.mark.parametrize("command", [("minutes", "check"), ("agenda", "check", "-m", "2026-11-23")])
def test_a_check_says_nothing_of_a_case_that_somebody_present_may_not_see(
    marg: Marg, command: tuple[str, ...]
):
    marg("agenda", "add", "M26-002", "--meeting", "2026-11-23")
    for ref in ("M26-001", "M26-002"):
        marg("minutes", "record", ref, "why", "x")
    assert {"M26-001", "M26-002"} <= checked(marg, *command)
    marg("attendance", "set", "PAWS", "present", "--member", "2")
    assert checked(marg, *command) == {"M26-001"}
