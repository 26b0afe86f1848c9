"""What a template can do: read values and write words; whatever else it tries is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from marg_cli.documents.render import render
from marg_cli.documents.templates.environment import environment
from marg_cli.errors import Exit
from tests.documents.own_templates import refusal, written
from tests.documents.pages import Page
from tests.documents.papers import a_head, a_slot, an_agenda

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
    "{{ ().__class__.__bases__[0].__subclasses__() }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ 1 .__class__ }}",
    "{{ none.__class__ }}",
    "{{ true.__class__ }}",
    "{{ [].__iter__ }}",
    "{{ ().__iter__().__next__ }}",
    "{{ {}.__len__ }}",
    "{{ head.meeting_on.__reduce_ex__(2) }}",
    "{{ head.meeting_on.fromisoformat('2026-01-01') }}",
    "{{ head.__slots__ }}",
    "{{ head.__eq__(head) }}",
    "{{ head.__setattr__('title', 'x') }}",
    "{{ slots.__getitem__(0) }}",
    "{{ slots.index(1) }}",
    "{{ slots.count(1) }}",
    "{{ cycler('a').next() }}",
    "{{ joiner(',') }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ lipsum(n=9) }}",
    "{{ dict(a=1) }}",
    "{{ url_for.__globals__ }}",
    "{{ request.application.__globals__ }}",
    "{{ config.items() }}",
    "{{ self.__class__ }}",
    "{{ self._TemplateReference__context.environment }}",
    "{{ self._TemplateReference__context['head'] }}",
    "{{ self.__init__.__globals__.__builtins__ }}",
    "{{ super.__class__ }}",
    "{% block b %}{{ super.__func__ }}{% endblock %}",
    "{% block b %}{{ self.b.__init__ }}{% endblock %}",
    "{% block b %}{{ self.b._context }}{% endblock %}",
    "{% block b %}{{ self.b._stack }}{% endblock %}",
    "{{ '{0.__class__.__mro__}'.format(head) }}",
    "{{ '{0[a]}'.format({'a': 1}) }}",
    "{{ ('{0.__cla' ~ 'ss__}').format(head) }}",
    "{{ '%(a)s' % {'a': head} }}",
    "{{ head.title.format(head) }}",
    "{{ head.title.join(['a']) }}",
    "{{ head.title.translate({65: 'x'}) }}",
    "{{ head|attr('title') }}",
    "{{ head|attr('__cla' ~ 'ss__') }}",
    "{{ head['__cla' ~ 'ss__'] }}",
    "{{ head['\\x5f\\x5fclass\\x5f\\x5f'] }}",
    "{{ head['\\u005f\\u005fclass\\u005f\\u005f'] }}",
    "{{ head.__ｃlass__ }}",
    "{{ head['__ｃlass__'] }}",
    "{{ [head]|map(attribute='__class__.__mro__')|list }}",
    "{{ [head]|map(attribute='_fields')|first|first }}",
    "{{ [head]|selectattr('__class__')|first|first }}",
    "{{ [head]|selectattr('__class__.__name__', 'eq', 'Head')|list|length|upper|first|day }}",
    "{{ [head]|select('attr', '__class__')|list }}",
    "{{ [head, head]|sort(attribute='__class__') }}",
    "{{ [head]|unique(attribute='__class__')|list }}",
    "{{ [head]|min(attribute='__class__.__name__') }}",
    "{{ [head]|sum(attribute='__class__') }}",
    "{{ [head]|map('__class__')|list }}",
    "{{ [head]|map('pprint')|list }}",
    "{{ [head]|map('string')|list }}",
    "{{ head|string }}",
    "{{ head|xmlattr }}",
    "{{ head|forceescape }}",
    "{{ head.title|e }}",
    "{{ head.title|escape }}",
    "{{ head.title|replace('a', 'b') }}",
    "{{ head.title|format }}",
    "{{ slots|random }}",
    "{{ slots|batch(2)|list }}",
    "{{ (slots|map('day')).gi_frame }}",
    "{{ (slots|map('day')).gi_code }}",
    "{{ (slots|select).gi_frame.f_globals }}",
    "{{ {}.items().mapping }}",
    "{{ {'a': 1}.items().__class__ }}",
    "{{ {'a': 1}.copy() }}",
    "{{ {'a': 1}.setdefault('b', 2) }}",
    "{{ {'a': 1}.fromkeys([1]) }}",
    "{{ {}.get.__self__ }}",
    "{{ range.__self__ }}",
    "{% macro m() %}{% endmacro %}{{ m.__call__ }}",
    "{% macro m() %}{% endmacro %}{{ m.__init__.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m.__class__.__mro__ }}",
    "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{% macro m() %}{{ varargs.__class__ }}{% endmacro %}{{ m(1) }}",
    "{% macro m() %}{{ kwargs.__class__ }}{% endmacro %}{{ m(a=1) }}",
    "{% macro m() %}{{ kwargs.update(b=2) }}{% endmacro %}{{ m(a=1) }}",
    "{% for x in slots %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "{% for x in slots %}{{ loop._undefined }}{% endfor %}",
    "{% for x in slots %}{{ loop.__iter__ }}{% endfor %}",
    "{% for x in slots %}{{ loop.__next__() }}{% endfor %}",
    "{% set ns = namespace() %}{{ ns.__init__ }}",
    "{% set ns = namespace() %}{{ ns.__class__ }}",
    "{% set ns = namespace() %}{{ ns._Namespace__attrs }}",
    "{% set ns = namespace() %}{% set ns.__class__ = 1 %}{{ ns.__class__ }}",
    "{{ namespace.__getattribute__ }}",
    "{% set slots.x = 1 %}",
    "{% set head['title'] = 'x' %}",
    "{% import '_macros.md.j2' as say %}{{ say.__class__ }}",
    "{% import '_macros.md.j2' as say %}{{ say.__init__.__globals__ }}",
    "{% import '_macros.md.j2' as say %}{{ say.texts.__globals__ }}",
    "{% from '_macros.md.j2' import __class__ %}",
    "{% import '!_macros.md.j2' as say %}{{ say.texts._func }}",
    "{% import '/etc/passwd' as x %}",
    "{% include '//etc/passwd' %}",
    "{% include './../../../../etc/passwd' %}",
    "{% include '..\\\\..\\\\etc\\\\passwd' %}",
    "{% include '!/etc/passwd' %}",
    "{% include '!!minutes.md.j2' %}",
    "{% include 'file:///etc/passwd' %}",
    "{% include 'house/../../pyproject.toml' %}",
    "{% include ['/etc/passwd', '../pyproject.toml'] %}",
    "{% include head %}",
    "{% extends head %}",
    "{% do slots.append(1) %}",
    "{% break %}",
    "{% trans %}x{% endtrans %}",
    "{{ _('x') }}",
    "{{ gettext('x') }}",
    "{{ import('os') }}",
    "{{ __import__('os') }}",
    "{{ eval('1') }}",
    "{{ exec('1') }}",
    "{{ print(1) }}",
    "{{ getattr(head, 'title') }}",
    "{{ vars() }}",
    "{{ globals() }}",
    "{{ environment }}",
    "{{ context }}",
    "{{ resolve('head') }}",
    "{{ undefined_name.__class__ }}",
    "{{ (nothing or head).__class__ }}",
    "{{ (head if false).__class__ }}",
    "{{ head.meeting_on - head.meeting_on }}",
    "{{ 1.5 / 0.5 }}",
    "{{ 'a' + 'b' }}",
    "{{ -'a' }}",
    "{{ [1] + [2] }}",
    "{% autoescape true %}{{ statement }}{% endautoescape %}",
    "{% raw %}{% endraw %}{{ head.title|safe }}",
    "{% filter safe %}{{ statement }}{% endfilter %}",
    "{% set x|safe %}{{ statement }}{% endset %}",
]
"""Each reaches for Python, for a file, for the paper's own escaping, or for what is not there."""

HARMLESS = {
    "{{ '{{ head.__class__ }}' }}": r"{{ head.\_\_class\_\_ }}",
    "{{ '__class__' }}": r"\_\_class\_\_",
    "{% raw %}{{ head.__class__ }}{% endraw %}": "{{ head.__class__ }}",
    "{# {{ head.__class__ }} #}words": "words",
    "{{ range(3).start }}": "0",
    "{{ head.title ~ '{0.__class__}' }}": r"Agenda{0.\_\_class\_\_}",
    "{{ ['__class__']|join }}": r"\_\_class\_\_",
    "{{ slots|map(attribute='ref')|list|length }}": "1",
    "{{ {'__class__': 1}.get('__class__') }}": "1",
}
"""Looks like one of them, and is only words or plain data."""


@pytest.mark.parametrize("template", ESCAPES)
def test_a_template_that_reaches_out_is_refused(tmp_path: Path, template: str) -> None:
    refused = refusal(tmp_path, f"line one\n{template}")
    assert refused.exit is Exit.TEMPLATE
    assert refused.message.startswith("own.md.j2:")


@pytest.mark.parametrize(("template", "words"), HARMLESS.items())
def test_what_only_looks_like_it_is_printed(tmp_path: Path, template: str, words: str) -> None:
    assert written(tmp_path, template) == words


@pytest.fixture(scope="module")
def hostile() -> Page:
    """A page of an agenda whose people typed nothing but such templates."""
    typed = [*ESCAPES, *HARMLESS]
    slots = tuple(a_slot(resolving=words, case_coordinator=words) for words in typed)
    head = a_head(group=" ".join(typed), venue=" ".join(typed))
    return Page(render("agenda.md.j2", an_agenda(head=head, slots=slots), ["html"]).files["html"])


@pytest.mark.parametrize("template", [*ESCAPES, *HARMLESS])
def test_the_same_typed_by_a_person_is_only_ever_words(template: str, hostile: Page) -> None:
    times_typed = 4
    assert hostile.paper.count(" ".join(template.split())) >= times_typed


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
