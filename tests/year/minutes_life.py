"""Minutes after the meeting: corrected as a text, made final, approved, amended, put right."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING

from tests.year.calendar import MEETINGS, working_days
from tests.year.plan import AMENDED, CHAIR_CORRECTS, CORRECTED, EVERY_FORMAT, RATED_ANEW

if TYPE_CHECKING:
    from tests.year.living import Year

MISHEARD = "Hold the room for another month"


def plan(year: Year) -> None:
    """Write in the diary when each meeting's minutes change hands."""
    for number, meeting in enumerate(MEETINGS):
        if number == CHAIR_CORRECTS:
            year.on(working_days(meeting, 3), partial(chair_corrects, year, number))
        year.on(working_days(meeting, 5), partial(finalise, year, number), late=True)
        if number in CORRECTED:
            year.on(working_days(meeting, 7), partial(put_right, year, number))


def chair_corrects(year: Year, number: int) -> None:
    """The draft goes to the chair as one text, and comes back with a word changed in it."""
    file = year.folder / "draft.txt"
    year.marg("minutes", "edit", MEETINGS[number].isoformat(), "--out", str(file))
    text = file.read_text()
    assert text.count("welcomed everybody.") == 1
    file.write_text(text.replace("welcomed everybody.", "welcomed all who came."))
    year.marg("minutes", "edit", "--from", str(file))


def finalise(year: Year, number: int) -> None:
    """The minutes are looked through and made final; what they say is kept by its hash."""
    year.marg("minutes", "finalise", MEETINGS[number].isoformat(), "--yes")
    _keep(year, number, because=None)
    if number == EVERY_FORMAT:
        year.marg("minutes", "render", MEETINGS[number].isoformat(), *year.every_format)


def _keep(year: Year, number: int, *, because: str | None) -> None:
    day = MEETINGS[number]
    versions = year.ledger.versions.setdefault(day, [])
    out = year.folder / f"minutes-{day}-v{len(versions) + 1}"
    year.marg("minutes", "render", day.isoformat(), "--as", "md", "--out", str(out))
    (file,) = out.iterdir()
    versions.append(
        {
            "version": len(versions) + 1,
            "because": because,
            "made_on": year.today.isoformat(),
            "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
            "approved_on": None,
        }
    )


def approve(year: Year, number: int) -> None:
    """The meeting agrees the last minutes; once only after something was put right in them."""
    day, before = MEETINGS[number], MEETINGS[number - 1].isoformat()
    if number - 1 == AMENDED:
        because = "The police rated the risk high, not very high, in M26-001."
        year.marg("minutes", "amend", before, "--because", because)
        (risk,) = [c["risk"] for c in year.ledger.cases.values() if c["name"] == RATED_ANEW]
        year.marg("risk", "rate", risk, "high", "--agency", "POL", "--meeting", before)
        year.marg("risk", "agree", risk, "high", "--meeting", before)
        year.marg("minutes", "finalise", before, "--yes")
        _keep(year, number - 1, because=because)
    year.marg("minutes", "approve", before)
    year.ledger.versions[MEETINGS[number - 1]][-1]["approved_on"] = day.isoformat()


def put_right(year: Year, number: int) -> None:
    """A decision was misheard, and the minutes have gone out: both wordings are kept."""
    ledger, day = year.ledger, MEETINGS[number]
    ref = next(ref for ref, decision in ledger.decisions.items() if decision["meeting"] == day)
    year.marg("decision", "edit", ref, MISHEARD, ends=5)
    year.marg("correct", ref, "text", MISHEARD, "--because", "The rain was loud")
    ledger.corrected[ref] = (ledger.decisions[ref]["text"], MISHEARD)
    ledger.decisions[ref]["text"] = MISHEARD
