"""Going through what is due with one key each; every answer is kept as it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.cli import prompts
from marg_cli.cli.commands.action import asking
from marg_cli.cli.keys import keys_at_once, whole_lines
from marg_cli.cli.walk import Kept, Walk
from marg_cli.cli.wrapping import wrapped
from marg_cli.domain.action import ClosedBecause
from marg_cli.domain.calendar import british, short
from marg_cli.domain.counting import counted
from marg_cli.domain.text import one_line
from marg_cli.errors import CannotAsk
from marg_cli.services.actions import action as actions
from marg_cli.services.actions.review import keep_open, review

if TYPE_CHECKING:
    from marg_cli.cli.session import Session
    from marg_cli.services.actions.action import Changed
    from marg_cli.services.actions.review import Question, Review
    from marg_cli.services.actions.view import ActionView

DONE, PROGRESS, MOVE, NOT_DONE, REASSIGN, KEEP, SKIP = "dpmnrks"
KEYS = {
    DONE: "done",
    PROGRESS: "progress",
    MOVE: "move",
    NOT_DONE: "not done",
    REASSIGN: "reassign",
    KEEP: "keep open",
    SKIP: "skip",
}
REASONS = {"c": "circumstances changed", "a": "the agency did not do it"}
BECAUSE = {"c": ClosedBecause.CIRCUMSTANCES, "a": ClosedBecause.AGENCY}


def walk(session: Session, *, agency: str | None, meeting: str | None, room: bool) -> None:
    """Ask about each action that is due. Raises CannotAsk where nobody is there to ask."""
    if not session.may_ask:
        raise CannotAsk(
            "What became of each action? Nobody is there to ask.",
            "Say it of one: marg action done REF, or read sheets back: marg action review FILE",
        )
    found = review(session.store, agency=agency, meeting=meeting, room=room, on=session.today)
    day = british(found.until)
    if not found.questions:
        session.say(f"Nothing is due by {day}. See what is open with: marg action list")
        return
    late = sum(question.action.overdue for question in found.questions)
    session.say(
        f"{counted(len(found.questions), 'action')} due by {day}, {late or 'none'} overdue."
    )
    _Actions(session, found, agency=agency, room=room).go()


class _Actions(Walk):
    """What is due, one action after another."""

    keys = KEYS
    skip = SKIP

    def __init__(self, session: Session, found: Review, *, agency: str | None, room: bool) -> None:
        super().__init__(session, len(found.questions))
        self._found = found
        self._agency = agency
        self._room = room
        self._ways = {
            DONE: self._done,
            PROGRESS: self._progress,
            MOVE: self._move,
            NOT_DONE: self._not_done,
            REASSIGN: self._reassign,
            KEEP: self._keep,
        }

    def asked(self, at: int) -> str:
        question = self._found.questions[at]
        lines = [*(() if self._room else _told(question)), f"  {_lateness(question.action)}"]
        place = _place(question.action)
        told = "\n".join([f"{at + 1} of {self.length}  {place}", *lines])
        return f"\n{wrapped(told)}\n> "

    def answer(self, at: int, key: str) -> Kept | None:
        self.write(f"{KEYS[key]}\n")
        with whole_lines():
            changed = self._ways[key](self._found.questions[at].action)
        if changed is None:
            return None
        return Kept(changed.seq, f"  {changed.action.ref} {_now(key, changed.action)}")

    def _done(self, action: ActionView) -> Changed:
        outcome = prompts.maybe(self.session, None, "What came of it?")
        store, on = self.session.store, self.session.today
        return actions.done(store, action.ref, day=None, outcome=outcome, on=on)

    def _progress(self, action: ActionView) -> Changed | None:
        text = prompts.maybe(self.session, None, "How is it coming on?", enter="to go back")
        if text is None:
            return None
        return actions.progress(self.session.store, action.ref, text, on=self.session.today)

    def _move(self, action: ActionView) -> Changed | None:
        due = asking.due(self.session, None, leave="to go back")
        if not due:
            return None
        because = prompts.ask(self.session, "Why does it move?", option="--because TEXT")
        agreed_by = prompts.ask(self.session, "Who agreed?", option="--agreed-by NAME")
        return actions.move(
            self.session.store,
            action.ref,
            due=due,
            because=because,
            agreed_by=agreed_by,
            on=self.session.today,
        )

    def _not_done(self, action: ActionView) -> Changed:
        with keys_at_once():
            because = BECAUSE[self.one_of("Why not?", REASONS)]
        note = prompts.maybe(self.session, None, "What is there to say of it?")
        store, on = self.session.store, self.session.today
        return actions.not_done(store, action.ref, because=because, note=note, on=on)

    def _reassign(self, action: ActionView) -> Changed | None:
        agency = asking.agency(self.session, None, leave="to go back")
        if not agency:
            return None
        owner = prompts.maybe(self.session, None, "Who will do it?")
        store, on = self.session.store, self.session.today
        return actions.reassign(store, action.ref, agency=agency, owner=owner, on=on)

    def _keep(self, action: ActionView) -> Changed:
        return keep_open(self.session.store, action.ref, on=self.session.today)

    def closing(self, kept: int, left: int) -> str:
        only = f" --agency {self._agency}" if self._agency else ""
        told = f"{counted(kept, 'answer')} kept"
        if not left:
            return f"{told}. Everything that was due is gone through: marg action list{only}"
        verb = "is" if left == 1 else "are"
        return f"{told}, {left} {verb} left: marg action review{only}"


def _place(action: ActionView) -> str:
    owner = f"  {one_line(action.owner)}" if action.owner else ""
    return f"{action.ref}  {action.case or 'group'}  {action.agency}{owner}"


def _told(question: Question) -> list[str]:
    """What is to be done, and what was last heard."""
    heard = [f"  Last heard {one_line(question.heard)}"] if question.heard else []
    return [f"  {one_line(question.action.what)}", *heard]


def _lateness(action: ActionView) -> str:
    """Since when an action is due, as the chair would say it."""
    said = [f"due {short(action.due)}"]
    if action.overdue:
        late = f"overdue by {counted(action.days_late, 'working day')}"
        said.insert(0, late if action.days_late else "overdue")
    if action.times_moved:
        said.append(f"first due {short(action.first_due)}, moved {action.times_moved}×")
    if action.meetings_carried:
        said.append(f"carried over {counted(action.meetings_carried, 'meeting')}")
    if action.absent_when_set:
        said.append("absent when it was set")
    sentence = ", ".join(said)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _now(key: str, action: ActionView) -> str:
    """How an action stands after a key."""
    said = {
        DONE: "is done.",
        PROGRESS: "is noted.",
        MOVE: f"is moved to {british(action.due)}.",
        NOT_DONE: "is closed as not done.",
        REASSIGN: f"is given to {action.agency}.",
        KEEP: "stays open.",
    }
    return said[key]
