"""Putting right a line of an action's story, by its number as `action show` counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.action import NoteKind
from marg_cli.domain.value import replace
from marg_cli.errors import NotFound, Refused
from marg_cli.services import finding
from marg_cli.services.actions.action import Changed, changed

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.action import Action, ActionNote
    from marg_cli.store.protocol import Store


class LineNotFound(NotFound):
    """The story has no line of that number."""


def reword(store: Store, ref: str, number: int, text: str, *, on: date) -> Changed:
    """Word a line anew; the history of its case keeps the old wording."""
    with store.change("action progress") as change:
        action = finding.action(store, ref)
        change.save(replace(_line(store, action, number), text=text))
        return changed(store, change, action, on)


def take_out(store: Store, ref: str, number: int, *, on: date) -> Changed:
    """Take out a line of progress. Raises Refused for one that tells of a date or an owner."""
    with store.change("action progress") as change:
        action = finding.action(store, ref)
        line = _line(store, action, number)
        if line.kind is not NoteKind.PROGRESS:
            raise Refused(
                f"Line {number} tells why {action.ref} was {line.kind.value}: it stays.",
                "Word it anew with --replace, or move or reassign the action again.",
            )
        change.remove(line)
        return changed(store, change, action, on)


def _line(store: Store, action: Action, number: int) -> ActionNote:
    """A line by its number. Raises LineNotFound."""
    story = store.actions.notes(action=action.number)
    if not 1 <= number <= len(story):
        raise LineNotFound(
            f"The story of {action.ref} has no line {number}.",
            f"See its lines with: marg action show {action.ref}",
        )
    return story[number - 1]
