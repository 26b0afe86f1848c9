"""No sequence of commands takes an action where the rules forbid; undo takes back exactly one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from marg_cli.domain.action import ActionStatus, ClosedBecause, NoteKind
from marg_cli.domain.chase_sheet import Sheet, SheetAnswer
from marg_cli.domain.meeting import MeetingStatus
from marg_cli.services import undo
from marg_cli.services.actions import action
from marg_cli.services.actions import review as action_review
from marg_cli.services.actions import sheets_back as action_sheets_back
from marg_cli.services.actions import story as action_story
from marg_cli.services.actions.lists import listed, overdue
from tests.builders import a_case, a_meeting, an_agency
from tests.services.machine import SOME, RegisterMachine

ON = date(2026, 11, 23)
MEETINGS = {1: "2026-11-10", 2: "2026-12-08"}
WHICH = st.integers(0, 2)
DAYS = st.sampled_from(["2026-11-02", "2026-11-23", "2026-12-04", "25 December 2026", "soonish"])
AGENCIES = st.sampled_from(["GLOW", "GLOW", "POL", "POL", "NOBODY"])
WORDS = st.sampled_from(["Said", "Said [b]otherwise[/b]", "رنا 😀"])
REASONS = st.sampled_from(ClosedBecause)
DONE_ON = st.sampled_from([None, "2026-11-20", "2026-11-24"])
ONE_DAY = timedelta(days=1)


class ActionLife(RegisterMachine):
    """Two agencies, a case, a meeting under way and one to come."""

    def __init__(self) -> None:
        super().__init__()
        self.before: list[Any] = []
        self.first: dict[int, str] = {}
        self.stands = self._all()

    @initialize()
    def begin(self) -> None:
        with self.store.change("init") as change:
            change.save(an_agency(), an_agency(code="POL", name="Police"), a_case())
            for number, day in MEETINGS.items():
                status = MeetingStatus.UNDER_WAY if number == 1 else MeetingStatus.PLANNED
                held_on = date.fromisoformat(day)
                change.save(a_meeting(number=number, held_on=held_on, status=status))
        for case in ("M26-001", "group"):
            self.add(case, "GLOW", "2026-11-20", None)

    @rule(
        case=st.sampled_from(["M26-001", "group", "M26-009"]),
        agency=AGENCIES,
        due=DAYS,
        meeting=st.sampled_from([None, *MEETINGS.values()]),
    )
    def add(self, case: str, agency: str, due: str, meeting: str | None) -> None:
        self._does(
            action.add,
            case=case,
            what="Ring",
            agency=agency,
            owner=None,
            due=due,
            meeting=meeting,
            intended=None,
            direct=False,
        )

    @rule(which=WHICH, words=WORDS)
    def progress(self, which: int, words: str) -> None:
        self._does(action.progress, self._ref(which), words)

    @rule(which=WHICH)
    def keep_open(self, which: int) -> None:
        self._does_to_an_open_one(action_review.keep_open, self._ref(which))

    @rule(which=WHICH, day=DONE_ON, words=WORDS)
    def done(self, which: int, day: str | None, words: str) -> None:
        self._does_to_an_open_one(action.done, self._ref(which), day=day, outcome=words)

    @rule(which=WHICH, because=REASONS)
    def not_done(self, which: int, because: ClosedBecause) -> None:
        self._does_to_an_open_one(action.not_done, self._ref(which), because=because, note=None)

    @rule(which=WHICH, due=DAYS, words=WORDS)
    def move(self, which: int, due: str, words: str) -> None:
        agreed = {"because": words, "agreed_by": "the chair"}
        self._does_to_an_open_one(action.move, self._ref(which), due=due, **agreed)

    @rule(which=WHICH, agency=AGENCIES)
    def reassign(self, which: int, agency: str) -> None:
        self._does_to_an_open_one(action.reassign, self._ref(which), agency=agency, owner="Wren")

    @rule(which=WHICH, words=WORDS)
    def edit(self, which: int, words: str) -> None:
        self._does(action.edit, self._ref(which), what=words)

    @rule(which=WHICH)
    def remove(self, which: int) -> None:
        ref = self._ref(which)
        if self._tried(action.remove, ref):
            self.first.pop(int(ref[1:]))

    @rule(which=WHICH, line=st.integers(1, 3), words=WORDS)
    def reword(self, which: int, line: int, words: str) -> None:
        self._does(action_story.reword, self._ref(which), line, words)

    @rule(which=WHICH, line=st.integers(1, 3))
    def take_out(self, which: int, line: int) -> None:
        self._does(action_story.take_out, self._ref(which), line)

    @rule(
        which=WHICH,
        agency=AGENCIES,
        done=DONE_ON,
        because=st.none() | REASONS,
        new_date=st.none() | DAYS,
        agreed_by=st.sampled_from([None, "the chair"]),
        words=st.none() | WORDS,
    )
    def read_a_sheet_back(self, agreed_by: str | None, agency: str, **said: Any) -> None:
        answer = SheetAnswer(
            action=self._ref(said["which"]),
            done=said["done"] is not None,
            done_on=said["done"],
            outcome=said["words"],
            progress=said["words"],
            because=said["because"],
            new_date=said["new_date"],
            why=said["words"],
            line=None,
        )
        sheets = [("sheet.txt", Sheet(agency, (answer,), ()))]
        taken = action_sheets_back.take_back(self.store, sheets, agreed_by=agreed_by, on=ON)
        assert (self._all() != self.stands) == (taken.changed > 0 and not taken.is_fatal)
        self._remember(changed=not taken.is_fatal)
        again = action_sheets_back.take_back(
            self.store, sheets, agreed_by=agreed_by, on=ON + ONE_DAY, rehearse=True
        )
        assert taken.is_fatal or again.changed == 0

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        undo.undo(self.store)
        self.stands = self.before.pop()
        assert self._all() == self.stands
        self.first = {row.number: row.first_due_on for row in self.stands[0]}

    @invariant()
    def the_first_date_never_changes_and_every_move_is_told(self) -> None:
        for row in self.store.actions.listed():
            assert self.first.setdefault(row.number, row.first_due_on) == row.first_due_on
            moves = [
                (note.due_from, note.due_to)
                for note in self.store.actions.notes(action=row.number)
                if note.kind is NoteKind.MOVED
            ]
            assert row.times_moved == len(moves)
            days = [date.fromisoformat(row.first_due_on), *(to for _, to in moves)]
            assert [since for since, _ in moves] == days[:-1]
            assert date.fromisoformat(row.due_on) == days[-1]
            assert all(one != other for one, other in pairwise(days))

    @invariant()
    def what_is_closed_says_how_and_what_is_open_does_not(self) -> None:
        for row in self.store.actions.listed():
            is_open = row.status == ActionStatus.OPEN
            assert (row.closed_on is None) == is_open
            assert (row.closed_because is not None) == (row.status == ActionStatus.NOT_DONE)
            assert row.closed_on is None or row.closed_on <= ON.isoformat()

    @invariant()
    def what_is_overdue_is_open_and_past_its_day(self) -> None:
        late = {seen.ref for seen in overdue(self.store, on=ON)}
        for seen in listed(self.store, on=ON):
            assert (seen.ref in late) == seen.overdue == (seen.status == "open" and seen.due < ON)
            assert (seen.days_late > 0) <= seen.overdue

    def _does_to_an_open_one(self, do: object, ref: str, **named: object) -> None:
        """What is closed stays as it was closed."""
        found = self.store.actions.get(int(ref[1:]))
        was_open = found is not None and found.status is ActionStatus.OPEN
        assert not self._does(do, ref, **named) or was_open

    def _ref(self, which: int) -> str:
        """One of the actions there are; one that is not there where there are fewer."""
        there = [row.number for row in self.store.actions.listed()]
        return f"A{sorted(there)[which]}" if which < len(there) else "A99"

    def _does(self, do: object, *given: object, **named: object) -> bool:
        return self._tried(do, *given, **named, on=ON)

    def _tried(self, do: object, *given: object, **named: object) -> bool:
        done = self._try(do, *given, **named)
        assert done or self._all() == self.stands
        self._remember(changed=done)
        return done

    def _remember(self, *, changed: bool) -> None:
        stands = self._all()
        if changed and stands != self.stands:
            self.before.append(self.stands)
        self.stands = stands

    def _all(self) -> tuple[list[Any], list[Any]]:
        return sorted(self.store.actions.listed()), self.store.actions.notes()


TestActionLife = ActionLife.TestCase
TestActionLife.settings = SOME
