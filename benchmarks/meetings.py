"""Registers of invented meetings: so many cases listed, minuted and with actions set."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from benchmarks.data import AGENCIES, Register, opened, started
from marg_cli.domain.action import Action
from marg_cli.domain.agency import Agency, IsaStatus
from marg_cli.domain.agenda import AgendaItem, AgendaKind
from marg_cli.domain.case import Case, CaseStatus, Referral
from marg_cli.domain.meeting import Meeting, MeetingStatus
from marg_cli.domain.minutes import CASE_HEADINGS, Entry, Minutes

LAST = Meeting(number=1, held_on=date(2026, 11, 10), at="10:00", status=MeetingStatus.HELD)
NEXT = Meeting(number=2, held_on=date(2026, 12, 8), at="10:00")
SAID = (
    "The tenancy is at risk again after two complaints in one week; the landlord will hold off "
    "until the next meeting if the outreach worker can say that visits have begun."
)


def meeting_register(folder: Path, *, cases: int, actions: int) -> Register:
    """Make a register whose last meeting minuted *cases*, and whose next one lists them."""
    made = started(folder, f"meeting-{cases}", actions)
    store = opened(made)
    refs = [f"M26-{number:03d}" for number in range(1, cases + 1)]
    with store.change("import") as change:
        change.save(LAST, NEXT, Minutes(meeting=1, started_at="10:00", finished_at="12:10"))
        change.save(*map(_agency, AGENCIES), *map(_case, refs))
        change.save(*(_referral(number, ref) for number, ref in enumerate(refs, 1)))
        for meeting in (LAST, NEXT):
            change.save(*(_slot(meeting, at, ref) for at, ref in enumerate(refs, 1)))
        headings = [(ref, heading) for ref in refs for heading in CASE_HEADINGS]
        change.save(*(_entry(number, *said) for number, said in enumerate(headings, 1)))
        change.save(*(_action(number, refs) for number in range(1, actions + 1)))
        change.number_taken("action", actions)
        change.number_taken("entry", len(headings))
    store.close()
    return made


def _agency(code: str) -> Agency:
    return Agency(code=code, name=f"Agency {code}", isa_status=IsaStatus.SIGNED_OFF)


def _case(ref: str) -> Case:
    return Case(
        ref=ref,
        initials="QF",
        status=CaseStatus.ACTIVE,
        themes=("homelessness", "mental health"),
        resolving="How to keep the tenancy while treatment starts.",
        lead_agency=AGENCIES[0],
        case_coordinator="Wren Thistledown",
    )


def _referral(number: int, ref: str) -> Referral:
    return Referral(
        number=number, case_ref=ref, referred_on=date(2026, 10, 1), referrer="POL", reason=SAID
    )


def _slot(meeting: Meeting, position: int, ref: str) -> AgendaItem:
    kind = AgendaKind.REVIEW
    return AgendaItem(meeting=meeting.number, case_ref=ref, kind=kind, position=position)


def _entry(number: int, ref: str, heading: str) -> Entry:
    return Entry(number=number, meeting=1, case_ref=ref, heading=heading, text=SAID)


def _action(number: int, refs: list[str]) -> Action:
    due = LAST.held_on + timedelta(days=number % 28)
    return Action(
        number=number,
        case_ref=refs[number % len(refs)],
        what="Ring the landlord about the door",
        agency=AGENCIES[number % len(AGENCIES)],
        owner="Wren Thistledown",
        due_on=due,
        first_due_on=due,
        meeting=1,
        set_on=LAST.held_on,
        intended="The tenancy is kept",
    )
