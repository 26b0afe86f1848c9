"""Whoever may not be spoken of is found wherever and however a paper does it all the same."""

from __future__ import annotations

import os
from io import BytesIO
from itertools import cycle, islice
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest

from marg_cli.documents.leakscan import Sought, scan
from marg_cli.documents.render import FORMATS, Paper, compose, written
from marg_cli.domain.leaks import Field, Hit
from marg_cli.domain.value import replace
from tests.documents.leakscan.people import EACH, HIDDEN, NEEDLES, PLANTS, places
from tests.documents.papers import a_minutes_paper, an_agenda
from tests.documents.sheets import an_action_sheet

SOUGHT = Sought(NEEDLES)
PAPERS: dict[str, Paper] = {
    "agenda.md.j2": an_agenda(),
    "minutes.md.j2": a_minutes_paper(),
    "action_sheet.md.j2": an_action_sheet(),
}
ALL = "LEAKS" in os.environ
"""Every field's plant in every place and format, as `make leaks` asks for; else a share."""

SHARE = 30

FORMAT = pytest.mark.parametrize("name", FORMATS)
TEMPLATE = pytest.mark.parametrize("template", PAPERS)


def hit(field: Field) -> Hit:
    return Hit(HIDDEN.ref, field)


@TEMPLATE
def test_a_paper_without_a_plant_speaks_of_nobody(template: str):
    paper = PAPERS[template]
    document = compose(template, paper)
    files = written(lambda: document, FORMATS).files
    assert scan(files, document, SOUGHT, paper=paper) == ()


@TEMPLATE
def test_every_plant_is_found_in_every_field_somebody_types_into(template: str):
    document = compose(template, PAPERS[template])
    for at, (place, plant) in enumerate(places(PAPERS[template])):
        for field, text in EACH if ALL else EACH[at % 12 :: 12]:
            paper = plant(text)
            assert hit(field) in scan({}, document, SOUGHT, paper=paper), (place, text)


@FORMAT
@TEMPLATE
def test_a_file_alone_gives_away_what_is_planted_in_any_of_its_fields(template: str, name: str):
    clean = compose(template, PAPERS[template])
    untouched = FORMATS[name].write(clean)
    firsts = [(field, texts[0]) for field, texts in PLANTS.items()]
    turn = cycle(firsts)
    printed = 0
    for place, plant in islice(places(PAPERS[template]), 0, None, 1 if ALL else SHARE):
        for field, text in firsts if ALL else [next(turn)]:
            data = FORMATS[name].write(compose(template, plant(text)))
            if data == untouched:
                continue  # a field that this format of the paper does not print
            printed += 1
            found = scan({name: data}, clean, SOUGHT, paper=PAPERS[template])
            assert found == (hit(field),), (place, text)
    assert printed


@pytest.mark.parametrize("name", FORMATS if ALL else ["txt"])
@pytest.mark.parametrize(("field", "text"), EACH)
def test_a_file_alone_gives_away_every_writing(field: Field, text: str, name: str):
    paper = an_agenda()
    clean = compose("agenda.md.j2", paper)
    planted = compose("agenda.md.j2", _with_words(paper, f"It was said of {text} on Monday."))
    files = {name: FORMATS[name].write(planted)}
    assert scan(files, clean, SOUGHT, paper=paper) == (hit(field),)


def _with_words(paper: Any, words: str) -> Any:
    [slot] = paper.slots
    return replace(paper, slots=(replace(slot, resolving=words),))


@pytest.fixture(scope="module")
def agenda() -> tuple[Any, Any, dict[str, bytes]]:
    paper = an_agenda()
    document = compose("agenda.md.j2", paper)
    return paper, document, written(lambda: document, FORMATS).files


@pytest.mark.parametrize(("field", "text"), [(field, texts[0]) for field, texts in PLANTS.items()])
@pytest.mark.parametrize("where", ["/Title", "/Author", "/Keywords", "/Custom"])
def test_a_pdfs_information_gives_it_away(field: Field, text: str, where: str, agenda: Any):
    paper, document, files = agenda
    with pikepdf.open(BytesIO(files["pdf"])) as pdf:
        pdf.docinfo[where] = text
        changed = _saved(pdf)
    assert scan({"pdf": changed}, document, SOUGHT, paper=paper) == (hit(field),)


def _describe(pdf: pikepdf.Pdf, text: str) -> None:
    with pdf.open_metadata() as said:
        said["dc:description"] = text


def _note(pdf: pikepdf.Pdf, text: str) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=text
    )
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))


def _attach(pdf: pikepdf.Pdf, text: str) -> None:
    held = pikepdf.Dictionary(F=pdf.make_stream(text.encode("utf-16")))
    file = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F="notes.txt", EF=held)
    names = pikepdf.Dictionary(Names=["notes.txt", pdf.make_indirect(file)])
    pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=names)


def _forget(pdf: pikepdf.Pdf, text: str) -> None:
    pdf.Root.Forgotten = pdf.make_stream(text.encode())


@pytest.mark.parametrize("change", [_describe, _note, _attach, _forget])
def test_a_pdfs_notes_and_hidden_parts_give_it_away(change: Any, agenda: Any):
    paper, document, files = agenda
    with pikepdf.open(BytesIO(files["pdf"])) as pdf:
        change(pdf, "Wendell Brackenpipe")
        changed = _saved(pdf)
    assert scan({"pdf": changed}, document, SOUGHT, paper=paper) == (hit(Field.NAME),)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    saved = BytesIO()
    pdf.save(saved)
    return saved.getvalue()


RUNS = "".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in ("Bra", "cken", "pipe"))
HIDES = {
    "split runs": ("word/document.xml", "<w:p>", f"<w:p>{RUNS}</w:p><w:p>"),
    "a hidden attribute": ("word/document.xml", "<w:body>", '<w:body w:rsid="Brackenpipe">'),
    "a comment": ("word/styles.xml", "</w:styles>", "<!-- Brackenpipe --></w:styles>"),
    "a property": ("docProps/core.xml", "</dc:title>", "</dc:title><dc:x>Brackenpipe</dc:x>"),
}


@pytest.mark.parametrize("where", HIDES)
def test_a_word_document_hides_nothing(where: str, agenda: Any):
    paper, document, files = agenda
    part, before, after = HIDES[where]
    changed = _repacked(files["docx"], {part: lambda xml: xml.replace(before, after, 1)})
    assert changed != files["docx"]
    assert scan({"docx": changed}, document, SOUGHT, paper=paper) == (hit(Field.NAME),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_file_within_a_package_hides_nothing(encoding: str, agenda: Any):
    paper, document, files = agenda
    inner = BytesIO()
    with ZipFile(inner, "w", ZIP_DEFLATED) as package:
        package.writestr("notes.bin", b"\x07\x08" + "Wendell Brackenpipe".encode(encoding))
    changed = BytesIO(files["docx"])
    with ZipFile(changed, "a") as package:
        package.writestr("word/embeddings/old.docx", inner.getvalue())
    found = scan({"docx": changed.getvalue()}, document, SOUGHT, paper=paper)
    assert found == (hit(Field.NAME),)


@pytest.mark.parametrize(
    "hidden",
    [
        '<p title="Brackenpipe"></p>',
        "<!-- Brackenpipe -->",
        "<p>Bracken<em>pipe</em></p>",
        "<p>&#66;rackenpipe</p>",
        "<style>/* Wendell Brackenpipe */</style>",
        '<style>@page { @top-left { content: "Of Brackenpipe"; } }</style>',
        "<style>@page { @top-left { content: '\\42 rackenpipe'; } }</style>",
    ],
)
def test_a_web_page_hides_nothing(hidden: str, agenda: Any):
    paper, document, files = agenda
    changed = files["html"].replace(b"</main>", hidden.encode() + b"</main>")
    assert scan({"html": changed}, document, SOUGHT, paper=paper) == (hit(Field.NAME),)


def test_what_somebody_allowed_stands(agenda: Any):
    _, document, _ = agenda
    paper = _with_words(an_agenda(), "Brackenpipe and 3 April 1981.")
    allowed = {hit(Field.NAME)}
    assert scan({}, document, SOUGHT, paper=paper, allowed=allowed) == (hit(Field.BORN),)


def _repacked(data: bytes, changes: Any) -> bytes:
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if change := changes.get(member.filename):
                content = change(content.decode()).encode()
            new.writestr(member, content)
    return made.getvalue()
