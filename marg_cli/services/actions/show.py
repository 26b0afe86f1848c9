"""One action with its story."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.services import finding
from marg_cli.services.actions.view import ActionView, view_of

if TYPE_CHECKING:
    from marg_cli.services.minutes.correction import CorrectionSeen
    from marg_cli.store.protocol import Store


class Told(NamedTuple):
    """One line of an action's story."""

    on: date
    kind: str
    text: str
    due_from: date | None
    due_to: date | None
    agreed_by: str | None


class Shown(NamedTuple):
    """One action with its story, oldest line first."""

    action: ActionView
    story: list[Told]
    corrections: "list[CorrectionSeen]"


def show(store: "Store", ref: str, *, on: date) -> Shown:
    """Show one action, its story and what was corrected of it. Raises ActionNotFound."""
    from marg_cli.services.minutes.correction import corrections_of

    with store.read("action show") as reading:
        action = finding.action(store, ref)
        reading.about(action.ref, *([action.case_ref] if action.case_ref else []))
        story = [
            Told(n.made_on, n.kind, n.text, n.due_from, n.due_to, n.agreed_by)
            for n in store.actions.notes(action=action.number)
        ]
        seen = view_of(store, action.number, on=on)
        return Shown(seen, story, corrections_of(store, action.ref))
