"""Whether a deputy decides goes out with an export, and comes back with an import."""

from __future__ import annotations

from pathlib import Path

import pytest

from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_meeting, a_member, an_agency
from tests.conftest import Marg


@pytest.mark.parametrize("said", ["--authority", "--no-authority"])
def test_a_deputys_authority_comes_back_by_an_import(
    marg: Marg, store: SqliteStore, tmp_path: Path, said: str
):
    with store.change("test") as change:
        change.save(an_agency(), a_member(), a_member(number=2, name="Bramble Fennimore"))
        change.save(a_meeting())
    attends = ("attendance", "set", "GLOW", "present", "--member", "2", "--meeting", "2026-11-10")
    assert marg(*attends, "--deputy-for", "1", said).code == 0
    there = tmp_path / "all.json"
    assert marg("export", "--reason", "Handover", "--out", str(there)).code == 0
    assert marg("attendance", "remove", "GLOW", "--meeting", "2026-11-10").code == 0
    answer = marg("import", str(there))
    assert answer.code == 0, answer
    (line, *_) = marg("attendance", "list", "--meeting", "2026-11-10", "--format", "json").json
    assert line["authority"] is (said == "--authority")


def test_authority_of_nobodys_deputy_is_a_problem_of_the_file(marg: Marg, tmp_path: Path):
    there = tmp_path / "odd.json"
    there.write_text(
        '{"marg": 1, "agencies": [{"code": "GLOW", "name": "Glow"}], '
        '"meetings": [{"date": "2026-11-10", "attendance": ['
        '{"agency": "GLOW", "state": "present", "authority": true}]}]}'
    )
    answer = marg("import", str(there))
    assert answer.code != 0
    assert "authority" in answer.out + answer.err
