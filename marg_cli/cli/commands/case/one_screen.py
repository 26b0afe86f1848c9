"""One case on one screen: all of it where there is room, else as much as fits."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.cli.commands.case.sheet import title, told
from marg_cli.domain.calendar import short
from marg_cli.domain.text import one_line, visible

if TYPE_CHECKING:
    from marg_cli.cli.session import Session
    from marg_cli.services.action_view import ActionView
    from marg_cli.services.case_show import Shown

GAP = "  "
LEFT_FREE = 3
"""Lines of a terminal for the command, the word that something was cut, and the next prompt."""


class Cut(NamedTuple):
    """How much is shown: lines of each text, and actions; None is all."""

    lines: int | None
    actions: int | None


WHOLE = Cut(None, None)
CUTS = (WHOLE, Cut(6, None), Cut(4, None), Cut(3, 6), Cut(2, 5), Cut(1, 4), Cut(1, 2))
"""Tried in turn until the case fits."""


class Line(NamedTuple):
    """One line: a label in a style of its own, and the text beside it."""

    label: str
    text: str
    style: str = "bold"


class Page(NamedTuple):
    """One case as lines, and whether something of it was cut."""

    lines: list[Line]
    is_cut: bool


def write(session: Session, shown: Shown, *, room: bool, whole: bool) -> None:
    """Write one case: on a terminal as much as fits, unless the *whole* is wanted."""
    if not sys.stdout.isatty():
        lines = page(shown, told(shown, session.today, room=room), None, WHOLE).lines
        sys.stdout.writelines(f"{line.label}{line.text}".rstrip() + "\n" for line in lines)
        return
    from shutil import get_terminal_size

    width, height = get_terminal_size()
    fitted = fit(shown, told(shown, session.today, room=room), width, None if whole else height)
    _draw(fitted.lines)
    if fitted.is_cut:
        session.say(f"Cut to fit this screen. All of it: marg case show {shown.ref} --whole")


def fit(shown: Shown, rows: dict[str, str], width: int, height: int | None) -> Page:
    """Cut a case until it fits so many lines; the most that can be cut where it never does."""
    found = page(shown, rows, width, WHOLE)
    for cut in CUTS if height is not None else ():
        found = page(shown, rows, width, cut)
        if height is not None and len(found.lines) <= height - LEFT_FREE:
            break
    return found


def page(shown: Shown, rows: dict[str, str], width: int | None, cut: Cut) -> Page:
    """Lay a case out: *rows* are labels and texts, then the open actions, overdue first."""
    wide = max(map(len, rows))
    lines = [Line(title(shown), "")]
    is_cut = False
    for label, text in rows.items():
        room = width and width - wide - len(GAP)
        parts = _parts(text, room, cut.lines)
        is_cut |= len(parts) < len(_parts(text, room, None))
        lines += _hung(label.ljust(wide) + GAP, parts)
    actions = shown.actions[: cut.actions]
    for label, action in zip(_labels(actions), actions, strict=True):
        text = ": ".join(filter(None, (action.owner, action.what)))
        room = width and width - len(label)
        parts = _parts(one_line(text), room, cut.lines)
        is_cut |= len(parts) < len(_parts(one_line(text), room, None))
        lines += _hung(label, parts, "bold red" if action.overdue else "")
    return Page(lines, is_cut or len(actions) < len(shown.actions))


def _labels(actions: list[ActionView]) -> Iterator[str]:
    """What stands in front of each action, in columns."""
    cells = [
        ("", a.ref, short(a.due).rjust(11), "overdue" if a.overdue else "", a.agency)
        for a in actions
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield "".join(
            cell.ljust(width) + GAP
            for cell, width in zip(row, widths, strict=True)
            if width or cell is row[0]
        )


def _hung(label: str, parts: Iterable[str], style: str = "bold") -> list[Line]:
    """Put a label before the first line of a text, and as much space before the others."""
    first, *rest = parts
    return [Line(label, first, style), *(Line(" " * len(label), part, style) for part in rest)]


def _parts(text: str, room: int | None, most: int | None) -> list[str]:
    """Break a text into lines as wide as there is room, *most* of them."""
    lines = visible(text).splitlines() or [""]
    if room is None:
        return lines
    from textwrap import wrap

    lines = [part for line in lines for part in (wrap(line, max(room, 30)) or [""])]
    if most is None or len(lines) <= most:
        return lines
    return [*lines[: most - 1], f"{lines[most - 1][: room - 2]} \u2026"]


def _draw(lines: Iterable[Line]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(markup=False, emoji=False, highlight=False, soft_wrap=True)
    for line in lines:
        console.print(Text.assemble((line.label, line.style), line.text))
