"""The twelve meetings: who comes, what is said of each case, and what is agreed."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.year import at_a_terminal, words
from tests.year.calendar import MEETINGS, due
from tests.year.minutes_life import approve
from tests.year.plan import (
    ATTENDANCE,
    BARRED,
    GUEST_OF_THE_YEAR,
    GUESTS,
    INTERESTS,
    NOT_REACHED,
    TAKEN,
    UNBLOCKED_AFTER,
    UNDONE,
)
from tests.year.promises import one_each, promise
from tests.year.scribe import ByCommand, ByLine
from tests.year.words import turn

if TYPE_CHECKING:
    from tests.year.living import Year
    from tests.year.scribe import Scribe

LEVELS = ["very-high", "high", "medium", "low"]


def plan(year: Year) -> None:
    """Write every meeting in the diary."""
    for number, meeting in enumerate(MEETINGS):
        year.on(meeting, partial(meet, year, number), late=True)


def meet(year: Year, number: int) -> None:
    """The meeting itself; what is not said in lines is said in commands, after them."""
    meeting, ledger = MEETINGS[number], year.ledger
    year.marg("minutes", "start", meeting.isoformat(), "--at", "10:05")
    attend(year, number)
    year.marg("minutes", "record", "general", "welcome", "The chair welcomed everybody.")
    year.marg("minutes", "record", "general", "statement", words.STATEMENT)
    if number:
        approve(year, number)
    scribe: Scribe = ByLine() if number in TAKEN else ByCommand(year)
    new = []
    for ref in ledger.agendas[meeting]:
        case = ledger.cases[ref]
        reached = number not in NOT_REACHED or case["name"] != NOT_REACHED[number]
        if reached and case["status"] in {"accepted", "active"}:
            new += [] if case["met"] else [case]
            discuss(year, scribe, number, case)
    scribe.general("systems", turn(words.SYSTEMS, number))
    if number % 4 == 0:
        agree_in_general(year, scribe, number)
    if isinstance(scribe, ByLine):
        at_a_terminal.take(year, number, scribe.lines)
    for case in new:
        plan_with(year, number, case)
    if not isinstance(scribe, ByLine):
        year.marg("minutes", "finish", "--at", "12:10")


def agree_in_general(year: Year, scribe: Scribe, number: int) -> None:
    """An action of the group's own; where lines are typed, one for everybody there."""
    if isinstance(scribe, ByLine):
        scribe.lines.append(one_each(year, sorted(_there(number)), number))
    else:
        promise(year, scribe, "group", number)


def _there(number: int) -> set[str]:
    return {code for code, letters in ATTENDANCE.items() if letters[number] in "PD"}


def attend(year: Year, number: int) -> None:
    states = {"P": "present", "D": "present", "A": "apologies", "X": "absent"}
    for code, letters in ATTENDANCE.items():
        letter = letters[number]
        people = year.ledger.people[code]
        who = {"P": people[0], "D": people[-1]}.get(letter)
        year.marg("attendance", "set", code, states[letter], *(("--member", who) if who else ()))
        stands_in = people[0] if letter == "D" else None
        year.ledger.attended[MEETINGS[number], code] = (states[letter], who, stands_in)
    if number in GUESTS:
        guest = ("--member", GUEST_OF_THE_YEAR, "--arrived", "11:25", "--signed")
        year.marg("attendance", "set", "PAWS", "present", *guest)
    if number in INTERESTS:
        who, name = INTERESTS[number]
        ref = next(c["ref"] for c in year.ledger.cases.values() if c["name"] == name)
        year.marg("attendance", "declare", who, ref, "A neighbour of the family")


def discuss(year: Year, scribe: Scribe, number: int, case: dict[str, Any]) -> None:
    ref = case["ref"]
    said = int(ref[-3:]) + number
    scribe.begin(ref)
    scribe.text(ref, "why", turn(words.WHYS, said))
    scribe.text(ref, "discussion", turn(words.DISCUSSED, said))
    if case["status"] == "accepted":
        case["status"] = "active"
    if case["met"]:
        scribe.views(ref, case["lead"], turn(words.VIEWS, said))
        year.ledger.heard(ref)
        scribe.agree_risk(case["risk"], LEVELS[min(case["met"], 3)])
    else:
        text, to_whom = words.RISKS[said % len(words.RISKS)]
        rates = {case["lead"]: "high", "POL": "very-high"}
        scribe.risk(ref, text, to_whom, rates, LEVELS[0])
        case["risk"] = year.ledger.numbered("R")
    if said % BARRED == 0:
        stand_in_the_way(year, scribe, number, ref)
    case["met"] += 1
    decide(year, scribe, number, ref)
    promise(year, scribe, ref, number, twice=number in UNDONE and said % 2 == 1)
    agree(scribe, number, case)


def stand_in_the_way(year: Year, scribe: Scribe, number: int, ref: str) -> None:
    """A barrier is named, and mostly unblocked some weeks after."""
    barrier = year.ledger.numbered("B")
    place = int(barrier[1:])
    scribe.barrier(ref, turn(words.BARRIERS, place))
    year.ledger.barriers[barrier] = {"case": ref, "unblocked_on": None}
    if place % 3:
        day = MEETINGS[number] + timedelta(days=UNBLOCKED_AFTER)
        year.on(day, partial(unblock, year, barrier))


def unblock(year: Year, barrier: str) -> None:
    year.marg("barrier", "unblock", barrier, "--how", "Somebody rang, and somebody answered")
    year.ledger.barriers[barrier]["unblocked_on"] = year.today.isoformat()


def decide(year: Year, scribe: Scribe, number: int, ref: str) -> None:
    text, because = words.DECISIONS[(int(ref[-3:]) + number) % len(words.DECISIONS)]
    scribe.decision(ref, text, because)
    year.ledger.decisions[year.ledger.numbered("D")] = {
        "case": ref,
        "text": text,
        "because": because,
        "meeting": MEETINGS[number],
    }


def plan_with(year: Year, number: int, case: dict[str, Any]) -> None:
    """The plan, as it is set down when a case is first spoken of; and the person is told."""
    said = int(case["ref"][-3:]) + number
    year.marg(
        *("case", "plan", case["ref"], turn(words.PLANS, said)),
        *("--contingency", turn(words.CONTINGENCIES, said)),
        *("--coordination", "By the lead agency", "--sharing", "By this register"),
        *("--no-experts", "None was free", "--tells", case["coordinator"]),
        *("--tell-by", "friday"),
    )
    year.on(due("friday", MEETINGS[number]), partial(tell, year, case["ref"]))


def tell(year: Year, ref: str) -> None:
    year.marg("view", "told", ref, "--by", year.ledger.cases[ref]["coordinator"])
    year.ledger.views.append({"case": ref, "state": "told", "until": None})


def agree(scribe: Scribe, number: int, case: dict[str, Any]) -> None:
    """Say what is to become of the case."""
    ref, ends = case["ref"], case["ends"]
    case["review_on"] = None
    if ends and ends[0] == number:
        scribe.outcome(ref, "close", why="What was asked for is done")
        case["outcome"] = "close"
    elif number in case["reviews"]:
        day = MEETINGS[case["reviews"][number]]
        scribe.outcome(ref, "review", on=day)
        case |= {"outcome": "review", "review_on": day}
    else:
        scribe.outcome(ref, "continue")
        case["outcome"] = "continue"
