"""Pictures in Word: every one is said in words, fits the page and comes from nowhere else."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from docx import Document as WordFile
from docx.oxml.ns import qn

from marg_cli.documents import docx
from marg_cli.documents.blocks import Chart
from marg_cli.documents.charts import described
from marg_cli.documents.document import Document
from marg_cli.documents.house.files import house_file
from marg_cli.documents.house.style import HouseStyle, Logo
from tests.documents.word import FRAME, Word, found, word

EMU_A_MM = 36000
ACROSS = (11906 - 2 * 1020) * 635
CHART = """## Figures

*Actions by agency*

| Agency | **Open** | **Overdue** |
|---|---:|---:|
| Housing & Homes | 12 | 3 |
| "Glow" | 2 | 1 |
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">'
    '<rect width="9" height="9"/></svg>'
)


def png(wide: int, tall: int) -> bytes:
    """A grey picture of so many pixels."""

    def chunk(kind: bytes, held: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + held))
        return struct.pack(">I", len(held)) + kind + held + check

    size = struct.pack(">IIBBBBB", wide, tall, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * wide) * tall)
    chunks = chunk(b"IHDR", size) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def styled(markdown: str, style: HouseStyle, search: tuple[Path, ...] = ()) -> Word:
    paper = Document(FRAME, markdown, search)
    paper.__dict__["style"] = style
    return Word(docx.write(paper))


def extent(paper: Word) -> tuple[int, int]:
    (one,) = paper.all("wp:extent")
    return int(one.get("cx")), int(one.get("cy"))


def test_a_chart_is_a_picture_said_in_words_above_its_table():
    paper = word(CHART)
    (picture,) = paper.all("wp:docPr")
    (chart,) = (block for block in Document(FRAME, CHART).blocks if isinstance(block, Chart))
    assert picture.get("descr") == described(chart)
    assert picture.get("title") == "Actions by agency"
    assert '"Glow"' in picture.get("descr")
    styles = [line.style for line in paper.lines()]
    assert styles[2:4] == ["Figure", "caption"]
    assert paper.rows()[0][1] == ["Housing & Homes", "12", "3"]


def test_a_chart_is_a_png_in_the_file_no_wider_than_the_page():
    paper = word(CHART)
    pictures = [content for name, content in paper.members.items() if "/media/" in name]
    assert [content[:4] for content in pictures] == [b"\x89PNG"]
    wide, tall = extent(paper)
    assert ACROSS / 2 < wide <= ACROSS
    pixels = struct.unpack(">II", pictures[0][16:24])
    assert tall / wide == pytest.approx(pixels[1] / pixels[0], rel=0.01)


def test_every_picture_has_a_number_of_its_own():
    paper = word(f"{CHART}\n\n{CHART}")
    numbers = [one.get("id") for one in paper.all("wp:docPr")]
    assert len(numbers) == len(set(numbers)) == 2
    related = {one.get(qn("r:embed")) for one in paper.all("a:blip")}
    relations = paper.members["word/_rels/document.xml.rels"].decode()
    assert all(f'Id="{one}"' in relations for one in related)


@pytest.mark.parametrize(("wide", "tall", "asked"), [(400, 100, 40), (9, 900, 40), (900, 9, 400)])
def test_a_logo_stands_above_the_title_as_wide_as_was_asked_where_it_fits(
    wide: int, tall: int, asked: int
):
    logo = Logo(png(wide, tall), "png", "The crest of Exampleton", asked)
    paper = styled("# Agenda", HouseStyle(logo=logo))
    assert [found(line.element, ".//wp:docPr") != [] for line in paper.lines()][:3] == [
        False,
        True,
        False,
    ]
    assert paper.lines()[2].words == "Agenda"
    assert paper.all("wp:docPr")[0].get("descr") == "The crest of Exampleton"
    across, down = extent(paper)
    assert across <= min(asked * EMU_A_MM, ACROSS)
    assert down <= 180 * EMU_A_MM
    assert across / down == pytest.approx(wide / tall, rel=0.02)


def test_a_drawn_logo_is_a_picture_too():
    paper = styled("# Agenda", HouseStyle(logo=Logo(SVG.encode(), "svg", "Crest", 30)))
    wide, tall = extent(paper)
    assert wide == 30 * EMU_A_MM
    assert tall == pytest.approx(15 * EMU_A_MM, rel=0.01)


def test_a_house_with_its_logo_at_the_head_of_its_pages_gets_no_other(tmp_path: Path):
    (tmp_path / "house").mkdir()
    (tmp_path / "logo.png").write_bytes(png(90, 30))
    house = WordFile(str(house_file("base.docx")))
    run = house.sections[0].header.paragraphs[0].add_run()
    run.add_picture(str(tmp_path / "logo.png"))
    house.save(str(tmp_path / "house" / "house.docx"))
    paper = styled("# Agenda", HouseStyle(logo=Logo(png(9, 9), "png", "Crest", 30)), (tmp_path,))
    assert not paper.all("wp:docPr")
    (head,) = paper.frames("header")
    assert len(found(head, ".//pic:pic")) == 1


def test_the_groups_looks_reach_words_headings_rules_and_page():
    style = HouseStyle("Verdana", 12, "#102030", "#405060", "#708090", 30, 25, 20, 15)
    paper = styled("# Agenda", style)
    sheet = paper.part("styles")
    fonts = {one.get(qn("w:ascii")) for one in found(sheet, ".//w:rFonts")}
    assert fonts == {"Verdana"}
    defaults = found(sheet, "w:docDefaults/w:rPrDefault/w:rPr")[0]
    assert found(defaults, "w:color")[0].get(qn("w:val")) == "102030"
    assert found(defaults, "w:sz")[0].get(qn("w:val")) == "24"
    heads = {one.get(qn("w:val")) for one in found(sheet, "w:style/w:rPr/w:color")}
    assert heads == {"405060"}
    rules = {one.get(qn("w:color")) for one in sheet.iter() if one.get(qn("w:color"))}
    assert rules == {"102030", "708090"}
    (page,) = found(paper.body, "w:sectPr/w:pgMar")
    lengths = [int(page.get(qn(f"w:{side}"))) for side in ("top", "right", "bottom", "left")]
    assert [round(one * 25.4 / 1440) for one in lengths] == [30, 25, 20, 15]
