"""Words behind every page of a web page, on the screen and in print."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from marg_cli.documents.stamp import as_high

HIGH, ACROSS = 30, 260
"""Millimetres of A4: of the letters at most, of the room from corner to corner."""

DRAWN = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><text x="105" y="148"\
 transform="rotate(-52 105 148)" text-anchor="middle" font-family="sans-serif" font-weight="700"\
 font-size="{high:.1f}" fill="#ececec">{words}</text></svg>"""

PLACE = "position: fixed; inset: 0; z-index: -1; width: 100%; height: 100%"
"""Here and not in house.css, which a group may have its own of."""


def behind(words: str) -> str:
    """A picture that says nothing to who cannot see it: the foot of the paper says it in words."""
    if not words:
        return ""
    high = as_high(words, most=HIGH, across=ACROSS)
    drawn = DRAWN.format(high=high, words=escape(words)).encode(errors="replace")
    source = f"data:image/svg+xml;base64,{b64encode(drawn).decode()}"
    return f'<img class="watermark" style="{PLACE}" alt="" src="{source}">\n'
