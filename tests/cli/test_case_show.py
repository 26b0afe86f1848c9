"""One case on one screen."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from marg_cli.cli.commands.case.one_screen import LEFT_FREE, fit
from marg_cli.cli.commands.case.sheet import told
from marg_cli.domain.agenda import AgendaItem, AgendaKind
from marg_cli.domain.case import CaseStatus, Involvement, Referral
from marg_cli.domain.meeting import MeetingStatus
from marg_cli.domain.minutes import Entry, Minutes
from marg_cli.services.cases.show import Shown, show
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, an_action, an_agency
from tests.conftest import Marg, Place

TODAY = date(2026, 11, 23)
RESOLVING = "How to keep the tenancy while the damp is mended and somebody trusted can come in."
VIEWS = "I want to stay in my own flat. I do not open the door to people who shout."

SCREEN = """\
M26-001  QF  active, repeat
Resolving  How to keep the tenancy while the damp is mended and somebody trusted can come in.
Person     Quill Fenwick; born 12 May 1984 (42); also Ash O'Dell; 1 Made-up Row; East; NHS 999 000
Referred   3 Sep 2026 by GLOW: Served notice twice
Before     4 Jan 2026 by POL
Override   Cannot wait
Basis      not decided yet: marg case basis M26-001
Themes     homelessness, mental health
Lead       GLOW; case coordinator Wren Thistledown
Agencies   GLOW, POL (Desk 4)
Views      10 Nov 2026: I want to stay in my own flat. I do not open the door to people who shout.
Decision   10 Nov 2026: Hold the notice
Outcome    10 Nov 2026: Review in December
Next slot  Tuesday 8 December 2026 at 10.20am, review
Actions    3 open, 1 overdue
  A1  17 Nov 2026  overdue  GLOW  Wren Thistledown: Ring the landlord
  A2  27 Nov 2026           POL   Wren Thistledown: Visit
  A3  30 Nov 2026           GLOW  Wren Thistledown: Find a plumber
"""


@pytest.fixture(autouse=True)
def _case(store: SqliteStore) -> None:
    case = a_case(
        status=CaseStatus.ACTIVE,
        name="Quill Fenwick",
        born=date(1984, 5, 12),
        aliases=("Ash O'Dell",),
        address="1 Made-up Row",
        nhs="999 000",
        area="East",
        themes=("homelessness", "mental health"),
        resolving=RESOLVING,
        lead_agency="GLOW",
        case_coordinator="Wren Thistledown",
        because="Cannot wait",
    )
    with store.change("test") as change:
        change.save(an_agency(), an_agency(code="POL", name="Police"), case)
        change.save(
            a_referral(1, date(2026, 1, 4), "POL", "Found by the beat team"),
            a_referral(2, date(2026, 9, 3), "GLOW", "Served notice twice"),
            Involvement(case_ref=case.ref, agency="POL", contact="Desk 4"),
            a_meeting(status=MeetingStatus.HELD),
            a_meeting(number=2, held_on=date(2026, 12, 8), at="10:00"),
            a_meeting(number=3, held_on=date(2026, 10, 13), status=MeetingStatus.HELD),
            AgendaItem(meeting=2, case_ref=case.ref, kind=AgendaKind.REVIEW, position=1),
        )
        change.save(Minutes(meeting=1), Minutes(meeting=3))
        change.save(
            an_entry(1, 1, "views", "Said first, put right later"),
            an_entry(2, 1, "views", VIEWS),
            an_entry(3, 1, "decisions", "Hold the notice"),
            an_entry(4, 1, "outcome", "Review in December"),
            an_entry(5, 3, "views", "Typed in later, of an earlier meeting"),
        )
        change.save(
            an_action(case_ref=case.ref),
            an_action(
                number=2, case_ref=case.ref, agency="POL", due_on=date(2026, 11, 27), what="Visit"
            ),
            an_action(
                number=3, case_ref=case.ref, due_on=date(2026, 11, 30), what="Find a plumber"
            ),
        )


def a_referral(number: int, on: date, referrer: str, reason: str) -> Referral:
    return Referral(
        number=number, case_ref="M26-001", referred_on=on, referrer=referrer, reason=reason
    )


def an_entry(number: int, meeting: int, heading: str, text: str) -> Entry:
    return Entry(number=number, meeting=meeting, case_ref="M26-001", heading=heading, text=text)


def screen(shown: Shown, width: int = 80, height: int = 24) -> list[str]:
    page = fit(shown, told(shown, TODAY, room=False), width, height)
    return [f"{line.label}{line.text}".rstrip() for line in page.lines]


def test_a_case_shows_all_that_a_meeting_needs_to_see_of_it(marg: Marg):
    answer = marg("case", "show", "m26-1")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == SCREEN


def test_an_ordinary_case_fits_a_screen_of_80_by_24_with_nothing_cut(store: SqliteStore):
    lines = screen(show(store, "M26-001", on=TODAY))
    assert len(lines) <= 24 - LEFT_FREE
    assert max(map(len, lines)) <= 80
    assert "…" not in "".join(lines)


@pytest.mark.parametrize("height", [24, 20])
def test_a_case_with_long_texts_and_many_actions_is_cut_to_the_screen(
    store: SqliteStore, height: int
):
    with store.change("test") as change:
        change.save(
            *(
                an_action(number=n, case_ref="M26-001", what="Ring again and again " * 9)
                for n in range(4, 20)
            ),
            a_referral(2, date(2026, 9, 3), "GLOW", "Served notice twice. " * 200),
        )
    lines = screen(show(store, "M26-001", on=TODAY), height=height)
    assert len(lines) <= height - LEFT_FREE
    assert "…" in "".join(lines)
    assert lines[0] == "M26-001  QF  active, repeat"
    assert any("A1  17 Nov 2026  overdue" in line for line in lines)


def test_a_case_that_is_not_a_screens_is_still_shown_whole_where_nothing_is_cut(
    marg: Marg, store: SqliteStore
):
    with store.change("test") as change:
        change.save(a_referral(2, date(2026, 9, 3), "GLOW", "Served notice twice. " * 200))
    assert marg("case", "show", "M26-001").out.count("Served notice twice.") == 200


def test_for_the_room_nobody_is_named_and_nothing_anybody_wrote_is_shown(marg: Marg):
    answer = marg("case", "show", "M26-001", "--room")
    assert answer.out == (
        "M26-001  active, repeat\n"
        "Referred   3 Sep 2026 by GLOW\n"
        "Before     4 Jan 2026 by POL\n"
        "Lead       GLOW\n"
        "Agencies   GLOW, POL\n"
        "Next slot  Tuesday 8 December 2026 at 10.20am, review\n"
        "Actions    3 open, 1 overdue\n"
        "  A1  17 Nov 2026  overdue  GLOW\n"
        "  A2  27 Nov 2026           POL\n"
        "  A3  30 Nov 2026           GLOW\n"
    )


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_no_form_of_the_rooms_answer_holds_a_word_that_was_typed(marg: Marg, form: str):
    out = marg("case", "show", "M26-001", "--room", "--format", form).out
    for word in (
        "Quill", "QF", "Ash", "1984", "Made-up", "999", "East", "homeless", "tenancy", "Wren",
        "Desk", "notice", "beat", "flat", "wait", "Review", "landlord",
    ):  # fmt: skip
        assert word not in out


def test_programs_get_the_fields_of_a_list_and_what_else_is_shown(marg: Marg):
    case = marg("case", "show", "M26-001", "--format", "json").json
    (listed,) = marg("case", "list", "--format", "json").json
    assert {field: case[field] for field in listed} == listed
    assert case["views"] == {"on": "2026-11-10", "text": VIEWS}
    assert case["next_slot"] == {"on": "2026-12-08", "at": "10:20", "kind": "review"}
    assert [action["ref"] for action in case["actions"]] == ["A1", "A2", "A3"]
    assert [action["overdue"] for action in case["actions"]] == [True, False, False]


def test_what_nobody_recorded_is_said_not_left_out(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(a_case(ref="M26-002", initials="AB"))
    assert marg("case", "show", "M26-002").out == (
        "M26-002  AB  referred\n"
        "Resolving  [not recorded]\n"
        "Person     [not recorded]\n"
        "Referred   [not recorded]\n"
        "Screening  not done yet: marg case screen M26-002\n"
        "Basis      not decided yet: marg case basis M26-002\n"
        "Lead       [not recorded]; case coordinator [not recorded]\n"
        "Views      [not recorded]\n"
        "Actions    0 open\n"
    )


def test_a_case_nobody_knows_offers_the_near_ones(marg: Marg):
    answer = marg("case", "show", "M26-010")
    assert answer.code == 4
    assert "Did you mean M26-001?" in answer.err


def test_reading_a_case_is_in_the_audit_by_its_reference(marg: Marg, store: SqliteStore):
    marg("case", "show", "m26-1")
    assert [(row.command, row.refs) for row in store.audit.rows()][-1] == ("case show", "M26-001")


DEAR = ("pydantic", "rich", "jinja2", "holidays", "dateutil")


def test_nothing_dear_is_loaded_to_show_a_case_to_a_program(place: Place):
    script = (
        "import os, sys; from marg_cli.cli.app import run; run(sys.argv[1:], os.environ); "
        f"print([name for name in {DEAR!r} if name in sys.modules], file=sys.stderr)"
    )
    for form in ("table", "json"):
        done = subprocess.run(
            [sys.executable, "-c", script, "case", "show", "M26-001", "--format", form],
            env=place.environ,
            capture_output=True,
            text=True,
            check=True,
        )
        assert (done.stderr, "M26-001" in done.stdout) == ("[]\n", True)
