"""Where templates are looked for: the group's own first, then the packaged."""

from __future__ import annotations

from pathlib import Path

from marg_cli.documents.house.files import packaged_templates
from marg_cli.documents.render import compose, render
from marg_cli.documents.templates.environment import environment
from tests.documents.pages import headings
from tests.documents.papers import an_agenda


def test_the_packaged_templates_are_found() -> None:
    found = {file.name for file in packaged_templates().iterdir()}
    assert {"agenda.md.j2", "minutes.md.j2", "_macros.md.j2", "_frame.md.j2", "house"} <= found


def test_a_groups_own_template_replaces_the_packaged_one(tmp_path: Path) -> None:
    (tmp_path / "agenda.md.j2").write_text("# Ours\n", encoding="utf-8")
    paper = compose("agenda.md.j2", an_agenda(), search=[tmp_path])
    assert paper.markdown == "# Ours\n"


def test_the_first_folder_counts(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "agenda.md.j2").write_text(f"# {name}\n", encoding="utf-8")
    search = [tmp_path / "first", tmp_path / "second"]
    assert compose("agenda.md.j2", an_agenda(), search=search).markdown == "# first\n"


def test_an_override_of_one_block_keeps_the_rest(tmp_path: Path) -> None:
    (tmp_path / "agenda.md.j2").write_text(
        '{% extends "!agenda.md.j2" %}\n'
        "{% block aob %}\n## 10 Anything else\n\n"
        "{{ head.chair }} asks.\n{{ super() }}{% endblock %}",
        encoding="utf-8",
    )
    paper = compose("agenda.md.j2", an_agenda(), search=[tmp_path])
    numbered = headings(paper.blocks, 2)
    assert numbered[9:12] == ["10 Anything else", "10 Any other business", "11 Next meeting"]
    assert "Independent chair asks." in paper.markdown


def test_an_override_of_a_macro_reaches_the_packaged_template(tmp_path: Path) -> None:
    own = "{% macro due(action) %}SOON{% endmacro %}"
    packaged = (packaged_templates() / "_macros.md.j2").read_text(encoding="utf-8")
    (tmp_path / "_macros.md.j2").write_text(packaged + own, encoding="utf-8")
    assert "SOON" in compose("agenda.md.j2", an_agenda(), search=[tmp_path]).markdown


def test_every_packaged_template_compiles() -> None:
    sandbox = environment()
    for name in sandbox.list_templates(filter_func=lambda name: name.endswith(".j2")):
        assert sandbox.get_template(name).name == name.removeprefix("!")


def test_a_groups_own_folder_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "agenda.md.j2").write_text("# Ours\n", encoding="utf-8")
    render("agenda.md.j2", an_agenda(), ["md", "txt", "html"], search=[tmp_path])
    assert [file.name for file in tmp_path.iterdir()] == ["agenda.md.j2"]
