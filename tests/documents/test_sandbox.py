"""What a template can do: read values and write words; whatever else it tries is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from marg_cli.documents.environment import environment
from marg_cli.errors import Exit
from tests.documents.own_templates import refusal, written

ESCAPES = [
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ ()['__class__']['__base__'] }}",
    "{{ head.__class__ }}",
    "{{ head.__init__.__globals__ }}",
    "{{ head.__reduce__() }}",
    "{{ head.__dataclass_fields__ }}",
    "{{ head|attr('__class__') }}",
    "{{ [head]|map(attribute='__class__')|first }}",
    "{{ [head]|map('attr', '__class__')|first }}",
    "{{ [head]|groupby('__class__')|first|first }}",
    "{{ '{0.__class__}'.format(head) }}",
    "{{ '{0.__class__}'.format_map({'0': head}) }}",
    "{{ '%s'|format(head) }}",
    "{{ '%s' % head }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ lipsum.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ range.__globals__ }}",
    "{{ joined.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "{% for x in slots %}{{ loop.__class__ }}{% endfor %}",
    "{% for x in slots %}{{ loop._iterator }}{% endfor %}",
    "{% import '_macros.md.j2' as say %}{{ say.__dict__ }}",
    "{% import '_macros.md.j2' as say %}{{ say._body_stream }}",
    "{% import 'os' as os %}{{ os.system('id') }}",
    "{% include '/etc/passwd' %}",
    "{% include '../../../../etc/passwd' %}",
    "{% extends '/etc/passwd' %}",
    "{% include '!../pyproject.toml' %}",
    "{{ head.meeting_on.today() }}",
    "{{ head.meeting_on.strftime('%s') }}",
    "{{ head.title.encode().decode }}",
    "{{ head.title.upper() }}",
    "{{ audience.mro() }}",
    "{{ [].append(1) }}",
    "{{ {}.update(a=1) }}",
    "{{ {'a': 1}.pop('a') }}",
    "{% set head.title = 'x' %}",
    "{{ open('/etc/passwd').read() }}",
    "{{ config }}",
    "{{ get_flashed_messages() }}",
    "{{ statement|safe }}",
    "{{ head|pprint }}",
    "{{ slots|tojson }}",
    "{{ statement|urlize }}",
    "{{ slots }}",
    "{{ head }}",
    "{{ head.title.upper }}",
    "{% autoescape false %}{{ statement }}{% endautoescape %}",
    "{% debug %}",
    "{{ caller.__globals__ }}",
]

DOUBLING = "{% set ns = namespace(t='aaaaaaaaaaaaaaaa') %}{% for a in range(60) %}"

ENDLESS = [
    "{{ range(10**9)|list }}",
    "{{ range(1000000000)|list }}",
    "{{ 'a' * 10000000000 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{{ [0] * 1000000000 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ 'a'|center(1000000000) }}",
    "{{ 'a'|indent(1000000000) }}",
    "{% for a in range(999) %}{% for b in range(999) %}{% endfor %}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m(n) %}{% if n %}{{ m(n + -1) }}{{ m(n + -1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    DOUBLING + "{% set ns.t = ns.t ~ ns.t %}{% endfor %}",
    DOUBLING + "{% set x %}{{ ns.t }}{{ ns.t }}{% endset %}{% set ns.t = x %}{% endfor %}",
    "{% include 'own.md.j2' %}",
]


@pytest.mark.parametrize("template", ESCAPES)
def test_a_template_that_reaches_out_is_refused(tmp_path: Path, template: str) -> None:
    refused = refusal(tmp_path, f"line one\n{template}")
    assert refused.exit is Exit.TEMPLATE
    assert refused.message.startswith("own.md.j2:")


@pytest.mark.parametrize("template", ENDLESS)
def test_a_template_without_end_is_refused(tmp_path: Path, template: str) -> None:
    assert refusal(tmp_path, template).exit is Exit.TEMPLATE


@pytest.mark.parametrize("template", ESCAPES)
def test_a_refusal_repeats_nothing_of_a_paper(tmp_path: Path, template: str) -> None:
    refused = refusal(tmp_path, template)
    for word in ("Exampleton", "M26-001", "Tenancy", "Navigator", "Independent", "root:"):
        assert word not in f"{refused.message} {refused.hint}"


def test_a_method_is_out_of_reach_before_anything_calls_it() -> None:
    sandbox = environment()
    assert not sandbox.is_safe_attribute("", "upper", "".upper)
    assert not sandbox.is_safe_attribute(date, "today", date.today)
    assert sandbox.is_safe_attribute({}, "items", {}.items)


def test_what_templates_are_for_still_works(tmp_path: Path) -> None:
    template = (
        "{% set ns = namespace(n=0) %}"
        "{% for slot in slots %}{{ loop.index + 1 }} {{ slot.ref }}{% endfor %}"
        "{% for key, value in {'a': 1}.items() %} {{ key ~ ' is ' ~ value }}{% endfor %}"
        " {{ {'a': 'b'}.get('a') }} {{ 'x' if slots else 'y' }}{{ 'z' if not slots }}"
    )
    assert written(tmp_path, template) == "2 M26-001 a is 1 b x"


def test_words_put_together_are_escaped_once(tmp_path: Path) -> None:
    template = (
        "{% macro twice(word) %}**{{ word }}** {{ word }}{% endmacro %}"
        "{{ twice('a*b') }}; {{ twice('a') ~ ' and ' ~ 'c*d' }}; "
        "{% set kept %}{{ twice('_x_') }}{% endset %}{{ kept }}; {{ kept|upper }}; {{ kept|trim }}"
    )
    assert written(tmp_path, template) == (
        "**a\\*b** a\\*b; **a** a and c\\*d; "
        "**\\_x\\_** \\_x\\_; **\\_X\\_** \\_X\\_; **\\_x\\_** \\_x\\_"
    )


def test_a_templates_own_constants_are_words_too(tmp_path: Path) -> None:
    assert written(tmp_path, "{{ 'a *b* & c' }}") == "a \\*b\\* & c"
