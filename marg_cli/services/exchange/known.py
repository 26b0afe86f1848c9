"""What the register holds while a file is put into it, found by the words a file uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.text import did_you_mean, folded

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.action import Action
    from marg_cli.domain.agency import Agency, Member
    from marg_cli.domain.case import Case
    from marg_cli.domain.meeting import Meeting
    from marg_cli.services.exchange.records import Item
    from marg_cli.services.exchange.report import Tally
    from marg_cli.store.protocol import Change, Store
    from marg_cli.store.rows import ActionRow


class Known:
    """The register as it stands, the file's own additions included."""

    def __init__(self, store: Store, change: Change) -> None:
        self.store = store
        self.change = change
        self.agencies: dict[str, Agency] = {a.code: a for a in store.agencies.listed()}
        self.members: list[Member] = store.members.listed()
        self.cases: dict[str, Case] = {case.ref: case for case in store.cases.listed()}
        self.meetings: dict[date, Meeting] = {m.held_on: m for m in store.meetings.listed()}
        self._actions: set[tuple[str | None, str, str, str]] | None = None

    def agency(self, code: str | None, tally: Tally, item: Item, field: str) -> bool:
        """Whether an agency is known (none named is fine); a problem is told where it is not."""
        if code is None or code in self.agencies:
            return True
        near = did_you_mean(code, self.agencies)
        tally.refuse(f"no agency has the code {code}.{near}", line=item.line, field=field)
        return False

    def case(self, ref: str | None, tally: Tally, item: Item, field: str) -> bool:
        """Whether a case is known (none named is fine); a problem is told where it is not."""
        if ref is None or ref in self.cases:
            return True
        near = did_you_mean(ref, self.cases)
        tally.refuse(f"there is no case {ref}.{near}", line=item.line, field=field)
        return False

    def meeting(self, day: date | None, tally: Tally, item: Item, field: str) -> bool:
        """Whether a meeting is known (none named is fine); a problem is told where it is not."""
        if day is None or day in self.meetings:
            return True
        tally.refuse(f"there is no meeting on {day.isoformat()}", line=item.line, field=field)
        return False

    def member(self, name: str, agency: str | None = None) -> Member | None:
        """The member of that name, in that agency where one is given; None unless just one."""
        asked = folded(name)
        found = [
            member
            for member in self.members
            if folded(member.name) == asked and agency in {None, member.agency}
        ]
        return found[0] if len(found) == 1 else None

    def agency_named(self, name: str) -> Agency | None:
        """The agency of that name."""
        asked = folded(name)
        return next((a for a in self.agencies.values() if folded(a.name) == asked), None)

    def is_new(self, action: Action) -> bool:
        """Whether no action says the same; remembers this one."""
        if self._actions is None:
            self._actions = {_same(row) for row in self.store.actions.listed()}
        said = (action.case_ref, action.what, action.agency, action.first_due_on.isoformat())
        fresh = said not in self._actions
        self._actions.add(said)
        return fresh


def _same(row: ActionRow) -> tuple[str | None, str, str, str]:
    return row.case_ref, row.what, row.agency, row.first_due_on
