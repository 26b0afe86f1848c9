"""Actions as they stand: those overdue, and those that meet some condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.services import finding
from marg_cli.services.actions.view import ActionView, Viewer, for_the_room
from marg_cli.services.group import group

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.action import ActionStatus
    from marg_cli.store.protocol import Store


def overdue(
    store: Store,
    *,
    on: date,
    agency: str | None = None,
    owner: str | None = None,
    case: str | None = None,
    room: bool = False,
) -> list[ActionView]:
    """List open actions due before *on*, the longest overdue first.

    For the *room*, of those whose case everybody present may see, what names and describes nobody.
    """
    with store.read("action overdue --room" if room else "action overdue") as reading:
        wanted = _wanted(store, agency=agency, owner=owner, case=case)
        rows = store.actions.overdue(on)
        for column, value in wanted.items():
            rows = [row for row in rows if getattr(row, column) == value]
        if room:
            from marg_cli.services.meetings.in_the_room import InTheRoom

            everybody = InTheRoom(store, on=on)
            rows = [row for row in rows if everybody.may_see(row.case_ref)]
        found = Viewer(store, group(store).working_days, on).views(rows)
        reading.note(_filter("overdue", len(found), agency=agency, owner=owner, case=case))
    return [for_the_room(action) for action in found] if room else found


def listed(
    store: Store,
    *,
    on: date,
    agency: str | None = None,
    owner: str | None = None,
    case: str | None = None,
    status: ActionStatus | None = None,
    meeting: str | None = None,
) -> list[ActionView]:
    """List actions that meet every condition given, by due date."""
    with store.read("action list") as reading:
        wanted = _wanted(store, agency=agency, owner=owner, case=case)
        set_at = finding.meeting(store, meeting, today=on).number if meeting else None
        rows = store.actions.listed(status=status, meeting=set_at, **wanted)
        if case is not None and wanted["case_ref"] is None:
            rows = [row for row in rows if row.case_ref is None]
        found = Viewer(store, group(store).working_days, on).views(rows)
        reading.note(_filter("", len(found), agency=agency, owner=owner, case=case, status=status))
    return found


def _wanted(
    store: Store, *, agency: str | None, owner: str | None, case: str | None
) -> dict[str, str | None]:
    wanted: dict[str, str | None] = {}
    if agency is not None:
        wanted["agency"] = finding.agency(store, agency).code
    if owner is not None:
        wanted["owner"] = owner
    if case is not None:
        wanted["case_ref"] = finding.case_or_group(store, case)
    return wanted


def _filter(word: str, count: int, **given: str | None) -> str:
    asked = [f"{name}={value}" for name, value in given.items() if value and name != "owner"]
    return " ".join([*([word] if word else []), *asked, f"({count})"])
