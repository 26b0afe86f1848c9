"""A lateral check as lists and programs see it: what is kept, and what follows from it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.lateral_check import LATE
from marg_cli.services.group import group

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marg_cli.domain.information import Information
    from marg_cli.domain.lateral_check import LateralCheck
    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store

BACK_BY = "checks_back"


class CheckView(NamedTuple):
    """The fields scripts may rely on. `state` is late where an answer is missing after its day.

    `late` is said of an answer too that came after it; `agreement` says whether the agency may be
    sent a request, which names the person; `information` are the references of what it wrote.
    """

    case: str
    agency: str
    meeting: date
    asked_on: date
    due: date
    state: str
    text: str | None
    answered_on: date | None
    answered_by: str | None
    late: bool
    agreement: bool
    information: list[str]

    @property
    def is_answered(self) -> bool:
        """Whether the agency has said anything."""
        return self.answered_on is not None


class Viewer:
    """Says what the checks of one meeting mean on a day."""

    def __init__(self, store: Store, meeting: Meeting, on: date) -> None:
        made = group(store)
        self._meeting = meeting
        self._on = on
        self.deadline = made.deadline(BACK_BY, meeting.held_on)
        agencies = store.agencies.listed()
        self.agencies = [agency.code for agency in agencies]
        self.cases = [item.case_ref for item in store.agendas.listed(meeting=meeting.number)]
        self._in_force = {agency.code for agency in agencies if agency.isa_in_force(on)}
        self._written: defaultdict[tuple[str, str], list[Information]] = defaultdict(list)
        for shared in store.information.listed(meeting=meeting.number):
            if shared.returned:
                self._written[shared.agency, shared.case_ref].append(shared)

    def view(self, check: LateralCheck) -> CheckView:
        """Say what one check means."""
        written = self._written[check.agency, check.case_ref]
        late = check.is_late(self.deadline, self._on)
        return CheckView(
            case=check.case_ref,
            agency=check.agency,
            meeting=self._meeting.held_on,
            asked_on=check.asked_on,
            due=check.due_on(self.deadline),
            state=LATE if late and not check.is_answered else check.state.value,
            text="\n".join(shared.text for shared in written) or None,
            answered_on=check.answered_on,
            answered_by=check.answered_by,
            late=late,
            agreement=check.agency in self._in_force,
            information=[shared.ref for shared in written],
        )

    def views(self, checks: Iterable[LateralCheck]) -> list[CheckView]:
        """Say what each check means: by agency, core ones first, then in the agenda's order.

        A question about a case that is no longer listed is left out; an answer to it stays.
        """
        listed = {ref: place for place, ref in enumerate(self.cases)}
        places = {code: place for place, code in enumerate(self.agencies)}
        seen = [
            self.view(check) for check in checks if check.is_answered or check.case_ref in listed
        ]
        return sorted(
            seen, key=lambda v: (places[v.agency], listed.get(v.case, len(listed)), v.case)
        )
