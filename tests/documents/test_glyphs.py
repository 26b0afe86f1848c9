"""Which characters the fonts draw, and what is written and said where they draw none."""

from __future__ import annotations

import struct
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.documents import pdf
from marg_cli.documents.document import Document, Frame
from marg_cli.documents.house.files import packaged_templates
from marg_cli.documents.pdf.glyphs import Coverage, characters, coverage
from marg_cli.documents.render import compose
from tests.documents.papers import a_case, a_minutes_paper, an_action_line, an_agenda
from tests.documents.pdfs import Pdf

FONTS = sorted((packaged_templates() / "house" / "fonts").glob("*.ttf"))
PACKAGED = coverage((tuple(FONTS),))
FAMILY = "\U0001f468\u200d\U0001f469"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zoë’s café – 10 · £5", "Zoë’s café – 10 · £5"),
        ("\U0001f600", "[U+1F600]"),
        ("中文", "[U+4E2D][U+6587]"),
        (FAMILY, "[U+1F468][U+1F469]"),
        ("\u2764\ufe0f", "[U+2764]"),
        ("©\ufe0f", "©"),
        ("1\ufe0f\u20e3", "1[U+20E3]"),
        ("e\u0301", "e\u0301"),
        ("中\u0301", "[U+4E2D][U+0301]"),
        ("a\u0f71", "a[U+0F71]"),
        ("\u0301a", "[U+0301]a"),
        ("\ue000", "[U+E000]"),
        ("\U0010ffff", "[U+10FFFF]"),
        ("\x07", "[U+0007]"),
        ("\u202e", "[U+202E]"),
        ("\ud800", "[U+D800]"),
        ("soft\u00adhyphen", "softhyphen"),
        ("M26\u2011001 ☐", "M26\u2010001 □"),
        ("", ""),
    ],
)
def test_what_no_font_has_is_written_as_its_number(text: str, shown: str) -> None:
    assert PACKAGED.shown(text).text == shown


def test_a_letter_and_its_marks_need_one_font() -> None:
    two = Coverage([frozenset(map(ord, "ab")), frozenset(map(ord, "b\u0347"))])
    assert two.shown("b\u0347").text == "b\u0347"
    assert two.shown("a\u0347").text == "a[U+0347]"


def test_a_letter_is_found_apart_from_its_mark_and_as_one() -> None:
    apart, one = Coverage([frozenset(map(ord, "e\u0301"))]), Coverage([frozenset(map(ord, "é"))])
    assert apart.shown("é").text == "e\u0301"
    assert one.shown("e\u0301").text == "é"


@given(st.text())
def test_what_is_shown_is_drawn_and_says_what_is_missing(text: str) -> None:
    shown = PACKAGED.shown(text)
    assert PACKAGED.plain.issuperset(map(ord, shown.text))
    assert all(f"[U+{ord(letter):04X}]" in shown.text for letter in shown.missing)
    assert PACKAGED.shown(shown.text).missing == ""


def test_the_packaged_fonts_draw_the_same_characters() -> None:
    held = {characters(font) for font in FONTS}
    assert len(FONTS) == 4
    assert len(held) == 1
    assert {ord(letter) for letter in "Aÿ€–’“”…•·□Ωж"} <= PACKAGED.plain


def test_every_character_a_font_is_said_to_draw_is_set_in_every_look() -> None:
    letters = "".join(
        chr(code)
        for code in sorted(PACKAGED.plain)
        if not unicodedata.category(chr(code)).startswith(("M", "Z")) and not chr(code).isascii()
    )
    marks = "".join(
        f" {base}{chr(code)}"
        for code in sorted(PACKAGED.plain)
        for base in "aא"
        if unicodedata.category(chr(code)).startswith("M")
    )
    document = Document(Frame("M", "T", (), ()), f"{letters} **{letters}** *{letters}* {marks}")
    Pdf(pdf.write(document))
    assert document.remarks == []


def a_font(*tables: tuple[int, int, bytes]) -> bytes:
    """A font with nothing but a map of characters, made of tables of a platform and an encoding."""
    entries, held, at = b"", b"", 4 + 8 * len(tables)
    for platform, encoding, table in tables:
        entries += struct.pack(">HHI", platform, encoding, at + len(held))
        held += table
    cmap = struct.pack(">HH", 0, len(tables)) + entries + held
    head = struct.pack(">IHHHH", 0x00010000, 1, 0, 0, 0)
    return head + struct.pack(">4sIII", b"cmap", 0, 28, len(cmap)) + cmap


def of_segments(*segments: tuple[int, int, int, int], glyphs: bytes = b"") -> bytes:
    ends, starts, shifts, places = zip(*segments, (0xFFFF, 0xFFFF, 1, 0), strict=False)
    count = len(ends)

    def array(numbers: tuple[int, ...]) -> bytes:
        return struct.pack(f">{count}H", *numbers)

    body = array(ends) + b"\0\0" + array(starts) + array(shifts) + array(places) + glyphs
    return struct.pack(">HHHHHHH", 4, 14 + len(body), 0, 2 * count, 0, 0, 0) + body


def of_groups(*groups: tuple[int, int, int]) -> bytes:
    body = b"".join(struct.pack(">III", *group) for group in groups)
    return struct.pack(">HHIII", 12, 0, 16 + len(body), 0, len(groups)) + body


def read(tmp_path: Path, font: bytes) -> str:
    (tmp_path / "font.ttf").write_bytes(font)
    return "".join(map(chr, sorted(characters(tmp_path / "font.ttf"))))


def test_segments_are_read_by_shift_and_by_place(tmp_path: Path) -> None:
    shifted = of_segments((0x43, 0x41, 0x10000 - 0x41, 0), (0x62, 0x61, 5, 0))
    assert read(tmp_path, a_font((3, 1, shifted))) == "BCab"


def test_segments_can_have_holes(tmp_path: Path) -> None:
    glyphs = struct.pack(">HHH", 7, 0, 9)
    placed = of_segments((0x43, 0x41, 0, 4), glyphs=glyphs)
    assert read(tmp_path, a_font((0, 3, placed))) == "AC"


def test_groups_reach_past_the_first_65536(tmp_path: Path) -> None:
    font = a_font((3, 10, of_groups((0x41, 0x42, 0), (0x1F600, 0x1F601, 9))))
    assert read(tmp_path, font) == "B\U0001f600\U0001f601"


def test_private_characters_and_controls_do_not_count(tmp_path: Path) -> None:
    groups = of_groups((0x41, 0x42, 1), (0xE000, 0xE010, 3), (0x0, 0x1F, 1))
    assert read(tmp_path, a_font((3, 1, groups))) == "AB"


def test_a_table_that_is_not_of_unicode_does_not_count(tmp_path: Path) -> None:
    assert read(tmp_path, a_font((1, 0, of_groups((0x41, 0x42, 1))))) == ""


@pytest.mark.parametrize("font", [b"", b"not a font", b"\0\1\0\0\0\5", a_font()[:30]])
def test_a_file_that_is_no_font_draws_nothing(tmp_path: Path, font: bytes) -> None:
    assert read(tmp_path, font) == ""


FRAME = Frame("M", "T", (), ())


def remarks(markdown: str, frame: Frame = FRAME) -> list[str]:
    document = Document(frame, markdown)
    pdf.write(document)
    return document.remarks


def test_a_remark_names_case_and_field_and_never_the_words() -> None:
    said = {"views": ("She wants \U0001f600 and 中 most.",)}
    document = compose("minutes.md.j2", a_minutes_paper(cases=(a_case(said, ref="M26-004"),)))
    pdf.write(document)
    (remark,) = document.remarks
    assert remark == (
        "PDF: M26-004, Views of the person: 2 characters no font has are written as their "
        "numbers, U+1F600 and U+4E2D."
    )


def test_a_remark_names_row_and_column() -> None:
    document = compose("agenda.md.j2", an_agenda(open=(an_action_line(what="Visit 家"),)))
    pdf.write(document)
    assert document.remarks == [
        "PDF: 6 Action log, A31, What: 1 character no font has is written as its number, U+5BB6."
    ]


def test_a_remark_counts_each_place_once_and_names_few_numbers() -> None:
    (remark,) = remarks("# T\n\n## One\n\n家家 家\n\n- 一二三四五")
    assert remark == (
        "PDF: One: 8 characters no font has are written as their numbers, "
        "U+5BB6, U+4E00, U+4E8C and 3 more."
    )


def test_a_name_no_font_has_is_not_said() -> None:
    table = "| 家 | B |\n|---|---|\n| **家** | 家 |"
    places = [remark.split(":")[1] for remark in remarks(f"# T\n\n## 家\n\n*家*\n\n{table}")]
    assert places == [
        " a heading",
        " a heading, a caption",
        " a heading, a column's heading",
        " a heading, row 1",
        " a heading, row 1, B",
    ]


def test_the_frame_is_remarked_by_its_places() -> None:
    assert remarks("", Frame("家", "家", ("家",), ("家", "家"))) == [
        f"PDF: {place}: {count} written as {number}, U+5BB6."
        for place, count, number in [
            ("the title", "1 character no font has is", "its number"),
            ("the marking", "1 character no font has is", "its number"),
            ("the page's head", "1 character no font has is", "its number"),
            ("the page's foot", "2 characters no font has are", "their numbers"),
        ]
    ]


def test_the_numbers_are_on_the_page() -> None:
    written = Pdf(pdf.write(Document(Frame("M", "T", (), ()), f"before {FAMILY} after")))
    assert "before [U+1F468][U+1F469] after" in written.pages[0]
