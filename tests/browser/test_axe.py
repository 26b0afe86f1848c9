"""Every page is accessible, asks nobody for anything, and can be read narrow and by keyboard."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from marg_cli.documents.html import POLICY
from tests.browser import axe
from tests.browser.axe import examined, pinned
from tests.browser.chromium import Chromium
from tests.browser.pages import PAGES

PHONE = 320
"""CSS pixels: what a page of 1280 is at 400 % (WCAG 2.2, 1.4.10)."""

SPACED = """
const style = document.createElement("style");
style.textContent = "* { line-height: 1.5 !important; letter-spacing: .12em !important; " +
  "word-spacing: .16em !important } p { margin-bottom: 2em !important }";
document.head.append(style);
null
"""
TOO_WIDE = """
[...document.querySelectorAll("body *")]
  .filter(it => !it.closest(".scroll *, .skip, svg *"))
  .filter(it => it.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(it => it.outerHTML.slice(0, 80))
"""
ASKS = 'new Image().src = "http://x.example/a.png"'
MAY_NOT = f'<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
FLAWED = """<!DOCTYPE html><html><head><title></title></head><body>
<img src="data:image/png;base64,AAAA"><p style="color: #999">pale</p></body></html>"""


def test_every_paper_keeps_every_rule_of_axe(paper: Chromium):
    found = examined(paper)
    assert not found.wrong
    assert not found.not_told
    assert {"color-contrast-enhanced", "landmark-one-main", "region"} <= set(found.kept)


def test_no_paper_asks_anybody_for_anything(paper: Chromium):
    asked = [address for address in paper.asked_for() if not address.startswith("data:image/")]
    assert len(asked) == 1
    assert asked[0].endswith("/paper.html")
    assert not paper.complaints()
    assert not paper.went_out()


def test_no_paper_is_wider_than_a_phone(paper: Chromium):
    paper.at(width=PHONE)
    assert paper.script("document.documentElement.scrollWidth") <= PHONE
    assert paper.script(TOO_WIDE) == []


def test_a_reader_may_set_letters_and_lines_further_apart(paper: Chromium):
    paper.at(width=PHONE)
    paper.script(SPACED)
    assert paper.script("document.documentElement.scrollWidth") <= PHONE
    assert paper.script(TOO_WIDE) == []


def test_every_paper_can_be_read_with_the_keyboard_alone(paper: Chromium):
    paper.press("Tab")
    assert paper.script("document.activeElement.className") == "skip"
    assert paper.script("document.activeElement.getBoundingClientRect().left") >= 0
    paper.press("Enter")
    assert paper.script("document.activeElement.id") == "paper"
    reached = []
    for _ in range(regions := paper.script("document.querySelectorAll('.scroll').length")):
        paper.press("Tab")
        reached.append(paper.script("document.activeElement.className"))
    assert reached == ["scroll"] * regions


def test_a_table_too_wide_for_the_page_is_scrolled_from_the_keyboard(
    browser: Chromium, tmp_path: Path
):
    (tmp_path / "paper.html").write_bytes(PAGES["minutes of six cases"]())
    browser.at(width=PHONE)
    browser.open(tmp_path / "paper.html")
    browser.script("[...document.querySelectorAll('.scroll')]"
                   ".find(it => it.scrollWidth > it.clientWidth).focus()")  # fmt: skip
    browser.press("ArrowRight")
    until = time.monotonic() + 5
    while not (moved := browser.script("document.activeElement.scrollLeft")):
        if time.monotonic() > until:
            break
    assert moved > 0


def test_axe_is_the_version_asked_for_and_sees_what_is_wrong(browser: Chromium, tmp_path: Path):
    (tmp_path / "flawed.html").write_text(FLAWED, encoding="utf-8")
    browser.open(tmp_path / "flawed.html")
    found = examined(browser)
    wrong = {line.partition(":")[0] for line in found.wrong}
    assert {"image-alt", "color-contrast", "html-has-lang", "document-title"} <= wrong
    assert browser.script("axe.version") == pinned()


def test_a_page_that_does_ask_is_noticed(tmp_path: Path):
    (tmp_path / "may.html").write_text("<!DOCTYPE html><title>May</title>", encoding="utf-8")
    (tmp_path / "may-not.html").write_text(MAY_NOT, encoding="utf-8")
    browser = Chromium()
    browser.open(tmp_path / "may-not.html")
    browser.script(ASKS)
    assert "violates the following Content Security Policy" in "".join(browser.complaints())
    assert not browser.went_out()
    browser.open(tmp_path / "may.html")
    browser.script(ASKS)
    assert browser.went_out(within=30)
    assert "http://x.example/a.png" in browser.asked_for()
    browser.close()


def test_without_a_browser_or_axe_the_tests_say_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AssertionError, match="apt-get install chromium"):
        Chromium()
    monkeypatch.setattr(axe, "PLACE", tmp_path / "axe.min.js")
    with pytest.raises(AssertionError, match="apt-get install npm"):
        axe.source()
