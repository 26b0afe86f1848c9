"""The caseload: which cases there are, and where each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.case import LIVE
from marg_cli.services import finding
from marg_cli.services.cases.view import CaseView, views
from marg_cli.services.referral.screened import to_screen

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from marg_cli.domain.case import CaseStatus
    from marg_cli.store.protocol import Store


class Listed(NamedTuple):
    """The cases asked for, and how many more there would be with those that have ended."""

    cases: list[CaseView]
    ended: int


def listed(
    store: Store,
    *,
    on: date,
    statuses: Collection[CaseStatus] = (),
    lead: str | None = None,
    agency: str | None = None,
    theme: str | None = None,
    ended: bool = False,
    unscreened: bool = False,
) -> Listed:
    """List cases that meet every condition given, by reference.

    *unscreened* are those that have to be screened, or asked again for the next meeting.

    *agency* is involved, leads or referred last. Cases declined, withdrawn or closed are counted
    only, unless *ended* ones are wanted or a status is named. Raises AgencyNotFound.
    """
    with store.read("case list") as reading:
        code = finding.agency(store, agency).code if agency else None
        leads = finding.agency(store, lead).code if lead else None
        waiting = to_screen(store, on=on) if unscreened else None
        found = [
            case
            for case in views(store, store.cases.listed(lead_agency=leads), on=on)
            if (not statuses or case.status in statuses)
            and (code is None or code in _agencies(case))
            and (waiting is None or case.ref in waiting)
            and (theme is None or theme.casefold() in {t.casefold() for t in case.themes})
        ]
        shown = [case for case in found if ended or statuses or case.status in LIVE]
        asked = _filter(len(shown), statuses, lead=leads, agency=code, theme=theme)
        reading.note(f"to screen {asked}" if unscreened else asked)
    return Listed(shown, len(found) - len(shown))


def _agencies(case: CaseView) -> set[str | None]:
    return {case.referrer, *(agency.code for agency in case.agencies)}


def _filter(count: int, statuses: Collection[CaseStatus], **given: str | None) -> str:
    asked = [f"status={','.join(statuses)}"] if statuses else []
    asked += [f"{name}={value}" for name, value in given.items() if value and name != "theme"]
    asked += ["by theme"] if given["theme"] else []
    return " ".join([*asked, f"({count})"])
