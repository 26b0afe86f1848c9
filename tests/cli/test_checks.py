from __future__ import annotations

import shlex
from datetime import date
from typing import Any

import pytest

from marg_cli.domain.action import ActionNote, NoteKind
from marg_cli.domain.agency import AgencyKind, IsaStatus
from marg_cli.domain.agenda import AgendaItem, AgendaKind
from marg_cli.domain.case import CaseStatus, Referral
from marg_cli.domain.meeting import Attendance, AttendanceState, Declaration, MeetingStatus
from marg_cli.domain.minutes import Entry, Minutes, MinutesStatus
from marg_cli.domain.settings import Setting
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, a_member, an_action, an_agency
from tests.conftest import Marg

PRESENT = AttendanceState.PRESENT
HELD = date(2026, 11, 10)
NEXT = date(2026, 12, 8)
FILLED = {
    "KIND": "continue",
    "...": "Agreed level: high, because she asked for it.",
    "NAME": "Piper Sorrel",
    "CODE": "GLOW",
    "HH:MM": "16:10",
    "WHEN": "15/01/2027",
    "DATE": "2026-11-20",
    "N": "10",
    "CASE": "M26-001",
    "LEVEL": "high",
    "WHOM": "others",
}
"""What a person might put where a command leaves a gap."""

SCREENED = [
    *("--supervision", "yes", "--other-process", "none", "--tried", "Letters"),
    *("--immediate-risk", "no", "--theme", "homelessness"),
]
"""What a person answers who is asked the questions of a screening."""


def a_slot(ref: str, position: int, **changes: Any) -> AgendaItem:
    plain: dict[str, Any] = {
        "meeting": 1,
        "case_ref": ref,
        "kind": AgendaKind.REVIEW,
        "position": position,
    }
    return AgendaItem(**plain | changes)


def entries(*said: tuple[str | None, str, str]) -> list[Entry]:
    return [
        Entry(number=n, meeting=1, case_ref=case, heading=heading, text=text)
        for n, (case, heading, text) in enumerate(said, start=1)
    ]


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    """A group whose register lacks a little of everything."""
    with store.change("test") as change:
        for counter in ("meeting", "entry", "action", "action_note", "declaration", "member"):
            change.number_taken(counter, 20)
        change.save(
            Setting(key="meeting.quorum", value="3"),
            an_agency(isa_status=IsaStatus.SIGNED_OFF),
            an_agency(code="GP", name="Mill Lane Surgery"),
            an_agency(code="PAWS", name="Animal Welfare", kind=AgencyKind.GUEST),
            a_member(),
            a_member(number=2, name="Hazel Orrery", agency="PAWS"),
            a_case(name="Wendell Brackenpipe", aliases=("Pipes",), status=CaseStatus.ACTIVE),
            a_case(ref="M26-002", name="Nora Waraka", status=CaseStatus.ACTIVE),
            a_case(ref="M26-003", name="Odo Fennel"),
            a_case(ref="M26-004", status=CaseStatus.DEFERRED, deferred_until=date(2026, 12, 1)),
            a_case(ref="M26-005", status=CaseStatus.ACTIVE),
            *(
                Referral(
                    number=n, case_ref=f"M26-00{n}", referred_on=HELD, referrer=None, reason=None
                )
                for n in range(1, 6)
            ),
            a_meeting(held_on=HELD, at="10:00", status=MeetingStatus.UNDER_WAY),
            a_slot("M26-002", 1),
            a_slot("M26-001", 2),
            Minutes(meeting=1, started_at="10:02"),
            Attendance(meeting=1, agency="GLOW", member="Wren Thistledown", state=PRESENT),
            Declaration(
                number=1,
                meeting=1,
                member="Wren Thistledown",
                agency="GLOW",
                case_ref="M26-005",
                interest="A cousin of Nora Waraka.",
            ),
            *entries(
                (None, "accuracy", "Agreed. Wendell Brackenpipe to be left out of them."),
                ("M26-001", "views", "Not obtained."),
                ("M26-001", "risks", "Cold and feet."),
                ("M26-001", "decisions", "Refer to MARAC."),
                ("M26-001", "plan", "..."),
                ("M26-002", "information", "Seen with Wendell Brackenpipe at the bandstand."),
                ("M26-005", "outcome", "Not reached."),
            ),
            an_action(case_ref="M26-001", meeting=1, due_on=HELD, owner=None, set_on=HELD),
            an_action(number=2, case_ref="M26-005", meeting=1, set_on=HELD, what="Ask Nora Waraka"),
            an_action(number=3, owner=None, due_on=date(2026, 12, 20), intended="Peace"),
            ActionNote(
                number=1,
                action=3,
                case_ref=None,
                kind=NoteKind.PROGRESS,
                made_on=HELD,
                text="Wendell Brackenpipe rang.",
            ),
        )


@pytest.fixture
def planned(store: SqliteStore) -> None:
    """The meeting after it, of which little is settled."""
    with store.change("test") as change:
        change.save(
            a_meeting(held_on=HELD, at="10:00", status=MeetingStatus.HELD, amending=True),
            Minutes(meeting=1, status=MinutesStatus.FINAL, started_at="10:02", because="Looked at"),
            a_meeting(number=2, held_on=NEXT, at="13:40"),
            a_slot("M26-001", 1, meeting=2, at="13:45", minutes=120),
            a_slot("M26-003", 2, meeting=2, guest=2),
        )


def mended(marg: Marg, *check: str) -> list[str]:
    """Do what each finding says, again and again until nothing is found; what was typed."""
    typed: list[str] = []
    for _ in range(5):
        findings = marg(*check, "--format", "json").json
        if not findings:
            return typed
        for finding in findings:
            words = shlex.split(finding["mend"])
            assert words.pop(0) == "marg"
            more = SCREENED if words[:2] == ["case", "screen"] else []
            answer = marg(*[FILLED.get(word, word) for word in words], *more)
            assert answer.code == 0, (finding["mend"], answer)
            typed.append(finding["mend"])
    raise AssertionError(findings)


def test_doing_what_each_finding_of_the_minutes_says_mends_them_all(marg: Marg):
    first = marg("minutes", "check", "--format", "json").json
    assert len(first) > 25
    typed = mended(marg, "minutes", "check")
    assert {finding["mend"] for finding in first} - set(typed) == set()
    assert marg("minutes", "check").code == 0


@pytest.mark.usefixtures("planned")
def test_doing_what_each_finding_of_the_agenda_says_mends_them_all(marg: Marg):
    assert len(marg("agenda", "check", "--format", "json").json) > 15
    mended(marg, "agenda", "check")
    answer = marg("agenda", "check")
    assert answer.code == 0
    assert answer.out == "Nothing is missing in the agenda of Tuesday 8 December 2026.\n"


@pytest.fixture
def final(marg: Marg, store: SqliteStore) -> None:
    """The minutes as they are, made final, and the next meeting."""
    with store.change("test") as change:
        change.save(a_meeting(number=2, held_on=NEXT, at="13:40"), a_slot("M26-001", 1, meeting=2))
    assert marg("minutes", "finalise", "2026-11-10", "--yes").code == 0


@pytest.mark.usefixtures("final")
def test_what_final_minutes_hold_is_corrected_and_no_longer_edited(marg: Marg):
    mends = [f["mend"] for f in marg("agenda", "check", "--format", "json").json]
    assert 'marg correct A2 what "..." --because "..."' in mends
    mended(marg, "agenda", "check")
    of_final = marg("minutes", "check", "2026-11-10", "--format", "json").json
    offered = [finding["mend"] for finding in of_final]
    assert 'marg correct E6 text "..." --because "..."' in offered
    edited = {mend.split()[1] for mend in offered if mend.split()[2] == "edit"}
    assert edited <= {"meeting", "attendance"}


@pytest.mark.usefixtures("final")
def test_of_final_minutes_it_is_said_how_they_are_opened(marg: Marg):
    answer = marg("minutes", "check", "2026-11-10")
    assert answer.code == 3
    assert "open them: marg minutes amend 2026-11-10 --because TEXT" in answer.err


def test_findings_end_with_their_own_exit_code_and_say_how_to_look_again(marg: Marg):
    answer = marg("minutes", "check")
    assert answer.code == 3
    assert "look again with: marg minutes check 2026-11-10" in answer.err


def test_the_general_part_comes_first_then_cases_as_on_the_agenda(marg: Marg):
    findings = marg("minutes", "check", "--format", "json").json
    assert list(dict.fromkeys(finding["case"] for finding in findings)) == [
        None,
        "M26-002",
        "M26-001",
        "M26-005",
    ]
    headings = [line for line in marg("minutes", "check").out.splitlines() if line]
    assert headings[0] == "general"
    assert [line for line in headings if line.startswith("M26-00")][:3] == [
        "M26-002",
        "M26-001",
        "M26-005",
    ]


def test_a_name_is_the_first_thing_said_of_a_case(marg: Marg):
    findings = marg("minutes", "check", "--format", "json").json
    first = next(finding for finding in findings if finding["case"] == "M26-002")
    assert first["finding"] == "A person's full name stands here: write M26-001 instead."
    assert first["entry"] == "E6"


def test_programs_get_the_same_fields_also_when_nothing_is_found(marg: Marg):
    fields = "case,heading,finding,mend,entry,action"
    assert marg("minutes", "check", "--format", "csv").out.splitlines()[0] == fields
    mended(marg, "minutes", "check")
    answer = marg("minutes", "check", "--format", "csv")
    assert (answer.code, answer.out.splitlines()) == (0, [fields])
    assert marg("minutes", "check", "--format", "json").json == []


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize("paper", ["minutes", "agenda"])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_no_check_repeats_a_name_or_what_was_recorded(marg: Marg, paper: str, form: str):
    answer = marg(paper, "check", "--format", form)
    said = answer.out + answer.err + marg("audit", "list", "--format", "json").out
    for word in ("Brackenpipe", "Waraka", "Pipes", "Cold and feet", "MARAC", "cousin"):
        assert word not in said


def test_the_audit_says_that_minutes_were_looked_through(marg: Marg):
    marg("minutes", "check")
    row = marg("audit", "list", "--format", "json").json[-1]
    assert row["command"] == "minutes check"


@pytest.mark.usefixtures("planned")
def test_a_command_names_the_meeting_once_it_is_not_under_way(marg: Marg):
    findings = marg("minutes", "check", "2026-11-10", "--format", "json").json
    (record,) = [f["mend"] for f in findings if (f["case"], f["heading"]) == ("M26-002", "views")]
    assert record == 'marg view add M26-002 "..." --by CODE --how "..." --meeting 2026-11-10'


def test_headings_that_may_be_empty_are_listed_and_do_not_count(marg: Marg):
    mended(marg, "minutes", "check")
    answer = marg("minutes", "check")
    assert answer.code == 0
    assert answer.out.startswith("Nothing is missing in the minutes of")
    assert "M26-002  discussion, barriers, capacity\n" in answer.out


def test_minutes_that_are_not_started_cannot_be_checked(marg: Marg, planned: None):  # noqa: ARG001
    assert marg("minutes", "check", "2026-12-08").code == 5


def test_a_groups_own_word_for_a_level_is_a_level(marg: Marg):
    def risks() -> list[str]:
        findings = marg("minutes", "check", "--format", "json").json
        found = [f for f in findings if (f["case"], f["heading"]) == ("M26-001", "risks")]
        return [finding["finding"] for finding in found]

    marg("minutes", "record", "M26-001", "risks", "Agreed: tier two.")
    assert risks() == ["The risks have no agreed level, and no dissent is noted."]
    marg("config", "set", "words.medium", "Tier two")
    assert risks() == []


def test_an_owner_who_is_a_person_of_a_case_is_found(marg: Marg):
    marg("action", "add", "M26-002", "Ring", "-a", "GLOW", "-o", "Nora Waraka", "-d", "friday")
    findings = marg("minutes", "check", "--format", "json").json
    (mend,) = [finding["mend"] for finding in findings if finding["action"] == "A21"][:1]
    assert mend == "marg action reassign A21 --agency GLOW --owner NAME"
