"""axe-core, the checker of accessibility that `make test` puts beside the tools."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NamedTuple

from tests.browser.chromium import Chromium

PLACE = Path(sys.prefix) / "browser" / "node_modules" / "axe-core" / "axe.min.js"
WANTED = Path(__file__).with_name("package.json")
MISSING = (
    "axe-core is not here, and papers as web pages are held against it. "
    "With npm on the PATH, make test puts it in its place "
    "(on Debian or Ubuntu: apt-get install npm)."
)
BEYOND_THE_USUAL = (
    "color-contrast-enhanced",
    "identical-links-same-purpose",
    "css-orientation-lock",
)
RUN = """
axe.run(document, {rules: RULES}).then(found => {
  const ink = getComputedStyle(document.documentElement).color;
  const plain = node => {
    const it = document.querySelector(node.target[0]), looks = getComputedStyle(it);
    const drawn = it.closest("svg"), sign = it.textContent.trim().length === 1;
    return drawn ? looks.fill === ink : sign && looks.color === ink;
  };
  const told = of => of.map(rule => rule.id + ": " + rule.nodes.map(node => node.html).join(" "));
  for (const rule of found.incomplete)
    if (rule.id.startsWith("color-contrast")) rule.nodes = rule.nodes.filter(node => !plain(node));
  const untold = found.incomplete.filter(rule => rule.nodes.length);
  return [told(found.violations), told(untold), found.passes.map(rule => rule.id)];
})
"""
"""axe-core cannot tell the contrast of a single sign or of words in a drawing: ink will do."""


class Findings(NamedTuple):
    """What axe-core found wrong, what it could not tell, and which rules the page keeps."""

    wrong: list[str]
    not_told: list[str]
    kept: list[str]


def pinned() -> str:
    """The version the tests are written for."""
    return str(json.loads(WANTED.read_text(encoding="utf-8"))["dependencies"]["axe-core"])


def examined(browser: Chromium) -> Findings:
    """Hold the open page against every rule of WCAG 2.2 and of good practice."""
    browser.script(source() + "; null")
    rules = json.dumps({rule: {"enabled": True} for rule in BEYOND_THE_USUAL})
    return Findings(*browser.script(RUN.replace("RULES", rules)))


def source() -> str:
    """The checker itself, as a script."""
    assert PLACE.is_file(), MISSING
    return PLACE.read_text(encoding="utf-8")
