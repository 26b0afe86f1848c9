from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.cli.shell.lines import QuoteOpen, commands_in


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("case show M26-001", ["case", "show", "M26-001"]),
        ("marg case show M26-001", ["case", "show", "M26-001"]),
        ("marg", []),
        ('action add group "Ring: it\'s urgent"', ["action", "add", "group", "Ring: it's urgent"]),
        ("action add group 'C:\\papers'", ["action", "add", "group", "C:\\papers"]),
        ("action add group '[b] #3 > x'", ["action", "add", "group", "[b] #3 > x"]),
        ("action add group flat#3", ["action", "add", "group", "flat#3"]),
    ],
)
def test_a_line_is_quoted_as_in_any_shell(typed: str, words: list[str]):
    assert list(commands_in([f"{typed}\n"])) == [words]


def test_empty_lines_and_remarks_are_passed_over():
    assert list(commands_in(["\n", "  # a remark\n", "   \r\n", "undo\r\n"])) == [["undo"]]


def test_a_text_in_quotes_may_run_over_lines():
    assert list(commands_in(['view add "One\n', "\n", '# two"\n', "undo\n"])) == [
        ["view", "add", "One\n\n# two"],
        ["undo"],
    ]


@pytest.mark.parametrize("typed", ['case show "M26', "landlord's", "undo \\"])
def test_a_quotation_mark_left_open_is_said_in_one_sentence(typed: str):
    with pytest.raises(QuoteOpen, match=r"^A quotation mark is left open\.$"):
        list(commands_in([typed]))


def test_a_tilde_is_the_home_folder():
    ((*_, place),) = commands_in(["export --out ~/all.json"])
    assert place == str(Path.home() / "all.json")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_what_a_shell_would_quote_comes_back_whole(words: list[str]):
    words = ["case", *(word for word in words if not word.startswith("~/"))]
    typed = shlex.join(words).split("\n")
    if not any(line.rstrip("\r") != line for line in typed):
        assert list(commands_in(f"{line}\n" for line in typed)) == [words]
