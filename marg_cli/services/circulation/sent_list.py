"""Who received the minutes of a meeting, as their circulation list says it (section 11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.circulation import Happening, PaperKind
from marg_cli.domain.papers.minutes import Circulated

if TYPE_CHECKING:
    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store


def circulated(store: Store, meeting: Meeting) -> tuple[Circulated, ...]:
    """Every copy of a meeting's minutes that is known to have been sent, in order of the day."""
    sent = [
        Circulated(
            recipient=pack.recipient,
            what=f"minutes, {pack.version}",
            on=event.happened_on,
        )
        for pack in store.circulation.packs.listed(meeting=meeting.number, kind=PaperKind.MINUTES)
        for event in store.circulation.events.listed(pack=pack.number)
        if event.what is Happening.SENT
    ]
    return tuple(sorted(sent, key=lambda each: (each.on, each.recipient)))
