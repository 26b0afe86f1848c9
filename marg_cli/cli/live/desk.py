"""The minute taker's desk: where the meeting has come to, and what a typed line does there."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.cli.live.moves import DESK_WORDS, Move, destination, read_word
from marg_cli.domain.counting import counted
from marg_cli.domain.live.line import Line, LineNotUnderstood, NotDiscussed, Said, Told
from marg_cli.domain.live.reading import read_line
from marg_cli.domain.minutes import CASE_HEADINGS
from marg_cli.errors import Refused, UsageRefused
from marg_cli.services import finding
from marg_cli.services.cases import declaration
from marg_cli.services.live import attending, keeping
from marg_cli.services.live.beginning import begin, called, look
from marg_cli.services.live.keeping import TAKE, Kept, Where
from marg_cli.services.live.one_change import one_change
from marg_cli.services.live.places import ATTENDANCE, Place, unlisted
from marg_cli.services.live.recorded import RecordedLine, recorded

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from marg_cli.services.live.attending import Mark
    from marg_cli.services.meetings.attendance_view import AttendanceView
    from marg_cli.store.protocol import Store

READ_OUT = "The statement was read out."
MINUTE = 60


class Ends(Exception):
    """Somebody ends the sitting; the time is what they typed of it."""

    def __init__(self, at: str = "") -> None:
        super().__init__(at)
        self.at = at


class HelpAsked(Exception):
    """Somebody wants to know what can be typed."""


class Typed(NamedTuple):
    """A line that was kept: what was typed, where, and what it made."""

    text: str
    where: Where
    kept: Kept
    before: Typed | None = None
    """How it stood before it was changed, where it was."""


class Desk:
    """One sitting. Everything it says was kept is in the register by then."""

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
        self._typed: list[Typed] = []
        self._chosen: int | None = None
        self._spent: dict[str, float] = {}
        self._since = time.monotonic()
        self.lines: list[RecordedLine] = []
        self.there: list[AttendanceView] = []
        self.unkept = ""
        """A line that was being typed when the screen was left."""
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

    @property
    def editing(self) -> Typed | None:
        """The line that is being changed, if one is."""
        return None if self._chosen is None else self._typed[self._chosen]

    def seconds_left(self) -> int | None:
        """How much of the place's time is left, below 0 once it is late; None where none is set."""
        if not self.place.minutes:
            return None
        spent = self._spent.get(self.place.key, 0.0) + time.monotonic() - self._since
        return round(self.place.minutes * MINUTE - spent)

    def enter(self, text: str) -> str:
        """Do what a typed line says; answers what to tell the person.

        Raises what keeping it raises, LineNotUnderstood among it; the line is not kept then.
        """
        where = self.editing.where if self.editing else self._where()
        line = read_line(text, where.heading, self._table.known)
        match line:
            case None:
                return self.move(1) if self.at_attendance else ""
            case Told():
                return self._do(line)
            case NotDiscussed():
                return self._not_discussed()
            case Said() if not where.heading:
                raise UsageRefused(
                    "Attendance is taken by single keys.",
                    "Enter goes on to the agenda; a slash comes before a command: /help",
                )
            case _:
                return self._keep(text, where, line)

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
        self.place, self.heading, self._chosen = place, place.heading, None
        self._call()
        return ""

    def undo(self) -> str:
        """Take the last line back; one that was changed reads as before first."""
        self._chosen = None
        if not self._typed:
            with closing(self._lend()) as store:
                about = keeping.take_back_last(store)
            self._look()
            return f"Taken back: {about}."
        last = self._typed[-1]
        with closing(self._lend()) as store:
            keeping.take_back(store, last.kept)
        self._typed[-1:] = [last.before] if last.before else []
        self._look()
        what = "Reads as before" if last.before else "Taken back"
        return f"{what}: {_named(last.kept)}."

    def earlier(self) -> str | None:
        """Choose the line kept before, to change it; None where there is none."""
        return self._choose(len(self._typed) if self._chosen is None else self._chosen, -1)

    def later(self) -> str | None:
        """Choose the line kept after the chosen one; None past the last."""
        return None if self._chosen is None else self._choose(self._chosen, 1)

    def leave_it(self) -> None:
        """Leave the chosen line as it is."""
        self._chosen = None

    def forget(self) -> None:
        """Forget what was typed: it is locked, and the register holds it."""
        self._typed.clear()
        self._chosen = None
        self.lines, self.there = [], []

    def whose(self, line: AttendanceView, how: Mark) -> list[str] | None:
        """Who a key may mean, where that must be asked; None where it is plain."""
        with closing(self._lend()) as store:
            found = attending.whose(store, line, how)
        return None if found is None else [f"#{each.number} {each.name}" for each in found]

    def mark(self, agency: str, member: str | None, how: Mark, *, at: str | None = None) -> str:
        """Record how somebody attends."""
        with closing(self._lend()) as store:
            kept = attending.mark(
                store, self.meeting, agency, member, how, now=self._clock(), at=at, on=self._on
            )
            return self._noted(store, "", kept, f"{kept.refs[0]} recorded.")

    def finish(self, at: str | None) -> int:
        """Note when the meeting ended, if it did; answers how much its minutes still lack."""
        from marg_cli.services.minutes import minutes
        from marg_cli.services.minutes.check import check_minutes

        with closing(self._lend()) as store:
            if at is not None:
                minutes.finish(store, self.meeting, at=at, on=self._on)
            return len(check_minutes(store, self.meeting, on=self._on).findings)

    def look_again(self) -> None:
        """See how everything stands by now."""
        self._look()

    def _place_to_begin_at(self) -> Place:
        """The attendance; of minutes begun before, the last place that holds something."""
        begun = [place for place in self.places if place.recorded and not self.is_new]
        return begun[-1] if begun else self.places[0]

    def _where(self) -> Where:
        return Where(self.meeting, self.place.case, self.heading)

    def _keep(self, text: str, where: Where, line: Line) -> str:
        changing = self._chosen
        with closing(self._lend()) as store:
            if changing is None:
                kept = keeping.keep(store, where, line, on=self._on)
                return self._noted(store, text, kept, f"{_named(kept)} kept.")
            before = self._typed[changing]
            kept = keeping.revise(store, before.kept, where, line, on=self._on)
            self._typed[changing] = Typed(text, where, kept, before)
            self._chosen = None
            self._look_here(store)
        return " ".join([f"{_named(kept)} changed.", *kept.told])

    def _noted(self, store: Store, text: str, kept: Kept, said: str) -> str:
        self._typed.append(Typed(text, self._where(), kept))
        self._look_here(store)
        return " ".join([said, *kept.told])

    def _choose(self, at: int, by: int) -> str | None:
        at += by
        while 0 <= at < len(self._typed) and not self._typed[at].text:
            at += by  # what a key recorded was not typed
        if at < 0:
            return None
        self._chosen = at if at < len(self._typed) else None
        return self._typed[at].text if self._chosen is not None else ""

    def _not_discussed(self) -> str:
        place = self.place
        if place.case is None:
            raise Refused("Only a case is not discussed.", "Leave this place with Ctrl-N.")
        if self.lines:
            raise Refused(
                f"{place.case} was discussed: {counted(len(self.lines), 'thing')} recorded.",
                "Take that back first, with: u",
            )
        self.move(1)
        return f"{place.case}: the minutes will say that it was not discussed."

    def _do(self, line: Told) -> str:
        word = read_word(line.word, self.places)
        match word:
            case Move.NEXT:
                return self.move(1)
            case Move.BACK:
                return self.move(-1)
            case Move.UNDO:
                return self.undo()
            case Move.END:
                raise Ends(line.rest)
            case Move.HELP:
                raise HelpAsked
            case Move.DECLARE:
                return self._declare(line.rest)
        if word in DESK_WORDS:
            return self._attends(DESK_WORDS[word], line.rest)
        if word in CASE_HEADINGS:
            return self._under(word, line.rest)
        return self._to(word, line.rest)

    def _to(self, word: str, rest: str) -> str:
        key = destination(word)
        place = next((each for each in self.places if each.key == key), None)
        if place is None:
            with closing(self._lend()) as store:
                place = unlisted(finding.case(store, key).ref)
        self.go(place)
        if word == "statement" and not self.lines:
            return self._keep(READ_OUT, self._where(), Said(READ_OUT))
        return self.enter(rest) if rest else ""

    def _under(self, heading: str, rest: str) -> str:
        if self.place.case is None:
            raise UsageRefused(
                f'"{heading}" is a heading of a case, and no case is open.',
                "Go to one first, as in: /M26-004",
            )
        before, self.heading = self.heading, heading
        try:
            return self.enter(rest) if rest else ""
        except LineNotUnderstood:
            self.heading = before
            raise

    def _attends(self, key: str, rest: str) -> str:
        agency, _, at = rest.partition(" ")
        if not agency:
            raise UsageRefused(
                "Say which agency.", "For example: /late GLOW    or: /late GLOW 10.20"
            )
        return self.mark(agency, None, attending.MARKS[key], at=at.strip() or None)

    def _declare(self, rest: str) -> str:
        name, colon, interest = rest.partition(":")
        if not colon:
            name, _, interest = rest.partition(" ")
        if self.place.case is None or not interest.strip():
            raise UsageRefused(
                "An interest is declared in the case that is open: who, a colon, and what.",
                "For example: /declare Ann Lee: a neighbour of the family",
            )
        with closing(self._lend()) as store, one_change(store, TAKE) as (inside, change):
            made = declaration.declare(
                inside,
                name.strip(),
                self.place.case,
                interest.strip(),
                meeting=self.meeting,
                on=self._on,
            )
            kept = Kept((change.seq,), (f"interest {made.declaration.number}",), made.remarks, {})
        with closing(self._lend()) as store:
            said = f"Declared: that person withdraws for {self.place.case}."
            return self._noted(store, "", kept, said)

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


def _named(kept: Kept) -> str:
    return ", ".join(kept.refs) or "It"
