"""The figures of the group's work: what counts where, and what does not count at all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from marg_cli.domain.action import Action, ActionStatus, ClosedBecause
from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.meeting import Attendance, AttendanceState, MeetingStatus
from marg_cli.domain.papers.report import AgencyAttendance, MonthOfActions
from marg_cli.services import report
from marg_cli.services.papers.report import report_paper
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, an_action, an_agency

TODAY = date(2026, 11, 23)
SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, month, 1) for month in (9, 10, 11))
PRESENT, APOLOGIES, ABSENT = AttendanceState


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("test") as change:
        change.save(
            an_agency(),
            an_agency(code="HOU", name="Exampleton Housing"),
            an_agency(code="ASSO", name="An associate", kind=AgencyKind.ASSOCIATE),
            a_case(),
        )


def keep(store: SqliteStore, *things: Any) -> None:
    with store.change("test") as change:
        change.save(*things)


def done(number: int, on: date, **changes: Any) -> Action:
    return an_action(number=number, status=ActionStatus.DONE, closed_on=on, **changes)


def not_done(number: int, on: date) -> Action:
    because = {"closed_because": ClosedBecause.AGENCY}
    return an_action(number=number, status=ActionStatus.NOT_DONE, closed_on=on, **because)


def months(store: SqliteStore, how_many: int = 3, on: date = TODAY) -> list[MonthOfActions]:
    return report.actions(store, months=how_many, on=on)


def came(store: SqliteStore, on: date = TODAY) -> dict[str, AgencyAttendance]:
    return {each.agency: each for each in report.attendance(store, months=3, on=on)}


def line(meeting: int, state: AttendanceState, **changes: Any) -> Attendance:
    plain: dict[str, Any] = {"meeting": meeting, "agency": "GLOW", "state": state}
    return Attendance(**plain | changes)


def held(number: int, on: date, **changes: Any) -> Any:
    return a_meeting(**{"number": number, "held_on": on, "status": MeetingStatus.HELD} | changes)


def test_a_month_in_which_nothing_happened_is_there(store: SqliteStore):
    assert [month.month for month in months(store)] == [SEPTEMBER, OCTOBER, NOVEMBER]
    assert [month.opened + month.closed for month in months(store)] == [0, 0, 0]


def test_an_action_counts_where_it_was_set_and_again_where_it_was_closed(store: SqliteStore):
    keep(store, done(1, date(2026, 11, 1), set_on=date(2026, 10, 31)))
    september, october, november = months(store)
    assert (september.opened, october.opened, november.opened) == (0, 1, 0)
    assert (september.closed, october.closed, november.closed) == (0, 0, 1)


def test_closed_is_done_and_not_done_together(store: SqliteStore):
    day = date(2026, 11, 20)
    keep(store, done(1, day), done(2, day), not_done(3, day))
    *_, november = months(store)
    assert (november.closed, november.done, november.not_done) == (3, 2, 1)


def test_what_lies_before_the_first_month_or_after_today_does_not_count(store: SqliteStore):
    keep(
        store,
        an_action(number=1, set_on=date(2026, 8, 31)),
        an_action(number=2, set_on=date(2026, 9, 1)),
        an_action(number=3, set_on=TODAY),
        an_action(number=4, set_on=date(2026, 11, 24)),
        done(5, date(2026, 11, 24), set_on=date(2026, 8, 31)),
    )
    assert [month.opened for month in months(store)] == [1, 0, 1]
    assert [month.closed for month in months(store)] == [0, 0, 0]


def test_months_go_back_over_the_new_year(store: SqliteStore):
    found = months(store, 3, date(2026, 1, 31))
    assert [month.month.isoformat()[:7] for month in found] == ["2025-11", "2025-12", "2026-01"]


@pytest.mark.parametrize(("day", "running"), [(29, True), (30, False)])
def test_a_month_is_running_until_its_last_day(store: SqliteStore, day: int, running: bool):
    *earlier, november = months(store, 3, date(2026, 11, day))
    assert november.running is running
    assert not any(month.running for month in earlier)


def test_overdue_begins_after_the_due_day_and_is_counted_in_working_days(store: SqliteStore):
    keep(
        store,
        an_action(number=1, due_on=TODAY, agency="HOU"),
        an_action(number=2, due_on=date(2026, 11, 20)),
        an_action(number=3, due_on=date(2026, 11, 13)),
    )
    glow, housing = report.overdue(store, on=TODAY)
    assert (glow.agency, glow.open, glow.overdue, glow.longest) == ("GLOW", 2, 2, 6)
    assert (housing.agency, housing.open, housing.overdue, housing.longest) == ("HOU", 1, 0, 0)
    assert housing.name == "Exampleton Housing"


def test_of_agencies_with_as_many_overdue_the_longest_comes_first(store: SqliteStore):
    keep(
        store,
        an_action(number=1, due_on=date(2026, 11, 20)),
        an_action(number=2, due_on=date(2026, 11, 2), agency="HOU"),
    )
    assert [each.agency for each in report.overdue(store, on=TODAY)] == ["HOU", "GLOW"]


def test_an_agency_without_an_open_action_is_not_listed(store: SqliteStore):
    keep(store, done(1, TODAY))
    assert report.overdue(store, on=TODAY) == []


def test_one_line_of_an_agency_is_enough_to_be_present(store: SqliteStore):
    keep(
        store,
        held(1, date(2026, 10, 13)),
        line(1, APOLOGIES, member="Wren Thistledown"),
        line(1, PRESENT, member="Bramble Fennimore", deputy_for="Wren Thistledown"),
        line(1, ABSENT, member="Ash Quill"),
    )
    assert (came(store)["GLOW"].present, came(store)["GLOW"].apologies) == (1, 0)


def test_the_four_ways_of_attending_make_up_the_meetings(store: SqliteStore):
    days = [date(2026, 9, 8), date(2026, 10, 13), date(2026, 11, 10), date(2026, 11, 17)]
    keep(store, *(held(number, day) for number, day in enumerate(days)))
    keep(store, line(0, PRESENT), line(1, APOLOGIES), line(2, ABSENT))
    glow = came(store)["GLOW"]
    assert (glow.present, glow.apologies, glow.absent, glow.not_recorded) == (1, 1, 1, 1)
    assert glow.meetings == 4


@pytest.mark.parametrize(
    ("on", "status", "counts"),
    [
        (date(2026, 8, 31), MeetingStatus.HELD, False),
        (date(2026, 9, 1), MeetingStatus.HELD, True),
        (date(2026, 11, 10), MeetingStatus.UNDER_WAY, True),
        (date(2026, 11, 10), MeetingStatus.PLANNED, False),
        (date(2026, 11, 10), MeetingStatus.CANCELLED, False),
        (TODAY, MeetingStatus.HELD, True),
        (date(2026, 11, 24), MeetingStatus.HELD, False),
    ],
)
def test_meetings_that_took_place_in_the_period_count(
    store: SqliteStore, on: date, status: MeetingStatus, counts: bool
):
    keep(store, held(1, on, status=status), line(1, PRESENT))
    assert [each.present for each in came(store).values() if each.agency == "GLOW"] == [1] * counts


def test_only_core_agencies_are_counted_and_none_after_it_retired(store: SqliteStore):
    keep(
        store,
        an_agency(code="HOU", name="Exampleton Housing", retired_on=date(2026, 10, 13)),
        held(1, date(2026, 9, 8)),
        held(2, date(2026, 10, 13)),
        line(1, PRESENT, agency="ASSO"),
    )
    assert {code: each.meetings for code, each in came(store).items()} == {"GLOW": 2, "HOU": 1}


def test_the_paper_has_no_months_before_the_first_in_which_something_happened(store: SqliteStore):
    keep(store, an_action(number=1, set_on=OCTOBER))
    paper = report_paper(store, months=12, on=TODAY)
    assert [month.month for month in paper.months] == [OCTOBER, NOVEMBER]
    assert (paper.since, paper.until) == (date(2025, 12, 1), TODAY)


def test_the_share_of_direct_engagements_is_of_the_actions_set_in_the_period(store: SqliteStore):
    keep(
        store,
        an_action(number=1, direct=True, set_on=date(2026, 8, 1)),
        *(an_action(number=number, direct=number == 2) for number in range(2, 6)),
    )
    share = report_paper(store, months=3, on=TODAY).direct
    assert (share.opened, share.direct, share.percent, share.one_more) == (4, 1, 25, 25)


def test_nothing_set_has_no_share(store: SqliteStore):
    share = report_paper(store, months=3, on=TODAY).direct
    assert (share.opened, share.percent, share.one_more) == (0, None, None)


def test_every_reading_is_in_the_audit_and_names_no_reference(store: SqliteStore):
    keep(store, an_action(number=1, case_ref="M26-001"))
    months(store)
    report.overdue(store, on=TODAY)
    came(store)
    report_paper(store, months=3, on=TODAY)
    *_, first, second, third, fourth = store.audit.rows()
    assert [first.command, second.command] == ["report actions", "report overdue"]
    assert [third.command, fourth.command] == ["report attendance", "report render"]
    assert "M26" not in "".join(row.refs for row in (first, second, third, fourth))
