from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, a_member, an_agency
from tests.conftest import Marg

DAY, NEXT = "2026-11-10", "2026-12-08"
FINAL = ("minutes", "finalise", DAY, "--yes")


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("init") as change:
        change.save(
            an_agency(),
            a_member(name="Wren [b]Thistledown[/b]"),
            a_case(),
            a_case(ref="M26-002", initials="RT"),
            a_meeting(),
            a_meeting(number=2, held_on=date(2026, 12, 8)),
        )


@pytest.fixture
def drafted(marg: Marg) -> Marg:
    marg("minutes", "start", DAY, "--at", "10:02")
    marg("attendance", "set", "GLOW", "present", "--member", "1", "--arrived", "10:02")
    marg("minutes", "record", "M26-001", "views", "Wants a door that locks")
    marg("minutes", "record", "M26-002", "views", "Wants to be left alone")
    marg("action", "add", "M26-001", "Ring [the] landlord", "-a", "GLOW", "-d", "friday")
    return marg


@pytest.fixture
def final(drafted: Marg) -> Marg:
    answer = drafted(*FINAL)
    assert answer.code == 0, answer.err
    return drafted


def text(marg: Marg, *options: str) -> str:
    answer = marg("minutes", "render", DAY, "--as", "md", "--out", "-", *options)
    assert answer.code == 0, answer.err
    return answer.out


def amended(marg: Marg, words: str = "Wants a door that locks, and a key") -> None:
    assert marg("minutes", "amend", DAY, "--because", "A key was missing").code == 0
    assert marg("minutes", "edit", "E1", words).code == 0
    assert marg(*FINAL).code == 0


def test_findings_stop_minutes_from_becoming_final_unless_one_is_sure(drafted: Marg):
    answer = drafted("minutes", "finalise", DAY)
    assert answer.code == 3
    assert "marg minutes finalise 2026-11-10 --yes" in answer.err
    assert drafted("minutes", "show", DAY, "--format", "json").json["status"] == "draft"
    assert drafted(*FINAL).code == 0


def test_final_minutes_end_the_meeting(final: Marg):
    assert final("meeting", "show", DAY, "--format", "json").json["status"] == "held"
    assert final("status", "--format", "json").json["under_way"] == []


@pytest.mark.parametrize(
    "command",
    [
        ("minutes", "record", "general", "aob", "x", "--meeting", DAY),
        ("minutes", "edit", "E1", "x"),
        ("minutes", "edit", DAY, "--out", "-"),
        ("minutes", "remove", "E1"),
        ("minutes", "remove", DAY),
        ("minutes", "finish", DAY, "--at", "12:00"),
        FINAL,
        ("attendance", "set", "GLOW", "apologies", "--meeting", DAY),
        ("attendance", "declare", "1", "M26-001", "Kin", "--meeting", DAY),
        ("attendance", "remove", "GLOW", "--meeting", DAY),
        ("agenda", "add", "M26-001", "--meeting", DAY),
        ("meeting", "edit", DAY, "--venue", "x"),
        ("action", "add", "M26-001", "x", "-a", "GLOW", "-d", "friday", "--meeting", DAY),
        ("action", "edit", "A1", "--what", "x"),
        ("action", "remove", "A1"),
    ],
)
def test_what_final_minutes_say_changes_by_an_amendment_alone(
    final: Marg, command: tuple[str, ...]
):
    before = text(final)
    answer = final(*command)
    assert answer.code == 5
    assert "marg minutes amend 2026-11-10 --because TEXT" in answer.err
    assert text(final) == before


def test_an_action_goes_on_after_the_minutes_are_final(final: Marg):
    before = text(final)
    assert final("action", "progress", "A1", "Rang twice").code == 0
    assert final("action", "done", "A1", "--outcome", "He calls back").code == 0
    assert text(final) == before


def test_the_hash_is_that_of_the_markdown_file(final: Marg, tmp_path: Path):
    (version,) = final("minutes", "versions", DAY, "--format", "json").json
    final("minutes", "render", DAY, "--as", "md", "--out", str(tmp_path / "a.md"))
    content = (tmp_path / "a.md").read_bytes()
    assert sha256(content).hexdigest() == version["sha256"]
    assert b"FINAL v1" in content


def test_the_anchor_in_the_minutes_is_one_that_the_audit_verifies(final: Marg):
    (version,) = final("minutes", "versions", DAY, "--format", "json").json
    anchor = next(line for line in text(final).split("\n") if line.startswith("\\#"))
    assert anchor.removeprefix("\\") == version["anchor"]
    assert final("audit", "verify", "--anchor", anchor).code == 0
    wrong = f"{anchor[:-1]}{'0' if anchor[-1] != '0' else '1'}"
    assert final("audit", "verify", "--anchor", wrong).code == 3


@pytest.mark.parametrize("suffix", ["md", "txt", "html", "docx", "pdf"])
def test_a_final_version_is_the_same_to_the_byte_whatever_becomes_of_the_group(
    final: Marg, tmp_path: Path, suffix: str
):
    out = ["minutes", "render", DAY, "--as", suffix, "--out", str(tmp_path / f"a.{suffix}")]
    assert final(*out).code == 0
    before = (tmp_path / f"a.{suffix}").read_bytes()
    final("agency", "edit", "GLOW", "--name", "Another Name")
    final("member", "leave", "1")
    final("config", "set", "group.name", "Another Group")
    final("action", "done", "A1", "--outcome", "Done")
    assert final(*out, "--force").code == 0
    assert (tmp_path / f"a.{suffix}").read_bytes() == before


def test_a_reworded_template_does_not_reword_what_is_final(final: Marg, tmp_path: Path):
    before = text(final)
    (tmp_path / "minutes.md.j2").write_text("# Another wording\n")
    assert text(final, "--templates", str(tmp_path)) == before


def test_an_amendment_is_a_further_version_and_both_stay(final: Marg):
    first = text(final)
    amended(final)
    second = text(final)
    assert "AMENDED v2" in second
    assert "Amendment 1 of Monday 23 November 2026" in second
    assert "A key was missing" in second
    assert "and a key" in second
    assert text(final, "--version", "1") == first
    assert text(final, "--version", "2") == second


def test_what_an_amendment_changed_is_listed(final: Marg):
    amended(final)
    said = final("minutes", "versions", DAY, "--diff", "1", "2", "--format", "json").json
    assert {"what": "removed", "text": "Wants a door that locks"} in said
    assert {"what": "added", "text": "Wants a door that locks, and a key"} in said
    assert not [line for line in said if "Ring" in line["text"]]


def test_an_amendment_says_of_actions_what_was_known_when_the_minutes_became_final(final: Marg):
    final("action", "done", "A1", "--outcome", "A week later", MARG_TODAY="2026-12-01")
    final("action", "progress", "A1", "Later still", MARG_TODAY="2026-12-02")
    amended(final)
    assert "A week later" not in text(final)
    assert "Later still" not in text(final)


def test_a_draft_of_an_amendment_says_so(final: Marg):
    final("minutes", "amend", DAY, "--because", "Why [not]")
    draft = text(final)
    assert "AMENDMENT 1, DRAFT v1" in draft
    assert "**Amendment 1**, in place of version 1. Why: Why \\[not\\]" in draft
    assert "This is a draft" in draft


def test_an_open_amendment_takes_nothing_that_is_said_at_another_meeting(final: Marg):
    final("minutes", "amend", DAY, "--because", "x")
    final("minutes", "start", NEXT, "--at", "10:00")
    final("minutes", "record", "general", "aob", "Said later")
    assert "Said later" not in text(final)
    assert final("status", "--format", "json").json["amending"] == [DAY]


@pytest.mark.parametrize("verb", ["approve", "amend"])
def test_a_draft_is_neither_approved_nor_amended(drafted: Marg, verb: str):
    because = ["--because", "x"] if verb == "amend" else []
    answer = drafted("minutes", verb, DAY, *because)
    assert answer.code == 5
    assert "marg minutes finalise 2026-11-10" in answer.err


def test_the_next_meeting_approves_and_says_so_in_its_own_minutes(final: Marg):
    final("minutes", "start", NEXT, "--at", "10:00")
    answer = final("minutes", "approve", "--format", "json")
    assert answer.json["approved_on"] == NEXT
    entries = final("minutes", "show", NEXT, "--format", "json").json["entries"]
    assert entries[0]["heading"] == "accuracy"
    assert entries[0]["text"] == (
        "The minutes of Tuesday 10 November 2026 (version 1) were approved as an accurate record."
    )
    assert final("minutes", "approve", DAY).code == 5


def test_minutes_are_not_approved_at_their_own_meeting(final: Marg):
    answer = final("minutes", "approve", DAY, "--meeting", DAY)
    assert answer.code == 5
    assert "not after 2026-11-10" in answer.err


def test_approving_adds_a_line_to_new_copies_and_leaves_the_version_as_it_was(final: Marg):
    before = text(final)
    final("minutes", "approve", DAY)
    assert "**Approved as an accurate record on Monday 23 November 2026.**" in text(final)
    assert text(final, "--version", "1") == before


def test_a_version_that_is_not_there_names_those_that_are(final: Marg):
    answer = final("minutes", "render", DAY, "--version", "3", "--out", "-", "--as", "md")
    assert answer.code == 4
    assert "version 1 only" in answer.err


def test_a_draft_is_numbered_anew_each_time_it_was_changed_after_it_left(drafted: Marg):
    assert "DRAFT v1" in text(drafted)
    assert "DRAFT v1" in text(drafted)
    drafted("minutes", "record", "general", "aob", "x")
    drafted("minutes", "record", "general", "aob", "y")
    assert "DRAFT v2" in text(drafted)


def test_final_minutes_are_taken_back_by_undo_until_they_have_left(final: Marg):
    assert final("undo").code == 0
    assert final("minutes", "show", DAY, "--format", "json").json["status"] == "draft"
    final(*FINAL)
    text(final)
    answer = final("undo")
    assert answer.code == 5
    assert "have left the register" in answer.err


def test_undo_does_not_reach_beneath_final_minutes(drafted: Marg, store: SqliteStore):
    drafted("minutes", "record", "general", "aob", "x")
    store.holder = "deputy"
    from marg_cli.cli.minutes_documents import wording
    from marg_cli.services.minutes import life as minutes_life

    minutes_life.finalise(store, DAY, write=lambda p: wording(p, ()), on=date(2026, 11, 23))
    answer = drafted("undo")
    assert answer.code == 5
    assert "marg minutes amend" in answer.err


def test_an_amendment_opened_by_mistake_is_taken_back(final: Marg):
    final("minutes", "amend", DAY, "--because", "x")
    assert final("undo").code == 0
    assert final("minutes", "edit", "E1", "x").code == 5


def test_a_cases_history_tells_of_each_version_once(final: Marg):
    amended(final)
    lines = final("case", "history", "M26-001", "--format", "json").json
    told = [line["about"] for line in lines if "version" in line["about"]]
    assert told == [f"version {n} of the minutes of {DAY}" for n in (1, 2)]


def test_versions_go_out_and_come_back_to_the_byte(final: Marg, tmp_path: Path, store: SqliteStore):
    amended(final)
    first, second = text(final, "--version", "1"), text(final, "--version", "2")
    whole = final("export", "--reason", "x", "--out", "-").json
    with store.change("test") as change:
        for version in store.minutes_versions.listed(1):
            change.remove(*store.minutes_versions.blocks(1, version.number), version)
        change.remove(*store.minutes.entries(meeting=1))
    (tmp_path / "a.json").write_text(json.dumps(whole))
    answer = final("import", str(tmp_path / "a.json"))
    assert answer.code == 0, answer.out
    assert text(final, "--version", "1") == first
    assert text(final, "--version", "2") == second
    assert final("export", "--reason", "x", "--out", "-").json["meetings"] == whole["meetings"]


def test_an_import_leaves_a_meeting_with_final_minutes_alone(final: Marg, tmp_path: Path):
    whole = final("export", "--reason", "x", "--out", "-").json
    whole["meetings"][0]["venue"] = "Elsewhere"
    (tmp_path / "a.json").write_text(json.dumps(whole))
    answer = final("import", str(tmp_path / "a.json"), "--format", "json")
    assert answer.code == 0
    assert "are final here" in answer.json["problems"][0]["message"]
    assert final("meeting", "show", DAY, "--format", "json").json["venue"] is None


def test_what_was_altered_in_the_register_itself_is_not_given_out_as_final(
    final: Marg, store: SqliteStore
):
    from marg_cli.domain.value import replace

    version = store.minutes_versions.listed(1)[0]
    block = store.minutes_versions.blocks(1, 1)[0]
    with store.change("test") as change:
        change.remove(block)
        change.save(replace(block, text=f"{block.text}Forged\n"))
    answer = final("minutes", "render", DAY, "--as", "md", "--out", "-")
    assert answer.code == 14
    assert "not what was made final" in answer.err
    assert version.number == 1


@pytest.mark.parametrize("thing", ["version", "block"])
def test_the_register_itself_refuses_to_change_what_is_final(
    final: Marg, store: SqliteStore, thing: str
):
    from marg_cli.domain.value import replace
    from marg_cli.errors import Refused

    assert final("minutes", "versions", DAY).code == 0
    changed = (
        replace(store.minutes_versions.listed(1)[0], sha256="0" * 64)
        if thing == "version"
        else replace(store.minutes_versions.blocks(1, 1)[0], text="Forged")
    )
    with pytest.raises(Refused), store.change("test") as change:
        change.save(changed)


def test_status_says_which_minutes_are_to_be_final_by_when(drafted: Marg):
    answer = drafted("status")
    said = "17 Nov 2026  Minutes out (2026-11-10), late: marg minutes finalise 2026-11-10"
    assert said in answer.out
    drafted("config", "set", "group.dpia", "2026-11-01")
    to_do = drafted("status").out.partition("To do, the most urgent first\n")[2]
    review = (
        "1 Nov 2026  Review of the data protection impact assessment: marg config set group.dpia"
    )
    assert 0 < to_do.index(said) < to_do.index(review)
    drafted(*FINAL)
    assert "minutes finalise 2026-11-10" not in drafted("status").out


def test_the_agenda_says_how_the_last_minutes_stand(final: Marg):
    agenda = ["agenda", "render", "--as", "md", "--out", "-"]
    assert "November 2026, version 1: to agree, or to correct." in final(*agenda).out
    final("minutes", "approve", DAY)
    assert "November 2026, version 1: approved already." in final(*agenda).out


def test_a_hundred_and_fifty_cases_become_final(drafted: Marg, store: SqliteStore):
    from marg_cli.domain.minutes import Entry

    with store.change("test") as change:
        for number in range(3, 151):
            ref = f"M26-{number:03d}"
            change.save(a_case(ref=ref))
            change.save(
                Entry(number=number + 10, meeting=1, case_ref=ref, heading="why", text="Here")
            )
    assert drafted(*FINAL).code == 0
    blocks = store.minutes_versions.blocks(1, 1)
    assert {block.case_ref for block in blocks} >= set(store.cases.refs())
    assert "".join(block.text for block in blocks) in text(drafted)
