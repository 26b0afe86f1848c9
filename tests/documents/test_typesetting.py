"""Drawings become pictures, and nothing on the disk is read for them but fonts."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from marg_cli.documents.house.style import HouseStyle
from marg_cli.documents.typesetting import (
    FONT,
    font_families,
    font_folders,
    fonts,
    pages,
    picture,
)
from marg_cli.errors import TemplateError

PLAIN = HouseStyle()


def svg(inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="240" height="96">{inside}</svg>'


def ink(png: bytes) -> bytes:
    """The one stream of a PNG's pixels."""
    at, pixels = 8, b""
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        pixels += png[at + 8 : at + 8 + size] * (kind == b"IDAT")
        at += size + 12
    return zlib.decompress(pixels)


def test_a_drawing_is_pictured_in_its_own_size() -> None:
    png = picture(svg("<rect width='10' height='10'/>"), PLAIN)
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (240 * 200 // 96, 96 * 200 // 96)


def test_the_words_of_a_drawing_are_drawn() -> None:
    words = "<text y='40' font-family='Liberation Sans'>Housing</text>"
    assert ink(picture(svg(words), PLAIN)) != ink(picture(svg(""), PLAIN))


def test_a_drawing_may_name_a_font_that_is_not_there_before_one_that_is() -> None:
    words = "<text y='40' font-family='Nowhere, Liberation Sans'>Housing \U0001f600</text>"
    assert ink(picture(svg(words), PLAIN)) != ink(picture(svg(""), PLAIN))


def test_the_same_drawing_gives_the_same_picture() -> None:
    drawing = svg("<circle cx='50' cy='50' r='40' fill='#123456'/>")
    assert picture(drawing, PLAIN) == picture(drawing, PLAIN)


@pytest.mark.parametrize("href", ["/etc/hostname", "../house.css", "file:///etc/hostname"])
def test_a_drawing_cannot_read_a_file(href: str) -> None:
    with pytest.raises(TemplateError) as refused:
        picture(svg(f"<image href='{href}' width='9' height='9'/>"), PLAIN)
    assert href not in f"{refused.value}{refused.value.hint}"


def test_what_is_no_drawing_is_refused_without_its_words() -> None:
    with pytest.raises(TemplateError) as refused:
        picture("Ebba Fenn <", PLAIN)
    assert "Ebba" not in f"{refused.value}{refused.value.hint}"
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


def test_no_font_is_used_but_those_that_came_with_marg() -> None:
    assert fonts(font_folders(PLAIN)).families() == [FONT]
    styles = {(font.style, font.weight) for font in fonts(font_folders(PLAIN)).fonts()}
    assert styles == {("normal", 400), ("normal", 700), ("italic", 400), ("italic", 700)}


def test_a_groups_fonts_are_looked_at_only_where_its_style_names_one(tmp_path: Path) -> None:
    own = tmp_path / "house" / "fonts"
    own.mkdir(parents=True)
    assert own not in font_folders(PLAIN, [tmp_path])
    assert font_folders(HouseStyle(font="Own"), [tmp_path, tmp_path / "none"])[1:] == (own,)


def test_a_groups_own_font_is_found_and_the_packaged_one_stands_behind_it(tmp_path: Path) -> None:
    own = a_groups_font(tmp_path)
    families = font_families(HouseStyle(font="Exampleton sans"), [tmp_path])
    assert list(families) == ["Exampleton sans", FONT]
    assert families["Exampleton sans"] == (own,)
    assert len(families[FONT]) == 4


def test_a_font_without_files_leaves_the_packaged_one(tmp_path: Path) -> None:
    assert list(font_families(HouseStyle(font="Exampleton Serif"), [tmp_path])) == [FONT]


@pytest.mark.parametrize(
    "source", ['#read("/etc/hostname")', '#read("OFL.txt.none")', '#import "/etc/passwd.typ"']
)
def test_a_source_reads_no_file(source: str) -> None:
    with pytest.raises(TemplateError):
        pages(source.encode(), {}, PLAIN)


def a_groups_font(folder: Path) -> Path:
    """The packaged font under a name of as many letters, as a group's own."""
    packaged = font_folders(PLAIN)[0] / "LiberationSans-Regular.ttf"
    own = folder / "house" / "fonts" / "Own.ttf"
    own.parent.mkdir(parents=True)
    content = packaged.read_bytes()
    for encoding in ("utf-16-be", "latin-1"):
        content = content.replace(FONT.encode(encoding), "Exampleton Sans".encode(encoding))
    own.write_bytes(content)
    return own
