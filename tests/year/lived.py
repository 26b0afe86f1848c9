"""The year as a whole: lived from its first day to its last, with the papers chosen from it."""

from __future__ import annotations

from pathlib import Path

from tests.year import before, caseload, group, minutes_life, promises, round_the_table
from tests.year.calendar import ENDS, MEETINGS
from tests.year.living import Year
from tests.year.plan import AMENDED as PUT_RIGHT

EXAMPLES = Path(__file__).parents[2] / "examples" / "year"
AMENDED = MEETINGS[PUT_RIGHT].isoformat()
CASE = "M26-003"
"""Referred, closed, and referred again within the year."""


def lived(folder: Path) -> Year:
    """Live through the year in a register of its own."""
    year = Year(folder, folder / "register", folder / "key.txt")
    for part in (group, caseload, before, round_the_table, promises, minutes_life):
        part.plan(year)
    year.live(ENDS)
    return year


def chosen(year: Year) -> dict[str, bytes]:
    """The papers of the year that stand among the examples, by file name."""
    out = year.written("md,pdf")
    for version in ("1", "2"):
        folder = year.folder / f"v{version}"
        year.marg(
            *("minutes", "render", AMENDED, "--version", version, "--as", "md,pdf"),
            *("--out", str(folder)),
        )
        for file in folder.iterdir():
            file.rename(year.examples / f"{file.stem}_v{version}{file.suffix}")
    year.marg("case", "render", CASE, *out)
    year.marg("report", "render", *out)
    return {file.name: file.read_bytes() for file in sorted(year.examples.iterdir())}
