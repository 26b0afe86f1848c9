"""The margins of a web page's printed pages: marking above and below, the frame beside it."""

from __future__ import annotations

import re
from math import ceil

from marg_cli.documents.columns import wrapped
from marg_cli.documents.document import Frame
from marg_cli.documents.house.style import HouseStyle

PAPER_ACROSS = 210
USUAL = 9
LETTER = 1.95 / USUAL
BOLD_LETTER = 2.3 / USUAL
LINE = 4.3 / USUAL
AROUND = 9
"""Millimetres: of A4, of a letter and a line for each of their points, of what stays free."""

HEAD, HEAD_MARKING = 0.74, 0.26
FOOT, FOOT_MARKING, FOOT_PAGE = 0.34, 0.3, 0.34
"""How the boxes share the breadth of a page; what stands in the middle is centred on it."""

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 ,.:-]")


def printed_pages(frame: Frame, style: HouseStyle) -> str:
    """The style of printed pages; their margins grow where the frame needs more room."""
    marking = _css(frame.marking)
    head, foot = (_css("\n".join(lines)) for lines in (frame.header, frame.footer))
    return (
        f"@page {{{_margins(frame, style)}\n"
        f"@top-left {{ width: {HEAD:.0%}; content: {head}; }}\n"
        f"@top-right {{ width: {HEAD_MARKING:.0%}; content: {marking}; }}\n"
        f"@bottom-left {{ width: {FOOT:.0%}; content: {foot}; }}\n"
        f"@bottom-center {{ width: {FOOT_MARKING:.0%}; content: {marking}; }}\n"
        f"@bottom-right {{ width: {FOOT_PAGE:.0%}; "
        'content: "Page " counter(page) " of " counter(pages); } }'
    )


def _margins(frame: Frame, style: HouseStyle) -> str:
    """What differs from marg's own margins, which stand in house.css."""
    across, points = PAPER_ACROSS - style.left - style.right, style.margin
    marking = (frame.marking,)
    above = (
        _deep(frame.header, across * HEAD, LETTER, points),
        _deep(marking, across * HEAD_MARKING, BOLD_LETTER, points),
    )
    below = (
        _deep(frame.footer, across * FOOT, LETTER, points),
        _deep(marking, across * FOOT_MARKING, BOLD_LETTER, points),
    )
    sides = {
        "top": max(style.top, *above),
        "right": style.right,
        "bottom": max(style.bottom, *below),
        "left": style.left,
    }
    usual = HouseStyle()
    return "".join(
        f" margin-{side}: {length:g}mm;"
        for side, length in sides.items()
        if length != getattr(usual, side)
    )


def _deep(lines: tuple[str, ...], across: float, letter: float, points: float) -> int:
    """How many millimetres of margin *lines* take up in a box as broad as *across*."""
    columns = int(across / (letter * points))
    return ceil(sum(len(wrapped(line, columns)) for line in lines) * LINE * points + AROUND)


def _css(words: str) -> str:
    return '"' + _NOT_PLAIN.sub(lambda found: f"\\{ord(found.group()):x} ", words) + '"'
