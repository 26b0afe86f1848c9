"""An action: who does what by when, and how it ended."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from marg_cli.domain.refs import action_ref
from marg_cli.domain.value import Value, replace
from marg_cli.errors import Refused


class ActionStatus(StrEnum):
    """Where an action stands."""

    OPEN = "open"
    DONE = "done"
    NOT_DONE = "not_done"


class ClosedBecause(StrEnum):
    """Why an action was not done; the chair's sheet tells the two apart."""

    CIRCUMSTANCES = "circumstances"
    AGENCY = "agency"


class NoteKind(StrEnum):
    """What a line of an action's story tells."""

    PROGRESS = "progress"
    MOVED = "moved"
    REASSIGNED = "reassigned"


def is_overdue(status: str, due_on: str, on: str) -> bool:
    """Whether an action is late on a day; its due day itself still counts as in time.

    Days are ISO text, which sorts as days do.
    """
    return status == ActionStatus.OPEN and due_on < on


class Action(Value):
    """One action of the group. `case_ref` is None for the group's own; `meeting` set it."""

    number: int
    case_ref: str | None
    what: str
    agency: str
    owner: str | None = None
    due_on: date
    first_due_on: date
    times_moved: int = 0
    status: ActionStatus = ActionStatus.OPEN
    direct: bool = False
    meeting: int | None = None
    set_on: date
    intended: str | None = None
    outcome: str | None = None
    closed_on: date | None = None
    closed_because: ClosedBecause | None = None

    @property
    def ref(self) -> str:
        """The reference people say."""
        return action_ref(self.number)

    def done(self, *, on: date, outcome: str | None) -> Action:
        """Close as done. Raises Refused when it is closed already."""
        self.must_be_open()
        return replace(self, status=ActionStatus.DONE, closed_on=on, outcome=outcome)

    def not_done(self, *, on: date, because: ClosedBecause, note: str | None) -> Action:
        """Close as not done, for one of the two reasons. Raises Refused when closed already."""
        self.must_be_open()
        return replace(
            self,
            status=ActionStatus.NOT_DONE,
            closed_on=on,
            closed_because=because,
            outcome=note,
        )

    def moved(self, due_on: date) -> Action:
        """Give a new due date; the first one is kept. Raises Refused when closed already."""
        self.must_be_open()
        if due_on == self.due_on:
            raise Refused(f"{self.ref} is due on that day already.", "Give another day with --due.")
        return replace(self, due_on=due_on, times_moved=self.times_moved + 1)

    def reassigned(self, *, agency: str, owner: str | None) -> Action:
        """Give it to another agency or owner. Raises Refused when closed already."""
        self.must_be_open()
        return replace(self, agency=agency, owner=owner)

    def must_be_open(self) -> None:
        """Raises Refused when it is closed already."""
        if self.status is not ActionStatus.OPEN:
            word = "done" if self.status is ActionStatus.DONE else "closed as not done"
            raise Refused(
                f"{self.ref} is {word} already.",
                f"See it with: marg action show {self.ref}    Take the last change back: marg undo",
            )


class ActionNote(Value):
    """One line of an action's story: progress, a moved date (with who agreed), a new owner."""

    number: int
    action: int
    case_ref: str | None
    kind: NoteKind
    made_on: date
    text: str
    due_from: date | None = None
    due_to: date | None = None
    agreed_by: str | None = None

    @property
    def ref(self) -> str:
        """The action it belongs to."""
        return action_ref(self.action)
