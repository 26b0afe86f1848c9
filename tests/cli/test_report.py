"""`marg report`: the same figures for people, for programs and as a paper."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from marg_cli.cli.bars import Bar, Scale, bar, with_bars
from marg_cli.cli.output import Column
from marg_cli.domain.action import ActionStatus
from marg_cli.domain.meeting import Attendance, AttendanceState, MeetingStatus
from marg_cli.domain.papers.report import AgencyAttendance, AgencyOpen, MonthOfActions
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_meeting, an_action, an_agency
from tests.conftest import Marg, Place
from tests.documents.pages import Page


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("test") as change:
        change.save(
            an_agency(),
            an_agency(code="POL", name="Exampleton Police"),
            an_action(number=1, set_on=date(2026, 10, 13), due_on=date(2026, 11, 30)),
            an_action(number=2),
            an_action(number=3, status=ActionStatus.DONE, closed_on=date(2026, 11, 20)),
            a_meeting(status=MeetingStatus.HELD),
            Attendance(meeting=1, agency="GLOW", state=AttendanceState.PRESENT),
            Attendance(meeting=1, agency="POL", state=AttendanceState.APOLOGIES),
        )


def test_actions_are_counted_by_month_with_bars_beside(marg: Marg):
    answer = marg("report", "actions", "--months", "3")
    assert answer.out.splitlines() == [
        "Month           Opened                        Closed              Done  Not done",
        "September 2026  0                             0                   0     0",
        "October 2026    1       ██████████            0                   0     0",
        "November 2026   2       ████████████████████  1       ▒▒▒▒▒▒▒▒▒▒  1     0",
    ]
    assert answer.err == "3 actions opened, 1 closed. November 2026 is not over yet.\n"


def test_what_is_overdue_is_counted_by_agency(marg: Marg):
    answer = marg("report", "overdue")
    assert answer.out.splitlines()[1] == (
        "GLOW    1        ████████████████████  2            4 working days"
    )
    assert answer.err.startswith("1 of 2 open actions is overdue.\n")


def test_attendance_says_what_its_bars_are_made_of(marg: Marg):
    answer = marg("report", "attendance")
    assert answer.out.splitlines() == [
        "Agency  Present  Apologies  No apology                        Meetings",
        "POL     0        1          0           ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒  1",
        "GLOW    1        0          0           ████████████████████  1",
        "",
        "█ present   ▒ apologies   ░ no apology",
    ]


def test_nothing_recorded_has_a_column_only_where_there_is_such_a_thing(
    marg: Marg, store: SqliteStore
):
    with store.change("test") as change:
        change.save(an_agency(code="FIRE", name="Exampleton Fire & Rescue"))
    out = marg("report", "attendance").out
    assert "Not recorded" in out.splitlines()[0]
    assert out.endswith("· not recorded\n")


def test_programs_get_the_figures_alone(marg: Marg):
    fields = ("month", "opened", "closed", "done", "not_done", "direct", "running")
    october = dict(zip(fields, ("2026-10", 1, 0, 0, 0, 0, False), strict=True))
    november = dict(zip(fields, ("2026-11", 2, 1, 1, 0, 0, True), strict=True))
    months = marg("report", "actions", "--months", "2", "--format", "json").json
    assert months == [october, november]
    assert marg("report", "attendance", "--format", "csv").out.splitlines() == [
        "agency,name,meetings,present,apologies,absent,not_recorded",
        "POL,Exampleton Police,1,0,1,0,0",
        "GLOW,Glow Domestic Abuse Services,1,1,0,0,0",
    ]


@pytest.mark.parametrize(
    ("verb", "kind"),
    [("overdue", AgencyOpen), ("attendance", AgencyAttendance), ("actions", MonthOfActions)],
)
def test_the_fields_programs_get_are_the_same_where_there_is_nothing(
    marg: Marg, store: SqliteStore, verb: str, kind: type[AgencyOpen]
):
    with store.change("test") as change:
        change.remove(*(an_action(number=number) for number in (1, 2, 3)))
        change.save(a_meeting(status=MeetingStatus.PLANNED))
    answer = marg("report", verb, "--format", "csv")
    assert answer.code == 0
    assert answer.out.splitlines()[0].split(",") == list(kind.__slots__)


@pytest.mark.parametrize("months", ["0", "121", "many"])
def test_a_number_of_months_that_makes_no_sense_is_refused(marg: Marg, months: str):
    assert marg("report", "actions", "--months", months).code == 2


@pytest.mark.parametrize(("encoding", "holds"), [("utf-8", "██▒▒"), ("cp1252", "##==")])
def test_bars_are_of_signs_the_stream_can_hold(place: Place, encoding: str, holds: str):
    ran = subprocess.run(
        [sys.executable, "-m", "marg_cli", "report", "attendance"],
        env={**os.environ, **place.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=True,
    )
    first, second = holds[:2], holds[2:]
    said = ran.stdout.decode(encoding)
    assert first in said
    assert second in said
    assert ran.stderr == b""


class Row:
    """Figures of an invented kind."""

    def __init__(self, *parts: int) -> None:
        self.parts = parts


COLUMNS = (Column("", "Name", lambda _: "x" * 20), Bar(lambda row: row.parts))


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(columns))


@pytest.mark.parametrize(("columns", "longest"), [(200, 30), (50, 25), (31, 6)])
def test_bars_are_as_long_as_the_terminal_leaves_room_for(
    monkeypatch: pytest.MonkeyPatch, columns: int, longest: int
):
    on_a_terminal(monkeypatch, columns)
    _, drawn = with_bars([Row(1)], COLUMNS)
    assert drawn.show is not None
    assert len(drawn.show(Row(1))) == longest


def test_in_a_narrow_terminal_the_figures_stand_alone(monkeypatch: pytest.MonkeyPatch):
    on_a_terminal(monkeypatch, 30)
    assert with_bars([Row(1)], COLUMNS) == [COLUMNS[0]]


def test_bars_without_any_figure_are_empty():
    _, drawn = with_bars([Row(0)], COLUMNS)
    assert drawn.show is not None
    assert drawn.show(Row(0)) == ""


@pytest.mark.parametrize(
    ("parts", "most", "room", "seen"),
    [
        ([3, 1, 0, 1], 5, 10, "██████▒▒··"),
        ([3, 1, 0, 1], 5, 9, "███▒·"),
        ([1], 1000, 9, "█"),
        ([1000], 1000, 9, "█████████"),
        ([0, 0, 2], 5, 5, "░░"),
        ([500, 500], 1000, 9, "████▒▒▒▒▒"),
    ],
)
def test_a_bar_is_as_long_as_its_figures(parts: list[int], most: int, room: int, seen: str):
    assert bar(parts, Scale(most, room), "█▒░·") == seen


def test_the_paper_draws_three_charts_and_says_their_figures(marg: Marg, tmp_path: Path):
    out = tmp_path / "report.html"
    answer = marg("report", "render", "--out", str(out))
    assert answer.code == 0, answer.err
    page = Page(out.read_bytes())
    assert [picture["role"] for picture in page.all("svg")] == ["img"] * 3
    assert len(page.all("table")) == 4
    assert "October 2026: opened 1, closed 0. November 2026 (not over yet): opened 2" in page.words
    assert "0 (0%) were to engage the person directly" in page.words


def test_the_paper_is_named_by_its_marking_and_its_day(marg: Marg, tmp_path: Path):
    marg("report", "render", "--as", "md,txt", "--out", str(tmp_path))
    assert {file.name for file in tmp_path.glob("OFFICIAL*")} == {
        "OFFICIAL-SENSITIVE_report_2026-11-23.md",
        "OFFICIAL-SENSITIVE_report_2026-11-23.txt",
    }


def test_a_group_that_has_done_nothing_yet_gets_a_paper_too(
    marg: Marg, store: SqliteStore, tmp_path: Path
):
    with store.change("test") as change:
        change.remove(*(an_action(number=number) for number in (1, 2, 3)))
        change.save(a_meeting(status=MeetingStatus.PLANNED))
    out = tmp_path / "report.html"
    assert marg("report", "render", "--out", str(out)).code == 0
    page = Page(out.read_bytes())
    assert page.all("svg") == []
    for sentence in (
        "No action was opened or closed in this period.",
        "No action is open.",
        "No meeting was held in this period.",
        "No action was set in this period",
    ):
        assert sentence in page.words
    assert "not recorded" not in page.words
