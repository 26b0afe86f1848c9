from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from marg_cli.cli.app import run
from marg_cli.documents.own.templates import packaged_text
from tests.conftest import Marg, Place

EXAMPLES = Path(__file__).parents[2] / "examples" / "templates"
NAMES = ["minutes.md.j2", "_macros.md.j2", "house/house.css"]


def minutes(marg: Marg, *args: str, **environ: str) -> str:
    """A set of minutes on the screen."""
    marg("meeting", "add", "2026-12-08")
    marg("minutes", "start", "2026-12-08")
    answer = marg("minutes", "render", "--as", "md", "--out", "-", *args, **environ)
    assert answer.code == 0, answer.err
    return answer.out


def a_template(folder: Path, text: str, name: str = "minutes.md.j2") -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


class TestWhereTheyAreLookedFor:
    def test_beside_the_register(self, marg: Marg, place: Place):
        a_template(place.folder / "templates", "# Beside")
        assert "# Beside" in minutes(marg)

    def test_then_first_in_the_folder_of_the_environment(self, marg: Marg, place: Place):
        a_template(place.folder / "templates", "# Beside")
        named = a_template(place.folder.parent / "named", "# Named")
        assert "# Named" in minutes(marg, MARG_TEMPLATES=str(named))

    def test_and_first_of_all_in_those_of_the_option(self, marg: Marg, place: Place):
        named = a_template(place.folder.parent / "named", "# Named")
        first = a_template(place.folder.parent / "first", "# First")
        second = a_template(place.folder.parent / "second", "# Second")
        options = ("--templates", str(first), "--templates", str(second))
        assert "# First" in minutes(marg, *options, MARG_TEMPLATES=str(named))

    def test_all_of_them_are_one_path(self, marg: Marg, place: Place):
        a_template(place.folder / "templates", "{% include 'part.md.j2' %}")
        named = a_template(place.folder.parent / "named", "# A part", "part.md.j2")
        assert "# A part" in minutes(marg, MARG_TEMPLATES=str(named))

    def test_the_packaged_ones_are_the_last(self, marg: Marg):
        assert "# Minutes" in minutes(marg)

    def test_a_folder_that_is_not_there_is_told(self, marg: Marg):
        for answer in (
            marg("template", "list", "--templates", "nowhere"),
            marg("template", "list", MARG_TEMPLATES="nowhere"),
        ):
            assert answer.code == 4
            assert answer.err.startswith("There is no folder nowhere.\n")

    @pytest.mark.parametrize("loose", ["", "minutes.md.j2", "house", "house/house.css"])
    def test_what_others_may_change_is_told_and_used(self, marg: Marg, tmp_path: Path, loose: str):
        folder = a_template(tmp_path / "own", "# Ours")
        a_template(folder / "house", "p { margin: 0 }", "house.css")
        for file in (folder, folder / "house", *folder.rglob("*.*")):
            file.chmod(0o700)
        quiet = marg("template", "list", "--templates", str(folder))
        assert "Others" not in quiet.err
        (folder / loose).chmod(0o770)
        answer = marg("template", "list", "--templates", str(folder))
        assert answer.code == 0
        assert f"Others on this computer may change {folder / loose}," in answer.err


class TestList:
    def test_every_template_is_listed_without_a_register(self, capsys: pytest.CaptureFixture[str]):
        assert run(["template", "list"], {"MARG_STORE": "nowhere"}) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[0].split()[0] == "Template"
        assert [line.split()[0] for line in lines[1:4]] == ["agenda", "minutes", "action_sheet"]

    def test_programs_get_the_same_fields(self, marg: Marg):
        found = marg("template", "list", "--templates", str(EXAMPLES), "--format", "json").json
        own = next(each for each in found if each["name"] == "minutes.md.j2")
        assert own == {
            "name": "minutes.md.j2",
            "about": "The minutes in the order of the meeting.",
            "standing": "extends",
            "file": str(EXAMPLES / "minutes.md.j2"),
        }
        assert marg("template", "list", "--format", "csv").out.startswith("name,about,standing,")


class TestShow:
    def test_the_text_is_printed_as_it_is(self, marg: Marg):
        assert marg("template", "show", "minutes").out == packaged_text("minutes.md.j2")

    def test_ones_own_is_shown_and_the_packaged_on_request(self, marg: Marg, place: Place):
        a_template(place.folder / "templates", "# Ours\n")
        assert marg("template", "show", "minutes").out == "# Ours\n"
        packaged = marg("template", "show", "minutes", "--packaged")
        assert packaged.out == packaged_text("minutes.md.j2")

    def test_programs_get_the_file_too(self, marg: Marg):
        shown = marg("template", "show", "house.css", "--format", "json").json
        assert set(shown) == {"name", "file", "text"}
        assert shown["name"] == "house/house.css"

    def test_the_near_name_is_offered(self, marg: Marg):
        answer = marg("template", "show", "minuts")
        assert answer.code == 4
        assert "Did you mean minutes?" in answer.err


class TestCopy:
    @pytest.mark.parametrize("name", NAMES)
    def test_a_copy_goes_beside_the_register_for_its_owner_only(
        self, marg: Marg, place: Place, name: str
    ):
        answer = marg("template", "copy", name)
        file = place.folder / "templates" / name
        assert (answer.code, answer.out) == (0, f"{file}\n")
        assert file.read_text("utf-8").endswith(packaged_text(name))
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        assert marg("register", "check").code == 0

    def test_a_copy_goes_where_it_is_told(self, marg: Marg, tmp_path: Path):
        answer = marg("template", "copy", "minutes", "--to", str(tmp_path / "own"))
        assert (tmp_path / "own" / "minutes.md.j2").is_file()
        assert f"marg template check minutes --templates {tmp_path / 'own'}" in answer.err

    def test_a_copy_goes_into_the_folder_of_the_environment(self, marg: Marg, tmp_path: Path):
        marg("template", "copy", "minutes", MARG_TEMPLATES=str(tmp_path / "own"))
        assert (tmp_path / "own" / "minutes.md.j2").is_file()

    def test_nothing_is_overwritten_unless_asked(self, marg: Marg, place: Place):
        file = a_template(place.folder / "templates", "# Ours") / "minutes.md.j2"
        answer = marg("template", "copy", "minutes")
        assert answer.code == 16
        assert "--to" in answer.err
        assert file.read_text("utf-8") == "# Ours"
        assert marg("template", "copy", "minutes", "--force").code == 0
        assert file.read_text("utf-8") != "# Ours"

    def test_without_a_register_it_is_asked_where_to(self, marg: Marg, tmp_path: Path):
        answer = marg("template", "copy", "minutes", MARG_STORE=str(tmp_path / "none"))
        assert answer.code == 10
        assert "--to FOLDER" in answer.err
        assert not (tmp_path / "none").exists()

    def test_an_extension_is_a_paper_like_margs(self, marg: Marg):
        before = minutes(marg)
        assert marg("template", "copy", "minutes", "--extend").code == 0
        assert marg("minutes", "render", "--as", "md", "--out", "-").out == before

    def test_programs_get_the_record(self, marg: Marg, place: Place):
        made = marg("template", "copy", "minutes", "--format", "json").json
        assert made["standing"] == "copy"
        assert made["file"] == str(place.folder / "templates" / "minutes.md.j2")


class TestDiff:
    def test_what_was_changed_is_shown(self, marg: Marg, place: Place):
        marg("template", "copy", "minutes")
        same = marg("template", "diff", "minutes")
        assert (same.code, same.out) == (0, "")
        assert same.err == "Your minutes.md.j2 says the same as marg's.\n"
        file = place.folder / "templates" / "minutes.md.j2"
        file.write_text(file.read_text("utf-8").replace("Any other", "Other"), "utf-8")
        changed = marg("template", "diff", "minutes")
        assert (changed.code, changed.err) == (0, "")
        assert "-## 9 Any other business\n+## 9 Other business\n" in changed.out

    def test_where_there_is_nothing_of_ones_own_the_copy_is_offered(self, marg: Marg):
        answer = marg("template", "diff", "minutes")
        assert (answer.code, answer.out) == (0, "")
        assert "marg template copy minutes" in answer.err


class TestCheck:
    def test_a_finding_ends_with_three(self, marg: Marg, place: Place):
        a_template(place.folder / "templates", "{{ head.tittle }}")
        answer = marg("template", "check")
        assert answer.code == 3
        assert 'minutes.md.j2:1  no "tittle" here; did you mean "title"?' in answer.out

    def test_programs_get_the_findings(self, marg: Marg, place: Place):
        a_template(place.folder / "templates", "{{ head.tittle }}")
        [finding] = marg("template", "check", "minutes", "--format", "json").json
        assert finding["file"] == "minutes.md.j2"
        assert finding["line"] == 1
        assert finding["problem"] == 'no "tittle" here; did you mean "title"?'

    def test_nothing_found_is_a_sentence(self, marg: Marg):
        answer = marg("template", "check", "--templates", str(EXAMPLES))
        assert (answer.code, answer.out) == (0, "")
        assert answer.err.endswith("checked, and nothing found.\n")

    def test_without_templates_of_ones_own_the_way_to_them_is_said(self, marg: Marg):
        answer = marg("template", "check")
        assert answer.code == 0
        assert "marg template copy minutes" in answer.err


def test_a_mistake_in_a_template_ends_the_paper_with_its_line(marg: Marg, place: Place):
    minutes(marg)
    a_template(place.folder / "templates", "\n{{ head.tittle }}")
    answer = marg("minutes", "render", "--as", "md", "--out", "-")
    assert (answer.code, answer.out) == (15, "")
    assert answer.err == (
        'minutes.md.j2:2: no "tittle" here; did you mean "title"?\n'
        "Find all that is wrong with your templates: marg template check\n"
    )


def test_nothing_here_asks_for_a_passphrase(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    for command in ("list", "show minutes", "diff minutes", "check", "copy minutes --to own"):
        monkeypatch.chdir(tmp_path)
        assert run(["template", *command.split()], {"MARG_STORE": "none"}) == 0
        capsys.readouterr()
