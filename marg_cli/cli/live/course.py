"""Where a meeting has come to: its places, the time of each, and what is recorded there."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

from marg_cli.services.live import attending
from marg_cli.services.live.beginning import begin, called, look
from marg_cli.services.live.keeping import Where
from marg_cli.services.live.places import ATTENDANCE, Place
from marg_cli.services.live.recorded import RecordedLine, recorded

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from marg_cli.services.meetings.attendance_view import AttendanceView
    from marg_cli.store.protocol import Store

MINUTE = 60


class Course:
    """The course of one sitting, as the register knows it."""

    def __init__(
        self, lend: Callable[[], Store], meeting: str | None, *, clock: Callable[[], str], on: date
    ) -> None:
        self._lend = lend
        self._clock = clock
        self._on = on
        with closing(lend()) as store:
            self._table = begin(store, meeting, at=clock(), on=on)
        self.meeting = self._table.meeting.ref
        self.is_new = self._table.is_new
        self.place = self._place_to_begin_at()
        self.heading = self.place.heading
        self._spent: dict[str, float] = {}
        self._since = time.monotonic()
        self.lines: list[RecordedLine] = []
        self.there: list[AttendanceView] = []
        self._call()

    @property
    def held_on(self) -> date:
        """The day of the meeting."""
        return self._table.meeting.held_on

    @property
    def finished(self) -> str | None:
        """When the meeting ended, where that is noted already."""
        return self._table.finished

    @property
    def places(self) -> list[Place]:
        """Every place of the meeting, in order."""
        return self._table.places

    @property
    def at_attendance(self) -> bool:
        """Whether single keys take the attendance here."""
        return self.place.key == ATTENDANCE

    def seconds_left(self) -> int | None:
        """How much of the place's time is left, below 0 once it is late; None where none is set."""
        if not self.place.minutes:
            return None
        spent = self._spent.get(self.place.key, 0.0) + time.monotonic() - self._since
        return round(self.place.minutes * MINUTE - spent)

    def move(self, by: int) -> str:
        """Go to the place after or before this one."""
        keys = [place.key for place in self.places]
        at = keys.index(self.place.key) + by if self.place.key in keys else 0
        if not 0 <= at < len(keys):
            return "That was the last place; Ctrl-D ends." if by > 0 else "This is the first place."
        return self.go(self.places[at])

    def go(self, place: Place) -> str:
        """Go to a place."""
        self._stop_the_clock()
        self.place, self.heading = place, place.heading
        self._call()
        return ""

    def look_again(self) -> None:
        """See how everything stands by now."""
        self._look()

    def _place_to_begin_at(self) -> Place:
        """The attendance; of minutes begun before, the last place that holds something."""
        begun = [place for place in self.places if place.recorded and not self.is_new]
        return begun[-1] if begun else self.places[0]

    def _where(self) -> Where:
        return Where(self.meeting, self.place.case, self.heading)

    def _call(self) -> None:
        with closing(self._lend()) as store:
            called(store, self.meeting, self.place.key)
        self._since = time.monotonic()
        self._look()

    def _stop_the_clock(self) -> None:
        spent = time.monotonic() - self._since
        self._spent[self.place.key] = self._spent.get(self.place.key, 0.0) + spent

    def _look(self) -> None:
        """See every place and what is recorded at this one."""
        with closing(self._lend()) as store:
            self._table = look(store, self.meeting, on=self._on)
            self._look_here(store)

    def _look_here(self, store: Store) -> None:
        """See what is recorded at this place: all that a line has changed."""
        here, held = self.place, self._table.meeting
        self.lines = (
            recorded(store, held, case=here.case, heading=here.heading) if here.heading else []
        )
        if self.at_attendance:
            self.there = attending.who_is_at(store, self.meeting, on=self._on)
        places = self._table.places
        for number, place in enumerate(places):
            if place.key == here.key:
                places[number] = place._replace(recorded=len(self.lines))
