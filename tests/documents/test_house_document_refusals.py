"""What a group's Word document may not be or hold, each told in one sentence with a way out."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from marg_cli.documents.house.word import house_document, intake
from marg_cli.errors import Exit, TemplateError
from tests.documents.house_packages import (
    CONTENT_TYPES,
    DOCUMENT,
    DRAWN,
    FOOTER,
    HEADER,
    KIND,
    MAIN,
    NS,
    SETTINGS,
    HousePackage,
    drawing,
    field,
    zipped,
)

RUN = "<w:p><w:r>{}</w:r></w:p>"
LAUGHS = '<?xml version="1.0"?><!DOCTYPE w:hdr [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
OFFICE = "http://schemas.microsoft.com/office/2006/relationships/"


def package() -> HousePackage:
    return HousePackage()


def outside(source: str, kind: str) -> HousePackage:
    return package().related(source, kind, "https://example.invalid/there", outside=True)


def macro_enabled() -> HousePackage:
    return package().replaced(
        CONTENT_TYPES, MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml"
    )


def subdocument() -> HousePackage:
    return package().says(DOCUMENT, '<w:subDoc r:id="rId900"/>')


HOLDS: dict[str, tuple[Callable[[], HousePackage], str]] = {
    "macros": (
        lambda: package().part("word/vbaProject.bin", b"VBA"),
        "a macro",
    ),
    "a macro under another name": (
        lambda: (
            package().part("word/x.bin", b"V").related(DOCUMENT, f"{OFFICE}vbaProject", "x.bin")
        ),
        "a macro",
    ),
    "a document made for macros": (macro_enabled, "a macro"),
    "a button that runs a macro": (
        lambda: package().says(FOOTER, field("MACROBUTTON Run Go")),
        "a macro",
    ),
    "an ActiveX part": (
        lambda: package().part("word/activeX/activeX1.xml", "<a/>"),
        "an ActiveX control",
    ),
    "an ActiveX control": (
        lambda: package().says(DOCUMENT, RUN.format('<w:control r:id="rId900"/>')),
        "an ActiveX control",
    ),
    "an embedded workbook": (
        lambda: package().part("word/embeddings/sheet.xlsx", b"PK"),
        "an embedded file",
    ),
    "an embedded part anywhere": (
        lambda: package().part("word/s.bin", b"PK").related(HEADER, "package", "s.bin"),
        "an embedded file",
    ),
    "an object": (
        lambda: package().says(HEADER, RUN.format("<w:object/>")),
        "an embedded file",
    ),
    "an OLE object": (
        lambda: package().says(
            DOCUMENT,
            RUN.format('<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"/>'),
        ),
        "an embedded file",
    ),
    "another document": (
        lambda: package().says(DOCUMENT, '<w:altChunk r:id="rId900"/>'),
        "another document inside it",
    ),
    "a subdocument": (subdocument, "another document inside it"),
    "a link to a subdocument": (
        lambda: outside(DOCUMENT, "subDocument"),
        "another document inside it",
    ),
    "a frame": (
        lambda: outside("word/webSettings.xml", "frame"),
        "frames that show other pages",
    ),
    "an attached template": (
        lambda: outside(SETTINGS, "attachedTemplate"),
        "a tie to a template elsewhere",
    ),
    "an attached template by its mark": (
        lambda: package().says(SETTINGS, '<w:attachedTemplate r:id="rId900"/>'),
        "a tie to a template elsewhere",
    ),
    "a mail merge": (
        lambda: outside(SETTINGS, "mailMergeSource"),
        "a mail merge with its list of people",
    ),
    "a merge field": (
        lambda: package().says(HEADER, field("MERGEFIELD Surname")),
        "a mail merge with its list of people",
    ),
    "a linked picture": (
        lambda: outside(HEADER, "image"),
        "a picture kept in another file",
    ),
    "a picture that is fetched": (
        lambda: package().says(HEADER, field('INCLUDEPICTURE "https://example.invalid/a.png"')),
        "a picture kept in another file",
    ),
    "a link in the body": (lambda: outside(DOCUMENT, "hyperlink"), "a link"),
    "a link in the footer": (lambda: outside(FOOTER, "hyperlink"), "a link"),
    "a link field": (
        lambda: package().says(FOOTER, field('HYPERLINK "https://example.invalid"')),
        "a link",
    ),
    "anything else outside": (
        lambda: outside(DOCUMENT, "customXml"),
        "something kept outside the document",
    ),
}

REACHING = ("INCLUDETEXT", "DDE", "DDEAUTO", "LINK", "IMPORT", "RD", "AUTOTEXT", "INCLUDE")


def refused(file: Path) -> TemplateError:
    """How marg refuses the file: one sentence that begins with its name, and a way out."""
    with pytest.raises(TemplateError) as caught:
        house_document(file)
    error = caught.value
    assert error.exit == Exit.TEMPLATE
    assert error.message.startswith(f"{file.name} ")
    assert error.message.endswith(".")
    assert "\n" not in error.message
    assert error.hint.endswith("try again.")
    return error


@pytest.mark.parametrize("kind", HOLDS)
def test_what_acts_fetches_or_carries_files_is_refused(kind: str, tmp_path: Path):
    made, holds = HOLDS[kind]
    assert refused(made().saved(tmp_path)).message == f"house.docx holds {holds}."


@pytest.mark.parametrize("name", REACHING)
@pytest.mark.parametrize("part", [DOCUMENT, HEADER, FOOTER])
def test_a_field_that_fetches_is_refused_wherever_it_stands(name: str, part: str, tmp_path: Path):
    file = package().says(part, field(f' {name.lower()} "there" ')).saved(tmp_path)
    assert refused(file).message == "house.docx holds a field that fetches from elsewhere."


def test_a_field_whose_name_is_written_in_pieces_is_refused(tmp_path: Path):
    pieces = field("INCL</w:instrText></w:r><w:r><w:instrText>UDETEXT x")
    refused(package().says(HEADER, pieces).saved(tmp_path))


def test_a_field_within_a_field_is_refused(tmp_path: Path):
    inner = field("DDEAUTO x").removeprefix("<w:p>").removesuffix("</w:p>")
    outer = field("QUOTE ").replace("</w:instrText></w:r>", f"</w:instrText></w:r>{inner}", 1)
    refused(package().says(HEADER, outer).saved(tmp_path))


def test_a_simple_field_that_fetches_is_refused(tmp_path: Path):
    simple = '<w:p><w:fldSimple w:instr="INCLUDETEXT x"/></w:p>'
    refused(package().says(FOOTER, simple).saved(tmp_path))


def test_a_link_to_a_place_in_the_document_itself_is_no_link_outside(tmp_path: Path):
    file = package().says(DOCUMENT, field(r'HYPERLINK \l "_Toc1"')).saved(tmp_path)
    assert house_document(file)


@pytest.mark.parametrize("ending", ["docm", "dotm"])
def test_a_macro_says_how_to_be_rid_of_it(ending: str, tmp_path: Path):
    error = refused(macro_enabled().saved(tmp_path, f"house.{ending}"))
    assert error.message == f"house.{ending} holds a macro."
    assert error.hint == "In Word, save it as .docx without macros, then try again."


def test_a_picture_of_an_unknown_kind_is_refused(tmp_path: Path):
    house = package().says(HEADER, drawing("rId900", "Crest"))
    house.part("word/media/crest.png", b"<svg/>").related(HEADER, "image", "media/crest.png")
    assert "a picture of a kind" in refused(house.saved(tmp_path)).message


FILES = {
    "nothing": (b"", "is no Word document"),
    "a text": (b"Dear all", "is no Word document"),
    "a locked document": (
        bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600),
        "is locked with a password, or is in Word's old .doc form",
    ),
    "half a zip": (zipped(HousePackage().members)[:-400], "is damaged"),
    "a zip of something else": (zipped({"a.txt": b"a"}), "is damaged"),
    "an absolute name": (
        zipped({**HousePackage().members, "/etc/passwd": b""}),
        "holds a part whose name leads outside the document",
    ),
    "a name that climbs": (
        zipped({**HousePackage().members, "word/../../x": b""}),
        "holds a part whose name leads outside the document",
    ),
    "a name for Windows": (
        zipped({**HousePackage().members, "C:/x": b""}),
        "holds a part whose name leads outside the document",
    ),
    "two names that differ in case": (
        zipped({**HousePackage().members, "Word/Document.xml": b"<a/>"}),
        "holds two parts of one name",
    ),
}


@pytest.mark.parametrize("kind", FILES)
def test_what_is_no_sound_word_document_is_refused(kind: str, tmp_path: Path):
    content, says = FILES[kind]
    file = tmp_path / "house.docx"
    file.write_bytes(content)
    assert refused(file).message == f"house.docx {says}."


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    assert refused(tmp_path / "house.dotx").message == "house.dotx cannot be read."


def test_a_folder_by_that_name_is_refused(tmp_path: Path):
    (tmp_path / "house.docx").mkdir()
    assert refused(tmp_path / "house.docx").message == "house.docx cannot be read."


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(tmp_path: Path):
    file = HousePackage().saved(tmp_path)
    with zipfile.ZipFile(file, "a") as packed:
        packed.writestr(DOCUMENT, b"<a/>")
    assert refused(file).message == "house.docx holds two parts of one name."


def test_the_largest_file_is_still_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = HousePackage().saved(tmp_path)
    monkeypatch.setattr(intake, "LARGEST_FILE", file.stat().st_size)
    assert house_document(file)
    monkeypatch.setattr(intake, "LARGEST_FILE", file.stat().st_size - 1)
    assert "is larger than" in refused(file).message


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(intake, "_content", None)
    file = HousePackage().part("word/media/a.bin", bytes(101 * intake.MB)).saved(tmp_path)
    assert file.stat().st_size < intake.MB
    assert refused(file).message == "house.docx unpacks to more than 100 MB."


def test_too_much_xml_is_refused_before_it_is_read(tmp_path: Path):
    file = HousePackage().part("word/comments.xml", b"<a/>" * 4 * intake.MB + b"<a/>")
    assert "16 MB of text" in refused(file.saved(tmp_path)).message


def test_more_members_than_word_ever_writes_are_refused(tmp_path: Path):
    house = HousePackage()
    house.members |= {f"word/media/{number}.png": b"" for number in range(intake.MOST_MEMBERS)}
    assert refused(house.saved(tmp_path)).message == "house.docx holds more than 2,000 parts."


def test_a_bomb_that_says_it_is_small_is_not_unpacked(tmp_path: Path):
    house = HousePackage().part("word/media/a.bin", bytes(90 * intake.MB))
    packed = bytearray(zipped(house.members))
    at = packed.rindex(b"PK\x01\x02")
    packed[at + 24 : at + 28] = (5).to_bytes(4, "little")
    file = tmp_path / "house.docx"
    file.write_bytes(packed)
    tracemalloc.start()
    try:
        assert refused(file).message == "house.docx is damaged."
        assert tracemalloc.get_traced_memory()[1] < 40 * intake.MB
    finally:
        tracemalloc.stop()


def test_a_zip_locked_by_itself_is_refused(tmp_path: Path):
    packed = bytearray(HousePackage().saved(tmp_path).read_bytes())
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    file = tmp_path / "house.docx"
    file.write_bytes(packed)
    assert refused(file).message == "house.docx is locked with a password."


def test_a_zip_packed_otherwise_than_word_packs_is_refused(tmp_path: Path):
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("a.xml", b"<a/>")
    file = tmp_path / "house.docx"
    file.write_bytes(held.getvalue())
    assert refused(file).message == "house.docx is packed in a way Word does not use."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_never_read(encoding: str, tmp_path: Path):
    for name in (HEADER, "customXml/item1.xml"):
        house = HousePackage().part(name, f"{LAUGHS}<hdr>&b;</hdr>".encode(encoding))
        assert "a document type of its own" in refused(house.saved(tmp_path)).message


def test_broken_xml_is_refused(tmp_path: Path):
    assert refused(HousePackage().part(HEADER, "<w:hdr>").saved(tmp_path)).message.endswith(
        "is damaged."
    )


def test_xml_nested_deeper_than_word_nests_is_refused(tmp_path: Path):
    deep = f"<w:hdr {NS}>{'<w:p>' * 3_000}{'</w:p>' * 3_000}</w:hdr>"
    file = HousePackage().part(HEADER, deep).saved(tmp_path)
    assert refused(file).message == "house.docx is damaged."


def test_a_document_without_its_main_part_is_refused(tmp_path: Path):
    house = HousePackage()
    del house.members[DOCUMENT]
    assert refused(house.saved(tmp_path)).message == "house.docx is damaged."


def test_a_workbook_is_refused(tmp_path: Path):
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    house = HousePackage().replaced(CONTENT_TYPES, MAIN, sheet)
    assert refused(house.saved(tmp_path)).message == "house.docx is no Word document."


def test_a_strict_document_is_refused(tmp_path: Path):
    strict = f"{KIND}officeDocument".replace(
        "schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument"
    )
    house = HousePackage().replaced("_rels/.rels", f"{KIND}officeDocument", strict)
    assert "Strict Open XML" in refused(house.saved(tmp_path)).message


def test_a_refusal_repeats_nothing_the_document_says(tmp_path: Path):
    house = HousePackage().says(FOOTER, field('HYPERLINK "https://example.invalid/Perpetua"'))
    error = refused(house.saved(tmp_path))
    assert "Perpetua" not in error.message + error.hint
    assert DRAWN not in error.message
