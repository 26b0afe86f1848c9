"""Seven referrals are seven commands: read, shown, asked where in doubt, kept, and recognised."""

from __future__ import annotations

import re
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from marg_cli.cli.session import Session
from marg_cli.domain.referral.answers import said
from marg_cli.store.sqlite.store import SqliteStore
from tests.conftest import Answer, Marg, Place, but_exports
from tests.documents.referrals import filled, filled_text

FORM = "Referral form, Monday 23 November 2026"
MAIL = """Name: Quillon Fernsby
DOB: 12/05/1984
Reason: Third discharge.
"""


@pytest.fixture
def group(marg: Marg) -> Marg:
    """A group with the agencies the form speaks of."""
    for code, name in {
        "LAMP": "Lamplight Outreach",
        "POL": "Police",
        "HSOL": "Housing Solutions",
    }.items():
        marg("agency", "add", name, "--code", code)
    marg("member", "add", "Ann Archer", "--agency", "LAMP", "--email", "ann@lamp.example")
    return marg


@pytest.fixture
def _person_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody is at the terminal; what is typed answers one question a line."""
    monkeypatch.setattr(Session, "may_ask", True)


def received(marg: Marg, folder: Path, content: bytes | str, *more: str, **typed: str) -> Answer:
    data = content.encode() if isinstance(content, str) else content
    ending = ".docx" if data.startswith(b"PK") else ".eml" if data.startswith(b"From") else ".txt"
    file = folder / f"referral{ending}"
    file.write_bytes(data)
    return marg("case", "receive", str(file), *more, **typed)


def a_mail(body: str = MAIL) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Ann Archer <ann@lamp.example>", "Referral"
    message.set_content(body)
    return bytes(message)


def shown(marg: Marg, ref: str = "M26-001") -> Any:
    return marg("case", "show", ref, "--format", "json").json


def cases(marg: Marg) -> int:
    return len(marg("case", "list", "--all", "--format", "json").json)


def test_a_filled_in_form_becomes_a_case_with_all_it_says(
    group: Marg, store: SqliteStore, tmp_path: Path
):
    answer = received(group, tmp_path, filled(), "--format", "json")
    assert answer.code == 0, answer.err
    case = shown(group)
    assert answer.json["ref"] == case["ref"] == "M26-001"
    assert case["person"] == {
        "name": "Quillon [b] Fernsby",
        "born": "1984-05-12",
        "aliases": ["Quill", "Fern"],
        "address": "No fixed abode",
        "nhs": "999 000 0999",
        "police_ref": "BRK/26/1",
        "area": "Netherwick East",
    }
    assert (case["referrer"], case["referred_on"]) == ("LAMP", "2026-11-20")
    assert (case["resolving"], case["themes"]) == (
        "A door of his own",
        ["homelessness", "hoarding"],
    )
    assert {a["code"]: a["contact"] for a in case["agencies"]} == {
        "LAMP": "Ann Archer, Outreach worker, 01632 960 001",
        "POL": "Sgt Bellows",
        "HSOL": "Ida",
    }
    (answers,) = store.referral_answers.listed("M26-001")
    assert said(answers) == {
        "referred_by": "Ann Archer, Outreach worker, 01632 960 001",
        "knows": "no: he would vanish",
        "safe_contact": "Through the day centre, never by post",
        "basis": "Public task",
        "tried": "Two tenancies",
        "failed_because": "No support with either",
        "supervision": "yes",
        "other_process": "MARAC",
        "immediate_risk": "yes: he sleeps in the car park",
        "reported_to": "Police, 19 November",
    }


def test_the_text_form_says_the_same_as_the_word_form(
    group: Marg, store: SqliteStore, tmp_path: Path
):
    received(group, tmp_path, filled())
    received(group, tmp_path, filled_text(), "--new")
    word, text = (shown(group, ref) for ref in ("M26-001", "M26-002"))
    assert word["person"] == text["person"]
    word_says, text_says = store.referral_answers.listed()
    assert said(word_says) == said(text_says)


def test_the_original_is_kept_byte_for_byte(group: Marg, tmp_path: Path):
    content = filled()
    assert "The original is F1." in received(group, tmp_path, content).err
    (document,) = group("document", "list", "M26-001", "--format", "json").json
    assert (document["kind"], document["type"]) == ("original referral", "Word document")
    group("document", "save", "F1", "--out", str(tmp_path / "back.docx"))
    assert (tmp_path / "back.docx").read_bytes() == content


def test_the_next_step_is_screening(group: Marg, tmp_path: Path):
    assert received(group, tmp_path, filled()).err.splitlines()[-3] == (
        "M26-001 added, referred by LAMP on Friday 20 November 2026. The original is F1. "
        "Screen it with: marg case screen M26-001"
    )


def test_an_immediate_risk_is_said_loudly_and_no_risk_is_not(group: Marg, tmp_path: Path):
    loud = received(group, tmp_path, filled()).err
    assert "IMMEDIATE RISK" in loud
    assert "does not replace the police, MASH, a GP or crisis services (ToR 1.5)" in loud
    assert "car park" not in loud
    form = filled(ticks={"immediate_risk": ("☐ No", "☒ No")})
    assert "IMMEDIATE" not in received(group, tmp_path, form, "--new").err


def test_a_risk_nobody_was_told_of_is_said_to_be_so(group: Marg, tmp_path: Path):
    text = filled_text().replace("Police, 19 November", "")
    assert "ring them now" in received(group, tmp_path, text).err


def test_one_undo_takes_all_of_it_back(group: Marg, store: SqliteStore, tmp_path: Path):
    received(group, tmp_path, filled())
    assert group("undo").code == 0
    assert cases(group) == 0
    assert store.documents.listed() == store.referral_answers.listed() == []


def test_a_case_received_by_mistake_is_removed_with_what_came(group: Marg, tmp_path: Path):
    received(group, tmp_path, filled())
    assert group("case", "remove", "M26-001", "--yes").code == 0
    assert group("undo").code == 0
    assert group("document", "save", "F1", "--out", str(tmp_path / "o")).code == 0


def test_what_is_missing_is_named_and_never_what_is_there(group: Marg, tmp_path: Path):
    answer = received(group, tmp_path, "Reason: x Fernsby\n")
    assert answer.code == 2
    assert answer.err.startswith("The referral does not say: agency that refers and name.")
    assert "--referrer CODE, --initials TEXT" in answer.err
    assert "Fernsby" not in answer.err
    assert (
        received(group, tmp_path, "Reason: x\n", "--referrer", "pol", "--initials", "QF").code == 0
    )


def test_what_is_only_likely_is_not_taken_without_a_person_or_yes(group: Marg, tmp_path: Path):
    answer = received(group, tmp_path, a_mail())
    assert answer.code == 2
    assert "look at what was read of: agency that refers." in answer.err
    assert cases(group) == 0
    assert received(group, tmp_path, a_mail(), "--yes").code == 0
    assert shown(group)["referrer"] == "LAMP"


def test_an_option_puts_right_what_was_read(group: Marg, tmp_path: Path):
    more = "--referrer", "HSOL", "--name", "Quillan Fernsby", "--theme", "debt"
    assert received(group, tmp_path, a_mail(), *more).code == 0
    assert (shown(group)["referrer"], shown(group)["themes"]) == ("HSOL", ["debt"])
    assert shown(group)["person"]["name"] == "Quillan Fernsby"


@pytest.mark.parametrize("born", ["31/02/1984", "12/05/84", "12 May 2031", "unknown"])
def test_a_day_that_cannot_be_is_doubted(group: Marg, tmp_path: Path, born: str):
    answer = received(group, tmp_path, filled_text().replace("12 May 1984", born))
    assert answer.code == 2
    assert "look at what was read of: born." in answer.err
    assert born not in answer.err


def test_a_rehearsal_keeps_nothing_and_tells_all(group: Marg, tmp_path: Path):
    answer = received(group, tmp_path, a_mail(), "--dry-run", "--format", "json")
    read = {line["field"]: (line["text"], line["certain"]) for line in answer.json}
    assert read["name"] == ("Quillon Fernsby", True)
    assert read["referrer"] == ("LAMP", False)
    assert "This was a rehearsal: nothing was kept." in answer.err
    assert cases(group) == 0
    assert "Name" in received(group, tmp_path, a_mail(), "--dry-run").out


def known(marg: Marg) -> None:
    marg(
        *("case", "add", "--name", "Fernsbee, Quilon", "--born", "12/05/1984", "--referrer", "POL"),
        *("--reason", "x", "--nhs", "999 000 0999"),
        typed="\n" * 9,
    )


def test_a_possible_same_person_is_shown_before_a_reference_is_given(group: Marg, tmp_path: Path):
    known(group)
    answer = received(group, tmp_path, filled())
    assert answer.code == 5
    assert (
        "M26-001  referred: same NHS number, near spelling of name, same birth date" in answer.err
    )
    assert "say --same M26-001, or --new if it is not" in answer.err
    assert (cases(group), "Fern" in answer.err) == (1, False)


def test_a_new_case_is_made_when_it_is_said_to_be_one(group: Marg, tmp_path: Path):
    known(group)
    assert "M26-002 added" in received(group, tmp_path, filled(), "--new").err


def test_an_open_case_gets_one_more_referral_and_stays_no_repeat(group: Marg, tmp_path: Path):
    known(group)
    group("case", "edit", "M26-001", "--on", "2026-11-02")
    answer = received(group, tmp_path, filled(), "--same", "m26-1")
    assert "M26-001 was open and has one more referral" in answer.err
    assert "the referral says otherwise of: name." in answer.err
    case = shown(group)
    assert (case["repeat"], case["status"], case["referred_on"]) == (
        False,
        "referred",
        "2026-11-02",
    )
    assert [referral["on"] for referral in case["referrals"]] == ["2026-11-02", "2026-11-20"]
    assert case["person"]["name"] == "Fernsbee, Quilon"
    assert case["person"]["aliases"] == ["Quill", "Fern"]
    assert case["resolving"] == "A door of his own"


def test_an_ended_case_comes_back_under_its_reference_as_a_repeat(group: Marg, tmp_path: Path):
    known(group)
    group("case", "edit", "M26-001", "--on", "2026-11-02")
    group("case", "decline", "M26-001", "--because", "x")
    assert "M26-001 referred again" in received(group, tmp_path, filled(), "--same", "M26-001").err
    case = shown(group)
    assert (case["repeat"], case["status"], case["referred_on"]) == (True, "referred", "2026-11-20")


def test_a_referral_before_the_latest_is_refused(group: Marg, tmp_path: Path):
    known(group)
    answer = received(group, tmp_path, filled(), "--same", "M26-001")
    assert answer.code == 5
    assert "was referred on Monday 23 November 2026, after" in answer.err


@pytest.mark.usefixtures("_person_there")
def test_at_a_terminal_only_what_is_missing_or_doubtful_is_asked(group: Marg, tmp_path: Path):
    mail = a_mail("Name: Q Fernsby\nDOB: 12/5/84\nReason: x\n")
    answers = ["", "", "12/5/1984", "-", "A door", "no", ""]
    answer = received(group, tmp_path, mail, typed="\n".join([*answers, ""]))
    assert answer.code == 0, answer.err
    assert re.findall(r"([A-Za-z][A-Za-z ,]+)\?[^?\n]*\(Enter", answer.err) == [
        "Agency that refers",
        "Born",
        "Born",
        "Address",
        "What to resolve",
        "no, or what is it",
        "Is all of it right",
    ]
    assert "IMMEDIATE RISK" not in answer.err
    assert "That birth date cannot be read" in answer.err
    case = shown(group)
    assert (case["person"]["born"], case["referrer"]) == ("1984-05-12", "LAMP")


@pytest.mark.usefixtures("_person_there")
def test_a_risk_that_is_told_when_asked_is_said_loudly_too(group: Marg, tmp_path: Path):
    answers = ["", "", "", "he has a knife", ""]
    answer = received(group, tmp_path, a_mail(), typed="\n".join([*answers, ""]))
    assert answer.code == 0, answer.err
    assert answer.err.count("IMMEDIATE RISK") == 1
    assert "ring them now" in answer.err


@pytest.mark.usefixtures("_person_there")
def test_at_a_terminal_the_text_stands_with_the_fields(group: Marg, tmp_path: Path):
    answer = received(group, tmp_path, filled(), typed="\n")
    assert "2.1 Full name   Quillon [b] Fernsby" in answer.err
    assert "  Name" in answer.err
    wide = received(group, tmp_path, filled(), "--new", typed="\n", COLUMNS="150")
    assert wide.code == 0


@pytest.mark.usefixtures("_person_there")
def test_any_field_is_put_right_by_its_name_before_anything_is_kept(group: Marg, tmp_path: Path):
    answer = received(group, tmp_path, filled(), typed="name\nQuill Fern\nxyz\nborn\n-\n\n")
    assert answer.code == 0, answer.err
    assert "Which field? " in answer.err
    assert shown(group)["person"]["name"] == "Quill Fern"
    assert shown(group)["person"]["born"] is None


@pytest.mark.usefixtures("_person_there")
def test_stop_leaves_everything_as_it_was(group: Marg, tmp_path: Path):
    assert received(group, tmp_path, filled(), typed="stop\n").code == 130
    assert cases(group) == 0


@pytest.mark.usefixtures("_person_there")
def test_a_person_judges_whether_it_is_the_same(group: Marg, tmp_path: Path):
    known(group)
    group("case", "edit", "M26-001", "--on", "2026-11-02")
    answer = received(group, tmp_path, filled(), typed="\nperhaps\nM26-077\nm26-1\n")
    assert answer.code == 0, answer.err
    assert "An open case stays as it is, and the referral is added to it." in answer.err
    assert "No case M26-077." in answer.err
    assert cases(group) == 1


def test_a_paste_is_read_from_standard_input(
    group: Marg, monkeypatch: pytest.MonkeyPatch, place: Place
):
    from marg_cli.cli.app import run

    class Stdin:
        buffer = BytesIO(filled_text().encode())

        @staticmethod
        def isatty() -> bool:
            return False

    monkeypatch.setattr("sys.stdin", Stdin())
    assert run(["case", "receive", "-"], place.environ) == 0
    assert shown(group)["person"]["name"] == "Quillon [b] Fernsby"


def test_an_agency_the_register_does_not_know_is_said_to_be_unknown(group: Marg, tmp_path: Path):
    text = filled_text().replace("Housing Solutions", "The Unheard Trust")
    answer = received(group, tmp_path, text)
    assert answer.code == 0, answer.err
    assert "1 agency said to be involved cannot be found in the register." in answer.err
    assert "Unheard" not in answer.err


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", 2), (b"   \n", 2), (b"%PDF-1.7", 2), (b"PK\x03\x04 word/ broken", 2), (b"\x00\x01", 2)],
)
def test_what_is_no_referral_is_refused_with_a_way_out(
    group: Marg, tmp_path: Path, content: bytes, code: int
):
    answer = received(group, tmp_path, content)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.count("\n") >= 2


def test_what_was_received_goes_out_and_comes_back_the_same(group: Marg, tmp_path: Path):
    received(group, tmp_path, filled())
    group("case", "edit", "M26-001", "--on", "2026-11-02")
    received(group, tmp_path, filled_text(), "--same", "M26-001")
    out = tmp_path / "all.json"
    group("export", "--reason", "x", "--out", str(out))
    before = group("export", "--reason", "x", "--out", "-").json
    (case,) = before["cases"]
    assert [r["while_open"] for r in case["referrals"]] == [False, True]
    assert case["referrals"][0]["answers"]["supervision"] == "yes"
    assert group("import", str(out), "--format", "json").json["changed"] == 0
    for _ in range(3):
        group("undo")
    assert cases(group) == 0
    assert group("import", str(out)).code == 0
    after = group("export", "--reason", "x", "--out", "-").json
    assert but_exports(after) == but_exports(before)


def test_its_history_tells_what_the_referral_says(group: Marg, tmp_path: Path):
    received(group, tmp_path, filled())
    told = group("case", "history", "M26-001").out
    assert "what the referral says added" in told
    assert "been through case supervision" in told


def test_the_blank_form_is_written_for_word_and_names_nobody(group: Marg, tmp_path: Path):
    answer = group("case", "form", "--out", str(tmp_path / "forms"))
    (file,) = (tmp_path / "forms").iterdir()
    assert file.name == "OFFICIAL-SENSITIVE_referral-form_2026-11-23.docx"
    assert "marg case receive FILE" in answer.err
    assert docx.Document(str(file)).core_properties.title.endswith(FORM)
