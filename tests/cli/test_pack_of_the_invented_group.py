"""What each recipient of the invented group's papers gets, looked at in every format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from marg_cli.documents.leakscan.views import views
from tests.cli.test_trawl_render import NETHERWICK
from tests.conftest import Marg

FORMATS = "md,txt,html,docx,pdf"


@pytest.fixture
def netherwick(marg: Marg) -> Marg:
    assert marg("import", str(NETHERWICK)).code == 0
    assert marg("config", "set", "sharing.policy", "involved").code == 0
    return marg


def said(file: dict[str, Any]) -> str:
    """All that can be read of a file, as one text."""
    return "\n".join(views(Path(file["file"]).read_bytes(), file["format"]).texts.values())


@pytest.mark.parametrize(
    ("kind", "meeting"), [("agenda", "next"), ("minutes", "2026-09-08"), ("actions", "next")]
)
def test_no_copy_names_a_case_its_reader_may_not_see(
    netherwick: Marg, tmp_path: Path, kind: str, meeting: str
):
    people = {
        case["ref"]: case["person"]["name"]
        for row in netherwick("case", "list", "--format", "json").json
        for case in [netherwick("case", "show", row["ref"], "--format", "json").json]
    }
    readers = ("--for", "LAMP", "--for", "POL", "--for", "EBB")
    place = ("--meeting", meeting, "--as", FORMATS, "--out", str(tmp_path / "out"))
    built = netherwick("pack", "build", "--kind", kind, *readers, *place, "--format", "json")
    assert built.code == 0, built.err
    assert {file["format"] for file in built.json} == set(FORMATS.split(","))
    for file in built.json:
        text = said(file)
        others = people.keys() - set(file["cases"])
        assert [ref for ref in others if ref in text] == []
        assert [ref for ref in others if people[ref] and people[ref] in text] == []
