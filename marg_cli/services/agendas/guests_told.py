"""Guests come at a set time, for one case (ToR 6.4): who has to be told that it is another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.calendar import clock
from marg_cli.services.agendas.view import agenda_view, view_of
from marg_cli.services.group import group

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marg_cli.domain.agenda import AgendaItem
    from marg_cli.domain.meeting import Meeting
    from marg_cli.services.agendas.view import AgendaView
    from marg_cli.store.protocol import Store

Slots = dict[tuple[str, str], str | None]
"""When each guest comes, by case and name."""


class Told:
    """When the guests of a meeting were to come, before something about its agenda changed."""

    def __init__(self, store: Store, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
        self._store = store
        self._meeting = meeting
        self._was = _times(view_of(store, group(store), meeting, items))

    def since(self, meeting: Meeting | None = None) -> list[str]:
        """Say who comes at another time now, who comes no more, and whose time is not fixed.

        *meeting* is the meeting itself, where that changed.
        """
        held = meeting or self._meeting
        view = agenda_view(self._store, group(self._store), held)
        return [*self._moved(_times(view)), *self._loose(view)]

    def _moved(self, now: Slots) -> Iterator[str]:
        for (case, name), at in self._was.items():
            if (case, name) not in now:
                yield f"The guest for {case} is invited no more: tell them."
            elif at and (new := now[case, name]) and new != at:
                yield f"The guest for {case} comes at {clock(new)} now, not {clock(at)}: tell them."

    def _loose(self, view: AgendaView) -> Iterator[str]:
        """A guest just invited to a slot whose time is worked out, and so moves with the others."""
        for slot in view.slots:
            if slot.guest and not slot.fixed and (slot.case, slot.guest) not in self._was:
                yield (
                    f"The time of the guest for {slot.case} moves with the agenda. Fix it with: "
                    f"marg agenda edit {slot.case} --at {slot.at or 'HH:MM'} "
                    f"--meeting {view.meeting.isoformat()}"
                )


def _times(view: AgendaView) -> Slots:
    return {(slot.case, slot.guest): slot.at for slot in view.slots if slot.guest}
