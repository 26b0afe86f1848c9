"""What was typed at the desk: each line kept as it is typed, changed, and taken back."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.cli.live.course import Course
from marg_cli.services.live import attending, keeping
from marg_cli.services.live.keeping import Kept, Where

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from marg_cli.domain.live.line import Line
    from marg_cli.services.live.attending import Mark
    from marg_cli.services.live.places import Place
    from marg_cli.services.meetings.attendance_view import AttendanceView
    from marg_cli.store.protocol import Store


class Typed(NamedTuple):
    """A line that was kept: what was typed, where, and what it made."""

    text: str
    where: Where
    kept: Kept
    before: Typed | None = None
    """How it stood before it was changed, where it was."""


class Notebook(Course):
    """The lines of one sitting. Everything it says was kept is in the register by then."""

    def __init__(
        self, lend: Callable[[], Store], meeting: str | None, *, clock: Callable[[], str], on: date
    ) -> None:
        super().__init__(lend, meeting, clock=clock, on=on)
        self._typed: list[Typed] = []
        self._chosen: int | None = None
        self.unkept = ""
        """A line that was being typed when the screen was left."""

    @property
    def editing(self) -> Typed | None:
        """The line that is being changed, if one is."""
        return None if self._chosen is None else self._typed[self._chosen]

    def go(self, place: Place) -> str:
        """Go to a place, and leave the chosen line as it is."""
        self._chosen = None
        return super().go(place)

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


def _named(kept: Kept) -> str:
    return ", ".join(kept.refs) or "It"
