"""A group's house.toml: read whole, or refused with its line, what is allowed, and an example."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marg_cli.documents.house.colour import contrast_on_white
from marg_cli.documents.house.style import HouseStyle, Logo, house_style
from marg_cli.documents.house.style_lines import line_of, lines_of
from marg_cli.errors import Exit, TemplateError

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "templates"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">{}</svg>'
NOTHING_LOADED = """
import sys
from marg_cli.documents.house.style import house_style
house_style()
sys.exit(bool({"pydantic", "tomllib", "xml"} & set(sys.modules)))
"""


def chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def a_png(across: int = 20, down: int = 10) -> bytes:
    """A white picture of that size."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", across, down, 1, 0, 0, 0, 0))
    rows = (b"\0" + b"\xff" * -(-across // 8)) * down
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def a_jpeg(across: int = 20, down: int = 10, inks: bytes = b"\x01") -> bytes:
    """The beginning and the end of a JPEG: what is read of one."""
    note = b"\xff\xe0\x00\x06note"
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", down, across) + inks + b"\x01\x11\0"
    return b"\xff\xd8" + note + b"\xff" + frame + b"\xff\xda\x00\x02....\xff\xd9"


def house(folder: Path, toml: str, **files: bytes) -> Path:
    """A group's folder whose house holds that house.toml; `logo_png` is written as logo.png."""
    (folder / "house").mkdir(exist_ok=True)
    (folder / "house" / "house.toml").write_text(toml, encoding="utf-8")
    for name, content in files.items():
        (folder / "house" / name.replace("_", ".")).write_bytes(content)
    return folder


def refusal(folder: Path, toml: str, **files: bytes) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        house_style([house(folder, toml, **files)])
    assert caught.value.exit == Exit.TEMPLATE
    assert caught.value.hint
    return caught.value


def logo(folder: Path, name: str = "logo.png", **files: bytes) -> Logo:
    toml = f'[logo]\nfile = "{name}"\nalt = "Exampleton Council"\n'
    found = house_style([house(folder, toml, **files)]).logo
    assert found
    return found


def logo_refusal(folder: Path, name: str = "logo.png", **files: bytes) -> str:
    toml = f"[logo]\nalt = \"Exampleton Council\"\nfile = '{name}'\n"
    return refusal(folder, toml, **files).message


def test_without_a_house_toml_papers_have_margs_own_look(tmp_path: Path):
    assert house_style() == house_style([tmp_path]) == HouseStyle()


def test_an_empty_house_toml_is_margs_own_look(tmp_path: Path):
    assert house_style([house(tmp_path, "")]) == HouseStyle()


def test_without_a_house_toml_nothing_dear_is_loaded():
    subprocess.run([sys.executable, "-c", NOTHING_LOADED], check=True, cwd=ROOT)


def test_the_example_loads_and_says_every_line_of_a_house_style():
    style = house_style([EXAMPLE])
    assert style.logo
    assert (style.logo.kind, style.logo.alt) == ("svg", "Netherwick Borough Council")
    assert style.font == "Arial"
    written = (EXAMPLE / "house" / "house.toml").read_text(encoding="utf-8")
    said = {line.split(" = ")[0] for line in written.splitlines() if " = " in line}
    worked_out = {"logo", "content", "kind", "margin"}
    assert said == {*HouseStyle._fields, *Logo._fields, "file"} - worked_out


def test_every_line_has_its_place(tmp_path: Path):
    toml = (
        'font = "DIN Next"\nsize = 12.5\n[colours]\nink = "#000000"\naccent = "#0B4F6C"\n'
        'line = "#595959"\n[margins]\ntop = 30\nright = 21\nbottom = 25\nleft = 22.5\n'
        '[logo]\nfile = "logo.png"\nalt = "Council"\nwidth = 60\n'
    )
    png = a_png()
    assert house_style([house(tmp_path, toml, logo_png=png)]) == HouseStyle(
        "DIN Next", 12.5, "#000000", "#0b4f6c", "#595959", 30, 21, 25, 22.5,
        Logo(png, "png", "Council", 60),
    )  # fmt: skip


def test_the_first_folder_that_has_one_wins(tmp_path: Path):
    for name in ("none", "one", "two"):
        (tmp_path / name).mkdir()
    house(tmp_path / "one", "size = 13")
    house(tmp_path / "two", "size = 14")
    folders = [tmp_path / name for name in ("none", "one", "two")]
    assert house_style(folders).size == 13


@pytest.mark.parametrize(
    ("toml", "message", "hint"),
    [
        ('\n\n\n[colour]\nink = "#000000"',
         'house.toml:4: no "colour" here; did you mean "colours"?',
         "In house.toml may stand: font, size, colours, margins, logo."),
        ('[colours]\n\nlnie = "#000000"', 'house.toml:3: no "lnie" here; did you mean "line"?',
         "In [colours] may stand: ink, accent, line."),
        ("xyzzy = 1", 'house.toml:1: no "xyzzy" here', "In house.toml may stand: font,"),
        ("size = 8", "house.toml:1: size has to be a number of points from 9 to 16", "size = 11"),
        ("size = true", "house.toml:1: size has to be a number of points", "size = 11"),
        ("size = nan", "house.toml:1: size has to be a number of points", "size = 11"),
        ('size = "11"', "house.toml:1: size has to be a number of points", "size = 11"),
        ("[margins]\ntop = 9", "house.toml:2: top has to be a number of millimetres from 10 to 50",
         "top = 25"),
        ("margins.top = 51", "house.toml:1: top has to be a number of millimetres", "top = 25"),
        ("\nmargins = { left = 10, top = 51 }", "house.toml:2: top has to be a number", "top = 25"),
        ('font = "Arial, serif"', "house.toml:1: font has to be a font's name in letters", "Arial"),
        ('font = "x\\"; } body {"', "house.toml:1: font has to be a font's name", "Arial"),
        ("colours = 3", "house.toml:1: colours has to be a section of its own", "[colours]"),
        ('[colours]\nink = "black"', "house.toml:2: ink has to be six digits", 'ink = "#111111"'),
        ('[colours]\nink = "#fff"', "house.toml:2: ink has to be six digits", 'ink = "#111111"'),
        ('[logo]\nfile = "a.png"',
         "house.toml:1: [logo] lacks alt: what the picture shows, in words",
         'alt = "Netherwick Borough Council"'),
        ('[logo]\nfile = "a.png"\nalt = " "', "house.toml:3: alt has to be what the picture shows",
         'alt = "Netherwick Borough Council"'),
        ('[logo]\nalt = "a"\nfile = "a"\nwidth = 200', "house.toml:4: width has to be a number of",
         "width = 40"),
        ("size = 11\nfont = Arial\n", "house.toml:2: this line cannot be read as TOML", "font ="),
        ("size = 11\n\nfont = [", "house.toml:3: this line cannot be read as TOML", "font ="),
        ("size = 1\nsize = 2\n", "house.toml:2: this line cannot be read as TOML", "font ="),
        ("a = " + "[" * 5000, "house.toml", "font ="),
        ("size = " + "9" * 5000, "house.toml", "font ="),
        ("#" * 65_000, "house.toml: this is too long", "dozen lines"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line_and_an_example(
    tmp_path: Path, toml: str, message: str, hint: str
):
    found = refusal(tmp_path, toml)
    assert found.message.startswith(message)
    assert hint in found.hint


def test_the_first_of_several_mistakes_is_the_one_that_is_told(tmp_path: Path):
    found = refusal(tmp_path, '[margins]\ntop = 2\n[colours]\nink = "x"')
    assert found.message.startswith("house.toml:2: top")


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path):
    house(tmp_path, "")
    (tmp_path / "house" / "house.toml").write_bytes(b"# \xe9")
    with pytest.raises(TemplateError, match="not written in UTF-8"):
        house_style([tmp_path])


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path):
    assert house_style([house(tmp_path, "\ufeffsize = 12")]).size == 12


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [("#000000", 21), ("#ffffff", 1), ("#767676", 4.54), ("#777777", 4.48), ("#595959", 7.0)],
)
def test_contrast_is_what_everybody_measures(colour: str, ratio: float):
    assert contrast_on_white(colour) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize(
    ("name", "pale", "ratio", "fits"),
    [
        ("ink", "#606060", "6.2 to 1 from white and needs 7 to 1", "#595959"),
        ("accent", "#777777", "4.4 to 1 from white and needs 4.5 to 1", "#767676"),
        ("line", "#999999", "2.8 to 1 from white and needs 3 to 1", "#949494"),
    ],
)
def test_a_colour_too_pale_to_read_is_refused_with_its_ratio(
    tmp_path: Path, name: str, pale: str, ratio: str, fits: str
):
    found = refusal(tmp_path, f'[colours]\n{name} = "{pale}"')
    assert found.message == f"house.toml:2: {name} stands out {ratio}"
    style = house_style([house(tmp_path, f'[colours]\n{name} = "{fits}"')])
    assert getattr(style, name) == fits


def test_a_logos_kind_is_told_by_its_bytes_and_not_by_its_name(tmp_path: Path):
    svg = DRAWING.format('<path d="M0 0h9"/>').encode()
    for kind, content in {"png": a_png(), "jpeg": a_jpeg(), "svg": svg}.items():
        assert logo(tmp_path, logo_png=content) == Logo(content, kind, "Exampleton Council", 40)
    assert logo(tmp_path, logo_png=b"\xef\xbb\xbf\n" + svg).content == svg


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"GIF89a", "logo.png is not a picture that marg knows"),
        (b"", "logo.png is not a picture that marg knows"),
        (a_png()[:-6], "logo.png is damaged, or not the PNG it begins as"),
        (a_png().replace(b"IDAT", b"IDAX"), "logo.png is damaged"),
        (b"\x89PNG\r\n\x1a\n", "logo.png is damaged"),
        (a_png(0, 0), "logo.png is damaged"),
        (a_jpeg()[:-2], "logo.png is damaged, or not the JPEG it begins as"),
        (b"\xff\xd8\xff\xda\x00\x02..\xff\xd9" + bytes(20), "logo.png is damaged"),
        (b"\xff\xd8\xff", "logo.png is damaged"),
        (a_jpeg(inks=b"\x04"), "logo.png is made for a printer's four inks (CMYK)"),
        (a_png(8001, 10), "logo.png is 8001 by 10 pixels: 8000 a side are the most"),
        (a_jpeg(10, 9000), "logo.png is 10 by 9000 pixels"),
        (a_png(10, 30), "logo.png would stand 120 mm tall on the first page"),
        (a_png() + bytes(2_000_000), "logo.png is larger than 2 MB"),
        (b"<p>", "the logo holds <p> where <svg> has to be"),
        (b"< >", "logo.png is damaged, or not the SVG"),
    ],
)
def test_a_picture_that_would_spoil_the_paper_is_refused(tmp_path: Path, content: bytes, why: str):
    assert logo_refusal(tmp_path, logo_png=content).startswith(f"house.toml:3: {why}")


@pytest.mark.parametrize(
    ("drawing", "why"),
    [
        (DRAWING.format("<script>1</script>"), "<script>"),
        (DRAWING.format("<foreignObject/>"), "<foreignObject>"),
        (DRAWING.format('<image href="#a"/>'), "<image>"),
        (DRAWING.format('<a href="#a"/>'), "<a>"),
        (DRAWING.format("<animate/>"), "<animate>"),
        (DRAWING.format('<script xmlns="http://www.w3.org/1999/xhtml"/>'), "<script>"),
        (DRAWING.format('<x:path xmlns:x="urn:x"/>'), "<path>"),
        (DRAWING.format('<path onclick="1"/>'), "the event handler onclick"),
        (DRAWING.format('<use href="https://x.example/#a"/>'), "a link out of it"),
        (DRAWING.format('<use x:href="a.svg" xmlns:x="http://www.w3.org/1999/xlink"/>'), "a link"),
        (DRAWING.format('<g xml:base="https://x.example/"/>'), "a link out of it"),
        (DRAWING.format('<path fill="url(https://x.example/a)"/>'), "a fill that reaches out"),
        (DRAWING.format('<path style="fill:u\\72l(a)"/>'), "a style that reaches out"),
        (DRAWING.format("<style>@im<g/>port 'x';</style>"), "a style that reaches out"),
        (DRAWING.format("<style>@font-face{src:url(a)}</style>"), "a style that reaches out"),
        ("<!DOCTYPE svg>" + DRAWING.format(""), "a DOCTYPE"),
        ('<!DOCTYPE a [<!ENTITY b "c">]>' + DRAWING.format("&b;"), "a DOCTYPE"),
        ('<?xml-stylesheet href="a"?>' + DRAWING.format(""), "a processing instruction"),
        ('<?xml version="1.0" encoding="cp1252"?>' + DRAWING.format(""), "another encoding"),
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', "<html> where <svg> has to be"),
        (DRAWING.format("<g>" * 60 + "</g>" * 60), "more than 50 things within one another"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "damaged"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>', "damaged"),
        (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {"9" * 400} 9"/>', "damaged"),
        (DRAWING.format("<g>"), "damaged"),
    ],
)
def test_a_drawing_that_could_run_or_reach_out_is_refused(tmp_path: Path, drawing: str, why: str):
    found = logo_refusal(tmp_path, logo_png=drawing.encode())
    assert found.startswith("house.toml:3: ")
    assert why in found


@pytest.mark.parametrize(
    "drawing",
    [
        '<?xml version="1.0" encoding="UTF-8"?><!-- drawn -->' + DRAWING.format("<g/>"),
        DRAWING.format('<use href="#a"/><path id="a" fill="url(#b)" style="fill:url(#b)"/>'),
        DRAWING.format("<style>.a{fill:url('#b')}</style><title>http://x.example</title>"),
        '<svg xmlns="http://www.w3.org/2000/svg" width="20mm" height="10.5mm"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1, -1.5 20 10"/>',
        DRAWING.format(
            '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<r:type r:resource="http://purl.org/dc/dcmitype/StillImage"/></r:RDF></metadata>'
        ),
    ],
)
def test_a_plain_drawing_is_taken(tmp_path: Path, drawing: str):
    assert logo(tmp_path, logo_png=drawing.encode()).kind == "svg"


@pytest.mark.parametrize("name", ["../logo.png", "sub/../../logo.png", "link.png"])
def test_a_logo_from_outside_the_house_folder_is_refused(tmp_path: Path, name: str):
    (tmp_path / "logo.png").write_bytes(a_png())
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "link.png").symlink_to(tmp_path / "logo.png")
    assert "outside the house folder" in logo_refusal(tmp_path, name)
    assert "outside the house folder" in logo_refusal(tmp_path, str(tmp_path / "logo.png"))


@pytest.mark.parametrize("name", ["none.png", "", ".", "x" * 5000])
def test_a_logo_that_is_not_there_is_told(tmp_path: Path, name: str):
    assert "no such file in the house folder" in logo_refusal(tmp_path, name)


def test_a_name_no_file_can_have_is_told(tmp_path: Path):
    found = refusal(tmp_path, '[logo]\nfile = "a\\u0000"\nalt = "a"')
    assert "no such file" in found.message


def test_a_logo_in_a_folder_of_the_house_is_found(tmp_path: Path):
    (tmp_path / "house" / "pictures").mkdir(parents=True)
    (tmp_path / "house" / "pictures" / "a.png").write_bytes(a_png())
    assert logo(tmp_path, "pictures/a.png").kind == "png"


WRITTEN = """size = 1

[ colours ]  # top = 2
  "ink" = 3

['margins']

[logo]
file = 2
size.under = { deep = 1, deeper = 2 }
"""


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("size",), 1),
        (("colours",), 3),
        (("colours", "ink"), 4),
        (("colours", "none"), 3),
        (("margins", "top"), 6),
        (("logo", "file"), 9),
        (("logo", "size", "under", "deeper"), 10),
        (("none",), 1),
    ],
)
def test_a_key_is_found_however_it_is_written(key: tuple[str, ...], line: int):
    assert line_of(key, lines_of(WRITTEN)) == line


NAMES = st.sampled_from(
    [*HouseStyle._fields, *Logo._fields, "colours", "margins", "file"]
) | st.text(max_size=5)
PLAIN_VALUES = st.one_of(
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.sampled_from(["#111111", "logo.png", "Arial", "2026-01-01", "../x", "\0"]),
)
ANY_VALUE = st.recursive(
    PLAIN_VALUES,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner),
    max_leaves=8,
)


def as_toml(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return '"' + "".join(f"\\U{ord(c):08x}" for c in value) + '"'
        case list():
            return f"[{', '.join(map(as_toml, value))}]"
        case dict():
            return "{" + ", ".join(f"{as_toml(k)} = {as_toml(v)}" for k, v in value.items()) + "}"
    return str(value)


def outcome(folder: Path) -> str:
    try:
        return "style" if isinstance(house_style([folder]), HouseStyle) else "neither"
    except TemplateError as error:
        return "refusal" if error.message.startswith("house.toml") else error.message


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.dictionaries(NAMES, ANY_VALUE | st.dictionaries(NAMES, ANY_VALUE)))
def test_whatever_a_house_toml_says_is_a_style_or_a_refusal(tmp_path: Path, said: dict[str, Any]):
    toml = "\n".join(f"{as_toml(name)} = {as_toml(value)}" for name, value in said.items())
    house(tmp_path, toml, logo_png=a_png())
    assert outcome(tmp_path) in {"style", "refusal"}


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary() | st.text().map(str.encode))
def test_whatever_bytes_are_called_a_house_toml_or_a_logo_are_taken_or_refused(
    tmp_path: Path, content: bytes
):
    toml = '[logo]\nfile = "logo.png"\nalt = "Council"'
    for start in (b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<svg>"):
        with pytest.raises(TemplateError):
            house_style([house(tmp_path, toml, logo_png=start + content)])
    (tmp_path / "house" / "house.toml").write_bytes(content)
    assert outcome(tmp_path) in {"style", "refusal"}
