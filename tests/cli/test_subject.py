from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from marg_cli.domain.agenda import AgendaItem, AgendaKind
from marg_cli.domain.case import CaseStatus, Referral
from marg_cli.errors import Exit
from marg_cli.services.data_protection.everything import SOURCES
from marg_cli.store.sqlite.store import SqliteStore
from marg_cli.store.sqlite.table import MODULES, table_of
from tests.builders import a_case, a_meeting, an_action, an_agency, information
from tests.conftest import Marg

HER = "Zebedee [b]Quince[/b]"
NEXT = date(2026, 12, 8)


def a_slot(ref: str, position: int) -> AgendaItem:
    return AgendaItem(
        meeting=1, case_ref=ref, kind=AgendaKind.REVIEW, position=position, minutes=15
    )


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("init") as change:
        change.number_taken("action", 1)
        change.number_taken("information", 2)
        change.save(
            an_agency(),
            an_agency(code="POL", name="Police"),
            a_case(name=HER, status=CaseStatus.ACTIVE, resolving="Zebedee wants a door"),
            a_case(ref="M26-002", initials="RT", name="Rowan Tansy", status=CaseStatus.ACTIVE),
            Referral(
                number=1, case_ref="M26-001", referred_on=date(2026, 9, 1), referrer="GLOW",
                reason="Zebedee sleeps rough",
            ),
            a_meeting(held_on=NEXT),
            a_slot("M26-001", 1),
            a_slot("M26-002", 2),
            information(number=1, text="Zebedee's neighbour shouted", third_party=True),
            information(number=2, text="Zebedee was arrested", criminal=True, only_for=("POL",)),
            an_action(case_ref="M26-001", what="Ring Zebedee"),
        )  # fmt: skip


def test_a_request_starts_the_clock_which_stands_in_the_status(marg: Marg):
    asked = marg("subject", "request", "m26-1", "--on", "2026-11-20", "--by", "A solicitor")
    assert "Q1: the answer on M26-001 is due by Monday 21 December 2026" in asked.err
    assert "Answer Q1 on M26-001: marg subject export M26-001" in marg("status").out
    assert "Q1" not in marg("status", "--room").out
    late = marg("status", MARG_TODAY="2026-12-22").out
    assert "Answer Q1 on M26-001, LATE" in late
    (listed,) = marg("subject", "list", "--format", "json").json
    assert (listed["days_left"], listed["state"]) == (28, "open")


def test_what_contradicts_a_request_is_refused_with_the_way_out(marg: Marg):
    assert marg("subject", "request", "M26-009").code == Exit.NOT_FOUND
    assert marg("subject", "request", "M26-001", "--on", "2026-12-01").code == Exit.REFUSED
    assert marg("subject", "release", "M26-001", "--how", "x", "--everything").code == Exit.REFUSED
    assert marg("subject", "extend", "M26-001", "--because", "x").code == Exit.REFUSED
    marg("subject", "request", "M26-001")
    again = marg("subject", "request", "M26-001")
    assert (again.code, "Q1 of M26-001 is not answered yet" in again.err) == (Exit.REFUSED, True)
    unsaid = marg("subject", "release", "M26-001", "--how", "By post")
    assert (unsaid.code, "--everything" in unsaid.err) == (Exit.USAGE, True)
    for held_back in ("I1", "I1:third party", "I1:nonsense:why"):
        answer = marg("subject", "release", "M26-001", "--how", "x", "--held-back", held_back)
        assert answer.code == Exit.USAGE, held_back


def test_an_extension_gives_two_months_more_with_a_reason(marg: Marg):
    marg("subject", "request", "M26-001", "--on", "2026-11-20")
    extended = marg("subject", "extend", "M26-001", "--because", "Ten agencies", "--format", "json")
    assert extended.json["due_on"] == "2027-02-22"
    assert marg("undo").code == 0
    assert marg("subject", "list", "--format", "json").json[0]["due_on"] == "2026-12-21"


def test_an_answer_closes_the_clock_says_what_was_held_back_and_stays(marg: Marg):
    marg("subject", "request", "M26-001", "--on", "2026-11-20")
    released = marg(
        *("subject", "release", "M26-001", "--how", "By post to her", "--by", "Ann, IG lead"),
        *("--held-back", "I1:third:names a neighbour", "--held-back", "I2:crime:an inquiry: open"),
        *("--format", "json"),
    )
    assert released.code == 0, released.err
    assert "cannot be undone" in released.err
    assert [back["exemption"] for back in released.json["held_back"]] == ["third party", "crime"]
    assert released.json["held_back"][1]["because"] == "an inquiry: open"
    assert marg("subject", "list", "--format", "json").json == []
    assert marg("subject", "list", "--all", "--format", "json").json[0]["state"] == "answered"
    assert "held back from Q1" in marg("case", "history", "M26-001").out
    assert "subject release cannot be undone" in marg("undo").err


def test_the_bundle_holds_everything_with_its_source_and_marks(marg: Marg):
    marg("subject", "request", "M26-001", "--on", "2026-11-20")
    bundle = marg("subject", "export", "M26-001", "--as", "json")
    assert bundle.code == 0, bundle.err
    said = bundle.json
    assert (said["request"], said["due_on"]) == ("Q1", "2026-12-21")
    assert said["marked_third_party"] == ["I1"]
    assert said["marked_criminal"] == ["I2"]
    assert said["for_some_alone"] == ["I2"]
    shared = next(p for p in said["parts"] if p["title"].startswith("Information"))["things"]
    assert [(each["ref"], each["source"]) for each in shared] == [("I1", "GLOW"), ("I2", "GLOW")]
    text = bundle.out
    for words in ("sleeps rough", "neighbour shouted", "was arrested", "Ring Zebedee", "a door"):
        assert words in text
    assert "Rowan" not in text


def test_every_kind_kept_of_a_case_stands_in_the_bundle():
    """A kind that is added later has to be told of too, or be said to be none of theirs."""
    told = {kind for source in SOURCES for kind in source.kinds}
    of_cases = {
        thing
        for thing in MODULES
        if "case_ref" in table_of(thing).columns or table_of(thing).name == "case_record"
    }
    assert of_cases - told == {"PackCase", "PackAllowance", "Erasure"}
    assert told <= of_cases


def test_what_programs_read_is_ledgered_too(marg: Marg, tmp_path: Path):
    marg("subject", "export", "M26-001", "--as", "json")
    made = marg("subject", "export", "M26-001", "--as", "json", "--out", str(tmp_path / "x.json"))
    assert made.code == 0, made.err
    ledger = marg("pack", "ledger", "--case", "M26-001", "--format", "json").json
    files = [(pack["kind"], file["file"]) for pack in ledger for file in pack["files"]]
    assert files == [("subject access", ""), ("subject access", str(tmp_path / "x.json"))]


@pytest.mark.parametrize("format_", ["md", "docx", "pdf", "html"])
def test_the_document_is_written_and_ledgered(marg: Marg, tmp_path: Path, format_: str):
    made = marg("subject", "export", "M26-001", "--as", format_, "--out", str(tmp_path))
    assert made.code == 0, made.err
    assert "M26-001" in made.out
    assert "subject access" in marg("pack", "ledger", "--case", "M26-001").out
    if format_ == "md":
        (file,) = tmp_path.glob("*.md")
        text = file.read_text()
        assert text.index("What it comes to") < text.index("The person and the case")
        assert "**Marked:** about somebody else" in text
        assert r"Zebedee \[b\]Quince\[/b\]" in text


READINGS = (
    ("case", "list", "--all"),
    ("case", "find", "Zebedee"),
    ("case", "search", "Zebedee"),
    ("action", "list"),
    ("action", "overdue"),
    ("info", "list"),
    ("agenda", "list"),
    ("agenda", "check"),
    ("agenda", "render", "--as", "md", "--out", "-"),
    ("agenda", "render", "--audience", "chair", "--as", "md", "--out", "-"),
    ("status",),
    ("trawl", "list"),
    ("report", "sharing"),
)


@pytest.mark.parametrize("reading", READINGS, ids=" ".join)
def test_a_restricted_case_is_in_no_list_search_agenda_or_paper(
    marg: Marg, reading: tuple[str, ...]
):
    before = marg(*reading)
    marg("subject", "restrict", "M26-001", "--because", "She disputes it")
    after = marg(*reading)
    assert after.code == before.code, after.err
    assert not re.search("M26-001|Zebedee|A1 ", after.out), after.out
    assert marg("undo").code == 0
    assert marg(*reading).out == before.out


def test_no_command_takes_a_restricted_case_and_each_says_so(marg: Marg):
    restricted = marg("subject", "restrict", "M26-001", "--because", "She disputes it")
    assert "beyond use" in restricted.err
    for command in (
        ("case", "show", "M26-001"),
        ("case", "history", "M26-001"),
        ("case", "render", "M26-001"),
        ("agenda", "add", "M26-001"),
        ("action", "add", "M26-001", "Ring", "-a", "GLOW", "-d", "friday"),
        ("info", "add", "M26-001", "x", "--agency", "GLOW", "--fact"),
        ("case", "edit", "M26-001", "--area", "x"),
        ("subject", "restrict", "M26-001", "--because", "again"),
    ):
        refused = marg(*command)
        assert refused.code == Exit.REFUSED, command
        assert "M26-001 is restricted" in refused.err
        assert "marg subject unrestrict M26-001" in refused.err
    for command in (("action", "show", "A1"), ("info", "show", "I1")):
        assert marg(*command).code == Exit.NOT_FOUND
    listed = marg("subject", "list")
    assert "M26-001 is restricted since Monday 23 November 2026: She disputes it" in listed.err


def test_a_restricted_case_is_still_answered_for_exported_and_kept(marg: Marg):
    marg("subject", "restrict", "M26-001", "--because", "She disputes it")
    assert marg("subject", "request", "M26-001").code == 0
    assert "neighbour shouted" in marg("subject", "export", "M26-001", "--as", "json").out
    whole = marg("export", "--reason", "x", "--out", "-").json
    assert [case["ref"] for case in whole["cases"]] == ["M26-001", "M26-002"]
    lifted = marg("subject", "unrestrict", "M26-001")
    assert lifted.code == 0, lifted.err
    assert "Zebedee" in marg("case", "show", "M26-001").out
    assert marg("subject", "unrestrict", "M26-001").code == Exit.REFUSED


def test_other_cases_go_on_while_one_is_restricted(marg: Marg):
    marg("subject", "restrict", "M26-001", "--because", "She disputes it")
    for command in (
        ("action", "add", "M26-002", "Ring Rowan", "-a", "GLOW", "-d", "friday"),
        ("info", "add", "M26-002", "Rowan is well", "--agency", "GLOW", "--fact"),
        ("case", "add", "--initials", "ZZ", "--referrer", "GLOW", "--reason", "x", "--new"),
        ("subject", "unrestrict", "M26-001"),
    ):
        done = marg(*command)
        assert done.code == 0, (command, done.err)
    assert marg("register", "check").code == 0
    assert "Rowan is well" in marg("info", "list", "M26-002").out
    assert marg("case", "search", "Zebedee").out.count("M26-001") >= 3


def test_what_left_is_put_right_and_whoever_holds_a_copy_is_told(marg: Marg, tmp_path: Path):
    day = NEXT.isoformat()
    for command in (
        ("minutes", "start", day, "--at", "10:00"),
        ("decision", "add", "M26-001", "Zebedee moves", "--because", "She asked", "--meeting", day),
        ("info", "add", "M26-001", "Old [b]word", "--agency", "POL", "--fact", "--only-for", "POL",
         "--meeting", day),
        ("agenda", "render", "--meeting", day, "--as", "md", "--out", str(tmp_path)),
        ("minutes", "finalise", day, "--yes"),
        ("minutes", "render", day, "--as", "md", "--out", str(tmp_path)),
    ):  # fmt: skip
        done = marg(*command)
        assert done.code == 0, (command, done.err)
    early = marg("subject", "rectify", "M26-002", "D1", "text", "x", "--because", "y")
    assert (early.code, "D1 is not of M26-002" in early.err) == (Exit.REFUSED, True)
    right = marg("subject", "rectify", "M26-001", "D1", "text", "She may move", "--because", "Slip")
    assert right.code == 0, right.err
    assert "D1 put right (text)" in right.err
    assert re.search("^members +P1 +agenda", right.out, re.MULTILINE)
    assert "Replace your own copies: P2." in right.err
    assert "1 recipient to be told" in right.err
    marg("subject", "rectify", "M26-001", "I3", "text", "New word", "--because", "Slip")
    notes = tmp_path / "notes"
    assert marg("subject", "rectify", "M26-001", "--as", "md", "--out", str(notes)).code == 0
    (notice,) = notes.glob("*.md")
    text = notice.read_text()
    assert "Zebedee moves" in text
    assert "She may move" in text
    assert "The words are not for your copy" in text  # I3 was for the police alone
    assert "New word" not in text


def test_nobody_is_told_where_nobody_holds_a_copy(marg: Marg, tmp_path: Path):
    assert "Nobody else is known to hold a copy" in marg("subject", "rectify", "M26-001").err
    none = marg("subject", "rectify", "M26-001", "--out", str(tmp_path))
    assert none.code == Exit.REFUSED
    assert marg("subject", "rectify", "M26-001", "D1").code == Exit.USAGE
