"""What is wrong with a template is said with file, line and the near name."""

from __future__ import annotations

from pathlib import Path

import pytest

from marg_cli.documents.render import render
from marg_cli.errors import TemplateError
from tests.documents.own_templates import refusal
from tests.documents.papers import an_agenda


def test_an_unknown_name_is_told_with_the_near_one(tmp_path: Path) -> None:
    refused = refusal(tmp_path, "one\ntwo\nthree\n{{ head.tittle }}", "minutes.md.j2")
    assert refused.message == 'minutes.md.j2:4: no "tittle" here; did you mean "title"?'


def test_an_unknown_name_of_the_paper_is_told(tmp_path: Path) -> None:
    refused = refusal(tmp_path, "{{ statment }}")
    assert refused.message == 'own.md.j2:1: no "statment" here; did you mean "statement"?'


def test_an_unknown_name_in_a_loop_finds_what_the_loop_made(tmp_path: Path) -> None:
    refused = refusal(tmp_path, "{% for slot in slots %}\n{{ slott.ref }}\n{% endfor %}")
    assert refused.message.startswith('own.md.j2:2: no "slott" here; did you mean "slot')


def test_an_unknown_name_in_an_include_is_told_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "part.md.j2").write_text("\n\n{{ head.venu }}", encoding="utf-8")
    refused = refusal(tmp_path, "{% include 'part.md.j2' %}")
    assert refused.message == 'part.md.j2:3: no "venu" here; did you mean "venue"?'


def test_an_unknown_name_in_a_macro_is_told_where_it_stands(tmp_path: Path) -> None:
    macro = "{% macro show(slot) %}\n{{ slot.reff }}\n{% endmacro %}"
    (tmp_path / "part.md.j2").write_text(macro, encoding="utf-8")
    template = "{% import 'part.md.j2' as part %}\n\n{{ part.show(slots|first) }}"
    assert refusal(tmp_path, template).message == (
        'part.md.j2:2: no "reff" here; did you mean "ref"?'
    )


def test_an_unknown_macro_is_told_with_the_near_one(tmp_path: Path) -> None:
    template = "{% import '_macros.md.j2' as say %}\n{{ say.text(()) }}"
    assert refusal(tmp_path, template).message == (
        'own.md.j2:2: no "text" here; did you mean "texts"?'
    )


def test_an_unknown_name_in_a_block_of_a_child_is_told(tmp_path: Path) -> None:
    template = '{% extends "!agenda.md.j2" %}\n{% block aob %}\n{{ head.chare }}\n{% endblock %}'
    refused = refusal(tmp_path, template, "agenda.md.j2")
    assert refused.message == 'agenda.md.j2:3: no "chare" here; did you mean "chair"?'


def test_an_unknown_name_that_came_from_a_case_is_not_repeated(tmp_path: Path) -> None:
    refused = refusal(tmp_path, "{{ {'a': 1}[slots[0].case_coordinator] }}")
    assert refused.message == "own.md.j2:1: no such entry here"


def test_an_unknown_name_fails_in_a_condition_and_a_loop_too(tmp_path: Path) -> None:
    for template in ("{% if slotz %}x{% endif %}", "{% for s in slotz %}{% endfor %}"):
        assert refusal(tmp_path, template).message == (
            'own.md.j2:1: no "slotz" here; did you mean "slots"?'
        )


def test_a_name_of_what_is_not_recorded_is_told_so(tmp_path: Path) -> None:
    refused = refusal(tmp_path, "{% set nobody = none %}{{ nobody.name }}")
    assert refused.message == (
        'own.md.j2:1: where nothing is recorded there is no "name"; ask first: {% if … %}'
    )


def test_an_unknown_test_is_told_with_the_near_one(tmp_path: Path) -> None:
    refused = refusal(tmp_path, "{{ head is nonne }}")
    assert refused.message == 'own.md.j2:1: no test "nonne" here; did you mean "none"?'


def test_a_missing_template_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    for asked in ("extends 'agende.md.j2'", "include 'agende.md.j2'", "import 'agende.md.j2' as a"):
        assert refusal(tmp_path, f"\n{{% {asked} %}}").message == (
            'own.md.j2:2: no template agende.md.j2; did you mean "agenda.md.j2"?'
        )


def test_a_macro_that_is_not_there_is_told_with_its_name(tmp_path: Path) -> None:
    template = "{% from '_macros.md.j2' import textss %}\n{{ textss(()) }}"
    assert refusal(tmp_path, template).message.startswith('own.md.j2:2: no "textss" here')


def test_taking_out_the_escaping_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path, "{{ statement|safe }}").message == (
        "own.md.j2:1: values are always escaped; take |safe out"
    )


def test_the_way_out_is_the_check(tmp_path: Path) -> None:
    assert refusal(tmp_path, "{{ x }}").hint.endswith("marg template check")


def test_an_unknown_filter_is_told_with_the_near_one(tmp_path: Path) -> None:
    refused = refusal(tmp_path, "\n{{ head.meeting_on|dey }}")
    assert refused.message == 'own.md.j2:2: no filter "dey" here; did you mean "day"?'


def test_an_unknown_template_is_told_with_the_near_one() -> None:
    with pytest.raises(TemplateError) as caught:
        render("minute.md.j2", an_agenda(), ["md"])
    assert caught.value.message == (
        'minute.md.j2: no template minute.md.j2; did you mean "minutes.md.j2"?'
    )


def test_a_mistake_of_syntax_is_told_with_its_line(tmp_path: Path) -> None:
    refused = refusal(tmp_path, "fine\n{% for slot in slots %}\n{{ slot.ref }\n{% endfor %}")
    assert refused.message.startswith("own.md.j2:3: ")


def test_a_template_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "own.md.j2").write_bytes("caf\xe9".encode("latin-1"))
    with pytest.raises(TemplateError, match="UTF-8"):
        render("own.md.j2", an_agenda(), ["md"], search=[tmp_path])


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ slots }}", "not a text"),
        ("{{ slots[0].screened }}", "not a text"),
        ("{{ 1 // 0 }}", "cannot be worked out (ZeroDivisionError)"),
        ("{{ head.meeting_on|plural('day') }}", "not a text"),
        ("{% include 'own.md.j2' %}", "without end"),
    ],
)
def test_what_cannot_be_said_is_told_with_its_line(
    tmp_path: Path, template: str, said: str
) -> None:
    refused = refusal(tmp_path, f"\n\n{template}")
    assert refused.message.startswith("own.md.j2:3: ")
    assert said in refused.message
