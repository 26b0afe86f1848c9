"""A group's own Word document becomes an empty one to write papers into, looking as it did."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Twips

from marg_cli.documents.house.word import house_document, style_ids
from tests.documents.house_packages import (
    CONTENT_TYPES,
    DOCUMENT,
    FOOTER,
    HEADER,
    MAIN,
    NS,
    NUMBERING,
    SETTINGS,
    STYLES,
    HousePackage,
    drawing,
    opened,
    png,
)
from tests.house_example import BASE, COUNCIL, EXAMPLE, made

TEMPLATE = MAIN.replace("document.main", "template.main")
NEEDED = [
    *(f"Heading {level}" for level in (1, 2, 3, 4)),
    *(f"List {kind}" for kind in ("Bullet", "Bullet 2", "Bullet 3", "Number", "Number 2")),
    *("Normal", "Caption", "Note", "Marking", "Header", "Footer", "Marg Table", "Marg Facts"),
]
STYLE = '<w:style w:type="{}" w:styleId="{}"><w:name w:val="{}"/>{}</w:style>'


def cleaned(house: HousePackage, folder: Path) -> Any:
    return Document(BytesIO(house_document(house.saved(folder))))


def with_styles(*styles: str) -> HousePackage:
    """A house document with these styles only, and no list."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    house = HousePackage()
    house.members[STYLES] = f'<w:styles xmlns:w="{w}">{"".join(styles)}</w:styles>'.encode()
    house.members[NUMBERING] = f'<w:numbering xmlns:w="{w}"/>'.encode()
    return house


def test_the_example_is_what_its_maker_makes():
    assert made() == EXAMPLE.read_bytes()


def test_the_same_document_gives_the_same_bytes():
    assert house_document(EXAMPLE) == house_document(EXAMPLE)


def test_no_day_and_no_machine_is_written_into_the_package():
    import zipfile

    with zipfile.ZipFile(BytesIO(house_document(EXAMPLE))) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in packed.infolist()} == {0}


def test_header_footer_and_page_look_as_they_did():
    before, after = Document(str(EXAMPLE)), Document(BytesIO(house_document(EXAMPLE)))
    for name in ("top_margin", "left_margin", "page_width", "page_height", "header_distance"):
        assert getattr(after.sections[0], name) == getattr(before.sections[0], name)
    assert after.sections[0].header.paragraphs[0].text.startswith(COUNCIL)
    assert opened(house_document(EXAMPLE)).text(HEADER).count("pBdr") == 2


def test_a_template_becomes_a_document(tmp_path: Path):
    house = HousePackage().replaced(CONTENT_TYPES, MAIN, TEMPLATE)
    clean = house_document(house.saved(tmp_path, "house.dotx"))
    assert clean == house_document(EXAMPLE)
    assert TEMPLATE not in opened(clean).text(CONTENT_TYPES)


def test_every_style_marg_needs_is_there_by_its_name(tmp_path: Path):
    assert [name for name in NEEDED if name not in Document(str(BASE)).styles] == []
    word = cleaned(with_styles(), tmp_path)
    assert [name for name in NEEDED if name not in word.styles] == []


def test_a_style_of_the_houses_own_is_kept_as_it_is(tmp_path: Path):
    large = "<w:rPr><w:sz w:val='71'/></w:rPr>"
    word = cleaned(with_styles(STYLE.format("paragraph", "Note", "Note", large)), tmp_path)
    assert word.styles["Note"].font.size.pt == 35.5


def test_a_german_words_styles_are_found_by_their_name(tmp_path: Path):
    house = with_styles(
        STYLE.format("paragraph", "Standard", "Normal", "").replace(" w:s", ' w:default="1" w:s'),
        STYLE.format("paragraph", "berschrift1", "Heading 1", ""),
    )
    content = house_document(house.saved(tmp_path))
    word = Document(BytesIO(content))
    assert word.styles["Heading 1"].style_id == "berschrift1"
    assert style_ids(content)["heading 1"] == "berschrift1"
    assert word.styles["Heading 2"].base_style.style_id == "Standard"


def test_the_houses_own_default_style_stays_the_only_one_of_its_kind(tmp_path: Path):
    own = STYLE.format("paragraph", "Body", "Body words", "").replace(" w:s", ' w:default="1" w:s')
    word = cleaned(with_styles(own), tmp_path)
    defaults = [s.style_id for s in word.styles if s.type == 1 and s.element.get(qn("w:default"))]
    assert defaults == ["Body"]


def test_an_id_that_is_taken_by_another_style_is_not_taken_twice(tmp_path: Path):
    house = with_styles(STYLE.format("paragraph", "heading1", "Minutes of yesteryear", ""))
    word = cleaned(house, tmp_path)
    ids = [style.style_id.lower() for style in word.styles]
    assert len(set(ids)) == len(ids)
    assert word.styles["Heading 1"].style_id != "heading1"


def test_of_two_styles_with_one_name_the_first_is_meant_and_no_id_is_lost(tmp_path: Path):
    house = with_styles(
        STYLE.format("paragraph", "One", "note", ""),
        STYLE.format("paragraph", "Figure", "Note", ""),
    )
    word = cleaned(house, tmp_path)
    ids = [style.style_id for style in word.styles]
    assert word.styles["Note"].style_id == "One"
    assert len(set(ids)) == len(ids)


def test_a_style_of_another_kind_by_a_name_marg_needs_makes_way(tmp_path: Path):
    word = cleaned(with_styles(STYLE.format("character", "Note", "Note", "")), tmp_path)
    assert word.styles["Note"].type == 1
    assert word.styles["Note (own)"].style_id == "Note"


def test_copied_styles_take_the_houses_font(tmp_path: Path):
    word = cleaned(with_styles(), tmp_path)
    assert word.styles["Heading 1"].font.name is None


def test_copied_list_styles_bring_their_lists_under_fresh_ids(tmp_path: Path):
    own = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="own"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    listed = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    house = with_styles(STYLE.format("paragraph", "Own", "Own list", listed))
    house.replaced(NUMBERING, "/>", f">{own}</w:numbering>")
    word = cleaned(house, tmp_path)
    numbering = word.part.numbering_part.element
    shapes = {
        each.get(qn("w:numId")): each.find(qn("w:abstractNumId")).get(qn("w:val"))
        for each in numbering.iterchildren(qn("w:num"))
    }
    used = [_list_of(word, name) for name in ("Own list", "List Bullet", "List Number")]
    assert used[0] == "1"
    assert len({shapes[number] for number in used}) == 3
    tags = [child.tag for child in numbering]
    assert tags == sorted(tags)


def test_levels_of_a_copied_list_point_to_the_copied_styles(tmp_path: Path):
    word = cleaned(with_styles(STYLE.format("paragraph", "ListBullet", "Other", "")), tmp_path)
    known = {style.style_id for style in word.styles}
    named = [
        each.get(qn("w:val")) for each in word.part.numbering_part.element.iter(qn("w:pStyle"))
    ]
    assert word.styles["List Bullet"].style_id in named
    assert "ListBullet" not in named
    assert set(named) <= known


def test_a_list_style_without_a_list_gets_one(tmp_path: Path):
    word = cleaned(with_styles(STYLE.format("paragraph", "A1", "list bullet", "")), tmp_path)
    assert word.styles["List Bullet"].style_id == "A1"
    assert _list_of(word, "List Bullet") == _list_of(word, "List Bullet 2")


def test_a_list_style_with_a_list_of_its_own_keeps_it():
    assert _list_of(Document(BytesIO(house_document(EXAMPLE))), "List Bullet") == "1"


def test_words_are_british_whatever_the_houses_language_was(tmp_path: Path):
    german = '<w:rPr><w:lang w:val="de-DE"/></w:rPr>'
    word = cleaned(with_styles(STYLE.format("paragraph", "N", "Normal", german)), tmp_path)
    said = [lang.get(qn("w:val")) for lang in word.styles.element.iter(qn("w:lang"))]
    assert said == ["en-GB"]


def test_it_is_written_for_word_2013_and_later():
    settings = opened(house_document(EXAMPLE)).text(SETTINGS)
    assert 'w:name="compatibilityMode"' in settings
    assert settings.count('w:val="15"') == 1


def test_first_and_even_pages_keep_headers_of_their_own(tmp_path: Path):
    word = Document(str(EXAMPLE))
    word.settings.odd_and_even_pages_header_footer = True
    section = word.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "First"
    section.even_page_footer.paragraphs[0].text = "Even"
    word.save(str(tmp_path / "house.docx"))
    clean = Document(BytesIO(house_document(tmp_path / "house.docx")))
    assert clean.settings.odd_and_even_pages_header_footer
    assert clean.sections[0].different_first_page_header_footer
    assert clean.sections[0].first_page_header.paragraphs[0].text == "First"
    assert clean.sections[0].even_page_footer.paragraphs[0].text == "Even"


def test_the_last_sections_page_is_kept_with_the_header_it_had_from_the_first(tmp_path: Path):
    word = Document(str(EXAMPLE))
    word.add_section().page_width = Twips(11_000)
    word.save(str(tmp_path / "house.docx"))
    clean = Document(BytesIO(house_document(tmp_path / "house.docx")))
    assert len(clean.sections) == 1
    assert clean.sections[0].page_width == Twips(11_000)
    assert clean.sections[0].header.paragraphs[0].text.startswith(COUNCIL)


def test_a_document_without_a_page_gets_a4(tmp_path: Path):
    house = HousePackage()
    text = house.members[DOCUMENT].decode()
    at, end = text.index("<w:sectPr"), text.index("</w:sectPr>") + len("</w:sectPr>")
    house.members[DOCUMENT] = (text[:at] + text[end:]).encode()
    word = cleaned(house, tmp_path)
    assert round(word.sections[0].page_width.mm) == 210


def test_a_border_keeps_its_line_and_loses_its_picture(tmp_path: Path):
    border = '<w:pgBorders><w:top w:val="single" w:sz="8" r:id="rIdArt" z:by="Ada"/></w:pgBorders>'
    spaced = border.replace("<w:pgBorders>", f'<w:pgBorders {NS} xmlns:z="urn:z">')
    house = HousePackage().replaced(DOCUMENT, "</w:sectPr>", f"{spaced}</w:sectPr>")
    page = opened(house_document(house.saved(tmp_path))).text(DOCUMENT)
    assert '<w:top w:val="single" w:sz="8"/>' in page
    assert page.count("r:id") == 2


def test_a_header_that_is_not_there_is_not_named(tmp_path: Path):
    house = HousePackage()
    del house.members[HEADER]
    word = cleaned(house, tmp_path)
    assert word.sections[0].header.is_linked_to_previous
    assert not word.sections[0].footer.is_linked_to_previous


def test_a_picture_in_two_headers_is_kept_once(tmp_path: Path):
    house = HousePackage().part("word/media/a.png", png()).part("word/media/b.png", png())
    for part, file in ((HEADER, "a"), (FOOTER, "b")):
        house.says(part, drawing("rIdCrest", "Crest"))
        house.related(part, "image", f"media/{file}.png", "rIdCrest")
    clean = opened(house_document(house.saved(tmp_path)))
    assert [name for name in clean.members if "media" in name] == ["word/media/image1.png"]


def test_theme_and_embedded_fonts_come_over(tmp_path: Path):
    kind = "application/vnd.openxmlformats-officedocument."
    house = (
        HousePackage()
        .part("word/theme/t.xml", f'<a:theme {NS} name="Council"/>', f"{kind}theme+xml")
        .related(DOCUMENT, "theme", "theme/t.xml")
        .part(
            "word/fonts.xml",
            f'<w:fonts {NS}><w:font w:name="Weir"><w:embedRegular r:id="rIdWeir" '
            'w:fontKey="{1}"/></w:font></w:fonts>',
            f"{kind}wordprocessingml.fontTable+xml",
        )
        .related(DOCUMENT, "fontTable", "fonts.xml")
        .part("word/fonts/weir.odttf", b"glyphs")
        .related("word/fonts.xml", "font", "fonts/weir.odttf", "rIdWeir")
    )
    clean = opened(house_document(house.saved(tmp_path)))
    assert 'name="Council"' in clean.text("word/theme/theme1.xml")
    assert 'w:name="Weir"' in clean.text("word/fontTable.xml")
    assert clean.members["word/fonts/font1.odttf"] == b"glyphs"


def test_a_bullet_that_is_a_picture_stays_only_while_a_style_uses_it(tmp_path: Path):
    bullet = '<w:numPicBullet w:numPicBulletId="{}"/>'
    used = (
        f"{bullet.format(5)}{bullet.format(6)}"
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlPicBulletId w:val="5"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    listed = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    house = with_styles(STYLE.format("paragraph", "Own", "Own list", listed))
    house.replaced(NUMBERING, "/>", f">{used}</w:numbering>")
    numbering = opened(house_document(house.saved(tmp_path))).text(NUMBERING)
    assert 'w:numPicBulletId="5"' in numbering
    assert 'w:numPicBulletId="6"' not in numbering


def test_a_jpeg_loses_its_labels_and_nothing_else(tmp_path: Path):
    shown = b"\xff\xdb\x00\x03\x00", b"\xff\xda\x00\x02" + bytes(9) + b"\xff\xd9"
    label = b"\xff\xe1\x00\x0fExif by Ada.."
    house = HousePackage().part("word/media/a.jpg", b"\xff\xd8" + label + b"".join(shown))
    house.says(HEADER, drawing("rIdCrest", "Crest"))
    house.related(HEADER, "image", "media/a.jpg", "rIdCrest")
    clean = opened(house_document(house.saved(tmp_path)))
    assert clean.members["word/media/image1.jpeg"] == b"\xff\xd8" + b"".join(shown)


def test_libreoffice_opens_what_was_made(tmp_path: Path):
    """One start for all: the example, one without any style, and one with a picture."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is needed to see that Word papers open."
    picture = HousePackage().says(HEADER, drawing("rIdCrest", "Crest"))
    picture.part("word/media/a.png", png()).related(HEADER, "image", "media/a.png", "rIdCrest")
    houses = {"example": HousePackage(), "bare": with_styles(), "picture": picture}
    for name, house in houses.items():
        word = cleaned(house, tmp_path)
        word.add_paragraph("Words of a paper", style="Heading 1")
        word.add_paragraph("An item", style="List Bullet")
        word.save(str(tmp_path / f"{name}.docx"))
    files = [str(tmp_path / f"{name}.docx") for name in houses]
    into = ["--convert-to", "pdf", "--outdir", str(tmp_path)]
    own = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    subprocess.run(
        [office, "--headless", own, *into, *files], check=True, capture_output=True, timeout=180
    )
    for name in houses:
        said = _pdf_words(tmp_path / f"{name}.pdf")
        assert "Words of a paper" in said
        assert "•" in said
        assert COUNCIL in said


@pytest.mark.parametrize("path", [EXAMPLE, BASE])
def test_the_documents_that_come_with_marg_are_taken_in(path: Path):
    assert house_document(path)


def _list_of(word: Any, name: str) -> str:
    numbers = word.styles[name].element.findall(f".//{qn('w:numId')}")
    assert len(numbers) == 1
    return str(numbers[0].get(qn("w:val")))


def _pdf_words(file: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    return "\n".join(page.get_textpage().get_text_range() for page in document)
