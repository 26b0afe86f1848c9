"""What `list` writes for programs is read again, its worked-out fields passed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from marg_cli.cli.programs import csv_list, json_list
from marg_cli.services.actions.view import ActionView
from marg_cli.services.agencies.view import AgencyView, Agreement, Trained
from marg_cli.services.cases.view import AgencyInvolved, CaseView
from marg_cli.services.meetings.view import Attended, MeetingView
from marg_cli.services.members.view import MemberView
from tests.exchange.files import reading

DAY = date(2026, 12, 8)

LISTS: dict[str, Sequence[Any]] = {
    "cases": [
        CaseView(
            "M26-004", "closed", "NW", DAY, "WICK", "EBB", "Fergus", ("pets", "debt"), True,
            [AgencyInvolved("EBB", None, True), AgencyInvolved("POL", "Ann", False)], 3, DAY,
        )
    ],
    "actions": [
        ActionView(
            "A7", None, "=Ring; then visit", "GLOW", None, DAY, DAY, 0, "not_done", True, DAY,
            None, "-nothing", "agency", False, 0, 2, True,
        )
    ],
    "agencies": [
        AgencyView(
            "GLOW", "Glow", "core", None, Agreement("signed off", DAY, None, "Ann", True, None),
            5, ["Ann", "Bo"], None, None, [Trained(DAY, None, 5)],
        )
    ],
    "members": [MemberView(3, "Ann", "GLOW", None, "ann@glow.example", "Bo", None, ["Cy"])],
    "meetings": [
        MeetingView(DAY, "10:00", "Hall", "planned", ["M26-004"],
                    [Attended("GLOW", None, "present", None)], "Mo", None)
    ],
}  # fmt: skip


@pytest.mark.parametrize("noun", LISTS)
def test_a_list_written_as_csv_is_read_back(noun: str, capsys: pytest.CaptureFixture[str]):
    csv_list(LISTS[noun], ())
    found = reading(capsys.readouterr().out, "list.csv")
    assert not [problem for problem in found.problems if problem.fatal]
    assert len(getattr(found, noun)) == 1


@pytest.mark.parametrize("noun", LISTS)
def test_a_list_written_as_json_is_read_back(noun: str, capsys: pytest.CaptureFixture[str]):
    json_list(LISTS[noun])
    found = reading(capsys.readouterr().out, "list.json")
    assert found.problems == ()
    assert len(getattr(found, noun)) == 1


def test_a_case_of_a_list_says_what_is_kept(capsys: pytest.CaptureFixture[str]):
    csv_list(LISTS["cases"], ())
    case = reading(capsys.readouterr().out).cases[0]
    assert (case.ref, case.status, case.themes) == ("M26-004", "closed", ("pets", "debt"))
    assert ([a.code for a in case.agencies], case.lead) == (["EBB", "POL"], "EBB")


def test_texts_of_a_list_lose_the_apostrophe_that_guarded_them(
    capsys: pytest.CaptureFixture[str],
):
    csv_list(LISTS["actions"], ())
    action = reading(capsys.readouterr().out).actions[0]
    assert (action.what, action.outcome) == ("=Ring; then visit", "-nothing")


def test_a_list_that_shows_only_a_part_is_passed_over_and_told(
    capsys: pytest.CaptureFixture[str],
):
    csv_list(LISTS["meetings"], ())
    found = reading(capsys.readouterr().out)
    assert [(p.field, p.fatal) for p in found.problems] == [("attendance", False)]
    assert found.meetings[0].attendance == ()


def test_training_of_a_list_in_json_comes_back_whole(capsys: pytest.CaptureFixture[str]):
    json_list(LISTS["agencies"])
    (held,) = reading(capsys.readouterr().out).agencies[0].trained
    assert (held.on, held.count) == (DAY, 5)
