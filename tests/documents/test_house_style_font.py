"""A group's font: in a PDF from the group's own files, and otherwise marg's own, which is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from marg_cli.documents.house.files import packaged_templates
from marg_cli.documents.render import Rendered, render
from tests.documents.papers import an_agenda

SAID = "The PDF is set in Liberation Sans: for Arial, put its .ttf or .otf files into house/fonts."


def in_font(folder: Path, font: str) -> Rendered:
    (folder / "house").mkdir(exist_ok=True)
    (folder / "house" / "house.toml").write_text(f'font = "{font}"', encoding="utf-8")
    return render("agenda.md.j2", an_agenda(), ["pdf", "html"], search=[folder])


def test_a_font_without_files_leaves_the_pdf_in_margs_own_and_says_so(tmp_path: Path):
    made = in_font(tmp_path, "Arial")
    assert made.remarks == (SAID,)
    words = pdfium.PdfDocument(made.files["pdf"])[0].get_textpage().get_text_bounded()
    assert "Exampleton Multi-agency Resolution Group" in words
    assert b'--text: "Arial", sans-serif;' in made.files["html"]


@pytest.mark.parametrize("name", ["Liberation Sans", "liberation sans"])
def test_a_font_whose_files_are_there_is_used_and_nothing_is_said(tmp_path: Path, name: str):
    fonts = packaged_templates() / "house" / "fonts"
    shutil.copytree(fonts, tmp_path / "house" / "fonts")
    assert in_font(tmp_path, name).remarks == ()
