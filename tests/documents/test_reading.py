"""Restricted Markdown read as blocks: what it knows, and that the rest stays text."""

from __future__ import annotations

import pytest

from marg_cli.documents.blocks import (
    Heading,
    Listing,
    Note,
    PageBreak,
    Paragraph,
    Run,
    Table,
    plain,
)
from marg_cli.documents.reading import read


def test_a_heading_has_its_level_and_no_lower_one_than_four() -> None:
    assert read("# One\n\n###### Six") == (
        Heading(1, (Run("One"),)),
        Heading(4, (Run("Six"),)),
    )


def test_looks_of_text() -> None:
    assert read("plain **strong** and *soft*<br>***both***") == (
        Paragraph(
            (
                Run("plain "),
                Run("strong", strong=True),
                Run(" and "),
                Run("soft", emphasis=True),
                Run("\n"),
                Run("both", strong=True, emphasis=True),
            )
        ),
    )


def test_a_backslash_at_a_line_end_breaks_the_line_and_a_bare_end_does_not() -> None:
    assert read("a\\\nb\nc") == (Paragraph((Run("a"), Run("\n"), Run("b c"))),)


def test_lists_may_hold_paragraphs_and_lists() -> None:
    assert read("- a\n\n  b\n- c\n\n  3. d") == (
        Listing(
            (
                (Paragraph((Run("a"),)), Paragraph((Run("b"),))),
                (Paragraph((Run("c"),)), Listing(((Paragraph((Run("d"),)),),), start=3)),
            )
        ),
    )


def test_a_note_holds_blocks() -> None:
    assert read("> a\n>\n> - b") == (
        Note((Paragraph((Run("a"),)), Listing(((Paragraph((Run("b"),)),),)))),
    )


def test_a_rule_is_a_page_break() -> None:
    assert read("a\n\n---\n\nb")[1] == PageBreak()


def test_a_table_with_caption_header_and_row_heads() -> None:
    (table,) = read("*Who came*\n\n| A | N |\n|---|--:|\n| **x** y | 1 |\n| **z** | 2 |")
    assert table == Table(
        caption=(Run("Who came"),),
        header=((Run("A"),), (Run("N"),)),
        rows=(
            ((Run("x", strong=True), Run(" y")), (Run("1"),)),
            ((Run("z", strong=True),), (Run("2"),)),
        ),
        row_heads=True,
        right=(False, True),
    )


def test_a_table_without_words_in_its_header_is_a_list_of_facts() -> None:
    (table,) = read("| | |\n|---|---|\n| **a** | b |")
    assert isinstance(table, Table)
    assert table.header is None
    assert table.row_heads


@pytest.mark.parametrize("above", ["plain", "*soft* and plain", "***loud***"])
def test_only_a_paragraph_wholly_in_emphasis_is_a_caption(above: str) -> None:
    paragraph, table = read(f"{above}\n\n| A |\n|---|\n| b |")
    assert isinstance(paragraph, Paragraph)
    assert isinstance(table, Table)
    assert table.caption == ()


def test_an_emphasis_not_above_a_table_stays_a_paragraph() -> None:
    assert len(read("*soft*\n\ntext\n\n*last*")) == 3


@pytest.mark.parametrize(
    "markdown",
    [
        "<b>x</b>",
        "<script>alert(1)</script>",
        "<!-- hidden -->",
        "[words](https://example.org)",
        "![words](https://example.org/x.png)",
        "https://example.org",
        "<https://example.org>",
        "[x]: https://example.org",
        "`code`",
        "~~gone~~",
        "[not recorded]",
    ],
)
def test_what_acts_or_hides_elsewhere_is_only_text_here(markdown: str) -> None:
    (block,) = read(markdown)
    assert block == Paragraph((Run(markdown),))


def test_code_by_indentation_or_fence_is_only_text() -> None:
    (block,) = read("    four spaces")
    assert block == Paragraph((Run("four spaces"),))
    (block,) = read("```\nx\n```")
    assert isinstance(block, Paragraph)
    assert plain(block.text) == "``` x ```"
