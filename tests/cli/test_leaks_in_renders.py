"""Whatever is rendered for a reader is looked through for the people of cases they may not see."""

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
SIGNED = {"isa_status": IsaStatus.SIGNED_OFF, "isa_review_on": date(2028, 1, 1)}
PEOPLE = {"M26-001": "Quill Fennimore", "M26-002": "Rowan Tamarisk", "M26-003": "Zebedee Larch"}
LEADS = {"M26-001": "GLOW", "M26-002": "POL", "M26-003": "POL"}


@pytest.fixture(autouse=True)
def _group(store: SqliteStore, marg: Marg) -> None:
    """GLOW leads one case, and may see no other; the third is on no agenda."""
    with store.change("init") as change:
        change.save(
            an_agency(**SIGNED),
            an_agency(code="POL", name="Police [b]", **SIGNED),
            an_agency(code="PAWS", name="Paws", kind=AgencyKind.GUEST, **SIGNED),
            a_member(number=9, name="Ottoline Fetlock", agency="PAWS"),
            *(
                a_case(ref=ref, name=name, status=CaseStatus.ACTIVE, lead_agency=LEADS[ref])
                for ref, name in PEOPLE.items()
            ),
            a_meeting(held_on=date(2026, 12, 8)),
        )
    for command in (
        ("config", "set", "sharing.policy", "involved"),
        ("agenda", "add", "M26-001", "--guest", "9"),
        ("agenda", "add", "M26-002"),
    ):
        assert marg(*command).code == 0, command


def plant_in_the_case(marg: Marg, words: str) -> None:
    assert marg("case", "edit", "M26-001", "--resolving", words).code == 0


def plant_in_the_minutes(marg: Marg, words: str) -> None:
    assert marg("minutes", "start", DAY, MARG_TODAY=DAY).code == 0
    assert marg("minutes", "record", "M26-001", "discussion", words, MARG_TODAY=DAY).code == 0


def plant_in_an_action(marg: Marg, words: str) -> None:
    of = ("-a", "GLOW", "-o", "Wren", "-d", DAY)
    assert marg("action", "add", "M26-001", words, *of).code == 0


def plant_in_the_statement(marg: Marg, words: str) -> None:
    assert marg("config", "set", "group.statement", words).code == 0


RENDERS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "an agency's agenda": (plant_in_the_case, ("agenda", "render", "--audience", "GLOW")),
    "a guest's slice": (plant_in_the_case, ("agenda", "render", "--audience", "guest:9")),
    "an agency's minutes": (plant_in_the_minutes, ("minutes", "render", DAY, "--for", "GLOW")),
    "an action sheet": (plant_in_an_action, ("action", "chase", "GLOW")),
    "a lateral check": (plant_in_the_statement, ("trawl", "render", "GLOW")),
}


@pytest.mark.parametrize("paper", RENDERS)
def test_what_speaks_of_another_case_is_not_written_but_with_a_reason(
    paper: str, marg: Marg, tmp_path: Path
):
    plant, command = RENDERS[paper]
    plant(marg, "He was seen with Zebedee Larch at [b] noon.")
    out = ("--as", "docx,md", "--out", str(tmp_path / "out"))
    refused = marg(*command, *out)
    assert (refused.code, "M26-003, its name" in refused.err) == (5, True), refused.err
    assert "Zebedee" not in refused.err
    assert not (tmp_path / "out").exists()
    assert marg("pack", "ledger", "--format", "json").json == []
    because = ("--because", "A namesake at the market")
    passed = marg(*command, *out, "--allow", "m26-003:name", *because)
    assert passed.code == 0, passed.err
    (pack,) = marg("pack", "ledger", "--format", "json").json
    assert [(each["case"], each["because"]) for each in pack["allowed"]] == [
        ("M26-003", "A namesake at the market")
    ]


@pytest.mark.parametrize("paper", RENDERS)
def test_an_ordinary_paper_is_written_without_a_word(paper: str, marg: Marg, tmp_path: Path):
    plant, command = RENDERS[paper]
    plant(marg, "He asks for a door of his own.")
    written = marg(*command, "--as", "pdf,html,md", "--out", str(tmp_path))
    assert written.code == 0, written.err
    (pack,) = marg("pack", "ledger", "--format", "json").json
    assert pack["allowed"] == []


def test_a_check_names_whom_it_asks_about_and_nobody_else(marg: Marg, tmp_path: Path):
    assert marg("trawl", "render", "GLOW", "--as", "md", "--out", str(tmp_path)).code == 0
    (file,) = tmp_path.glob("*.md")
    said = file.read_text("utf-8")
    assert [name in said for name in PEOPLE.values()] == [True, True, False]


def test_a_correction_that_names_somebody_else_is_not_sent(marg: Marg, tmp_path: Path):
    plant_in_the_minutes(marg, "He asks for a door of his own.")
    after = {"MARG_TODAY": "2026-12-09"}
    of = ("-a", "GLOW", "-o", "Wren", "-d", "2026-12-20")
    for command in (
        ("action", "add", "M26-001", "Ring the surgery", *of),
        ("minutes", "finish"),
        ("minutes", "finalise", DAY, "--yes"),
        ("action", "chase", "GLOW", "--as", "md", "--out", str(tmp_path)),
    ):
        done = marg(*command, **after)
        assert done.code == 0, done.err
    why = ("--because", "It was said of Zebedee Larch")
    wrong = ("subject", "rectify", "M26-001", "A1", "what", "Ring the clinic", *why)
    refused = marg(*wrong, "--as", "md", "--out", str(tmp_path / "notices"), **after)
    assert (refused.code, "M26-003, its name" in refused.err) == (5, True), refused.err
    assert "--allow" not in refused.err
    assert not (tmp_path / "notices").exists()


def test_the_holders_own_paper_may_say_all_that_was_recorded(marg: Marg, tmp_path: Path):
    plant_in_the_case(marg, "He was seen with Zebedee Larch.")
    assert marg("case", "render", "M26-001", "--out", str(tmp_path)).code == 0
    assert marg("agenda", "render", "--audience", "chair", "--out", str(tmp_path)).code == 0
