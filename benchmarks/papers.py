"""Item 4: how long the papers of a meeting take, from the register to the files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

from benchmarks.data import Register
from benchmarks.items import MARG, Figure
from benchmarks.measure import CONTROL, CONTROL_SECONDS, WITH_TEMPLATES, Command, ratio
from benchmarks.meetings import meeting_register

FORMATS = "md,html,docx,pdf"


def papers(folder: Path, rounds: int, *, quick: bool) -> Iterator[Figure]:
    """Agenda and minutes of few cases and of many; seconds are those of the control's machine."""
    few = meeting_register(folder, cases=6, actions=12)
    yield _all(few, "agenda and minutes of 6 cases, 4 formats, cold", 0.8, rounds)
    some = meeting_register(folder, cases=100, actions=200)
    command = [*MARG, "minutes", "render", "last", "--as", "md", "--out", "-"]
    found = ratio(command, WITH_TEMPLATES, rounds=rounds, environ=some.environ)
    yield Figure("4", "Markdown minutes of 100 cases", WITH_TEMPLATES[-1], 1.10, *found)
    if not quick:
        many = meeting_register(folder, cases=150, actions=300)
        yield _all(many, "agenda and minutes of 150 cases, 4 formats", 2.5, rounds)


def _all(place: Register, what: str, seconds: float, rounds: int) -> Figure:
    most = round(seconds / CONTROL_SECONDS, 1)
    found = ratio(lambda: _both(place), CONTROL, rounds=rounds, environ=place.environ)
    return Figure("4", what, CONTROL[-1], most, *found)


def _both(place: Register) -> Command:
    """Render both papers one after the other, into a folder nothing was written to before."""
    out = mkdtemp(dir=place.folder.parent)
    marg = f'"{MARG[0]}"'
    each = (
        f'{marg} {words} --as {FORMATS} --out "{out}"'
        for words in ("agenda render", "minutes render last")
    )
    return ["sh", "-c", " && ".join(each)]
