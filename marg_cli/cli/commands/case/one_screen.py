"""One case on one screen: all of it where there is room, else as much as fits."""

from collections.abc import Iterable
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.text import Text

from marg_cli.cli.commands.case.sheet import action_labels, title, told
from marg_cli.domain.text import one_line, visible

if TYPE_CHECKING:
    from marg_cli.cli.session import Session
    from marg_cli.services.cases.show import Shown

GAP = "  "
NARROWEST = 30
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


def write(session: "Session", shown: "Shown", *, room: bool, whole: bool) -> None:
    """Draw one case on the terminal, as much as fits unless the *whole* is wanted."""
    width, height = get_terminal_size()
    rows = told(shown, session.today, room=room)
    fitted = page(shown, rows, width, WHOLE) if whole else fit(shown, rows, width, height)
    _draw(fitted.lines)
    if fitted.is_cut:
        session.say(f"Cut to fit this screen. All of it: marg case show {shown.ref} --whole")


def fit(shown: "Shown", rows: dict[str, str], width: int, height: int) -> Page:
    """Cut a case until it fits so many lines; the most that can be cut where it never does."""
    found = page(shown, rows, width, WHOLE)
    for cut in CUTS:
        found = page(shown, rows, width, cut)
        if len(found.lines) <= height - LEFT_FREE:
            break
    return found


def page(shown: "Shown", rows: dict[str, str], width: int, cut: Cut) -> Page:
    """Lay a case out: *rows* are labels and texts, then the open actions, overdue first."""
    wide = max(map(len, rows)) + len(GAP)
    actions = shown.actions[: cut.actions]
    labelled = [(label.ljust(wide), visible(text), "bold") for label, text in rows.items()]
    labelled += [
        (label, one_line(text), "bold red" if action.overdue else "")
        for (label, text), action in zip(action_labels(actions), actions, strict=True)
    ]
    lines = [Line(title(shown), "")]
    is_cut = len(actions) < len(shown.actions)
    for label, text, style in labelled:
        parts = _wrapped(text, width - len(label))
        if cut.lines is not None and len(parts) > cut.lines:
            parts = [*parts[: cut.lines - 1], f"{parts[cut.lines - 1][: width - len(label) - 2]} …"]
            is_cut = True
        margins = [label, *([" " * len(label)] * (len(parts) - 1))]
        lines += (Line(margin, part, style) for margin, part in zip(margins, parts, strict=True))
    return Page(lines, is_cut)


def _wrapped(text: str, room: int) -> list[str]:
    """Break a text into lines as wide as there is room."""
    lines = text.splitlines() or [""]
    return [part for line in lines for part in (wrap(line, max(room, NARROWEST)) or [""])]


def _draw(lines: Iterable[Line]) -> None:
    console = Console(markup=False, emoji=False, highlight=False, soft_wrap=True)
    for line in lines:
        console.print(Text.assemble((line.label, line.style), line.text))
