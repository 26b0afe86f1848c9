"""Meetings over the year: what is asked before each, said at it, and done after it."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from functools import partial
from typing import Any

from tests.year import words
from tests.year.calendar import MEETINGS, due, working_days
from tests.year.ledger import core
from tests.year.living import Year
from tests.year.plan import (
    AGENCIES,
    ATTENDANCE,
    FATES,
    GUESTS,
    INTERESTS,
    NOT_REACHED,
    RATED_ANEW,
    SILENT,
    TARDY,
    Fate,
)
from tests.year.words import turn

AMENDED = 0
"""The meeting of which the minutes are amended when the next one is to approve them."""
UNDONE = 5
"""At that meeting an action is typed twice, and taken back."""
EXAMPLE = MEETINGS[9]
"""The meeting of which the papers stand among the examples."""
LEVELS = ["very-high", "high", "medium", "low"]


def plan(year: Year) -> None:
    """Write every meeting's days in the diary."""
    for number, meeting in enumerate(MEETINGS):
        for before in (-10, -5):
            day = max(working_days(meeting, before), date(2026, 1, 8))
            year.on(day, partial(build, year, number), late=True)
        year.on(working_days(meeting, -4), partial(answer, year, number))
        year.on(working_days(meeting, -2), partial(answer_late, year, number))
        year.on(working_days(meeting, -1), partial(papers, year, number), late=True)
        year.on(meeting, partial(meet, year, number), late=True)
        year.on(working_days(meeting, 1), partial(chase, year), late=True)
        year.on(working_days(meeting, 5), partial(finalise, year, number), late=True)


def named(meeting: date) -> tuple[str, str]:
    return ("--meeting", meeting.isoformat())


def build(year: Year, number: int) -> None:
    """The agenda builds itself, and everybody is asked about what is new on it."""
    meeting, ledger = MEETINGS[number], year.ledger
    listed = ledger.agendas.setdefault(meeting, [])
    coming = [c["ref"] for c in ledger.cases.values() if ledger.comes(c, meeting)]
    new = sorted(set(coming) - set(listed))
    put_on = year.json("agenda", "build", *named(meeting))
    year.same("the agenda", sorted(slot["case"] for slot in put_on), new)
    listed += new
    guest = GUESTS.get(number)
    if guest and new and year.today < working_days(meeting, -5):
        ref = next(c["ref"] for c in ledger.cases.values() if c["name"] == guest)
        year.marg(
            "agenda", "edit", ref, *named(meeting), "--at", "11:30", "--guest", "Bramble Kite"
        )
    if year.today >= working_days(meeting, -5):
        ask_again(year, meeting, listed)
    if listed:
        year.marg("trawl", "ask", *named(meeting))
        _asked(year, meeting, listed)


def ask_again(year: Year, meeting: date, listed: list[str]) -> None:
    """Screening is asked again for every meeting; of most the answers are as they were."""
    for ref in listed:
        if year.ledger.cases[ref]["met"] and int(ref[-3:]) % 3 == 0:
            year.marg("case", "screen", ref, "--same", *named(meeting))


def _asked(year: Year, meeting: date, listed: list[str]) -> None:
    back = max(working_days(meeting, -3), year.today)
    for ref in listed:
        case = year.ledger.cases[ref]
        whom = [*core(), *([case["associate"]] if "associate" in case else [])]
        for code in whom if case["name"] else ():
            check = {"state": "late", "late": True, "due": back, "asked": year.today}
            year.ledger.checks.setdefault((meeting, code, ref), check)


def answer(year: Year, number: int) -> None:
    """The agencies answer in time, but for the silent one and the tardy one."""
    slow = {SILENT.get(number), TARDY.get(number)}
    for agency in AGENCIES:
        if agency.code not in slow:
            _answered(year, number, agency.code)


def answer_late(year: Year, number: int) -> None:
    if number in TARDY:
        _answered(year, number, TARDY[number])


def _answered(year: Year, number: int, code: str) -> None:
    meeting = MEETINGS[number]
    own = [ref for day, agency, ref in year.ledger.checks if (day, agency) == (meeting, code)]
    if not own:
        return
    said = {"POL": "returned", "LAMP": "speak"}.get(code)
    if said == "returned":
        text = "Four calls since the last meeting, none of them out of hours"
        year.marg("trawl", "return", code, own[0], text, "--fact", "--criminal", *named(meeting))
    elif said == "speak":
        year.marg("trawl", "return", code, own[0], "--speak", *named(meeting))
    rest = own[1:] if said else own
    if rest:
        year.marg("trawl", "return", code, "--nil", "--yes", *named(meeting))
    for ref in own:
        check = year.ledger.checks[meeting, code, ref]
        check["state"] = said if said and ref == own[0] else "nil"
        check["late"] = year.today > check["due"]


def papers(year: Year, number: int) -> None:
    """The day before: the agenda is looked through, and written for each reader."""
    meeting = MEETINGS[number]
    out = year.written("md,pdf" if meeting == EXAMPLE else "")
    year.marg("agenda", "check", *named(meeting), ends=3)
    year.marg("agenda", "render", *named(meeting), *out)
    year.marg("agenda", "render", *named(meeting), "--audience", "chair", *out)
    if number in GUESTS:
        year.marg("agenda", "render", *named(meeting), "--audience", "guest:Bramble Kite", *out)
    if number % 4 == 0:
        year.marg("trawl", "render", "POL", *named(meeting), *out)


def meet(year: Year, number: int) -> None:
    """The meeting itself."""
    meeting, ledger = MEETINGS[number], year.ledger
    year.marg("minutes", "start", meeting.isoformat(), "--at", "10:05")
    attend(year, number)
    year.marg("minutes", "record", "general", "welcome", "The chair welcomed everybody.")
    year.marg("minutes", "record", "general", "statement", words.STATEMENT)
    if number:
        approve(year, number)
    for ref in ledger.agendas[meeting]:
        case = ledger.cases[ref]
        reached = number not in NOT_REACHED or case["name"] != NOT_REACHED[number]
        if reached and case["status"] in {"accepted", "active"}:
            discuss(year, number, case)
    if number % 4 == 0:
        set_action(year, "group", number)
    year.marg("minutes", "record", "general", "systems", turn(words.SYSTEMS, number))
    year.marg("minutes", "finish", "--at", "12:10")


def attend(year: Year, number: int) -> None:
    states = {"P": "present", "D": "present", "A": "apologies", "X": "absent"}
    for code, letters in ATTENDANCE.items():
        letter = letters[number]
        people = year.ledger.people[code]
        who = {"P": people[0], "D": people[-1]}.get(letter)
        year.marg("attendance", "set", code, states[letter], *(("--member", who) if who else ()))
    if number in GUESTS:
        guest = ("--member", "Bramble Kite", "--arrived", "11:25", "--signed")
        year.marg("attendance", "set", "PAWS", "present", *guest)
    if number in INTERESTS:
        who, name = INTERESTS[number]
        ref = next(c["ref"] for c in year.ledger.cases.values() if c["name"] == name)
        year.marg("attendance", "declare", who, ref, "A neighbour of the family")


def discuss(year: Year, number: int, case: dict[str, Any]) -> None:
    ref = case["ref"]
    said = int(ref[-3:]) + number
    year.marg("minutes", "record", ref, "why", turn(words.WHYS, said))
    year.marg("minutes", "record", ref, "discussion", turn(words.DISCUSSED, said))
    if case["status"] == "accepted":
        case["status"] = "active"
    if case["met"]:
        told = ("--how", "On the telephone", "--by", case["lead"])
        year.marg("view", "add", ref, turn(words.VIEWS, said), *told)
        answer_request(year, ref)
        year.marg("risk", "agree", case["risk"], LEVELS[min(case["met"], 3)])
    else:
        _first_time(year, case, said)
    case["met"] += 1
    decision, because = words.DECISIONS[said % len(words.DECISIONS)]
    year.marg("decision", "add", ref, decision, "--because", because)
    set_action(year, ref, number)
    agree(year, number, case)


def _first_time(year: Year, case: dict[str, Any], said: int) -> None:
    """The risk and the plan, as they are set down when a case is first spoken of."""
    text, to_whom = words.RISKS[said % len(words.RISKS)]
    rates = ("--rate", f"{case['lead']}=high", "--rate", "POL=very-high")
    risk = year.json(
        *("risk", "add", case["ref"], text, "--to", to_whom, *rates, "--agreed", LEVELS[0])
    )
    case["risk"] = risk["ref"]
    year.marg(
        *("case", "plan", case["ref"], turn(words.PLANS, said)),
        *("--contingency", turn(words.CONTINGENCIES, said)),
        *("--coordination", "By the lead agency", "--sharing", "By this register"),
        *("--no-experts", "None was free", "--tells", case["coordinator"]),
        *("--tell-by", "friday"),
    )


def answer_request(year: Year, ref: str) -> None:
    """What was asked of an agency is answered when it says what it heard."""
    for view in year.ledger.views:
        if (view["case"], view["state"]) == (ref, "asked"):
            view["state"] = "given"


def agree(year: Year, number: int, case: dict[str, Any]) -> None:
    """Say what is to become of the case."""
    ref, ends = case["ref"], case["ends"]
    case["review_on"] = None
    if ends and ends[0] == number:
        year.marg("case", "outcome", ref, "close", "--because", "What was asked for is done")
        case["outcome"] = "close"
    elif number in case["reviews"]:
        day = MEETINGS[case["reviews"][number]]
        year.marg("case", "outcome", ref, "review", "--on", day.isoformat())
        case |= {"outcome": "review", "review_on": day}
    else:
        year.marg("case", "outcome", ref, "continue")
        case["outcome"] = "continue"


def set_action(year: Year, about: str, number: int) -> None:
    """Set the next action, and write in the diary what becomes of it."""
    ledger, meeting = year.ledger, MEETINGS[number]
    ref = ledger.numbered()
    place = ledger.actions_numbered
    fate = FATES[place % len(FATES)]
    code = core()[place % len(core())]
    owner = ledger.people[code][0]
    direct = place % 3 == 0
    what, intended = words.ACTIONS[place % len(words.ACTIONS)]
    typed = (
        *("action", "add", about, what, "--intended", intended),
        *("--agency", code, "--owner", owner, "--due", fate.due),
        *(("--direct",) if direct else ()),
    )
    added = year.json(*typed)
    if number == UNDONE and place % 2:
        year.marg(*typed)
        year.marg("undo")
        ledger.numbered()
    day = due(fate.due, meeting)
    year.same("the action", (added["ref"], added["due"]), (ref, day.isoformat()))
    ledger.actions[ref] = {
        "case": None if about == "group" else about,
        "agency": code,
        "owner": owner,
        "due": day,
        "first_due": day,
        "times_moved": 0,
        "status": "open",
        "direct": direct,
        "set_on": meeting,
        "closed_on": None,
        "closed_because": None,
    }
    _foretell(year, ref, fate, day, meeting)


def _foretell(year: Year, ref: str, fate: Fate, first: date, meeting: date) -> None:
    """What becomes of an action, on days after the meeting and none after the year's end."""
    tomorrow = meeting + timedelta(days=1)

    def then(days: int, step: Any) -> None:
        year.on(max(first + timedelta(days=days), tomorrow), step)

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


def move(year: Year, ref: str, days: int) -> None:
    action = year.ledger.actions[ref]
    day = action["due"] + timedelta(days=days)
    year.marg(
        *("action", "move", ref, "--due", day.isoformat()),
        *("--because", "The road was under water", "--agreed-by", "the chair"),
    )
    action["due"] = day
    action["times_moved"] += 1


def hand_on(year: Year, ref: str) -> None:
    owner = year.ledger.people["LAMP"][0]
    year.marg("action", "reassign", ref, "--agency", "LAMP", "--owner", owner)
    year.ledger.actions[ref] |= {"agency": "LAMP", "owner": owner}


def end(year: Year, ref: str, how: str) -> None:
    action = year.ledger.actions[ref]
    if how == "done":
        year.marg("action", "done", ref, "--outcome", "Seen, and said yes")
        action["status"] = "done"
    else:
        year.marg("action", "not-done", ref, "--because", how, "--note", "It did not come to it")
        action |= {"status": "not_done", "closed_because": how}
    action["closed_on"] = year.today


def chase(year: Year) -> None:
    """The action list goes out, one sheet for each agency that holds any."""
    late = year.json("action", "overdue")
    expected = [r for r, a in year.ledger.actions.items() if year.ledger.is_late(a, year.today)]
    year.same("what is overdue", sorted(a["ref"] for a in late), sorted(expected))
    is_example = year.today == working_days(EXAMPLE, 1)
    year.marg("action", "chase", "POL", *year.written("md,docx" if is_example else ""))


def finalise(year: Year, number: int) -> None:
    """The minutes are looked through and made final; what they say is kept by its hash."""
    meeting = MEETINGS[number].isoformat()
    year.marg("minutes", "finalise", meeting, "--yes")
    _keep(year, number, because=None)


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
