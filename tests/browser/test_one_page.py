"""An ordinary case fits on one printed page."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium

from marg_cli.documents.render import render
from tests.browser.chromium import Chromium
from tests.documents.sheets import a_case_summary


def test_an_ordinary_case_is_summed_up_on_one_page(browser: Chromium, tmp_path: Path):
    page = render("case_summary.md.j2", a_case_summary(), ["html"]).files["html"]
    (tmp_path / "case.html").write_bytes(page)
    browser.open(tmp_path / "case.html")
    assert len(pdfium.PdfDocument(browser.printed())) == 1
