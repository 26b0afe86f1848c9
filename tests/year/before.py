"""Before each meeting: the agenda builds itself, the agencies are asked, the papers are made."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from marg_cli.domain.trawl_sheet import Label
from tests.filling import typed_into
from tests.year import to_do
from tests.year.calendar import MEETINGS, working_days
from tests.year.ledger import core
from tests.year.plan import (
    AGENCIES,
    EVERY_FORMAT,
    EXAMPLE,
    EXTRA,
    GUEST_OF_THE_YEAR,
    GUESTS,
    ON_A_SHEET,
    SILENT,
    TARDY,
)

if TYPE_CHECKING:
    from tests.year.living import Year

TO_DO = "To do, the most urgent first\n"


def plan(year: Year) -> None:
    """Write in the diary what is done before every meeting."""
    for number, meeting in enumerate(MEETINGS):
        for before in (-10, -5):
            day = max(working_days(meeting, before), date(2026, 1, 8))
            year.on(day, partial(build, year, number), late=True)
        year.on(working_days(meeting, -4), partial(answer, year, number))
        year.on(working_days(meeting, -2), partial(answer_late, year, number))
        year.on(working_days(meeting, -1), partial(papers, year, number), late=True)
        for days in (-6, -1, 2):
            day = working_days(meeting, days)
            if day > date(2026, 1, 8):
                year.on(day, partial(look, year), late=True)
    added, cancelled, day = EXTRA
    year.on(added, partial(call_another, year, day))
    year.on(cancelled, partial(cancel, year, day))


def named(meeting: date) -> tuple[str, str]:
    return ("--meeting", meeting.isoformat())


def look(year: Year) -> None:
    """The coordinator looks at where the group stands: every figure, and every thing to do."""
    ledger, today = year.ledger, year.today
    _, _, shown = year.marg("status").partition(TO_DO)
    found = [line.strip() for line in shown.splitlines()]
    expected = [line.strip() for line in to_do.lines(ledger, today)]
    year.same("what is to do", found, expected)
    status = year.json("status")
    late = [action for action in ledger.actions.values() if ledger.is_late(action, today)]
    year.same("the cases", status["cases"], ledger.per_status())
    year.same("the actions", status["open_actions"], ledger.open_actions())
    year.same("the overdue actions", status["overdue_actions"], len(late))
    asked = [view for view in ledger.views if view["state"] == "asked"]
    found_views = (status["views_asked"], status["views_late"])
    year.same("the views", found_views, (len(asked), sum(v["until"] < today for v in asked)))


def call_another(year: Year, day: date) -> None:
    """A meeting between two meetings, for one case."""
    year.marg("meeting", "add", day.isoformat(), "--yes")
    year.marg("agenda", "add", _case_of(year, GUESTS[8]), *named(day))


def cancel(year: Year, day: date) -> None:
    """It is not to be; its case has no slot any more."""
    ref = _case_of(year, GUESTS[8])
    year.same("the slot", year.json("case", "show", ref)["next_meeting"], day.isoformat())
    year.marg("meeting", "cancel", day.isoformat(), "--yes")
    year.same("the slot", year.json("case", "show", ref)["next_meeting"], None)


def _case_of(year: Year, name: str) -> str:
    return next(ref for ref, case in year.ledger.cases.items() if case["name"] == name)


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
        at = ("--at", "11:30", "--guest", GUEST_OF_THE_YEAR)
        year.marg("agenda", "edit", _case_of(year, guest), *named(meeting), *at)
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
    if ON_A_SHEET.get(number) == code:
        said = "returned"
        _on_a_sheet(year, meeting, code, own)
    else:
        _by_command(year, meeting, code, own, said)
    for ref in own:
        check = year.ledger.checks[meeting, code, ref]
        check["state"] = said if said and ref == own[0] else "nil"
        check["late"] = year.today > check["due"]


def _by_command(year: Year, meeting: date, code: str, own: list[str], said: str | None) -> None:
    if said == "returned":
        text = "Four calls since the last meeting, none of them out of hours"
        year.marg("trawl", "return", code, own[0], text, "--fact", "--criminal", *named(meeting))
    elif said == "speak":
        year.marg("trawl", "return", code, own[0], "--speak", *named(meeting))
    rest = own[1:] if said else own
    if rest:
        year.marg("trawl", "return", code, "--nil", "--yes", *named(meeting))


def _on_a_sheet(year: Year, meeting: date, code: str, own: list[str]) -> None:
    """The agency fills in the request it was sent, and it is read back."""
    file = year.folder / f"request-{code}.docx"
    year.marg("trawl", "render", code, *named(meeting), "--out", str(file))
    typed: dict[tuple[str, Label], str] = {(ref, Label.NIL): "X" for ref in own[1:]}
    typed[own[0], Label.FACTS] = "Rang the bell twice this month; a light was on."
    typed[own[0], Label.THIRD_PARTY] = "X"
    read = year.json("trawl", "import", str(typed_into(file, typed)))
    year.same("what the sheet changed", (read["changed"], read["problems"]), (len(own), []))


def papers(year: Year, number: int) -> None:
    """The day before: the agenda is looked through, and written for each reader."""
    meeting = MEETINGS[number]
    out = year.written("md,pdf" if meeting == EXAMPLE else "")
    out = year.every_format if number == EVERY_FORMAT else out
    year.marg("agenda", "check", *named(meeting), ends=3)
    year.marg("agenda", "render", *named(meeting), *out)
    year.ledger.sent_out.add(meeting)
    year.marg("agenda", "render", *named(meeting), "--audience", "chair", *out)
    if number in GUESTS:
        guest = f"guest:{GUEST_OF_THE_YEAR}"
        year.marg("agenda", "render", *named(meeting), "--audience", guest, *out)
    if number % 4 == 0:
        year.marg("trawl", "render", "POL", *named(meeting), *out)
    if number == EVERY_FORMAT:
        year.marg("action", "chase", "POL", *out)
        year.marg("case", "render", _case_of(year, GUESTS[number]), *out)
        year.marg("case", "form", *out)
        year.marg("report", "render", *out)
