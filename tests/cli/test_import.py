from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Marg, but_exports

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def file(tmp_path: Path):
    def write(text: str | bytes, name: str = "file.csv") -> str:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


def agencies(marg: Marg) -> list[str]:
    document = marg("export", "--reason", "test", "--out", "-").json
    return [agency["code"] for agency in document["agencies"]]


def actions(marg: Marg):
    return marg("action", "list", "--format", "json").json


def imported(marg: Marg, *args: str, **environ: str):
    return marg("import", *args, "--format", "json", **environ)


def test_the_stoke_members_become_fourteen_core_agencies(marg: Marg):
    answer = imported(marg, str(EXAMPLES / "stoke_core_members.csv"))
    assert (answer.code, answer.json["added"]) == (0, 14)
    assert len(agencies(marg)) == 14


def test_the_durham_register_becomes_twenty_four_agencies_and_a_heading_row_left_out(marg: Marg):
    answer = imported(marg, str(EXAMPLES / "durham_isa_register.csv"))
    assert (answer.code, answer.json["added"]) == (0, 24)
    heading = [p for p in answer.json["problems"] if p["line"] == 19]
    assert [p["fatal"] for p in heading] == [False]


def test_the_same_file_twice_changes_nothing(marg: Marg):
    imported(marg, str(EXAMPLES / "stoke_core_members.csv"))
    report = imported(marg, str(EXAMPLES / "stoke_core_members.csv")).json
    assert (report["added"], report["changed"], report["skipped"]) == (0, 0, 14)


def test_a_whole_group_goes_out_and_comes_back_the_same(marg: Marg, tmp_path: Path):
    imported(marg, str(EXAMPLES / "netherwick.json"))
    out = tmp_path / "first.json"
    marg("export", "--reason", "moving house", "--out", str(out))
    before = json.loads(out.read_text())
    assert imported(marg, str(out)).json["changed"] == 0
    for _ in range(2):
        marg("undo")
    assert marg("export", "--reason", "x", "--out", "-").json["cases"] == []
    assert imported(marg, str(out)).code == 0
    after = marg("export", "--reason", "x", "--out", "-").json
    assert but_exports(after) == before


def test_an_import_is_undone_whole(marg: Marg):
    imported(marg, str(EXAMPLES / "netherwick.json"))
    marg("undo")
    assert agencies(marg) == []
    assert actions(marg) == []


def test_an_action_for_an_unknown_agency_names_line_and_field_and_writes_nothing(marg: Marg, file):
    path = file("case,what,agency,due\ngroup,Visit,GLOW,2026-12-01\ngroup,Ring,GLWO,2026-12-01\n")
    imported(marg, file("code,name\nGLOW,Glow\n", "agencies.csv"))
    answer = imported(marg, path)
    assert answer.code == 2
    problem = answer.json["problems"][0]
    assert (problem["line"], problem["field"], problem["fatal"]) == (3, "agency", True)
    assert "Did you mean GLOW?" in problem["message"]
    assert actions(marg) == []


def test_what_is_good_can_be_kept(marg: Marg, file):
    imported(marg, file("code,name\nGLOW,Glow\n", "agencies.csv"))
    path = file("case,what,agency,due\ngroup,Visit,GLOW,2026-12-01\ngroup,Ring,NOPE,2026-12-01\n")
    answer = imported(marg, path, "--keep-good")
    assert answer.code == 0
    assert [action["what"] for action in actions(marg)] == ["Visit"]


def test_a_rehearsal_writes_nothing(marg: Marg):
    report = imported(marg, str(EXAMPLES / "stoke_core_members.csv"), "--dry-run").json
    assert report["added"] == 14
    assert agencies(marg) == []


def test_a_list_written_as_csv_is_read_back(marg: Marg, file):
    imported(marg, str(EXAMPLES / "netherwick.json"))
    listed = marg("action", "list", "--format", "csv").out
    report = imported(marg, file(listed)).json
    assert (report["added"], report["changed"], report["problems"]) == (0, 0, [])


def test_several_files_are_one_change(marg: Marg, file):
    one = file("code,name\nGLOW,Glow\n", "a.csv")
    two = file("case,what,agency,due\ngroup,Visit,GLOW,2026-12-01\n", "b.csv")
    assert imported(marg, two, one).code == 0
    marg("undo")
    assert agencies(marg) == []


def test_a_missing_file_is_exit_4(marg: Marg):
    assert marg("import", "nowhere.csv").code == 4


def test_an_imported_reference_is_never_given_out_again(marg: Marg, file):
    imported(marg, file("code,name\nGLOW,Glow\n", "a.csv"))
    imported(marg, file("ref,case,what,agency,due\nA41,group,Visit,GLOW,2026-12-01\n"))
    marg("action", "add", "group", "Ring", "--agency", "GLOW", "--due", "friday")
    assert [action["ref"] for action in actions(marg)] == ["A42", "A41"]


def test_the_story_of_an_action_goes_out_and_comes_back(marg: Marg, tmp_path: Path):
    imported(marg, str(EXAMPLES / "netherwick.json"))
    marg("action", "reassign", "A22", "--agency", "GP", "--owner", "Dr Amaryllis Bunting")
    marg("action", "add", "group", "Ring", "-a", "GP", "-o", "Wren", "-d", "4 Dec")
    out = tmp_path / "first.json"
    marg("export", "--reason", "moving house", "--out", str(out))
    before = [marg("action", "show", ref, "--format", "json").json for ref in ("A22", "A29")]
    assert [line["kind"] for line in before[0]["story"]][-1] == "reassigned"
    for _ in range(3):
        assert marg("undo").code == 0
    assert imported(marg, str(out), MARG_TODAY="2027-03-01").code == 0
    after = [marg("action", "show", ref, "--format", "json").json for ref in ("A22", "A29")]
    assert after == before
    whole = marg("export", "--reason", "x", "--out", "-").json["actions"]
    assert whole == json.loads(out.read_text())["actions"]
