"""What an older case may have left in a group's Word document never reaches a paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from marg_cli.documents.house.word import house_document
from tests.documents.house_packages import (
    CONTENT_TYPES,
    DOCUMENT,
    DRAWN,
    HEADER,
    NUMBERING,
    SETTINGS,
    STYLES,
    HousePackage,
    Packed,
    drawing,
    field,
    opened,
    png,
)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
BY = 'w:id="1" w:author="Umberto Writer" w:date="2020-01-01T00:00:00Z"'
RUN = "<w:r><w:t>{}</w:t></w:r>"
PAYLOAD = "{{ ''.__class__.__mro__ }}"


Leaving = Callable[[HousePackage], HousePackage]


def cleaned(leaving: Leaving, folder: Path) -> Packed:
    return opened(house_document(leaving(HousePackage()).saved(folder)))


def a_paragraph(words: str) -> str:
    return f"<w:p>{RUN.format(words)}</w:p>"


def property_of(name: str, words: str) -> str:
    return f'<Properties xmlns="urn:x"><{name}>{words}</{name}></Properties>'


def in_body(xml: str) -> Leaving:
    return lambda house: house.says(DOCUMENT, xml)


def in_header(xml: str) -> Leaving:
    return lambda house: house.says(HEADER, xml)


def in_settings(xml: str) -> Leaving:
    return lambda house: house.says(SETTINGS, xml)


def beside(name: str, kind: str, words: str, root: str = "w:x", number: str = "") -> Leaving:
    """A part beside the document, which the document needs, with words in it."""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    content = f"<{root} {w}>{a_paragraph(words)}</{root}>"
    return lambda house: house.part(f"word/{name}", content, f"{WORD}.{kind}+xml").related(
        DOCUMENT, kind, name, number
    )


def at_root(name: str, kind: str, content: str | bytes) -> Leaving:
    return lambda house: house.part(name, content).related("", kind, name)


def hidden_header(house: HousePackage) -> HousePackage:
    """A first page's header, while no first page has one of its own."""
    reference = '<w:headerReference w:type="first" r:id="rIdFirst"/>'
    leaving = beside("header9.xml", "header", "Wanda Firstpage", "w:hdr", "rIdFirst")
    return leaving(house).replaced(DOCUMENT, "<w:pgSz", f"{reference}<w:pgSz")


def hidden_style(house: HousePackage) -> HousePackage:
    """Words in a style that is built on one whose words are hidden."""
    return house.says(
        HEADER,
        '<w:p><w:r><w:rPr><w:rStyle w:val="Out"/></w:rPr><w:t>Wilhelmina Styled</w:t></w:r></w:p>',
    ).replaced(
        STYLES,
        "</w:styles>",
        '<w:style w:type="character" w:styleId="In"><w:name w:val="In"/><w:rPr><w:vanish/></w:rPr>'
        '</w:style><w:style w:type="character" w:styleId="Out"><w:name w:val="Out"/>'
        '<w:basedOn w:val="In"/></w:style></w:styles>',
    )


def picture_in_body(house: HousePackage) -> HousePackage:
    house.says(DOCUMENT, drawing("rIdBody", "Photograph of Xenia Pictured", "xenia-pictured.png"))
    house.part("word/media/Xenia Pictured.png", png("Xenia Pictured"))
    return house.related(DOCUMENT, "image", "media/Xenia Pictured.png", "rIdBody")


def picture_in_header(house: HousePackage) -> HousePackage:
    """The picture stays; who made it and what its file was called do not."""
    house.says(HEADER, drawing("rIdHead", "Crest of the council", "C:/Yorick Drawn.png"))
    house.part("word/media/yorick-drawn.png", png("Yorick Drawn"))
    return house.related(HEADER, "image", "media/yorick-drawn.png", "rIdHead")


def bound(about: str) -> str:
    return (
        f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>"
        f"{a_paragraph('Zebedee Bound')}</w:sdtContent></w:sdt>"
    )


LEFTOVERS: dict[str, Leaving] = {
    "Ada Writer": lambda house: house.part(
        "docProps/core.xml", property_of("creator", "Ada Writer")
    ),
    "Bertram Manager": at_root(
        "docProps/app.xml", "extended-properties", property_of("Manager", "Bertram Manager")
    ),
    "Clementine Custom": at_root(
        "docProps/custom.xml", "custom-properties", property_of("Case", "Clementine Custom")
    ),
    "Dagobert Thumb": at_root("docProps/thumbnail.jpeg", "thumbnail", b"Dagobert Thumb"),
    "Eudora Comment": beside("comments.xml", "comments", "Eudora Comment"),
    "Fabian Commented": beside("commentsExtended.xml", "commentsExtended", "Fabian Commented"),
    "Gisela Person": beside("people.xml", "people", "Gisela Person"),
    "Hector Item": at_root("customXml/item1.xml", "customXml", "<a>Hector Item</a>"),
    "Isolde Glossary": beside("glossary/document.xml", "glossaryDocument", "Isolde Glossary"),
    "Jasper Footnote": beside("footnotes.xml", "footnotes", "Jasper Footnote"),
    "Kunigunde Endnote": beside("endnotes.xml", "endnotes", "Kunigunde Endnote"),
    "Lothar Web": beside("webSettings.xml", "webSettings", "Lothar Web"),
    "Mirabel Printer": lambda house: house.part(
        "word/printerSettings/p1.bin", b"Mirabel Printer"
    ).related(DOCUMENT, "printerSettings", "printerSettings/p1.bin"),
    "Nestor Body": in_body(a_paragraph("Nestor Body")),
    "Ottilie Table": in_body(
        f"<w:tbl><w:tr><w:tc>{a_paragraph('Ottilie Table')}</w:tc></w:tr></w:tbl>"
    ),
    "Parsifal Deleted": in_header(
        f"<w:p><w:del {BY}><w:r><w:delText>Parsifal Deleted</w:delText></w:r></w:del></w:p>"
    ),
    "Quentin Moved": in_header(
        f"<w:p><w:moveFrom {BY}>{RUN.format('Quentin Moved')}</w:moveFrom></w:p>"
    ),
    "Umberto Writer": in_header(f"<w:p><w:ins {BY}>{RUN.format('kept')}</w:ins></w:p>"),
    "Rosalind_Mark": in_header(
        '<w:p><w:bookmarkStart w:id="3" w:name="Rosalind_Mark"/><w:bookmarkEnd w:id="3"/></w:p>'
    ),
    "Siegfried Variable": in_settings(
        '<w:docVars><w:docVar w:name="case" w:val="Siegfried Variable"/></w:docVars>'
    ),
    "Theodora Merge": in_settings('<w:mailMerge><w:query w:val="Theodora Merge"/></w:mailMerge>'),
    "Hash of Ursula": in_settings('<w:documentProtection w:hash="Hash of Ursula"/>'),
    "00BADA55": lambda house: house.replaced(
        HEADER, "<w:p>", '<w:p w:rsidR="00BADA55" w:rsidRDefault="00BADA55">'
    ),
    "Valerian Hidden": in_header(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Valerian Hidden</w:t></w:r></w:p>"
    ),
    "Wilhelmina Styled": hidden_style,
    "Wolfram Row": in_header(
        "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr>"
        f"<w:tc>{a_paragraph('Wolfram Row')}</w:tc></w:tr></w:tbl>"
    ),
    "Wanda Firstpage": hidden_header,
    "Xenia Pictured": picture_in_body,
    "Yorick Drawn": picture_in_header,
    "yorick-drawn": picture_in_header,
    "Zebedee Bound": in_header(bound('<w:dataBinding w:xpath="/a"/>')),
    "Alaric Titled": in_header(field("TITLE", "Alaric Titled")),
    "Brunhilde Headed": in_header(field('STYLEREF "heading 2"', "Brunhilde Headed")),
    "Cuthbert Author": in_header(field("LASTSAVEDBY", "Cuthbert Author")),
    "Drusilla Simple": in_header(
        f'<w:p><w:fldSimple w:instr="AUTHOR">{RUN.format("Drusilla Simple")}</w:fldSimple></w:p>'
    ),
    "Engelbert Unended": in_header(
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{RUN.format("Engelbert Unended")}</w:p>'
    ),
    "Frideswide Tagged": in_header(
        '<w:sdt><w:sdtPr><w:alias w:val="Frideswide Tagged"/></w:sdtPr>'
        f"<w:sdtContent>{a_paragraph('kept')}</w:sdtContent></w:sdt>"
    ),
    "Gottlieb Note": in_header(f"<w:p><!-- Gottlieb Note -->{RUN.format('kept')}</w:p>"),
    "Thekla Instruction": in_header(f"<w:p><?note Thekla Instruction?>{RUN.format('kept')}</w:p>"),
    "Hedwig Stray": in_header(f"<w:p>Hedwig Stray{RUN.format('kept')}</w:p>"),
    "Hildegund Tail": in_header(f"<w:p>{RUN.format('kept')}Hildegund Tail</w:p>"),
    "Ottokar Extended": in_header(
        drawing("rIdNone", "A crest").replace(
            '<a:blip r:embed="rIdNone"/>',
            '<a:blip r:embed="rIdNone"><a:extLst><a:ext uri="{1}" name="Ottokar Extended"/>'
            "</a:extLst></a:blip>",
        )
    ),
    "Philomena Unshown": in_header(
        drawing("rIdNone", "Philomena Unshown").replace("<wp:docPr ", '<wp:docPr hidden="1" ')
    ),
    "Radegund Address": in_header(
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
        'href="https://example.invalid/Radegund Address"/></w:pict></w:r></w:p>'
    ),
    "Ignatius Foreign": in_header(
        '<w:p><z:case xmlns:z="https://example.invalid/z" z:name="Ignatius Foreign"/></w:p>'
    ),
    "Jocasta Chart": in_header(
        "<w:p><w:r><w:drawing><wp:inline><a:graphic>"
        f'<a:graphicData uri="{DRAWN}chart"><a:t>Jocasta Chart</a:t></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    ),
    "Kasimir Shape": in_header(
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
        'style="visibility: hidden" alt="Kasimir Shape"/></w:pict></w:r></w:p>'
    ),
    "Leocadia List": lambda house: house.replaced(
        NUMBERING,
        "<w:num ",
        '<w:abstractNum w:abstractNumId="77"><w:name w:val="Leocadia List"/>'
        '<w:lvl w:ilvl="0"><w:lvlText w:val="Leocadia List %1"/></w:lvl></w:abstractNum><w:num ',
    ),
    "Melusine Unused": lambda house: house.part("word/media/Melusine Unused.png", png()),
    "Napoleon Unused": lambda house: house.part("word/media/a.png", png("Napoleon Unused")),
}
"""Who is written where: each name stands in one forgotten place of a house document."""


MARKS = (
    *("w:del", "w:moveFrom", "w:ins", "w:moveTo", "w:rPrChange", "w:pPrChange", "w:sectPrChange"),
    *("w:tblPrChange", "w:tblPrExChange", "w:tblGridChange", "w:trPrChange", "w:tcPrChange"),
    *("w:numberingChange", "w:cellIns", "w:cellMerge", "w:moveFromRangeStart", "w:moveToRangeEnd"),
    *("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd"),
    *("w:commentReference", "w:annotationRef", "w:permStart", "w:permEnd", "w:proofErr"),
    *("w:lastRenderedPageBreak", "w:footnoteReference", "w:endnoteReference", "w:ffData"),
    *("w:fldData", "w:smartTag", "w:customXml", "w:hyperlink", "w:sdt", "w:tblCaption"),
    *("w:divId", "w:cnfStyle", "w:customXmlInsRangeStart", "w:tblDescription"),
)
"""Elements that tell of work on a document, or name things outside what is seen."""


@pytest.mark.parametrize("name", LEFTOVERS)
def test_no_byte_of_the_clean_document_holds_what_was_left(name: str, tmp_path: Path):
    file = LEFTOVERS[name](HousePackage()).saved(tmp_path)
    before = opened(file.read_bytes()).everything
    assert name in before
    assert name not in opened(house_document(file)).everything


def test_all_of_it_at_once_leaves_nothing(tmp_path: Path):
    """A document that has lived long: all these places, in one."""
    house = HousePackage()
    for leaving in reversed(LEFTOVERS.values()):
        leaving(house)
    house.says(HEADER, a_paragraph("Seen by all"))
    clean = opened(house_document(house.saved(tmp_path)))
    assert [name for name in LEFTOVERS if name in clean.everything] == []
    assert set(clean.members) == {
        CONTENT_TYPES,
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        *(DOCUMENT, HEADER, "word/footer2.xml", STYLES, SETTINGS, NUMBERING),
        *("word/_rels/header1.xml.rels", "word/media/image1.png"),
    }
    assert "Seen by all" in clean.text(HEADER)


@pytest.mark.parametrize("where", ["w:p", "w:pPr", "w:r"])
def test_no_mark_of_working_on_it_is_left_in_a_header(where: str, tmp_path: Path):
    marks = "".join(f"<{mark}/>" for mark in MARKS)
    marked = in_header(f"<w:p><{where}>{marks}{RUN.format('kept')}</{where}></w:p>")
    header = cleaned(marked, tmp_path).text(HEADER)
    assert [mark for mark in MARKS if re.search(rf"<{mark}\b", header)] == []


def test_a_header_that_loses_all_it_held_is_still_one_word_opens(tmp_path: Path):
    gone = f"<w:del {BY}><w:r><w:delText>x</w:delText></w:r></w:del>"
    row = f"<w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc>{a_paragraph('x')}</w:tc></w:tr>"
    cell = f"<w:tc><w:tcPr/>{gone}</w:tc>"
    house = in_header(f"<w:tbl>{row}</w:tbl>")(HousePackage())
    house.says(HEADER, f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")
    tables = Document(BytesIO(house_document(house.saved(tmp_path)))).sections[0].header.tables
    assert [len(table.rows) for table in tables] == [1]
    assert [len(cell.paragraphs) for cell in tables[0].rows[0].cells] == [1]


def test_what_was_put_in_stays_when_its_marks_go(tmp_path: Path):
    inserted = in_header(f"<w:p><w:ins {BY}>{RUN.format('Put in')}</w:ins></w:p>")
    assert "Put in" in cleaned(inserted, tmp_path).text(HEADER)


def test_a_control_that_shows_no_property_keeps_its_words(tmp_path: Path):
    control = in_header(bound('<w:alias w:val="a"/>'))
    clean = cleaned(control, tmp_path).text(HEADER)
    assert "Zebedee Bound" in clean
    assert "w:sdt" not in clean


def test_words_switched_visible_stay(tmp_path: Path):
    shown = in_header(
        '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>In plain sight</w:t></w:r></w:p>'
    )
    assert "In plain sight" in cleaned(shown, tmp_path).text(HEADER)


@pytest.mark.parametrize("form", ["simple", "marked"])
def test_page_numbers_stay_fields_and_show_no_old_number(form: str, tmp_path: Path):
    simple = f'<w:p><w:fldSimple w:instr=" PAGE ">{RUN.format("4711")}</w:fldSimple></w:p>'
    house = in_header(simple if form == "simple" else field(r" PAGE \* MERGEFORMAT ", "4711"))
    clean = cleaned(house, tmp_path).text(HEADER)
    assert "PAGE" in clean
    assert "4711" not in clean
    assert "<w:t>1</w:t>" in clean


@pytest.mark.parametrize("mark", ["begin", "separate", "end"])
def test_half_a_field_is_no_field(mark: str, tmp_path: Path):
    half = (
        f'<w:p>{RUN.format("kept")}<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>'
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    house = HousePackage()
    house.members[HEADER] = re.sub(rb"<w:p>.*</w:p>", half.encode(), house.members[HEADER])
    header = opened(house_document(house.saved(tmp_path))).text(HEADER)
    assert "kept" in header
    assert "fldChar" not in header
    assert "PAGE" not in header


def test_alt_text_of_a_picture_that_stays_is_kept(tmp_path: Path):
    clean = cleaned(picture_in_header, tmp_path)
    assert 'descr="Crest of the council"' in clean.text(HEADER)
    assert clean.members["word/media/image1.png"] == png()


def test_what_looks_like_a_template_is_never_run(tmp_path: Path):
    loop = "{% for n in range(3) %}again{% endfor %}"
    house = (
        HousePackage()
        .says(HEADER, a_paragraph(f"{PAYLOAD} {loop}"))
        .part("docProps/core.xml", property_of("title", PAYLOAD))
        .replaced(
            STYLES,
            "</w:styles>",
            '<w:style w:type="paragraph" w:styleId="P">'
            f'<w:name w:val="{PAYLOAD}"/></w:style></w:styles>',
        )
    )
    word = Document(BytesIO(house_document(house.saved(tmp_path))))
    assert word.sections[0].header.paragraphs[0].text == f"{PAYLOAD} {loop}"
    assert PAYLOAD in [style.name for style in word.styles]
    assert word.core_properties.title == ""


def test_the_clean_document_cleans_to_itself(tmp_path: Path):
    once = house_document(picture_in_header(HousePackage()).saved(tmp_path))
    assert house_document(HousePackage(once).saved(tmp_path)) == once
