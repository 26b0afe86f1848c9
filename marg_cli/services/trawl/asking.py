"""Asking for lateral checks: every core agency, and those involved, about each listed case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.calendar import british
from marg_cli.domain.case import LIVE
from marg_cli.domain.counting import in_a_sentence
from marg_cli.domain.lateral_check import LateralCheck
from marg_cli.errors import Refused
from marg_cli.services import finding
from marg_cli.services.papers.asked import AT_THE_GATE, asking, cases_listed, gap
from marg_cli.services.trawl.view import CheckView, Viewer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marg_cli.domain.agency import Agency
    from marg_cli.domain.case import Case
    from marg_cli.domain.meeting import Meeting
    from marg_cli.services.papers.asked import Asking
    from marg_cli.store.protocol import Store


class Asked(NamedTuple):
    """What was newly asked for a meeting, by when it is to be back, and what is to be said."""

    meeting: date
    due: date
    new: list[CheckView]
    before: int
    remarks: list[str]


def ask(store: Store, *, meeting: str, on: date) -> Asked:
    """Ask about every listed case what was not asked before; said again it asks only what is new.

    Raises MeetingNotFound, and Refused for a meeting that is past or without a case, and where
    there is nobody to ask.
    """
    with store.change("trawl ask") as change:
        held = finding.meeting(store, meeting, today=on)
        cases = cases_listed(store, held, on)
        live = {ref: case for ref, case in cases.items() if case.status in LIVE}
        whom = asking(store, live, held, on)
        agencies = [agency for agency in store.agencies.listed() if _is_asked(whom, agency)]
        if not agencies:
            raise _nobody(whom)
        there = store.lateral_checks.listed(meeting=held.number)
        new = list(_new(whom, agencies, held, {(c.agency, c.case_ref) for c in there}, on))
        change.save(*new)
        change.about(held.ref)
        viewer = Viewer(store, held, on)
        due = max(viewer.deadline, on)
        remarks = [
            *_ended(cases, live),
            *gap([ref for ref in live if ref in whom.nameless]),
            *_without_agreement(agencies, new, on),
            *(_in_a_hurry(viewer.deadline, on) if new else ()),
        ]
        return Asked(held.held_on, due, viewer.views(new), len(there), remarks)


def _is_asked(whom: Asking, agency: Agency) -> bool:
    """An agency without an agreement is asked too: somebody has to speak to it."""
    return whom.why_not(agency) in {None, *AT_THE_GATE}


def _new(
    whom: Asking,
    agencies: list[Agency],
    meeting: Meeting,
    there: set[tuple[str, str]],
    on: date,
) -> Iterator[LateralCheck]:
    for agency in agencies:
        for ref in whom.checkable(agency):
            if (agency.code, ref) not in there:
                yield LateralCheck(
                    meeting=meeting.number, agency=agency.code, case_ref=ref, asked_on=on
                )


def _nobody(whom: Asking) -> Refused:
    if whom.listed and len(whom.nameless) == len(whom.listed):
        (said,) = gap(list(whom.listed))
        sentence, _, way_out = said.partition(" Give it with: ")
        return Refused(sentence, f"Give it with: {way_out}")
    return Refused(
        "There is nobody to ask."
        if whom.listed
        else "Every case listed has ended: nothing is asked.",
        "Add an agency with: marg agency add NAME --code CODE"
        if whom.listed
        else "See the agenda with: marg agenda list",
    )


def _ended(cases: dict[str, Case], live: dict[str, Case]) -> list[str]:
    return [
        f"{ref} is {case.status.value}: nothing is asked about it."
        for ref, case in cases.items()
        if ref not in live
    ]


def _without_agreement(agencies: list[Agency], new: list[LateralCheck], on: date) -> list[str]:
    asked = {check.agency for check in new}
    codes = [a.code for a in agencies if a.code in asked and not a.isa_in_force(on)]
    if not codes:
        return []
    said = (
        f"No information-sharing agreement is in force with {in_a_sentence(codes)}: what they are "
        "asked is kept, but a request that names people cannot be sent."
    )
    return [f'{said} To change that: marg agency isa CODE --status "signed off"']


def _in_a_hurry(deadline: date, on: date) -> list[str]:
    """Say when there is a day left to answer, or none."""
    if deadline < on:
        return [f"The checks were to be back by {british(deadline)}: ask for them at once."]
    if deadline == on:
        return ["The checks are to be back today."]
    return ["The checks are to be back tomorrow."] if deadline - on == timedelta(days=1) else []
