"""What a coordinator has to do on a day of the year, line by line: none of marg's code is here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.year.calendar import MEETINGS, MEETINGS_NEXT_YEAR, days_late, working_days
from tests.year.plan import AGENCIES, RENEWED, REVIEWS

if TYPE_CHECKING:
    from tests.year.ledger import Ledger

SOON = timedelta(days=60)
BEFORE = {
    "Referrals close": (-10, "marg case list --status referred"),
    "Lateral checks asked": (-10, "marg trawl ask --meeting {day}"),
    "Agenda out": (-5, "marg agenda render --meeting {day}"),
    "Lateral checks back": (-3, "marg trawl list --outstanding --meeting {day}"),
}
AFTER = {
    "Draft minutes to the chair": (3, "marg minutes render {day}"),
    "Minutes out": (5, "marg minutes finalise {day}"),
    "Minutes out at the latest": (10, "marg minutes finalise {day}"),
}
"""In working days from the meeting (domain.md); the action list goes out the day after it."""
WAITS = {
    "referred": ("to be screened", "screen"),
    "deferred": ("to be taken up again", "accept"),
}
NAMES = {
    "group.tor_review": "terms of reference",
    "group.membership_review": "membership",
    "group.dpia": "data protection impact assessment",
}

Line = tuple[date, str]


def lines(ledger: Ledger, on: date) -> list[str]:
    """The lines of `status` on a day after the minutes were begun, or before a meeting."""
    ahead = next(day for day in (*MEETINGS, *MEETINGS_NEXT_YEAR) if day > on)
    begun = [day for day in MEETINGS if day <= on and day not in ledger.versions]
    found = [line for day in begun for line in _after(day, on)]
    found += _before(ledger, ahead, on)
    found = sorted(found, key=lambda line: line[0])
    found = [line for line in found if line[0] <= ahead]
    found += [*_waiting(ledger, on), *_reviews(on)]
    past = [line for line in found if line[0] < on]
    coming = sorted((line for line in found if line[0] >= on), key=lambda line: line[0])
    return [f"{f'{day.day} {day:%b %Y}':>11}  {text}" for day, text in (*past, *coming)]


def _after(meeting: date, on: date) -> list[Line]:
    found = []
    for what, (days, command) in AFTER.items():
        day = working_days(meeting, days)
        late = ", late" if day < on else ""
        text = f"{what} ({meeting}){late}: {command.format(day=meeting)}"
        found.append((day, text))
    return found


def _before(ledger: Ledger, meeting: date, on: date) -> list[Line]:
    checks = [check for (day, _, _), check in ledger.checks.items() if day == meeting]
    done = {
        "Referrals close": working_days(meeting, -10) < on,
        "Lateral checks asked": bool(checks),
        "Agenda out": meeting in ledger.sent_out,
        "Lateral checks back": bool(checks) and all(check["state"] != "late" for check in checks),
    }
    found = []
    for what, (days, command) in BEFORE.items():
        day = working_days(meeting, days)
        late = ", late" if day < on else ""
        if not done[what]:
            found.append((day, f"{what}{late}: {command.format(day=meeting)}"))
    return found


def _waiting(ledger: Ledger, on: date) -> list[Line]:
    found = []
    for ref, case in ledger.cases.items():
        since = case["until"] if case["status"] == "deferred" else max(case["referred"])
        if case["status"] in WAITS and since <= on:
            what, verb = WAITS[case["status"]]
            days = days_late(since, on)
            plural = "" if days == 1 else "s"
            found.append((since, ref, f"{ref} {what} ({days} working day{plural})", verb))
    return [(day, f"{text}: marg case {verb} {ref}") for day, ref, text, verb in sorted(found)]


def _reviews(on: date) -> list[Line]:
    found = []
    for key, (first, renewed, then) in REVIEWS.items():
        day = first if on < renewed else then
        if day <= on + SOON:
            found.append((day, f"Review of the {NAMES[key]}: marg config set {key} DATE"))
    agreements = []
    for agency in AGENCIES:
        renewed_on, until = RENEWED.get(agency.code, (date.max, ""))
        review = until if on >= renewed_on else agency.review
        if review and date.fromisoformat(review) <= on + SOON:
            text = f"Agreement of {agency.code}: marg agency isa {agency.code} --review DATE"
            agreements.append((date.fromisoformat(review), text))
    return found + sorted(agreements)
