"""The minute taker's desk: what a typed line does where the meeting has come to."""

from __future__ import annotations

from contextlib import closing

from marg_cli.cli.live.moves import DESK_WORDS, Move, destination, read_word
from marg_cli.cli.live.notebook import Notebook
from marg_cli.domain.counting import counted
from marg_cli.domain.live.line import LineNotUnderstood, NotDiscussed, Said, Told
from marg_cli.domain.live.reading import read_line
from marg_cli.domain.minutes import CASE_HEADINGS
from marg_cli.errors import Refused, UsageRefused
from marg_cli.services import finding
from marg_cli.services.cases import declaration
from marg_cli.services.live import attending
from marg_cli.services.live.keeping import TAKE, Kept
from marg_cli.services.live.one_change import one_change
from marg_cli.services.live.places import unlisted

READ_OUT = "The statement was read out."


class Ends(Exception):
    """Somebody ends the sitting; the time is what they typed of it."""

    def __init__(self, at: str = "") -> None:
        super().__init__(at)
        self.at = at


class HelpAsked(Exception):
    """Somebody wants to know what can be typed."""


class Desk(Notebook):
    """One sitting, line by line."""

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

    def finish(self, at: str | None) -> int:
        """Note when the meeting ended, if it did; answers how much its minutes still lack."""
        from marg_cli.services.minutes import minutes
        from marg_cli.services.minutes.check import check_minutes

        with closing(self._lend()) as store:
            if at is not None:
                minutes.finish(store, self.meeting, at=at, on=self._on)
            return len(check_minutes(store, self.meeting, on=self._on).findings)

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
