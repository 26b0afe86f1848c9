"""The truth about the year, in plain dicts beside the register: none of marg's code is here."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from tests.year.calendar import MEETINGS, days_late
from tests.year.plan import AGENCIES, ATTENDANCE, CORE

LIVE = {"referred", "accepted", "active", "deferred"}
WORDS = {"P": "present", "D": "present", "A": "apologies", "X": "absent"}
ROWS = {
    "action chase": 2,
    "agenda render": 2,
    "case add": 3,
    "case receive": 3,
    "case render": 2,
    "meeting plan": 2,
    "minutes finalise": 2,
    "minutes render": 2,
    "register backup": 2,
    "trawl render": 3,
}
"""How many rows a command leaves in the audit, a paper that left among them; else one."""


def rows_of(words: tuple[str, ...], typed: str = "") -> int:
    """The rows one command leaves: looking for the same person, and at what is nil, counts too.

    Minutes that are taken leave one for each line, two for the opening and one for what they lack.
    """
    if words[:2] == ("minutes", "take"):
        return typed.count("\n") + 3
    looked = words[:2] == ("trawl", "return") and "--nil" in words
    nameless = "--initials" in words
    return ROWS.get(" ".join(words[:2]), 1) + looked - nameless


class Ledger:
    """What happened, written down as it happened."""

    def __init__(self) -> None:
        self.cases: dict[str, dict[str, Any]] = {}
        self.actions: dict[str, dict[str, Any]] = {}
        self.decisions: dict[str, dict[str, Any]] = {}
        self.corrected: dict[str, tuple[str, str]] = {}
        """What final minutes said of a decision, and what they should have said."""
        self.barriers: dict[str, dict[str, Any]] = {}
        self.learnt: dict[str, str] = {}
        self.on_sheet: list[str] = []
        """The actions that stood on the last sheet an agency was sent to fill in."""
        self.attended: dict[tuple[date, str], tuple[str, str | None, str | None]] = {}
        """How each agency attended: the state, who came, and for whom as a deputy."""
        self.sent_out: set[date] = set()
        """The meetings whose agenda was made for the members."""
        self.checks: dict[tuple[date, str, str], dict[str, Any]] = {}
        self.views: list[dict[str, Any]] = []
        self.versions: dict[date, list[dict[str, Any]]] = {}
        self.agendas: dict[date, list[str]] = {}
        self.people: dict[str, list[str]] = {}
        """Who comes for each agency, whoever stands in last."""
        self._numbers: Counter[str] = Counter()
        self.rows = 0
        self.rows_in_backup = 0

    def arrived(self, on: date, **case: Any) -> str:
        year = on.year % 100
        number = sum(ref.startswith(f"M{year}-") for ref in self.cases) + 1
        ref = f"M{year}-{number:03}"
        self.cases[ref] = {
            "ref": ref,
            "status": "referred",
            "referred": [on],
            "outcome": None,
            "review_on": None,
            "until": None,
            "lead": None,
            "coordinator": None,
            "met": 0,
        } | case
        return ref

    def numbered(self, letter: str) -> str:
        """The next reference of a kind, such as A12; a number is never used twice."""
        self._numbers[letter] += 1
        return f"{letter}{self._numbers[letter]}"

    def heard(self, ref: str) -> None:
        """What an agency heard at a meeting answers what it was asked; else it is a new thing."""
        for view in self.views:
            if (view["case"], view["state"]) == (ref, "asked"):
                view["state"] = "given"
                return
        self.views.append({"case": ref, "state": "given", "until": None})

    def comes(self, case: dict[str, Any], meeting: date) -> bool:
        """Whether a case has to come to a meeting."""
        by_outcome = {
            "continue": True,
            "close": True,
            "review": case["review_on"] is not None and case["review_on"] <= meeting,
            None: False,
        }
        taken_on = case["status"] in {"accepted", "active"}
        return case["status"] in LIVE and (
            case["status"] == "accepted"
            or (taken_on and by_outcome[case["outcome"]])
            or (case["status"] == "deferred" and case["until"] <= meeting)
            or any(
                a["case"] == case["ref"] and a["status"] == "open" and a["due"] <= meeting
                for a in self.actions.values()
            )
        )

    def per_status(self) -> dict[str, int]:
        return dict(Counter(case["status"] for case in self.cases.values()))

    def is_repeat(self, ref: str) -> bool:
        *before, latest = sorted(self.cases[ref]["referred"])
        return bool(before) and latest <= before[-1].replace(year=before[-1].year + 1)

    def open_actions(self, ref: str | None = None) -> int:
        return sum(
            action["status"] == "open" and ref in {None, action["case"]}
            for action in self.actions.values()
        )

    def held_by(self) -> dict[str, list[str]]:
        """The open actions of each agency that holds any."""
        held: dict[str, list[str]] = {}
        for ref, action in self.actions.items():
            if action["status"] == "open":
                held.setdefault(action["agency"], []).append(ref)
        return held

    def is_late(self, action: dict[str, Any], on: date) -> bool:
        return bool(action["status"] == "open" and action["due"] < on)

    def action_figures(self, ref: str, on: date) -> dict[str, Any]:
        """What a list says of one action on a day."""
        action = self.actions[ref]
        until = action["closed_on"] or on
        late = self.is_late(action, on)
        return {
            "ref": ref,
            "case": action["case"],
            "what": action["what"],
            "intended": action["intended"],
            "agency": action["agency"],
            "owner": action["owner"],
            "due": action["due"].isoformat(),
            "first_due": action["first_due"].isoformat(),
            "times_moved": action["times_moved"],
            "status": action["status"],
            "direct": action["direct"],
            "closed_because": action["closed_because"],
            "overdue": late,
            "days_late": days_late(action["due"], on) if late else 0,
            "meetings_carried": sum(action["set_on"] < day <= until for day in MEETINGS),
        }

    def late_by_agency(self, on: date) -> dict[str, tuple[int, int, int]]:
        """The open and the overdue actions of each agency, and its longest delay."""
        found = {}
        for code in {action["agency"] for action in self.actions.values()}:
            own = [a for a in self.actions.values() if a["agency"] == code]
            late = [days_late(a["due"], on) for a in own if self.is_late(a, on)]
            is_open = sum(a["status"] == "open" for a in own)
            if is_open:
                found[code] = (is_open, len(late), max(late, default=0))
        return found

    def months(self) -> dict[str, dict[str, int]]:
        """What was set and closed in each month of the year."""
        found = {}
        for number in range(1, 13):
            month = f"2026-{number:02}"
            opened = [a for a in self.actions.values() if a["set_on"].isoformat()[:7] == month]
            ended = [
                a["status"]
                for a in self.actions.values()
                if a["closed_on"] and a["closed_on"].isoformat()[:7] == month
            ]
            found[month] = {
                "opened": len(opened),
                "direct": sum(a["direct"] for a in opened),
                "closed": len(ended),
                "done": ended.count("done"),
                "not_done": ended.count("not_done"),
            }
        return found

    @staticmethod
    def attendance() -> dict[str, dict[str, int]]:
        """How often each core agency came, sent apologies, or did neither."""
        return {
            code: {
                state: [WORDS[letter] for letter in letters].count(state)
                for state in ("present", "apologies", "absent")
            }
            for code, letters in ATTENDANCE.items()
        }

    def checks_of(self, meeting: date) -> Counter[tuple[str, str, bool]]:
        """The checks of a meeting by agency, state and whether they were late."""
        return Counter(
            (agency, check["state"], check["late"])
            for (day, agency, _), check in self.checks.items()
            if day == meeting
        )


def core() -> list[str]:
    return [agency.code for agency in AGENCIES if agency.kind == CORE]
