"""Any text, in any position, comes back the same from every format."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from marg_cli.documents import docx, html, markdown, pdf, text
from marg_cli.documents.blocks import Block, Heading, Listing, Note, Paragraph, Table, plain
from marg_cli.documents.document import Document, Frame, normalised
from marg_cli.documents.templates.environment import environment
from marg_cli.documents.templates.sandbox import Sandbox
from marg_cli.domain.text import visible
from tests.documents.extracted import letters, words_of_pdf, words_of_word
from tests.documents.pages import Page

POSITIONS = {
    "paragraph": "{{ v }}",
    "paragraphs": "{{ v|paragraphs }}",
    "bold": "**{{ v }}** end",
    "emphasis": "*{{ v }}* end",
    "heading": "## {{ v }}",
    "item": "- {{ v }}",
    "bold item": "- **{{ v }}**",
    "item with paragraphs": '- {{ v|paragraphs("  ") }}',
    "numbered item": "1. {{ v }}",
    "note": '> {{ v|paragraphs("> ") }}',
    "cell": "| K | V |\n|---|---|\n| k | {{ v }} |",
    "tight cell": "|K|V|\n|-|-|\n|k|{{ v }}|",
    "bold cell": "| K | V |\n|---|---|\n| k | **{{ v }}** |",
    "second line": "first\n{{ v }}",
    "twice": "a {{ v }} {{ v }} z",
    "side by side": "({{ v }}{{ v }})",
    "in brackets": "see [{{ v }}]",
    "before punctuation": "see {{ v }}; end",
}
AROUND = {
    "bold": "{} end",
    "emphasis": "{} end",
    "second line": "first {}",
    "twice": "a {} {} z",
    "side by side": "({}{})",
    "in brackets": "see [{}]",
    "before punctuation": "see {}; end",
    "cell": "K V k {}",
    "tight cell": "K V k {}",
    "bold cell": "K V k {}",
}
SIGNS = {
    "item": "•",
    "bold item": "•",
    "item with paragraphs": "•",
    "numbered item": "1.",
}
"""What a list puts before an item, which is a word in a PDF."""
NASTY = [
    *("- item", "+ item", "* item", "1. one", "1) one", "12", "# heading", "## ", "#", "C #"),
    *("> quote", "|", "a | b", "\\", "\\|", "a\\", "`code`", "```", "~~~", "---", "===", "***"),
    *("_", "__init__", "snake_case", "*bold*", "**", "~~gone~~", "&amp;", "&", "&amp", "&#42;"),
    *("<script>alert(1)</script>", "<br>", "<b>", "<!-- -->", "[urgent]", "[/b]", "[a](b)"),
    *(
        "[a]: http://example.org",
        "![x](y)",
        "a](b)",
        "http://example.org",
        "<http://example.org>",
        ":--|",
    ),
    *("www.example.org", "a@example.org", "🏠👩‍👧", "العربية", "שלום", "é", "\x1b[31mred", "\x07"),
    *("a\u2028b", "a\u2029b", "a\nb", "a\r\nb", "a\n\n\nb", "\x0b", "\x0c", "\x85", " padded "),
    *("\u00a0x\u00a0", "\u3000x", "\t", "\u200b", "\u202eabc", "\ufeff", "\x7f", "\x9b", "\x1c"),
    *("{{ 7*7 }}", "{% raw %}", "Fire & Rescue", "R&D", "O'Neil", '"', "1.5", "2026-12-08", ":"),
    *(
        "Table: x",
        "    indented",
        "[ ] task",
        "$x$",
        "\ue000",
        "\ufffe",
        "[not recorded]",
        "<U+41>",
    ),
]
WORDS = st.lists(
    st.sampled_from(NASTY)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
    min_size=1,
    max_size=4,
).map("".join)
FRAME = Frame("MARKING", "title", (), ())


def shown(value: str) -> str:
    """What a reader is to find: line ends are white space, control characters pictures."""
    one = re.sub("[\n\r\x0b\x0c\x85\u2028\u2029]", " ", value)
    return " ".join(visible(one).split()) or "[not recorded]"


def expected(position: str, value: str) -> str:
    around = AROUND.get(position, "{}")
    return " ".join(around.replace("{}", shown(value)).split())


@cache
def sandbox() -> Sandbox:
    return environment()


def document(position: str, value: str) -> Document:
    sandbox().meter.reset()
    written = sandbox().from_string(POSITIONS[position]).render(v=value)
    return Document(FRAME, normalised(written))


def words_of(blocks: tuple[Block, ...]) -> str:
    pieces: list[str] = []
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                pieces.append(plain(block.text))
            case Listing():
                pieces += map(words_of, block.items)
            case Note():
                pieces.append(words_of(block.blocks))
            case Table():
                rows = [*([block.header] if block.header else []), *block.rows]
                pieces += [plain(cell) for row in rows for cell in row]
            case _:
                pieces.append("PAGE BREAK")
    return " ".join(" ".join(pieces).split())


def words_of_text(position: str, written: bytes) -> str:
    lines = written.decode().split("\n")
    assert lines[0] == lines[-2] == "MARKING"
    lines = lines[2:-3]
    match position:
        case "heading":
            lines = lines[:-1]
        case "note":
            lines = [line.removeprefix("  |") for line in lines]
        case "item" | "bold item" | "item with paragraphs":
            assert lines[0].startswith("- ")
            lines[0] = lines[0].removeprefix("- ")
        case "numbered item":
            assert lines[0].startswith("1. ")
            lines[0] = lines[0].removeprefix("1. ")
        case "cell" | "tight cell" | "bold cell" if lines[0] == "K: k":
            lines = ["K V k", lines[1].removeprefix("V: "), *lines[2:]]
        case "cell" | "tight cell" | "bold cell":
            del lines[1]
    return " ".join("\n".join(lines).split())


def words_elsewhere(written: bytes) -> str:
    """The words any other Markdown program finds: all of CommonMark, and tables."""
    tokens = MarkdownIt("commonmark").enable("table").parse(written.decode())
    pieces: list[str] = []
    for token in tokens:
        assert token.type not in {"html_block", "fence", "code_block"}
        pieces += [*map(_piece, token.children or []), " "]
    words = "".join(pieces).split()
    assert words[0] == words[-1] == "MARKING"
    return " ".join(words[1:-1])


def _piece(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"} or (token.type, token.content) == (
        "html_inline",
        "<br>",
    ):
        return " "
    assert token.type in {"text", "strong_open", "strong_close", "em_open", "em_close"}
    return token.content


@pytest.mark.parametrize("position", POSITIONS)
@settings(max_examples=120, deadline=None)
@given(value=WORDS)
@example(value="1. one\n- two\n# three")
@example(value="\\")
@example(value=" \u2028 ")
def test_any_text_comes_back_from_every_format(position: str, value: str) -> None:
    paper = document(position, value)
    sought = expected(position, value)

    assert words_of(paper.blocks) == sought
    assert words_of_text(position, text.write(paper)) == sought
    assert Page(html.write(paper)).paper == sought
    assert words_elsewhere(markdown.write(paper)) == sought


@pytest.mark.parametrize("position", POSITIONS)
@settings(max_examples=25, deadline=None)
@given(value=WORDS)
@example(value="1. one\n- two\n# three")
@example(value="\ufffe")
def test_any_text_comes_back_from_word_and_pdf(position: str, value: str) -> None:
    paper = document(position, value)
    sought = expected(position, value)
    sign = SIGNS.get(position, "")

    assert words_of_word(docx.write(paper)) == sought
    assert letters(words_of_pdf(pdf.write(paper))) == letters(sign + sought)


@pytest.mark.parametrize("position", POSITIONS)
def test_each_known_trouble_maker_comes_back(position: str) -> None:
    for value in NASTY:
        paper = document(position, value)
        assert words_of(paper.blocks) == expected(position, value), value
        assert words_elsewhere(markdown.write(paper)) == expected(position, value), value


@given(value=WORDS)
@settings(max_examples=150, deadline=None)
def test_no_control_character_reaches_a_file(value: str) -> None:
    paper = document("paragraph", value)
    frame = Frame.read(value, "title")
    for write in (markdown.write, text.write, html.write):
        for written in (write(paper), write(Document(frame, "x\n"))):
            assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", written.decode())


def test_a_templates_own_control_characters_are_shown_too() -> None:
    assert normalised("a\x1b[31m\u202eb\r\nc\td") == "a␛[31m<U+202E>b\nc   d\n"


@given(value=WORDS)
@settings(max_examples=150, deadline=None)
def test_what_stands_on_every_page_comes_back_too(value: str) -> None:
    sandbox().meter.reset()
    written = sandbox().from_string("{{ v }}\n---\nhead {{ v }}\n---\nfoot {{ v }}").render(v=value)
    said = shown(value)
    assert Frame.read("MARKING", written) == Frame(
        "MARKING", said, (f"head {said}",), (f"foot {said}",)
    )
