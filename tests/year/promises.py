"""Actions over the year: how each is set, chased, answered on a sheet, moved, and ended."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marg_cli.domain.chase_sheet import Label
from tests.filling import typed_into
from tests.year import words
from tests.year.calendar import MEETINGS, due, working_days
from tests.year.ledger import core
from tests.year.plan import EXAMPLE, FATES, RETURNED, Fate
from tests.year.scribe import Promise

if TYPE_CHECKING:
    from tests.year.living import Year
    from tests.year.scribe import Scribe

FOR_ALL = "Send in who answers the telephone over the holidays"
JOINS = 4
"""Where lines are typed, every fourth action is a joint one."""


def plan(year: Year) -> None:
    """Write in the diary when lists go out, and when a filled-in one comes back."""
    for number, meeting in enumerate(MEETINGS):
        year.on(working_days(meeting, 1), partial(chase, year, number), late=True)
        if number in RETURNED:
            year.on(working_days(meeting, 3), partial(returned, year, number), late=True)


def promise(year: Year, scribe: Scribe, about: str, number: int, *, twice: bool = False) -> None:
    """Set the next action, and write in the diary what becomes of it."""
    ledger = year.ledger
    ref = ledger.numbered("A")
    place = int(ref[1:])
    fate = FATES[place % len(FATES)]
    code = core()[place % len(core())]
    what, intended = words.ACTIONS[place % len(words.ACTIONS)]
    joined = ("POL" if code == "LAMP" else "LAMP") if scribe.joins and not place % JOINS else None
    promised = Promise(
        what, intended, code, ledger.people[code][0], fate.due, direct=not place % 3, joined=joined
    )
    if scribe.joins:  # "so that" comes before it
        promised = promised._replace(intended=intended[0].lower() + intended[1:])
    scribe.action(about, promised, again=twice)
    if twice:
        ledger.numbered("A")
    said = f"{what} (jointly with {joined})" if joined else what
    _noted(year, ref, promised._replace(what=said), None if about == "group" else about, number)
    _foretell(year, ref, fate, ledger.actions[ref]["due"], MEETINGS[number])


def one_each(year: Year, codes: list[str], number: int) -> str:
    """One line that gives every agency that is there an action of its own, nobody named."""
    day = "10 working days"
    for code in codes:
        ref = year.ledger.numbered("A")
        promised = Promise(FOR_ALL, "", code, "", day, direct=False)
        _noted(year, ref, promised, None, number)
        year.on(year.ledger.actions[ref]["due"], partial(end, year, ref, "done"))
    return f"> ALL: {FOR_ALL} by {day}"


def _noted(year: Year, ref: str, promised: Promise, case: str | None, number: int) -> None:
    meeting = MEETINGS[number]
    day = due(promised.due, meeting)
    year.ledger.actions[ref] = {
        "case": case,
        "what": promised.what,
        "intended": promised.intended or None,
        "agency": promised.agency,
        "owner": promised.owner or None,
        "due": day,
        "first_due": day,
        "times_moved": 0,
        "status": "open",
        "direct": promised.direct,
        "set_on": meeting,
        "closed_on": None,
        "closed_because": None,
    }


def _foretell(year: Year, ref: str, fate: Fate, first: date, meeting: date) -> None:
    """What becomes of an action, on days after the meeting and none after the year's end."""
    tomorrow = meeting + timedelta(days=1)

    def then(days: int, step: Any) -> None:
        year.on(max(first + timedelta(days=days), tomorrow), partial(_if_open, year, ref, step))

    if fate.progress is not None:
        then(fate.progress, lambda: year.marg("action", "progress", ref, "Rang twice"))
    if fate.handed_on is not None:
        then(fate.handed_on, partial(hand_on, year, ref))
    after = 0
    for days, further in fate.moved:
        then(days + after, partial(move, year, ref, further))
        after += further
    if fate.ended is not None:
        then(fate.ended + after, partial(end, year, ref, fate.how))


def _if_open(year: Year, ref: str, step: Any) -> None:
    """What a sheet ended first is not ended again."""
    if year.ledger.actions[ref]["status"] == "open":
        step()


def move(year: Year, ref: str, days: int) -> None:
    day = year.ledger.actions[ref]["due"] + timedelta(days=days)
    year.marg(
        *("action", "move", ref, "--due", day.isoformat()),
        *("--because", "The road was under water", "--agreed-by", "the chair"),
    )
    _moved(year, ref, day)


def _moved(year: Year, ref: str, day: date) -> None:
    action = year.ledger.actions[ref]
    action |= {"due": day, "times_moved": action["times_moved"] + 1}


def hand_on(year: Year, ref: str) -> None:
    owner = year.ledger.people["LAMP"][0]
    year.marg("action", "reassign", ref, "--agency", "LAMP", "--owner", owner)
    year.ledger.actions[ref] |= {"agency": "LAMP", "owner": owner}


def end(year: Year, ref: str, how: str) -> None:
    if how == "done":
        year.marg("action", "done", ref, "--outcome", "Seen, and said yes")
    else:
        year.marg("action", "not-done", ref, "--because", how, "--note", "It did not come to it")
    _ended(year, ref, how)


def _ended(year: Year, ref: str, how: str) -> None:
    is_done = how == "done"
    year.ledger.actions[ref] |= {
        "status": "done" if is_done else "not_done",
        "closed_because": None if is_done else how,
        "closed_on": year.today,
    }


def chase(year: Year, number: int) -> None:
    """The action list goes out, one sheet for each agency that holds any."""
    late = year.json("action", "overdue")
    expected = [r for r, a in year.ledger.actions.items() if year.ledger.is_late(a, year.today)]
    year.same("what is overdue", sorted(a["ref"] for a in late), sorted(expected))
    meeting = ("--meeting", MEETINGS[number].isoformat())
    year.marg("action", "chase", *meeting, *year.written())
    if MEETINGS[number] == EXAMPLE:
        year.marg("action", "chase", "POL", *meeting, *year.written("md,docx"))
    if number in RETURNED:
        holding = year.ledger.held_by()
        code = max(sorted(holding), key=lambda agency: len(holding[agency]))
        out = ("--as", "docx", "--out", str(_sheet(year, number)))
        year.marg("action", "chase", code, *meeting, *out)
        year.ledger.on_sheet = holding[code]


def _sheet(year: Year, number: int) -> Path:
    return year.folder / f"sheet-{number}.docx"


def returned(year: Year, number: int) -> None:
    """An agency's sheet comes back: one thing done, one moved, one not done, one under way."""
    still = [r for r in year.ledger.on_sheet if year.ledger.actions[r]["status"] == "open"]
    new_day = year.today + timedelta(days=30)
    answers = [
        ({Label.DONE: _long(year.today), Label.OUTCOME: "He came to the door"}, "done"),
        ({Label.NEW_DATE: _long(new_day), Label.WHY: "The ferry was laid up"}, "moved"),
        ({Label.AGENCY: "X", Label.WHY: "Nobody was free"}, "agency"),
    ]
    typed: dict[tuple[str, Label], str] = {
        (ref, Label.PROGRESS): "Rang three times" for ref in still[len(answers) :]
    }
    for ref, (boxes, how) in zip(still, answers, strict=False):
        typed |= {(ref, label): text for label, text in boxes.items()}
        if how == "moved":
            _moved(year, ref, new_day)
        else:
            _ended(year, ref, how)
    file = typed_into(_sheet(year, number), typed)
    read = year.json("action", "review", str(file), "--agreed-by", "the chair", "--yes")
    year.same("what the sheet changed", (read["changed"], read["problems"]), (len(still), []))


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
