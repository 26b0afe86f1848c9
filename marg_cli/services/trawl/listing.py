"""What agencies answered to the lateral checks of a meeting, and who has still to answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.services import finding
from marg_cli.services.trawl.view import CheckView, Viewer

if TYPE_CHECKING:
    from marg_cli.store.protocol import Store


class Listed(NamedTuple):
    """The checks of one meeting that were wanted; `out` counts those of all without an answer."""

    meeting: date
    due: date
    checks: list[CheckView]
    out: int


def listed(
    store: Store,
    *,
    meeting: str,
    agency: str | None = None,
    case: str | None = None,
    outstanding: bool = False,
    on: date,
) -> Listed:
    """List a meeting's checks that meet every condition given, by agency.

    Raises MeetingNotFound, AgencyNotFound and CaseNotFound.
    """
    with store.read("trawl list") as reading:
        held = finding.meeting(store, meeting, today=on)
        code = finding.agency(store, agency).code if agency else None
        ref = finding.case(store, case).ref if case else None
        viewer = Viewer(store, held, on)
        checks = viewer.views(
            store.lateral_checks.listed(meeting=held.number, agency=code, case_ref=ref)
        )
        wanted = [check for check in checks if not (outstanding and check.is_answered)]
        conditions = [f"agency={code}"] if code else []
        conditions += [f"case={ref}"] if ref else []
        conditions += ["outstanding"] if outstanding else []
        reading.note(" ".join([held.ref, *conditions, f"({len(wanted)})"]))
    out = sum(not check.is_answered for check in checks)
    return Listed(held.held_on, viewer.deadline, wanted, out)
