"""A referral's text beside the fields that were read in it, or one after the other."""

from __future__ import annotations

import sys
from itertools import zip_longest
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING

from marg_cli.domain.text import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marg_cli.services.referral.receiving import Draft, Line

WIDE_ENOUGH = 110
GAP = " │ "
LABEL = 20
MARKS = {"sure": " ", "doubtful": "?", "missing": "·"}


def show(text: str, draft: Draft) -> None:
    """Show both on standard error: the conversation, not the answer."""
    room = max(40, get_terminal_size().columns)
    if room >= WIDE_ENOUGH:
        half = (room - len(GAP)) // 2
        left, right = list(_text(text, half)), list(_fields(draft, half))
        right = [""] * (len(left) - len(right)) + right  # beside the end, which stays on the screen
        pairs = zip_longest(left, right, fillvalue="")
        lines = [f"{text.ljust(half)}{GAP}{field}".rstrip() for text, field in pairs]
    else:
        lines = [*_text(text, room), "─" * min(room, 60), *_fields(draft, room)]
    sys.stderr.write("\n".join([*lines, "", ""]))


def _text(text: str, room: int) -> Iterator[str]:
    for line in visible(text).expandtabs(4).split("\n"):
        yield from wrap(line, room) or [""]


def _fields(draft: Draft, room: int) -> Iterator[str]:
    for line in draft.lines:
        if not line.text and not line.field.asked:
            continue
        head = f"{_mark(line)} {line.field.label}".ljust(LABEL)
        said = wrap(one_line(line.text) or "[not said]", max(20, room - LABEL - 1))
        yield f"{head} {said[0]}"
        yield from (f"{'':{LABEL}} {more}" for more in said[1:])
    yield ""
    yield f"{MARKS['doubtful']} likely, to be looked at   {MARKS['missing']} not said"


def _mark(line: Line) -> str:
    if line.is_doubtful:
        return MARKS["doubtful"]
    return MARKS["sure"] if line.text else MARKS["missing"]
