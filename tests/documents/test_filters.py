"""How a paper says days, times, numbers and lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from marg_cli.documents.templates.filters import FILTERS, KEPT_FILTERS
from tests.documents.own_templates import written


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ head.meeting_on }}", "Tuesday 8 December 2026"),
        ("{{ head.meeting_on|day }}", "Tuesday 8 December 2026"),
        ("{{ head.meeting_on|short_day }}", "8 Dec 2026"),
        ("{{ none|day }} {{ none|short_day }}", "[not recorded] [not recorded]"),
        ("{{ head.at|clock }}", "10am"),
        ("{{ '12:15'|clock }} {{ '12:00'|clock }}", "12.15pm midday"),
        ("{{ none|clock }} {{ ' '|clock }}", "[not recorded] [not recorded]"),
        ("{{ 'after lunch'|clock }}", "after lunch"),
        ("{{ 0|plural('case') }}, {{ 1|plural('case') }}", "0 cases, 1 case"),
        ("{{ 2|plural('agency', 'agencies') }}", "2 agencies"),
        ("{{ 1|times }}, {{ 2|times }}, {{ 3|times }}", "once, twice, 3 times"),
        ("{{ ['GLOW']|join }}", "GLOW"),
        ("{{ ['GLOW', 'HOU']|join }}", "GLOW and HOU"),
        ("{{ ['GLOW', 'HOU', 'A*B']|join }}", "GLOW, HOU and A\\*B"),
        ("{{ []|join }}", "[not recorded]"),
        ("{{ none }} {{ '' }} {{ ' \n ' }}", "[not recorded] [not recorded] [not recorded]"),
        ("{{ none|recorded }}", "[not recorded]"),
        ("{{ 'a\n\n\nb\nc'|paragraphs }}", "a\n\nb\\\nc"),
        ("> {{ 'a\n\n- b'|paragraphs('> ') }}", "> a\n>\n> \\- b"),
        ("{{ none|paragraphs }}", "[not recorded]"),
        ("x {{ 'a\nb\n\nc' }}", "x a<br>b<br><br>c"),
        ("x {{ 0 }} {{ -5 }}", "x 0 \\-5"),
    ],
)
def test_a_filter_says(tmp_path: Path, template: str, said: str) -> None:
    assert written(tmp_path, template) == said


def test_jinjas_own_filters_that_stay_are_named_once() -> None:
    assert not set(KEPT_FILTERS) & set(FILTERS)
    assert not {"safe", "attr", "format", "tojson", "pprint", "random"} & set(KEPT_FILTERS)


def test_a_day_is_said_the_british_way() -> None:
    assert FILTERS["day"](date(2026, 11, 18)) == "Wednesday 18 November 2026"
