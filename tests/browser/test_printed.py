"""Printed from a browser, every page is marked, headed and numbered, however long the frame."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
import pytest

from marg_cli.documents import html
from marg_cli.documents.document import Document, Frame
from tests.browser.chromium import Chromium
from tests.browser.pages import HOUSE, PAGES

HEAD, FOOT, BODY = "h", "z", "x"
LONG = "# xxx\n\n" + "\n\n".join(["## xx\n\n" + "xxxx " * 200] * 12)
MARKINGS = ["OFFICIAL-SENSITIVE", 'OFFICIAL: "SENSITIVE" \\ “É” № 日本']


class Box(NamedTuple):
    """Where a run of signs stands on a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


def printed(browser: Chromium, folder: Path, page: bytes) -> pdfium.PdfDocument:
    (folder / "paper.html").write_bytes(page)
    browser.open(folder / "paper.html")
    return pdfium.PdfDocument(browser.printed())


def framed(markdown: str, marking: str, head: list[str], foot: list[str]) -> bytes:
    frame = Frame(marking, "Paper", tuple(head), tuple(foot))
    return html.write(Document(frame, markdown, (HOUSE,)))


def words(page: pdfium.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_bounded().split())


def box(page: pdfium.PdfPage, sign: str) -> Box:
    """What all of one sign's places on the page span."""
    text = page.get_textpage()
    found = [
        text.get_charbox(at)
        for at in range(text.count_chars())
        if text.get_text_range(at, 1) == sign
    ]
    left, bottom, right, top = zip(*found, strict=True)
    return Box(min(left), min(bottom), max(right), max(top))


@pytest.mark.parametrize("marking", MARKINGS)
def test_every_page_is_marked_twice_headed_and_numbered(
    browser: Chromium, tmp_path: Path, marking: str
):
    head, foot = ["Exampleton Group", "Agenda, 8 December 2026"], ["Copy: GLOW", "v1"]
    made = printed(browser, tmp_path, framed(LONG, marking, head, foot))
    assert len(made) > 3
    for number, page in enumerate(made, start=1):
        found = words(page)
        assert found.count(marking) == (3 if number == 1 else 2)
        assert all(line in found for line in (*head, *foot))
        assert f"Page {number} of {len(made)}" in found


@pytest.mark.parametrize("lines", [["h" * 8], ["hhhh " * 30, "hhhhhh " * 20, "hh " * 60]])
def test_however_long_the_frame_it_covers_nothing(
    browser: Chromium, tmp_path: Path, lines: list[str]
):
    foot = [line.replace(HEAD, FOOT) for line in lines]
    made = printed(browser, tmp_path, framed(LONG, "MARKING AND MORE MARKING", lines, foot))
    assert len(made) > 3
    for page in list(made)[1:]:  # on the first, the marking stands in the body as well
        head, body, below = (box(page, sign) for sign in (HEAD, BODY, FOOT))
        marking = box(page, "M")
        across, down = page.get_size()
        assert down > head.top
        assert head.bottom > body.top
        assert body.bottom > below.top
        assert below.bottom > 0
        assert head.right < across * 0.74
        assert below.right < marking.left
        assert marking.right < across


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("examples/")])
def test_every_page_of_the_examples_is_marked_and_numbered(
    browser: Chromium, tmp_path: Path, name: str
):
    made = printed(browser, tmp_path, PAGES[name]())
    for number, page in enumerate(made, start=1):
        assert words(page).count("OFFICIAL-SENSITIVE") >= 2
        assert f"Page {number} of {len(made)}" in words(page)
