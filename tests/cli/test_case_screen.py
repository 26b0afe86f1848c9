"""A case is screened, judged, and asked again for every meeting it is listed at."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from marg_cli.cli.session import Session
from marg_cli.domain.agenda import AgendaItem, AgendaKind
from marg_cli.domain.case import CaseStatus, Referral
from marg_cli.domain.meeting import MeetingStatus
from marg_cli.domain.referral.answers import ReferralAnswers
from marg_cli.domain.screening import Screening
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, an_agency
from tests.conftest import Answer, Marg

NEXT = date(2026, 12, 8)
NO_BASIS = "Sharing: no basis is decided yet: marg case basis M26-001"
PASSES = {
    "--supervision": "yes",
    "--other-process": "none",
    "--tried": "Two hostels",
    "--immediate-risk": "no",
}


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("test") as change:
        change.number_taken("referral", 1)
        change.save(
            an_agency(),
            a_case(themes=("homelessness",)),
            Referral(
                number=1,
                case_ref="M26-001",
                referred_on=date(2026, 11, 16),
                referrer="GLOW",
                reason="Rent",
            ),
            a_meeting(status=MeetingStatus.HELD),
            a_meeting(number=2, held_on=NEXT, at="10:00"),
        )


def screen(marg: Marg, *more: str, **changes: str) -> Answer:
    """Screen M26-001 so that it passes, but for what changes."""
    answers = PASSES | {f"--{name.replace('_', '-')}": text for name, text in changes.items()}
    words = [word for answer in answers.items() for word in answer]
    return marg("case", "screen", "M26-001", *words, *more)


def listed(store: SqliteStore, *meetings: int) -> None:
    with store.change("test") as change:
        change.save(
            *(
                AgendaItem(meeting=n, case_ref="M26-001", kind=AgendaKind.NEW, position=1)
                for n in meetings
            )
        )


def status(marg: Marg) -> str:
    return str(marg("case", "show", "M26-001", "--format", "json").json["status"])


def test_a_case_that_passes_is_screened_and_says_how_to_take_it_on(marg: Marg):
    answer = screen(marg)
    assert answer.code == 0
    assert answer.err == (
        f"{NO_BASIS}\nM26-001 screened: it passes. Take it on with: marg case accept M26-001\n"
    )
    assert status(marg) == "screened"
    assert marg("case", "accept", "M26-001").code == 0


def test_a_case_that_fails_says_why_and_waits_for_the_chair(marg: Marg):
    answer = screen(marg, supervision="no", tried="nothing")
    assert answer.err.splitlines() == [
        "It does not pass: it has not been through case supervision.",
        "It does not pass: business as usual has not been tried.",
        NO_BASIS,
        (
            "M26-001 screened: it does not pass. Put it off with: marg case defer M26-001    "
            "If the chair takes it on all the same: marg case accept M26-001 --override TEXT"
        ),
    ]
    refused = marg("case", "accept", "M26-001")
    assert refused.code == 5
    assert "does not pass its screening" in refused.err
    assert marg("case", "accept", "M26-001", "--override", "Frost").code == 0
    shown = marg("case", "show", "M26-001").out
    assert "Override   Frost\n" in shown
    assert "Screening  23 Nov 2026: does not pass: it has not been through case" in shown


def test_programs_get_the_screening_with_its_verdict(marg: Marg):
    said = screen(marg, "--format", "json", other_process="marac, none").json
    assert (said["case"], said["on"], said["meeting"]) == ("M26-001", "2026-11-23", None)
    assert (said["other_process"], said["passes"], len(said["fails_because"])) == (
        "MARAC",
        False,
        1,
    )


def test_without_a_terminal_what_is_missing_is_named(marg: Marg):
    refused = marg("case", "screen", "M26-001", "--supervision", "yes")
    assert refused.code == 2
    assert "--tried none|TEXT, --immediate-risk no|TEXT" in refused.err
    assert "--supervision" not in refused.err
    assert marg("case", "screen", "M26-001", "--same").code == 2
    assert screen(marg, supervision="perhaps").code == 2


def test_an_immediate_risk_is_said_loudly_and_again_until_somebody_was_told(
    marg: Marg, store: SqliteStore
):
    listed(store, 2)
    loud = screen(marg, immediate_risk="yes: he is at the door").err
    assert "IMMEDIATE RISK" in loud
    assert "police, MASH, a GP or crisis services (ToR 1.5)" in loud
    assert "At risk now   nobody is said to be told of M26-001" in marg("status").out
    assert "NOBODY IS SAID TO HAVE BEEN TOLD" in marg("case", "show", "M26-001").out
    assert [c["ref"] for c in marg("case", "list", "--to-screen", "--format", "json").json] == [
        "M26-001"
    ]
    of_case = [f for f in marg("agenda", "check", "--format", "json").json if f["case"]]
    assert of_case[0]["heading"] == "immediate risk"
    told = marg("case", "screen", "M26-001", "--same", "--reported-to", "Police, 23 November")
    assert told.code == 0
    assert "IMMEDIATE RISK" not in told.err
    assert "At risk now" not in marg("status").out
    (kept,) = store.screenings.listed()
    assert (kept.immediate_risk, kept.reported_to) == ("he is at the door", "Police, 23 November")


def test_a_case_is_asked_again_for_each_meeting_and_what_changed_is_told(
    marg: Marg, store: SqliteStore
):
    screen(marg, "--on", "2026-11-18")
    with store.change("test") as change:
        change.save(a_meeting(number=3, held_on=date(2026, 11, 20), status=MeetingStatus.HELD))
    assert marg("case", "accept", "M26-001").code == 0
    listed(store, 3, 2)
    asked = [f["finding"] for f in marg("agenda", "check", "--format", "json").json]
    assert "The screening questions were not asked again for this meeting." in asked
    again = marg("case", "screen", "M26-001", "--same", "--tried", "Three hostels")
    assert again.err == (
        "Changed since last time: what was tried: Two hostels → Three hostels\n"
        f"{NO_BASIS}\n"
        "M26-001 screened for the meeting of 8 Dec 2026: it passes, and stays accepted. "
        "See it with: marg case show M26-001\n"
    )
    asked = [f["finding"] for f in marg("agenda", "check", "--format", "json").json]
    assert "The screening questions were not asked again for this meeting." not in asked
    assert (
        "changed: what was tried: Two hostels → Three hostels"
        in marg("case", "show", "M26-001").out
    )
    chair = marg("agenda", "render", "--audience", "chair", "--as", "md", "--out", "-").out
    assert "what was tried, from “Two hostels” to “Three hostels”" in chair
    members = marg("agenda", "render", "--as", "md", "--out", "-").out
    assert "Three hostels" not in members
    history = marg("case", "history", "M26-001").out
    assert "been through case supervision  yes" in history


def test_only_the_chair_reads_an_override_and_why_a_case_does_not_pass(
    marg: Marg, store: SqliteStore
):
    screen(marg, tried="none")
    marg("case", "accept", "M26-001", "--override", "Frost")
    listed(store, 2)
    paper = "agenda", "render", "--as", "md", "--out", "-"
    chair = marg(*paper, "--audience", "chair").out
    assert "Your reason: Frost\n" in chair
    assert "It does not pass its screening: business as usual has not been tried.\n" in chair
    members = marg(*paper).out
    assert "M26-001" in members
    assert "Frost" not in members
    assert "does not pass" not in members
    summary = marg("case", "render", "M26-001", "--as", "md", "--out", "-").out
    assert "23 Nov 2026: does not pass: business as usual has not been tried" in summary


def test_another_screening_the_same_day_puts_it_right(marg: Marg, store: SqliteStore):
    screen(marg, tried="none")
    assert marg("case", "screen", "M26-001", "--tried", "Letters").code == 0
    (kept,) = store.screenings.listed()
    assert (kept.tried, kept.supervised) == ("Letters", True)
    assert "(nothing) → Letters" in marg("case", "history", "M26-001").out


def test_a_screening_is_taken_out_again(marg: Marg, store: SqliteStore):
    screen(marg)
    gone = marg("case", "screen", "M26-001", "--remove")
    assert gone.err.startswith("M26-001: the screening of 23 Nov 2026 is taken out; the case is ")
    assert (status(marg), store.screenings.listed()) == ("referred", [])
    assert marg("case", "screen", "M26-001", "--remove").code == 5
    marg("undo")
    assert status(marg) == "screened"


def test_a_case_referred_again_is_not_screened_by_what_was_said_before(
    marg: Marg, store: SqliteStore
):
    screen(marg)
    marg("case", "decline", "M26-001", "--because", "Not us")
    assert screen(marg).code == 5
    marg("case", "refer-again", "M26-001", "--reason", "Back")
    marg("case", "defer", "M26-001", "--until", "4 weeks")
    assert marg("case", "accept", "M26-001").code == 5
    screen(marg)
    assert len(store.screenings.listed()) == 2
    assert marg("case", "accept", "M26-001").code == 0


def test_a_screening_is_no_older_than_its_referral_and_never_ahead(marg: Marg):
    assert screen(marg, "--on", "2026-11-15").code == 5
    assert screen(marg, "--on", "2026-11-24").code == 5


def test_themes_said_at_a_screening_are_the_cases_too(marg: Marg):
    slip = screen(marg, "--theme", "homelesness")
    assert slip.code == 2
    screen(marg, "--theme", "[b]pets[/b]")
    shown = marg("case", "show", "M26-001", "--format", "json").json
    assert shown["themes"] == shown["screening"]["themes"] == ["homelessness", "[b]pets[/b]"]


def test_the_room_sees_nothing_of_a_screening(marg: Marg):
    screen(marg, remarks="Hidden")
    answer = marg("case", "show", "M26-001", "--room", "--format", "json")
    assert answer.json["screening"] is None


def test_status_says_who_waits_for_what_and_for_how_many_working_days(marg: Marg):
    assert (
        "16 Nov 2026  M26-001 to be screened (5 working days): marg case screen"
        in marg("status").out
    )
    screen(marg, "--on", "2026-11-20")
    assert (
        "20 Nov 2026  M26-001 to be decided (1 working day): marg case accept" in marg("status").out
    )
    marg("case", "defer", "M26-001", "--until", "2026-11-24")
    assert "M26-001" not in marg("status").out
    later = marg("status", MARG_TODAY="2026-11-25").out
    assert "24 Nov 2026  M26-001 to be taken up again (1 working day): marg case accept" in later


def test_what_is_to_be_screened_is_listed_and_an_empty_list_says_so(marg: Marg):
    to_screen = "case", "list", "--to-screen"
    assert "Screen one with: marg case screen M26-001" in marg(*to_screen).err
    screen(marg)
    assert marg(*to_screen).err == "No case has to be screened.\n"
    assert marg(*to_screen, "--format", "json").json == []


def test_at_a_terminal_each_question_shows_the_referral_and_enter_keeps_it(
    marg: Marg, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
):
    with store.change("test") as change:
        change.save(
            ReferralAnswers(
                referral=1,
                case_ref="M26-001",
                supervision="yes: in October",
                other_process="MARAC",
                tried="Two hostels",
                failed_because="The dog",
                immediate_risk="no: warm for now",
            )
        )
    monkeypatch.setattr(Session, "may_ask", True)
    typed = "\n\nHousing is not there\npets, debt\n\n\n\nRing first\n"
    answer = marg("case", "screen", "M26-001", typed=typed)
    assert answer.code == 0, answer.err
    assert "the referral: yes: in October" in answer.err
    (kept,) = store.screenings.listed()
    assert kept == Screening(
        number=1,
        case_ref="M26-001",
        referral=1,
        screened_on=date(2026, 11, 23),
        supervised=True,
        other_process="MARAC",
        why_here="Housing is not there",
        themes=("homelessness", "pets", "debt"),
        tried="Two hostels",
        failed_because="The dog",
        remarks="Ring first",
    )


def test_at_a_terminal_a_risk_is_loud_before_it_is_asked_whom_somebody_told(
    marg: Marg, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Session, "may_ask", True)
    typed = "maybe\ny\nnone\n\nLetters\n\nHe is outside\nPolice, just now\n\n"
    answer = marg("case", "screen", "M26-001", typed=typed)
    assert answer.code == 0, answer.err
    assert "That is neither yes nor no." in answer.err
    loud, asked = answer.err.index("IMMEDIATE RISK"), answer.err.index("Whom was it reported to")
    assert loud < asked


def test_at_a_terminal_enter_defers_to_the_next_meeting(
    marg: Marg, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Session, "may_ask", True)
    answer = marg("case", "defer", "M26-001", typed="\n")
    assert "(Enter for the next meeting, Tuesday 8 December 2026)" in answer.err
    assert marg("case", "show", "M26-001", "--format", "json").json["deferred_until"] == (
        "2026-12-08"
    )


def test_a_case_somebody_screened_is_not_removed_by_the_way(marg: Marg):
    screen(marg)
    refused = marg("case", "remove", "M26-001", "--yes")
    assert refused.code == 5
    assert "1 screening" in refused.err


def test_screenings_leave_by_export_and_come_back_the_same(
    marg: Marg, store: SqliteStore, tmp_path: Path
):
    screen(marg, tried="none")
    marg("case", "decline", "M26-001", "--because", "Not us")
    marg("case", "refer-again", "M26-001", "--reason", "Back")
    listed(store, 2)
    screen(marg, immediate_risk="Fire", reported_to="Fire service", remarks="[b]")
    file = tmp_path / "all.json"
    marg("export", "--reason", "Moving", "--out", str(file))
    told = json.loads(file.read_text("utf-8"))["screenings"]
    assert [(each["referral"], each["meeting"]) for each in told] == [(1, None), (2, "2026-12-08")]
    kept = store.screenings.listed()
    assert marg("import", str(file)).code == 0
    assert store.screenings.listed() == kept
    environ = {"MARG_STORE": str(tmp_path / "another")}
    start = "init", "--group", "G", "--holder", "ann", "--sharing", "core", "--recipient"
    key = marg("key", "list", "--format", "json").json[0]["public_key"]
    assert marg(*start, key, **environ).code == 0
    assert marg("import", str(file), **environ).code == 0
    again = marg("case", "show", "M26-001", "--format", "json", **environ).json
    here = marg("case", "show", "M26-001", "--format", "json").json
    assert again["screening"] == here["screening"]
    assert again["screening"]["remarks"] == "[b]"


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ({"case": "M26-009", "on": "2026-11-20", "supervision": True}, "there is no case M26-009"),
        (
            {"case": "M26-001", "on": "2026-11-20", "supervision": True, "referral": 3},
            "has no 3. referral",
        ),
        ({"case": "M26-001", "on": "2026-11-20"}, "supervision"),
    ],
)
def test_a_screening_that_speaks_of_nothing_known_is_refused(
    marg: Marg, tmp_path: Path, record: dict[str, object], says: str
):
    file = tmp_path / "more.json"
    file.write_text(json.dumps({"marg": 1, "screenings": [record]}))
    answer = marg("import", str(file))
    assert answer.code != 0
    assert says in answer.err + answer.out


def test_a_hundred_and_fifty_cases_are_looked_through_at_once(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(*(a_case(ref=f"M26-{n:03}", status=CaseStatus.REFERRED) for n in range(2, 152)))
    found = marg("case", "list", "--to-screen", "--format", "json").json
    assert len(found) == 151
