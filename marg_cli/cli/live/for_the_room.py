"""The second window: what a projector shows of the place the minutes have come to."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import UTC, datetime
from textwrap import wrap
from typing import TYPE_CHECKING

from marg_cli.cli.live.drawing import MINUTE, time_left
from marg_cli.cli.shell import screen
from marg_cli.domain.calendar import clock, short
from marg_cli.services.live.room import RoomPicture, opened, picture

if TYPE_CHECKING:
    from marg_cli.cli.session import Session
    from marg_cli.store.protocol import Store

NOT_FOR_ALL = "Not for this screen: somebody present may not see this case."
HANGING = 19
NOBODY = "Nobody is recorded as present yet."


class Window:
    """What the room sees just now; the register is looked into only when it has changed."""

    def __init__(self, session: Session, meeting: str | None) -> None:
        self._session = session
        self._holding = session.holding(room=False)
        self._head = (-1, "")
        self._since = session.now()[:10]
        with closing(self._lend()) as store:
            self._meeting = opened(store, meeting, on=session.today)
        self.picture = self.look()

    def look(self) -> RoomPicture:
        """See what there is by now. Raises Refused once no minutes are being taken."""
        with closing(self._lend()) as store:
            head = store.audit.head()
            if head != self._head:
                self.picture = picture(
                    store, self._meeting, on=self._session.today, since=self._since
                )
                self._head = head
        return self.picture

    def seconds_left(self) -> int | None:
        """How much is left of the place's time, since it was called."""
        if not self.picture.minutes or not self.picture.called:
            return None
        began = datetime.fromisoformat(self.picture.called)
        return round(self.picture.minutes * MINUTE - (datetime.now(UTC) - began).total_seconds())

    def close(self) -> None:
        """Put the register away."""
        self._holding.forget()

    def _lend(self) -> Store:
        return self._holding.open(self._holding.session())


def show(session: Session, meeting: str | None) -> None:
    """Show the room's screen until a key ends it; without a terminal, write it once."""
    window = Window(session, meeting)
    try:
        if not (screen.obeys() and sys.stdout.isatty()):
            sys.stdout.write("\n".join(lines(window.picture, window.seconds_left())) + "\n")
            return
        from marg_cli.cli.live.room_screen import run

        session.say(run(window))
    finally:
        window.close()


def lines(seen: RoomPicture, seconds: int | None, width: int = 80) -> list[str]:
    """What the room reads, in lines so wide: references, codes, days and levels."""
    at = f" at {clock(seen.at)}" if seen.at else ""
    is_case = seen.title != seen.ref and seen.called is not None
    lead = f", lead {seen.lead}" if seen.lead else ""
    title = f"{seen.ref}  {seen.title}{lead}{at}" if is_case else seen.title
    told = [f"{short(seen.meeting)}   {time_left(seconds)}".rstrip(), "", title, ""]
    if seen.hidden:
        told.append(NOT_FOR_ALL)
    for line in seen.lines:
        text = f"{line.ref:<6}{line.what:<13}{line.bare}".rstrip()
        told += wrap(text, width, subsequent_indent=" " * HANGING)
    here = " ".join(seen.present)
    return [*told, "", *wrap(f"Present: {here}" if here else NOBODY, width)]
