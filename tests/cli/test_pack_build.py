from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from marg_cli.domain.agency import AgencyKind, IsaStatus
from marg_cli.domain.case import CaseStatus
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, a_member, an_agency
from tests.conftest import Marg

DAY = "2026-12-08"
SIGNED = {"isa_status": IsaStatus.SIGNED_OFF, "isa_signed_on": date(2026, 1, 5)}
PEOPLE = {
    "M26-001": {"name": "Quill Fennimore", "initials": "QF", "lead_agency": "GLOW"},
    "M26-002": {"name": "Rowan Tamarisk", "initials": "RT", "lead_agency": "POL"},
}


@pytest.fixture(autouse=True)
def _group(store: SqliteStore, marg: Marg) -> None:
    """Each of two agencies leads one case, and may see no other."""
    with store.change("init") as change:
        change.save(
            an_agency(**SIGNED),
            an_agency(code="POL", name="Police [b]", **SIGNED),
            an_agency(code="FIRE", name="Fire"),
            an_agency(code="VETS", name="Vets", kind=AgencyKind.ASSOCIATE, **SIGNED),
            an_agency(code="PAWS", name="Paws", kind=AgencyKind.GUEST),
            a_member(number=9, name="Ottoline Fetlock", agency="PAWS"),
            *(a_case(ref=ref, status=CaseStatus.ACTIVE, **who) for ref, who in PEOPLE.items()),
            a_meeting(held_on=date(2026, 12, 8)),
        )
    for command in (
        ("config", "set", "sharing.policy", "involved"),
        ("agenda", "add", "M26-001", "--guest", "9"),
        ("agenda", "add", "M26-002"),
        ("action", "add", "M26-001", "Ring [b] at noon", "-a", "GLOW", "-o", "Wren", "-d", DAY),
    ):
        assert marg(*command).code == 0, command


@pytest.fixture
def build(marg: Marg, tmp_path: Path):
    def call(*args: str, kind: str = "agenda", out: str = "out", **environ: str):
        place = ("--kind", kind, "--out", str(tmp_path / out))
        return marg("pack", "build", *place, *args, **environ)

    return call


def ledger(marg: Marg, *args: str) -> Any:
    """Every copy in the ledger but the lists of who gets what."""
    found = marg("pack", "ledger", *args, "--format", "json").json
    return [pack for pack in found if pack["kind"] != "who gets what"]


def texts(built: Any) -> dict[str, str]:
    return {file["recipient"]: Path(file["file"]).read_text("utf-8") for file in built.json}


def test_each_gets_a_copy_of_what_they_may_see_and_of_nothing_else(build: Any):
    built = build("--as", "md", "--format", "json")
    assert built.code == 0, built.err
    assert {f["recipient"]: f["cases"] for f in built.json} == {
        "GLOW": ["M26-001"],
        "POL": ["M26-002"],
        "guest:9": ["M26-001"],
    }
    assert [file["extract"] for file in built.json] == [True, True, False]  # a slice is whole
    said = texts(built)
    assert "M26-002" not in said["GLOW"]
    assert "M26-001" not in said["POL"]


def test_whoever_gets_no_copy_is_named_with_the_reason_and_the_way_out(build: Any):
    built = build()
    assert "No copy for FIRE: no information-sharing agreement in force." in built.err
    assert "VETS" not in built.err + built.out


def test_an_override_lets_a_copy_through_and_the_ledger_says_so(build: Any, marg: Marg):
    built = build("--for", "FIRE", "--override", "FIRE:Their officer sits in [b]")
    assert built.code == 0, built.err
    (pack,) = ledger(marg)
    assert (pack["recipient"], pack["overridden"]) == ("FIRE", True)


def test_a_guest_gets_their_slice_and_no_minutes(build: Any, marg: Marg):
    built = build("--as", "md", "--format", "json")
    guest = next(file for file in built.json if file["recipient"] == "guest:9")
    assert guest["cases"] == ["M26-001"]
    assert guest["file"].endswith("OFFICIAL-SENSITIVE_agenda_2026-12-08_guest-9.md")
    marg("minutes", "start", DAY, MARG_TODAY=DAY)
    minutes = build("--as", "md", "--format", "json", kind="minutes", MARG_TODAY=DAY)
    assert build("--for", "guest:9", kind="minutes", MARG_TODAY=DAY).code == 5
    assert {file["recipient"] for file in minutes.json} == {"GLOW", "POL"}


def test_files_are_written_whole_for_their_owner_alone_and_stand_in_the_ledger(
    build: Any, marg: Marg, tmp_path: Path
):
    from hashlib import sha256

    built = build("--as", "pdf,docx", "--format", "json").json
    listed = ledger(marg)
    assert [file["sha256"] for pack in listed for file in pack["files"]] == [
        file["sha256"] for file in built
    ]
    for file in built:
        path = Path(file["file"])
        assert path.stat().st_mode & 0o777 == 0o600
        assert sha256(path.read_bytes()).hexdigest() == file["sha256"]
    (manifest,) = (tmp_path / "out").glob("*who-gets-what.txt")
    said = manifest.read_text("utf-8")
    assert "P1  GLOW\n  Extract, cases: M26-001" in said
    assert "Left out: FIRE, no information-sharing agreement in force" in said
    assert not any(person["name"] in said for person in PEOPLE.values())


def test_the_lists_of_who_gets_what_expire_with_the_copies(build: Any, marg: Marg, tmp_path: Path):
    assert build("--as", "md", "--email").code == 0
    copies = ledger(marg)
    lists = marg("pack", "show", f"P{len(copies) + 1}", "--format", "json").json
    assert (lists["kind"], lists["recipient"], lists["cases"]) == (
        *("who gets what", "holder"),
        ["M26-001", "M26-002"],
    )
    names = ["send-list", "who-gets-what"]
    places = [tmp_path / "out" / f"OFFICIAL-SENSITIVE_agenda_2026-12-08_{n}.txt" for n in names]
    assert [file["file"] for file in lists["files"]] == list(map(str, places))
    removed = marg("pack", "expire", "--yes", MARG_TODAY="2027-01-05")
    assert removed.code == 0, removed.err
    assert list((tmp_path / "out").iterdir()) == []


def test_copies_that_cannot_be_entered_are_taken_back(
    build: Any, marg: Marg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    from marg_cli.errors import NotWritable
    from marg_cli.store.sqlite.database import Database

    commit = Database.commit

    def full(db: Database) -> None:
        if any((tmp_path / "out").glob("*")):
            raise NotWritable("The register cannot be written: the disk is full.")
        commit(db)

    monkeypatch.setattr(Database, "commit", full)
    assert build().code == 17
    monkeypatch.undo()
    assert list((tmp_path / "out").iterdir()) == []
    assert ledger(marg) == []


def test_every_page_of_a_copy_shows_whose_it_is(build: Any, marg: Marg):
    from marg_cli.documents.leakscan.views import views

    built = build("--for", "GLOW", "--as", "pdf,docx,html,txt", "--format", "json").json
    pdf, word, page, text = (Path(file["file"]).read_bytes() for file in built)
    pages = views(pdf, "pdf").texts.values()
    assert any("Copy: GLOW" in said.replace("\n", " ") for said in pages)
    assert 'string="Copy: GLOW"' in in_package(word, "word/header1.xml")
    assert b'<img class="watermark"' in page
    assert b"watermark" not in text
    assert marg("config", "set", "pack.watermark", "no").code == 0
    built = build("--for", "GLOW", "--as", "docx,html", "--format", "json", out="plain").json
    word, page = (Path(file["file"]).read_bytes() for file in built)
    assert "string=" not in in_package(word, "word/header1.xml")
    assert b'class="watermark"' not in page


def in_package(content: bytes, part: str) -> str:
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(content)) as package:
        return package.read(part).decode()


def test_where_one_file_cannot_be_written_none_is_and_nothing_is_entered(
    build: Any, marg: Marg, tmp_path: Path
):
    (tmp_path / "out").mkdir()
    there = tmp_path / "out" / "OFFICIAL-SENSITIVE_agenda_2026-12-08_POL.pdf"
    there.write_text("here before")
    assert build().code == 16
    assert list((tmp_path / "out").iterdir()) == [there]
    assert ledger(marg) == []


def test_a_rehearsal_writes_and_enters_nothing(build: Any, marg: Marg, tmp_path: Path):
    built = build("--dry-run", "--format", "json")
    assert (built.code, len(built.json), built.json[0]["pack"]) == (0, 3, None)
    assert not (tmp_path / "out").exists()
    assert ledger(marg) == []


@pytest.fixture
def _a_leak(marg: Marg) -> None:
    """What was written of one case names the person of another."""
    text = "Seen with Rowan Tamarisk [b]"
    assert marg("case", "edit", "M26-001", "--resolving", text).code == 0


@pytest.mark.usefixtures("_a_leak")
@pytest.mark.parametrize("format_", ["md", "txt", "html", "docx", "pdf"])
def test_a_copy_that_names_another_cases_person_is_refused_in_every_format(
    build: Any, marg: Marg, tmp_path: Path, format_: str
):
    built = build("--as", format_)
    assert built.code == 5
    assert "M26-002, its name, in that of GLOW" in built.err
    assert "Tamarisk" not in built.err
    assert not (tmp_path / "out").exists()
    assert ledger(marg) == []


@pytest.mark.usefixtures("_a_leak")
def test_what_the_scan_finds_passes_with_a_reason_that_the_ledger_keeps(build: Any, marg: Marg):
    unsaid = build("--allow", "m26-002:name")
    assert (unsaid.code, "--because" in unsaid.err) == (2, True)
    built = build("--allow", "m26-002:name", "--because", "Her namesake at the kiosk")
    assert built.code == 0, built.err
    glow, police, _guest = ledger(marg)
    assert [a["because"] for a in glow["allowed"]] == ["Her namesake at the kiosk"]
    assert police["allowed"] == []
    assert build("--allow", "M26-002:shoes", "--because", "x").code == 2


def test_numbered_copies_for_paper_bear_their_number(build: Any, marg: Marg):
    from marg_cli.documents.leakscan.views import views

    built = build("--for", "GLOW", "--as", "md", "--paper", "2", "--format", "json")
    assert [Path(file["file"]).name for file in built.json] == [
        "OFFICIAL-SENSITIVE_agenda_2026-12-08_GLOW.md",
        "OFFICIAL-SENSITIVE_agenda_2026-12-08_GLOW-paper-1.pdf",
        "OFFICIAL-SENSITIVE_agenda_2026-12-08_GLOW-paper-2.pdf",
    ]
    said = views(Path(built.json[2]["file"]).read_bytes(), "pdf").texts
    assert "Paper copy 2 of 2" in " ".join(said.values())
    assert marg("pack", "returned", "P1", "--copy", "2", "--how", "Handed in").code == 0
    assert marg("pack", "returned", "P1", "--copy", "3").code == 5


def test_a_draft_says_that_it_is_one(build: Any, marg: Marg):
    marg("minutes", "start", DAY, MARG_TODAY=DAY)
    built = build("--as", "md", "--format", "json", kind="minutes", MARG_TODAY=DAY)
    assert built.code == 0, built.err
    assert all("DRAFT v1" in text for text in texts(built).values())
    assert all(pack["draft"] for pack in ledger(marg))


def test_an_extract_of_final_minutes_is_made_of_what_was_kept(build: Any, marg: Marg):
    marg("minutes", "start", DAY, MARG_TODAY=DAY)
    for case in PEOPLE:
        marg("minutes", "record", case, "discussion", f"Only of {case}", MARG_TODAY=DAY)
    marg("minutes", "finalise", DAY, "--yes", MARG_TODAY=DAY)
    said = texts(build("--as", "md", "--format", "json", kind="minutes", MARG_TODAY=DAY))
    assert "Only of M26-001" in said["GLOW"]
    assert "M26-002" not in said["GLOW"]


def test_an_action_list_goes_to_those_who_hold_actions(build: Any):
    built = build("--as", "md", "--format", "json", kind="actions")
    assert [file["recipient"] for file in built.json] == ["GLOW"]


def test_undo_says_that_what_left_does_not_come_back(build: Any, marg: Marg):
    build()
    refused = marg("undo")
    assert (refused.code, "pack build cannot be undone" in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("--for", "NONE"), 4),
        (("--for", "guest:99"), 4),
        (("--for", "FIRE"), 5),
        (("--meeting", "2026-12-09"), 4),
        (("--as", "odt"), 2),
        (("--kind", "posters"), 2),
    ],
)
def test_a_refusal_builds_nothing(build: Any, marg: Marg, args: tuple[str, ...], code: int):
    answer = build(*args)
    assert answer.code == code, answer.err
    assert ledger(marg) == []


def test_which_paper_is_asked_or_named(marg: Marg):
    answer = marg("pack", "build")
    assert (answer.code, "--kind" in answer.err) == (2, True)


def test_the_minutes_say_who_was_sent_an_earlier_version(build: Any, marg: Marg):
    marg("minutes", "start", DAY, MARG_TODAY=DAY)
    build(kind="minutes", MARG_TODAY=DAY)
    marg("pack", "sent", "P1", "--how", "By e-mail", MARG_TODAY="2026-12-10")
    render = ("minutes", "render", DAY, "--as", "md", "--out", "-")
    said = marg(*render, MARG_TODAY="2026-12-11").out
    assert "| **GLOW** | minutes, DRAFT v1 | 10 Dec 2026 |" in said
    assert "| **POL** | minutes" not in said


def test_who_declares_an_interest_is_told_of_the_copy_their_agency_has(build: Any, marg: Marg):
    marg("member", "add", "Wren Thistledown", "--agency", "GLOW")
    build()
    declare = ("attendance", "declare", "Wren Thistledown", "M26-001", "My [b] cousin")
    answer = marg(*declare, "--meeting", DAY)
    assert "the agenda for GLOW (made on 23 Nov 2026)" in answer.err
    again = build(out="again")
    assert "GLOW: one of its members declared an interest in M26-001" in again.err
    own = build("--for", "member:1", "--as", "md", "--format", "json", out="own")
    assert own.code == 0, own.err
    assert own.json[0]["cases"] == []


def test_an_e_mail_draft_for_each_holds_its_copy_and_no_name(
    build: Any, marg: Marg, tmp_path: Path
):
    from email import message_from_bytes
    from email.policy import default

    marg("member", "add", "Wren Thistledown", "--agency", "GLOW", "--email", "wren@example.test")
    built = build("--for", "GLOW", "--email", "--format", "json")
    assert built.code == 0, built.err
    pdf, mail = (Path(file["file"]) for file in built.json)
    message = message_from_bytes(mail.read_bytes(), policy=default)
    assert message["Subject"].startswith("OFFICIAL-SENSITIVE: agenda of Tuesday 8 December 2026")
    assert (message["To"], message["X-Unsent"]) == ("wren@example.test", "1")
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == pdf.name
    assert attached.get_content() == pdf.read_bytes()
    (listed,) = (tmp_path / "out").glob("*send-list.txt")
    said = listed.read_text("utf-8")
    assert "Address: wren@example.test" in said
    assert "Quill" not in said + mail.name


def test_a_calendar_for_each_says_references_alone(build: Any):
    built = build("--calendar", "--format", "json")
    diaries = {
        file["recipient"]: Path(file["file"]).read_text("utf-8")
        for file in built.json
        if file["format"] == "ics"
    }
    assert "SUMMARY:A1 is due (M26-001)" in diaries["GLOW"]
    assert "A1" not in diaries["POL"]
    assert diaries["guest:9"].count("BEGIN:VEVENT") == 1
    assert not any("Quill" in text or "Ring" in text for text in diaries.values())


def test_a_locked_copy_opens_with_the_password_that_is_shown_once(
    build: Any, marg: Marg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    import pikepdf

    from marg_cli.cli.session import Session

    unseen = build("--for", "POL", "--password")
    assert (unseen.code, "shown once, on a terminal" in unseen.err) == (2, True)
    monkeypatch.setattr(Session, "is_terminal", True)
    assert build("--for", "POL", "--password", "--as", "md").code == 2
    marg("config", "set", "pack.password", "yes")
    built = build("--for", "POL", "--as", "pdf,docx", "--format", "json")
    assert built.code == 0, built.err
    (line,) = (line for line in built.err.splitlines() if line.strip().startswith("POL  "))
    password = line.split()[-1]
    file = Path(built.json[0]["file"])
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(file)
    assert len(pikepdf.open(file, password=password).pages) > 0
    assert not any(password.encode() in each.read_bytes() for each in (tmp_path / "out").iterdir())
    open_ones = build("--for", "POL", "--no-password", "--format", "json", out="open")
    assert len(pikepdf.open(open_ones.json[0]["file"]).pages) > 0


def test_a_key_names_the_people_a_reader_may_know_on_a_sheet_apart(build: Any, marg: Marg):
    built = build("--as", "md", "--key", "--email", "--format", "json")
    assert built.code == 0, built.err
    keys = [file for file in built.json if "_key_2026" in file["file"] and file["format"] == "md"]
    assert [file["recipient"] for file in keys] == ["GLOW", "POL"]
    said = {file["recipient"]: Path(file["file"]).read_text("utf-8") for file in keys}
    assert "| **M26-001** | Quill Fennimore |" in said["GLOW"]
    assert "Rowan" not in said["GLOW"]
    kinds = [pack["kind"] for pack in ledger(marg)]
    assert kinds == ["agenda", "key", "agenda", "key", "agenda"]
    mails = [Path(f["file"]).read_bytes() for f in built.json if f["format"] == "eml"]
    assert len(mails) == 5
    assert not any(b"_key_2026" in mail and b"_agenda_2026" in mail for mail in mails)
