"""The PDF anybody can read: what its file holds, for every paper there is."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from marg_cli.documents import pdf
from marg_cli.documents.blocks import (
    Block,
    Chart,
    Heading,
    Listing,
    Note,
    PageBreak,
    Paragraph,
    Table,
    plain,
)
from marg_cli.documents.document import Document, Frame
from marg_cli.documents.render import compose
from marg_cli.domain.papers.agenda import Audience
from tests.documents.papers import (
    a_case,
    a_minutes_paper,
    a_slot,
    an_action_line,
    an_agenda,
    an_attendee,
)
from tests.documents.pdfs import Pdf

ACTS = {
    "/JS",
    "/JavaScript",
    "/URI",
    "/Launch",
    "/OpenAction",
    "/AA",
    "/EmbeddedFiles",
    "/AcroForm",
}
MARKING = "OFFICIAL-SENSITIVE"


def slots(count: int):
    return tuple(a_slot(ref=f"M26-{at:03d}", at=f"1{at % 10}:00") for at in range(count))


def actions(count: int):
    return tuple(an_action_line(ref=f"A{at}") for at in range(count))


PAPERS: dict[str, tuple[str, Any]] = {
    "agenda without a case": ("agenda.md.j2", lambda: an_agenda(slots=(), open=(), overdue=())),
    "agenda": ("agenda.md.j2", an_agenda),
    "agenda of 6": ("agenda.md.j2", lambda: an_agenda(slots=slots(6), open=actions(12))),
    "agenda of 150": ("agenda.md.j2", lambda: an_agenda(slots=slots(150), open=actions(300))),
    "chair's": ("agenda.md.j2", lambda: an_agenda(audience=Audience.CHAIR, slots=slots(2))),
    "guest's": ("agenda.md.j2", lambda: an_agenda(audience=Audience.GUEST)),
    "minutes without a case": (
        "minutes.md.j2",
        lambda: a_minutes_paper(cases=(), reviewed=(), new_cases=(), by_agency=(), attending=()),
    ),
    "minutes": ("minutes.md.j2", a_minutes_paper),
    "minutes of 6": (
        "minutes.md.j2",
        lambda: a_minutes_paper(
            cases=tuple(a_case(ref=f"M26-{at:03d}", actions=actions(3)) for at in range(6)),
            attending=tuple(an_attendee(name=f"Member {at}") for at in range(14)),
        ),
    ),
}


@cache
def composed(name: str) -> Document:
    template, build = PAPERS[name]
    return compose(template, build())


@cache
def made(name: str) -> Pdf:
    return Pdf(pdf.write(composed(name)))


def of(markdown: str, marking: str = "M", title: str = "T") -> Pdf:
    return Pdf(pdf.write(Document(Frame(marking, title, (), ()), markdown)))


every_paper = pytest.mark.parametrize("name", PAPERS)


@every_paper
def test_it_says_that_it_is_for_every_reader_and_for_the_archive(name: str) -> None:
    xmp = made(name).xmp
    for said in (
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
    ):
        assert said in xmp
    assert made(name).root.MarkInfo.Marked
    assert str(made(name).root.Lang) == "en-GB"


@every_paper
def test_its_title_is_shown_and_nobody_signs_it(name: str) -> None:
    title = f"{MARKING}: {composed(name).frame.title}"
    assert made(name).root.ViewerPreferences.DisplayDocTitle
    assert str(made(name).file.docinfo.Title) == title
    assert f'<rdf:li xml:lang="x-default">{title}</rdf:li>' in made(name).xmp
    assert "/Author" not in made(name).file.docinfo
    assert "creator>" not in made(name).xmp


@every_paper
def test_headings_begin_at_the_first_level_and_skip_none(name: str) -> None:
    levels = [int(tag.kind[1]) for tag in made(name).tags("H1", "H2", "H3", "H4", "H5")]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


@every_paper
def test_every_header_cell_says_what_it_heads(name: str) -> None:
    for table in made(name).tags("Table"):
        scopes = [[cell.scope for cell in row.inside] for row in table.all("TR")]
        heads = list(table.all("TH"))
        assert heads
        assert all(cell.scope in {"Row", "Column"} for cell in heads)
        assert not any(cell.scope or cell.headers for cell in table.all("TD"))
        if any(table.all("THead")):
            assert set(scopes.pop(0)) == {"Column"}
        assert {row[0] for row in scopes} == {"Row"}


@every_paper
def test_a_table_has_as_many_rows_and_cells_as_its_block(name: str) -> None:
    tables = [block for block in flat(composed(name).blocks) if isinstance(block, Table)]
    shapes = [
        [len(table.right)] * (len(table.rows) + (table.header is not None)) for table in tables
    ]
    assert [
        [len(row.inside) for row in table.all("TR")] for table in made(name).tags("Table")
    ] == shapes


@every_paper
def test_each_caption_is_inside_its_table(name: str) -> None:
    captioned = [
        block for block in flat(composed(name).blocks) if isinstance(block, Table) and block.caption
    ]
    inside = [table for table in made(name).tags("Table") if table.inside[0].kind == "Caption"]
    assert len(inside) == len(captioned) == len(made(name).tags("Caption"))


@every_paper
def test_all_fonts_are_in_it_and_can_be_read_back(name: str) -> None:
    whole = [font for font in made(name).fonts if font.Subtype == "/Type0"]
    assert whole
    for font in whole:
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
        assert "LiberationSans" in str(font.BaseFont)
        assert "/ToUnicode" in font


@every_paper
def test_nothing_in_it_acts_or_fetches(name: str) -> None:
    keys = {
        str(key)
        for found in made(name).file.objects
        if isinstance(found, pikepdf.Dictionary)
        for key in found
    }
    assert not keys & ACTS
    assert not made(name).tags("Link")


@every_paper
def test_whatever_is_painted_is_tagged_or_an_artifact(name: str) -> None:
    assert made(name).untagged == []
    assert all(page.Tabs == "/S" for page in made(name).file.pages)


@every_paper
def test_the_pages_know_every_cell_with_words(name: str) -> None:
    tree = made(name).root.StructTreeRoot
    known = {element.objgen for each in list(tree.ParentTree.Nums)[1::2] for element in each}
    cells = {
        found.objgen
        for found in made(name).file.objects
        if isinstance(found, pikepdf.Dictionary) and found.get("/S") in ("/TH", "/TD")
        if any(isinstance(inside, int) for inside in found.get("/K", ()))
    }
    assert cells <= known


@every_paper
def test_every_word_of_the_blocks_is_read_in_order(name: str) -> None:
    words, at = unhyphened(made(name).words), 0
    for piece in pieces(composed(name).blocks):
        found = words.find(unhyphened("".join(piece.split())), at)
        if found < 0:
            pytest.fail(f"{piece!r} is not there after {words[max(0, at - 60) : at]!r}")
        at = found


@every_paper
def test_the_marking_is_on_every_page_and_in_the_paper_itself(name: str) -> None:
    pages = made(name).pages
    assert all(page.count(MARKING) >= 2 for page in pages)
    assert pages[0].count(MARKING) >= 3
    assert pages[-1].endswith(f"Page {len(pages)} of {len(pages)}")
    body = made(name).structure.inside[0].inside
    assert [tag.tree() for tag in (body[0], body[-1])] == [("P", ("Strong",))] * 2


def unhyphened(words: str) -> str:
    """A hyphen at the end of a line is not told from one that breaks a word."""
    return re.sub("[-\ufffe\x02]", "", words)


def test_the_same_paper_is_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib\n"
        "from marg_cli.documents import pdf\n"
        "from marg_cli.documents.render import compose\n"
        "from tests.documents.papers import an_agenda\n"
        "made = pdf.write(compose('agenda.md.j2', an_agenda()))\n"
        "print(hashlib.sha256(made).hexdigest())\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == hashlib.sha256(made("agenda").content).hexdigest()


def test_it_is_written_where_there_is_no_network() -> None:
    program = (
        "import socket\n"
        "def refused(*_, **__): raise OSError('no network')\n"
        "socket.socket = socket.create_connection = socket.getaddrinfo = refused\n"
        "from marg_cli.documents import pdf\n"
        "from marg_cli.documents.document import Document, Frame\n"
        "made = pdf.write(Document(Frame('M', 'T', (), ()), '# One'))\n"
        "assert made.startswith(b'%PDF-1.7')\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_levels_that_are_skipped_are_mended() -> None:
    kinds = [tag.kind for tag in of("### a\n\n#### b\n\n# c\n\n#### d\n\n## e").tags(*H)]
    assert kinds == ["H1", "H2", "H1", "H2", "H2"]


H = ("H1", "H2", "H3", "H4")


def test_a_paper_of_nothing_is_a_page_with_its_marking() -> None:
    empty = of("", marking="SECRET", title="")
    assert empty.pages == ["SECRET SECRET SECRET SECRET Page 1 of 1"]
    assert str(empty.file.docinfo.Title) == "SECRET"


def test_a_heading_without_words_is_left_out() -> None:
    assert [tag.title for tag in of("# \n\n## \u00ad\n\n### b").tags(*H)] == ["b"]


def test_a_table_without_rows_still_has_its_heads() -> None:
    (table,) = of("| A | B |\n|---|---|").tags("Table")
    assert [cell.scope for cell in table.all("TH")] == ["Column", "Column"]


def test_facts_are_a_table_of_rows_with_heads() -> None:
    (table,) = of("| | |\n|---|---|\n| **A** | one |\n| **B** | two |").tags("Table")
    assert [row.tree()[1:] for row in table.all("TR")] == [(("TH", ("Strong",)), ("TD",))] * 2
    assert [cell.scope for cell in table.all("TH")] == ["Row", "Row"]


def test_rows_without_heads_keep_the_heads_of_their_columns() -> None:
    (table,) = of("| A | B |\n|---|---|\n| one | two |").tags("Table")
    assert [cell.headers for cell in table.all("TD")] == [("U1x0y0",), ("U1x1y0",)]


def test_words_that_look_like_structure_stay_words() -> None:
    fake = (
        "<</Type/StructElem/S/TD/P 1 0 R/A[<</O/Table/Headers[]>><</O/Layout/BackgroundColor[1 1 1]"
    )
    written = of("| A |\n|---|\n| x |", title=fake)
    assert str(written.file.docinfo.Title) == f"M: {fake}"
    assert [tag.kind for tag in written.tags("TH", "TD")] == ["TH", "TD"]


def test_lists_hold_their_items_and_begin_where_they_say() -> None:
    written = of("7. seven\n8. eight\n   - under\n\n     more")
    outer, inner = written.tags("L")
    for item in outer.inside[:2]:
        assert [part.kind for part in item.inside] == ["Lbl", "LBody"]
    assert [item.kind for item in inner.inside] == ["LI"]
    assert "7. seven 8. eight" in written.pages[0]


def test_a_chart_is_a_figure_with_its_words_before_its_table() -> None:
    written = of("# T\n\n*Open*\n\n| Agency | **Open** |\n|---|---:|\n| **HOU** | 12 |")
    (figure,) = written.tags("Figure")
    assert "HOU 12" in figure.alt
    kinds = [tag.kind for tag in written.structure.inside[0].inside]
    assert kinds.index("Figure") < kinds.index("Table")


def test_a_chart_of_letters_with_marks_is_a_picture_and_keeps_its_words() -> None:
    written = of("| A | **Open** |\n|---|---:|\n| **a\u05d0\u0301** | 12 |")
    assert "12" in written.tags("Figure")[0].alt


def test_a_logo_is_a_figure_with_the_groups_own_words_for_it() -> None:
    examples = Path(__file__).parents[2] / "examples" / "templates"
    written = Pdf(pdf.write(Document(Frame("MARKED", "Title", (), ()), "# T\n", (examples,))))
    assert [figure.alt for figure in written.tags("Figure")] == ["Netherwick Borough Council"]


def test_a_page_is_broken_once_and_never_left_empty() -> None:
    assert len(of("a\n\n---\n\n---\n\nb\n\n---").pages) == 2
    assert len(of("> a\n>\n> ---\n>\n> b").pages) == 1


@pytest.mark.parametrize("markdown", ["{}", "- {}", "> {}", "# {}", "*{}*\n\n| A |\n|---|\n| {} |"])
def test_no_word_runs_off_the_page(markdown: str) -> None:
    long = "W" * 60
    written = of(markdown.format(long, "w" * 99), marking="M" * 90)
    for page in written.file.pages:
        assert [int(number) for number in page.MediaBox][2:] == [595, 841]
    assert long in written.words
    assert written.rightmost < 595 - 18 * 72 / 25.4 + 1


def test_a_header_row_is_repeated_but_said_once() -> None:
    rows = "\n".join(f"| **{at}** | x |" for at in range(120))
    written = of(f"*Many*\n\n| Number | What |\n|---|---|\n{rows}")
    assert len(written.pages) > 2
    assert all("Number What" in page for page in written.pages[:3])
    assert len([cell for cell in written.tags("TH") if cell.scope == "Column"]) == 2


def test_a_caption_is_on_the_page_of_its_table() -> None:
    for lines in range(36, 52):
        body = "<br>".join(["line"] * lines)
        rows = "\n".join(["| **a** | b |"] * 12)
        pages = of(f"{body}\n\n### Head\n\n*Caption*\n\n| A | B |\n|---|---|\n{rows}").pages
        (at,) = [at for at, page in enumerate(pages) if "Caption" in page]
        assert "Head Caption A B a b" in pages[at]


def flat(blocks: tuple[Block, ...]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        found.append(block)
        if isinstance(block, Note):
            found += flat(block.blocks)
        if isinstance(block, Listing):
            found += [each for item in block.items for each in flat(item)]
    return found


def pieces(blocks: tuple[Block, ...]) -> list[str]:
    """What is to be read, in the order it is written on the page."""
    found: list[str] = []
    for block in flat(blocks):
        match block:
            case Heading() | Paragraph():
                found.append(plain(block.text))
            case Table():
                cells = [*(block.header or ()), *(cell for row in block.rows for cell in row)]
                lines = [line for cell in cells for line in plain(cell).split("\n")]
                found += [plain(block.caption), *lines]
            case Listing() | Note() | PageBreak() | Chart():
                pass
    return [piece for piece in found if piece]
