"""The group over the year: how its register began, who came and left, and how it was kept."""

from __future__ import annotations

from datetime import date
from functools import partial

from marg_cli.store.disk import create_file
from marg_cli.store.sqlite.identities import new_identity, public_key
from tests.year.calendar import MEETINGS, MEETINGS_NEXT_YEAR
from tests.year.ledger import LIVE
from tests.year.living import Year
from tests.year.plan import AGENCIES, GROUP, LEAVES, MONDAYS, RENEWED, REVIEWS

BEGINS = date(2026, 1, 5)
BACKUPS = [date(2026, month, 28) for month in range(2, 13)]
STOLEN = date(2026, 6, 29)
"""The laptop is gone that day, and the register comes back from the evening before."""
HELPER = (date(2026, 3, 2), date(2026, 9, 14))
"""When a second key holder is let in, and let go."""


def plan(year: Year) -> None:
    """Write the group's own days in the diary."""
    year.on(BEGINS, partial(begin, year))
    for code, (day, until) in RENEWED.items():
        year.on(day, partial(renew, year, code, until))
    for day, who, code, successor in LEAVES:
        year.on(day, partial(leave, year, who, code, successor))
    for day in BACKUPS:
        year.on(day, partial(back_up, year), late=True)
    year.on(STOLEN, partial(restore, year))
    for key, (_, held, then) in REVIEWS.items():
        year.on(held, partial(review, year, key, then))
    year.on(MONDAYS, partial(plan_next_year, year))
    came, went = HELPER
    year.on(came, partial(let_in, year))
    year.on(went, partial(let_go, year))


def begin(year: Year) -> None:
    identity = new_identity()
    create_file(year.identity, f"{identity.text()}\n".encode())
    year.marg(
        *("init", "--group", "Puddleby", "--holder", "coordinator", "--sharing", "core"),
        *("--recipient", public_key(identity)),
    )
    for key, value in GROUP.items():
        year.marg("config", "set", key, value)
    for key, (due, _, _) in REVIEWS.items():
        year.marg("config", "set", key, due.isoformat())
    for agency in AGENCIES:
        year.marg("agency", "add", agency.name, "--code", agency.code, "--kind", agency.kind)
        if agency.review:
            year.marg(
                *("agency", "isa", agency.code, "--status", "signed off"),
                *("--signed", "2026-01-05", "--review", agency.review),
            )
        for person in agency.people:
            principal = agency.people[0] if person != agency.people[0] else None
            deputy = ("--deputy-for", principal) if principal else ()
            role = "Deputy" if principal else "Team manager"
            year.marg("member", "add", person, "--agency", agency.code, "--role", role, *deputy)
    year.ledger.people = {agency.code: list(agency.people) for agency in AGENCIES}
    planned = year.json("meeting", "plan", "--count", "12")
    year.same("the meetings", [m["date"] for m in planned], [d.isoformat() for d in MEETINGS])


def review(year: Year, key: str, until: date) -> None:
    year.marg("config", "set", key, until.isoformat())


def plan_next_year(year: Year) -> None:
    """The group meets on first Mondays from now on; in May that is a bank holiday."""
    year.marg("config", "set", "meeting.rule", "first Monday")
    planned = year.json("meeting", "plan", "--count", "5")
    found = [date.fromisoformat(meeting["date"]) for meeting in planned]
    year.same("the meetings", found, MEETINGS_NEXT_YEAR)


def renew(year: Year, code: str, until: str) -> None:
    year.marg("agency", "isa", code, "--signed", "today", "--review", until)


def leave(year: Year, who: str, code: str, successor: str) -> None:
    people = year.ledger.people[code]
    if successor not in people:
        year.marg("member", "add", successor, "--agency", code, "--role", "Team manager")
    year.marg("member", "leave", who, "--successor", successor)
    year.ledger.people[code] = [successor, *(p for p in people if p not in {who, successor})]
    for action in year.ledger.actions.values():
        if (action["owner"], action["agency"], action["status"]) == (who, code, "open"):
            action["owner"] = successor
    for case in year.ledger.cases.values():
        if case["coordinator"] == who and case["status"] in LIVE:
            case["coordinator"] = successor


def back_up(year: Year) -> None:
    year.marg("register", "backup", str(year.folder / f"{year.today}.backup"))
    year.ledger.rows_in_backup = year.ledger.rows - 1  # that it was written comes after it


def restore(year: Year) -> None:
    """Bring the register back into a folder of another laptop, and go on there."""
    before = year.json("case", "list", "--all")
    year.register = year.folder / "another-laptop" / "register"
    year.ledger.rows = year.ledger.rows_in_backup
    year.marg("register", "restore", str(year.folder / "2026-06-28.backup"))
    year.same("the cases", year.json("case", "list", "--all"), before)


def let_in(year: Year) -> None:
    helper = new_identity()
    create_file(year.folder / "helper.txt", f"{helper.text()}\n".encode())
    year.marg("key", "add", "helper", "--recipient", public_key(helper), "--yes")
    own, year.identity = year.identity, year.folder / "helper.txt"
    year.marg("status")
    year.identity = own


def let_go(year: Year) -> None:
    year.marg("key", "remove", "helper", "--yes")
    own, year.identity = year.identity, year.folder / "helper.txt"
    year.marg("status", ends=12)
    year.identity = own
