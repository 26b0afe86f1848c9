"""Mistakes in a group's templates are found before there is anything to write."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from marg_cli.documents.house.files import packaged_templates
from marg_cli.documents.own.catalogue import PAPERS, TEMPLATES
from marg_cli.documents.own.checking import Finding, check
from marg_cli.documents.own.copies import extension, whole
from marg_cli.documents.own.specimens import specimens
from marg_cli.documents.own.stamp import stamped
from marg_cli.documents.render import render

EXTENDS = '{% extends "!minutes.md.j2" %}\n'


def found(folder: Path, template: str, name: str = "minutes.md.j2") -> list[str]:
    """What is found in a template of one's own, as `line: problem`."""
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(template, encoding="utf-8")
    return [f"{each.line}: {each.problem}" for each in check([folder]).findings]


def in_block(words: str, block: str = "aob") -> str:
    return f"{EXTENDS}{{% block {block} %}}\n{words}\n{{% endblock %}}"


MISTAKES = {
    in_block("{{ head.tittle }}"): '3: no "tittle" here; did you mean "title"?',
    in_block("{{ statuss }}"): '3: no "statuss" here; did you mean "status"?',
    in_block("{% if status == 'never so' %}{{ headd }}{% endif %}"): (
        '3: no "headd" here; did you mean "head"?'
    ),
    in_block("{% if status == 'never so' %}{{ cases[0].reff }}{% endif %}"): (
        '3: no "reff" here; did you mean "ref"?'
    ),
    in_block("{{ case.lead_agencyy }}", "case"): (
        '3: no "lead_agencyy" here; did you mean "lead_agency"?'
    ),
    in_block(
        "{% for a in by_agency %}{% for b in a.actions %}{{ b.dew }}{% endfor %}{% endfor %}"
    ): ('3: no "dew" here; did you mean "due"?'),
    in_block("{{ cases|map(attribute='reff')|join }}"): '3: no "reff" here; did you mean "ref"?',
    in_block("{{ cases|selectattr('repeatt')|list|length }}"): (
        '3: no "repeatt" here; did you mean "repeat"?'
    ),
    in_block("{{ (cases|first).reff if cases }}"): '3: no "reff" here; did you mean "ref"?',
    in_block("{{ say.textss(()) }}"): '3: no "textss" here; did you mean "texts"?',
    in_block("{{ head.title|uper }}"): '3: no filter "uper" here; did you mean "upper"?',
    in_block("{{ head.title is strin }}"): '3: no test "strin" here; did you mean "string"?',
    in_block("{{ head.title|safe }}"): "3: values are always escaped; take |safe out",
    in_block("{% autoescape false %}{% endautoescape %}"): (
        "3: values are always escaped; take autoescape out"
    ),
    in_block("{% include 'agende.md.j2' %}"): (
        '3: no template agende.md.j2; did you mean "agenda.md.j2"?'
    ),
    in_block("{{ head.title }"): "3: unexpected '}'",
    in_block("{{ head }}"): (
        "3: this is not a text, a number or a day: it cannot be printed or compared"
    ),
    in_block("{{ next_meeting.on|day }}"): (
        '3: where nothing is recorded there is no "on"; ask first: {% if … %}'
    ),
    in_block("x", "aobb"): (
        '2: it extends a template without a block "aobb", so this is never written; '
        'did you mean "aob"?'
    ),
    f"{EXTENDS}\nWords.": "3: this stands outside every block, so it is never written",
    f"{EXTENDS}\n{{{{ head.title }}}}": (
        "3: this stands outside every block, so it is never written"
    ),
    '{% extends "minutes.md.j2" %}': (
        '1: it extends itself; write "!" before the name to extend the one that comes with marg'
    ),
    '{% extends "!minute.md.j2" %}': '1: no template !minute.md.j2; did you mean "!minutes.md.j2"?',
    stamped("minutes.md.j2", ".j2", "an older text"): (
        "1: it was copied from an older minutes.md.j2, and marg's has moved on"
    ),
    "{% for a in cases %}{% for b in cases %}": "1: Unexpected end of template. Jinja was looking",
    "{{ " + "(" * 9_000: "None: this calls itself without end, or is nested too deeply",
    "x" * 60_000: "None: a template may hold 50 kB at the most",
}


@pytest.mark.parametrize(("template", "problem"), MISTAKES.items(), ids=range(len(MISTAKES)))
def test_a_mistake_is_found_with_its_line(tmp_path: Path, template: str, problem: str) -> None:
    assert [each for each in found(tmp_path, template) if each.startswith(problem)]


@pytest.mark.parametrize("template", MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_told_once_and_with_a_way_out(tmp_path: Path, template: str) -> None:
    (tmp_path / "minutes.md.j2").write_text(template, encoding="utf-8")
    findings = check([tmp_path]).findings
    assert len(findings) == 1
    assert all(each.remedy.endswith((".", "--packaged", "minutes")) for each in findings)


def test_all_mistakes_of_a_file_are_found_at_once(tmp_path: Path) -> None:
    problems = found(tmp_path, in_block("{{ head.tittle }}\n{{ statuss }}\n{{ head.title|safe }}"))
    assert [problem[0] for problem in problems] == ["3", "4", "5"]


def test_a_file_no_paper_uses_is_found(tmp_path: Path) -> None:
    assert found(tmp_path, "# Ours", "minuts.md.j2") == [
        'None: no paper uses a template of this name; did you mean "minutes.md.j2"?'
    ]


def test_a_part_that_a_paper_includes_is_used_and_read_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "part.md.j2").write_text("{{ case.ref }}\n{{ case.reff }}", encoding="utf-8")
    own = in_block("{% include 'part.md.j2' %}", "case")
    (tmp_path / "minutes.md.j2").write_text(own, encoding="utf-8")
    assert [(each.file, each.line, each.problem) for each in check([tmp_path]).findings] == [
        ("part.md.j2", 2, 'no "reff" here; did you mean "ref"?')
    ]


def test_a_part_that_is_imported_sees_nothing_of_the_paper(tmp_path: Path) -> None:
    macro = "{% macro m() %}{{ head.title }}{% endmacro %}"
    (tmp_path / "part.md.j2").write_text(macro, encoding="utf-8")
    own = in_block("{% import 'part.md.j2' as part %}{{ part.m() }}")
    (tmp_path / "minutes.md.j2").write_text(own, encoding="utf-8")
    assert {each.problem for each in check([tmp_path]).findings} == {'no "head" here'}


def test_a_macro_that_was_left_out_is_found(tmp_path: Path) -> None:
    packaged = (packaged_templates() / "_macros.md.j2").read_text("utf-8")
    problems = found(tmp_path, packaged.replace("macro prompt", "macro promptt"), "_macros.md.j2")
    assert 'None: the macro "prompt" is missing, which marg\'s papers use' in problems


def test_a_frame_may_use_what_every_paper_has(tmp_path: Path) -> None:
    assert found(tmp_path, "{{ head.title }}\n---\n{{ slots }}", "_frame.md.j2")[0] == (
        '3: no "slots" here'
    )


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("house/house.css", '@import "other.css";', "1: a style may not hold @import"),
        ("house/house.toml", 'fontt = "Arial"', '1: no "fontt" here; did you mean "font"?'),
        ("house/house.docx", "no such thing", "None: house.docx is no Word document."),
        ("house/house.dotx", "no such thing", "None: house.dotx is no Word document."),
    ],
)
def test_a_house_style_that_cannot_be_used_is_found(
    tmp_path: Path, name: str, text: str, problem: str
) -> None:
    assert found(tmp_path, text, name) == [problem]
    assert check([tmp_path]).findings[0].file == name


def test_only_what_is_asked_for_is_told(tmp_path: Path) -> None:
    found(tmp_path, "{{ headd }}")
    found(tmp_path, "{{ headd }}", "agenda.md.j2")
    checked = check([tmp_path], ["agenda.md.j2"])
    assert checked.files == 1
    assert [each.file for each in checked.findings] == ["agenda.md.j2"]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_copy_of_a_packaged_template_is_as_good_as_the_original(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text(whole(name), encoding="utf-8")
    assert check([tmp_path]).findings == []


@pytest.mark.parametrize("name", PAPERS)
def test_an_extension_changes_nothing_until_a_block_is_written(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(extension(name), encoding="utf-8")
    assert check([tmp_path]).findings == []
    for specimen in specimens(PAPERS[name]):
        paper: Any = specimen
        own, packaged = render(name, paper, ["md"], search=[tmp_path]), render(name, paper, ["md"])
        assert (own.files, own.remarks) == (packaged.files, packaged.remarks)
        assert own.document.frame == packaged.document.frame


def test_nothing_of_ones_own_has_nothing_wrong(tmp_path: Path) -> None:
    assert check([tmp_path]) == (0, [])
    assert check([]) == (0, [])


def test_every_packaged_paper_is_in_the_catalogue() -> None:
    files = {file.name for file in packaged_templates().glob("*.md.j2")}
    assert files == set(TEMPLATES)


def test_findings_are_plain_records() -> None:
    assert Finding._fields == ("file", "line", "problem", "remedy")
