"""Cases over the year: how each arrived, what was decided on it, and how it ended and came back."""

from __future__ import annotations

from datetime import date, timedelta
from email.message import EmailMessage
from functools import partial
from typing import Any

from tests.year import words
from tests.year.calendar import MEETINGS, working_days
from tests.year.living import Year
from tests.year.plan import (
    ACCEPT,
    AGAIN,
    AGENCIES,
    CASES,
    DECLINE,
    DEFERRED,
    LEADS,
    NAMED_LATE,
    Again,
    Referred,
)
from tests.year.words import turn

BEGINS = date(2026, 1, 5)
NAMES = {agency.code: agency.name for agency in AGENCIES}
REFUSED = 5
WAYS_OF_HEARING = ["given", "not obtained", "still asked"]


def plan(year: Year) -> None:
    """Write every case's days in the diary."""
    for number, case in enumerate(CASES):
        arrives = max(date.fromisoformat(case.on), BEGINS)
        year.on(arrives, partial(arrive, year, number, case))
        if case.name in DEFERRED:
            day, until = DEFERRED[case.name]
            year.on(date.fromisoformat(day), partial(defer, year, number, until))
        if case.decided:
            day, what = case.decided
            year.on(date.fromisoformat(day), partial(decide, year, number, what))
        if case.ends:
            year.on(date.fromisoformat(case.ends[1]), partial(close, year, number))
    for again in AGAIN:
        year.on(date.fromisoformat(again.on), partial(refer_again, year, again))
        year.on(date.fromisoformat(again.accepted), partial(decide, year, _place(again), ACCEPT))
        _, closed, _ = again.ends
        if closed:
            year.on(date.fromisoformat(closed), partial(close, year, _place(again)))
    _, day, name = NAMED_LATE
    year.on(date.fromisoformat(day), partial(name_at_last, year, name))


def ref_of(year: Year, number: int) -> str:
    return list(year.ledger.cases)[number]


def arrive(year: Year, number: int, case: Referred) -> None:
    took = {"add": _added, "mail": _mailed, "form": _formed}[case.via](year, number, case)
    ref = year.ledger.arrived(
        date.fromisoformat(case.on),
        name=case.name,
        initials=took["initials"],
        referrer=case.by,
        theme=case.theme,
        ends=case.ends,
        reviews=case.reviews,
    )
    year.same("the reference", took["ref"], ref)
    year.same("the status", took["status"], "referred")


def _added(year: Year, number: int, case: Referred) -> Any:
    who = ("--name", case.name, "--born", case.born) if case.name else ("--initials", "XX")
    return year.json(
        *("case", "add", *who, "--referrer", case.by, "--on", case.on),
        *("--reason", _reason(number), "--resolving", _resolving(case), "--theme", case.theme),
    )


def _mailed(year: Year, number: int, case: Referred) -> Any:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = f"{case.by.lower()}@puddleby.example", "A referral"
    mail.set_content(f"Name: {case.name}\nDOB: {case.born}\nReason: {_reason(number)}\n")
    file = year.folder / f"referral-{number}.eml"
    file.write_bytes(bytes(mail))
    return year.json(
        *("case", "receive", str(file), "--referrer", case.by, "--resolving", _resolving(case)),
        *("--theme", case.theme),
    )


def _formed(year: Year, number: int, case: Referred) -> Any:
    blank = year.folder / f"form-{number}.txt"
    year.marg("case", "form", "--as", "txt", "--out", str(blank))
    answers = {
        "1.1": NAMES[case.by],
        "1.2": "Whoever Was On Duty",
        "1.5": case.on,
        "2.1": case.name,
        "2.3": case.born,
        "3.1": _reason(number),
        "3.2": _resolving(case),
    }
    lines = []
    for line in blank.read_text().splitlines():
        said = answers.get(line.split(" ")[0])
        lines.append(f"{line}   {said}" if said else line)
    ticked = case.theme.capitalize()
    filled = "\n".join(lines).replace(f"☐ {ticked}", f"X {ticked}")
    blank.write_text(filled)
    return year.json("case", "receive", str(blank))


def _reason(number: int) -> str:
    return turn(words.REASONS, number)


def _resolving(case: Referred) -> str:
    return f"One plan that every agency keeps to, with {case.theme} as one part of it."


def defer(year: Year, number: int, until: str) -> None:
    ref = ref_of(year, number)
    year.marg("case", "defer", ref, "--until", until)
    year.ledger.cases[ref] |= {"status": "deferred", "until": date.fromisoformat(until)}


def decide(year: Year, number: int, what: str) -> None:
    ref = ref_of(year, number)
    case = year.ledger.cases[ref]
    if what == ACCEPT:
        year.marg("case", "accept", ref, ends=REFUSED)
        passes = screen(year, case)
        if not passes:
            year.marg("case", "accept", ref, ends=REFUSED)
        override = () if passes else ("--override", "MAPPA meets next in the spring")
        year.marg("case", "accept", ref, *override)
        case["status"] = "accepted"
        _led(year, case)
        _ask_for_views(year, number, case)
    elif what == DECLINE:
        year.marg(
            *("case", "decline", ref, "--because", "One agency can resolve it"),
            *("--signposted-to", NAMES[LEADS[case["theme"]]]),
        )
        case["status"] = "declined"
    else:
        year.marg("case", "withdraw", ref, "--because", "The person asked for it")
        case["status"] = "withdrawn"


def screen(year: Year, case: dict[str, Any]) -> bool:
    """Ask the questions; who is in another process, with nobody saying why here, does not pass."""
    elsewhere = case["theme"] == "criminal justice"
    screened = year.json(
        *("case", "screen", case["ref"], "--supervision", "yes", "--immediate-risk", "no"),
        *("--other-process", "MAPPA" if elsewhere else "NONE"),
        *("--tried", "Two tenancies", "--failed-because", "Nobody stayed on the telephone"),
    )
    year.same("whether it passes", screened["passes"], not elsewhere)
    return not elsewhere


def _led(year: Year, case: dict[str, Any]) -> None:
    code = LEADS[case["theme"]]
    who = year.ledger.people[code][0]
    year.marg("case", "involve", case["ref"], code, "--contact", who, "--lead")
    year.marg("case", "coordinator", case["ref"], who)
    case |= {"lead": code, "coordinator": who}
    if case["theme"] == "mental health":
        year.marg("case", "involve", case["ref"], "WICK")
        case["associate"] = "WICK"


def _ask_for_views(year: Year, number: int, case: dict[str, Any]) -> None:
    meeting = next(day for day in MEETINGS if day > year.today)
    by = working_days(meeting, -2)
    year.marg(
        *("view", "request", case["ref"], "--by", case["lead"], "--until", by.isoformat()),
        *("--safe-contact", "Through the day centre, never by post", "--knows"),
    )
    view = {"case": case["ref"], "state": "asked", "until": by}
    year.ledger.views.append(view)
    way = WAYS_OF_HEARING[number % 3]
    if way != "still asked":
        year.on(max(by - timedelta(days=1), year.today), partial(hear, year, view, way))


def hear(year: Year, view: dict[str, Any], way: str) -> None:
    said = len(year.ledger.views)
    if way == "given":
        year.marg(
            *("view", "add", view["case"], turn(words.VIEWS, said)),
            *("--how", "At the day centre, over tea", "--wants", turn(words.WANTS, said)),
        )
    else:
        because = "Not seen since the storm; two visits found nobody"
        year.marg("view", "not-obtained", view["case"], "--because", because)
    view["state"] = way


def close(year: Year, number: int) -> None:
    ref = ref_of(year, number)
    case = year.ledger.cases[ref]
    _, _, where = case["ends"]
    learnt = () if number % 2 else ("--learnt", turn(words.LESSONS, number))
    year.marg(
        *("case", "close", ref, "--destination", where, *learnt),
        *("--outcome", "What was agreed holds, and the plan says who looks in"),
    )
    case["status"] = "closed"
    if learnt:
        year.ledger.learnt[ref] = learnt[1]


def refer_again(year: Year, again: Again) -> None:
    ref = ref_of(year, _place(again))
    case = year.ledger.cases[ref]
    case["referred"].append(year.today)
    answer = year.json(
        *("case", "refer-again", ref, "--referrer", again.by),
        *("--reason", "The old trouble, in worse weather"),
    )
    case |= {"status": "referred", "referrer": again.by, "ends": again.ends, "outcome": None}
    case["review_on"] = None
    year.same("whether it is a repeat", answer["repeat"], year.ledger.is_repeat(ref))


def name_at_last(year: Year, name: str) -> None:
    ref, case = next((r, c) for r, c in year.ledger.cases.items() if c["name"] is None)
    year.marg("case", "edit", ref, "--name", name)
    case["name"] = name


def _place(again: Again) -> int:
    return next(n for n, case in enumerate(CASES) if case.name == again.name)
