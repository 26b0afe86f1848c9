"""Every Word paper as another program reads it: nothing is lost, and every page is marked."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest

from marg_cli.documents import docx
from marg_cli.documents.blocks import Block, Heading, Listing, Note, Paragraph, Table, plain
from marg_cli.documents.document import Document
from marg_cli.documents.render import Paper, compose
from marg_cli.domain.papers.agenda import Audience
from tests.documents.papers import a_case, a_minutes_paper, a_slot, an_action_line, an_agenda

HOUSES = Path(__file__).parents[2] / "examples" / "templates"
MARKING = "OFFICIAL-SENSITIVE"
SENTENCE = "They came to the door and nobody asked what the person wanted. "
TALL, LONG = SENTENCE * 200, SENTENCE * 8
POINTS_A_MM = 72 / 25.4
EDGES = {"own": (28, 22), "house": (40, 28)}
"""What head and foot take of a page, in millimetres."""


class Case(NamedTuple):
    """A paper, and whose document it is written into."""

    template: str
    paper: Paper
    whose: str = "own"


def _many() -> tuple[Paper, Paper]:
    actions = tuple(an_action_line(ref=f"A{number}") for number in range(1, 41))
    slots = tuple(a_slot(ref=f"M26-{number:03}", actions=actions[:3]) for number in range(1, 31))
    wide = an_action_line(ref="A99", what=LONG, owner="Donaudampfschifffahrt" * 3)
    chair = an_agenda(audience=Audience.CHAIR, slots=slots, open=(wide, *actions))
    cases = tuple(a_case({"discussion": (LONG, LONG)}, ref=f"M26-{n:03}") for n in range(1, 7))
    return chair, a_minutes_paper(cases=cases)


CHAIR, MINUTES = _many()
CASES = {
    "members": Case("agenda.md.j2", an_agenda()),
    "chair": Case("agenda.md.j2", CHAIR),
    "guest": Case("agenda.md.j2", an_agenda(audience=Audience.GUEST)),
    "empty": Case("agenda.md.j2", an_agenda(slots=(), open=(), overdue=())),
    "minutes": Case("minutes.md.j2", MINUTES),
    "tall": Case("agenda.md.j2", an_agenda(open=(an_action_line(what=TALL),))),
    "house": Case("minutes.md.j2", a_minutes_paper(), "house"),
}


class Seen(NamedTuple):
    """What was written, and what LibreOffice shows of it: whole pages, and between the edges."""

    document: Document
    pages: list[str]
    between: list[str]

    @property
    def body(self) -> str:
        return "".join(self.between)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Seen]:
    """All papers, converted in one go: LibreOffice takes longer to start than to work."""
    folder = tmp_path_factory.mktemp("word")
    documents = {}
    for name, case in CASES.items():
        search = [HOUSES] if case.whose == "house" else []
        documents[name] = compose(case.template, case.paper, search=search)
        (folder / f"{name}.docx").write_bytes(docx.write(documents[name]))
    _converted(folder)
    return {
        name: Seen(document, *_read(folder / f"{name}.pdf", *EDGES[CASES[name].whose]))
        for name, document in documents.items()
    }


def _converted(folder: Path) -> None:
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    assert soffice, "LibreOffice is not installed. On Debian: apt-get install libreoffice-writer"
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)),
            *map(str, sorted(folder.glob("*.docx"))),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )


def _read(file: Path, top: float, bottom: float) -> tuple[list[str], list[str]]:
    whole, between = [], []
    with pypdfium2.PdfDocument(file) as pdf:
        for page in pdf:
            text = page.get_textpage()
            wide, tall = page.get_size()
            whole.append(_run_together(text.get_text_range()))
            edges = (0, bottom * POINTS_A_MM, wide, tall - top * POINTS_A_MM)
            between.append(_run_together(text.get_text_bounded(*edges)))
    return whole, between


def _run_together(text: str) -> str:
    """Text without spaces or line ends; a hyphen at the end of a line comes as U+0002."""
    return "".join(text.replace("\x02", "-").replace("\ufffe", "-").split())


def pieces(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Every heading, paragraph, caption and cell in reading order."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield plain(block.text)
            case Listing():
                for item in block.items:
                    yield from pieces(item)
            case Note():
                yield from pieces(block.blocks)
            case Table():
                yield plain(block.caption)
                for row in (block.header or (), *block.rows):
                    yield from map(plain, row)


@pytest.mark.parametrize("name", sorted(CASES.keys() - {"tall"}))
def test_no_heading_caption_or_cell_is_lost_or_out_of_order(name: str, seen: dict[str, Seen]):
    body, at = seen[name].body, 0
    for piece in pieces(seen[name].document.blocks):
        sought = _run_together(piece)
        place = body.find(sought, at)
        assert place >= 0, f"{name}: after {body[max(0, at - 60) : at]!r} comes no {piece!r}"
        at = place + len(sought)


def test_a_row_that_is_taller_than_a_page_is_not_cut_short(seen: dict[str, Seen]):
    assert seen["tall"].body.count("door") == TALL.count("door")


@pytest.mark.parametrize("name", CASES)
def test_every_page_is_marked_at_head_and_foot_and_counted(name: str, seen: dict[str, Seen]):
    pages = seen[name].pages
    for number, page in enumerate(pages, 1):
        within = (number == 1) + (number == len(pages))
        facts = page.count(f"Protectivemarking{MARKING}")
        assert page.count(MARKING) - facts == 2 + within
        assert page.count(f"Page{number}of{len(pages)}") == 1


@pytest.mark.parametrize("name", CASES)
def test_no_page_ends_with_a_heading_or_a_caption(name: str, seen: dict[str, Seen]):
    ends = []
    for block in seen[name].document.blocks:
        match block:
            case Heading(text=text) | Table(caption=text) if text:
                ends.append(_run_together(plain(text)))
    for page in seen[name].between[:-1]:
        assert not page.endswith(tuple(ends))
