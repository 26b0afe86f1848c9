"""One browser for all tests of a process, and every paper as a file it can open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.chromium import Chromium
from tests.browser.pages import PAGES


@pytest.fixture(scope="session")
def browser() -> Iterator[Chromium]:
    opened = Chromium()
    yield opened
    opened.close()


@pytest.fixture(params=PAGES)
def paper(request: pytest.FixtureRequest, browser: Chromium, tmp_path: Path) -> Chromium:
    """The browser with that paper open, as wide as on a desk."""
    page = tmp_path / "paper.html"
    page.write_bytes(PAGES[request.param]())
    browser.at(width=1280)
    browser.open(page)
    return browser
