"""Actions: set at a meeting, followed to their end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.action import Action, ActionNote, NoteKind
from marg_cli.domain.value import Value, replace
from marg_cli.services import finding
from marg_cli.services.actions.view import ActionView, view_of
from marg_cli.services.editing import edited

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.action import ClosedBecause
    from marg_cli.store.protocol import Change, Store


class Changed(Value):
    """An action just changed, by which change, and how many are open on its case.

    For an action of the group's own, `remaining` counts all that are open.
    """

    action: ActionView
    remaining: int
    seq: int


def add(
    store: Store,
    *,
    case: str,
    what: str,
    agency: str,
    owner: str | None,
    due: str,
    meeting: str | None,
    intended: str | None,
    direct: bool,
    on: date,
) -> Changed:
    """Set an action for a case or the group.

    Raises CaseNotFound, AgencyNotFound, MeetingNotFound or DateNotUnderstood; Refused when the
    minutes of the meeting that sets it are final.
    """
    from marg_cli.services.actions.due import due_day
    from marg_cli.services.at_the_table.under_way import named_or_under_way

    with store.change("action add") as change:
        set_by = named_or_under_way(store, meeting, today=on)
        if set_by is not None:
            set_by.must_be_open()
        due_on = due_day(store, due, meeting=set_by, today=on)
        action = Action(
            number=change.next_number("action"),
            case_ref=finding.case_or_group(store, case),
            what=what,
            agency=finding.agency_at_work(store, agency).code,
            owner=owner,
            due_on=due_on,
            first_due_on=due_on,
            direct=direct,
            meeting=set_by.number if set_by else None,
            set_on=set_by.held_on if set_by else on,
            intended=intended,
        )
        change.save(action)
        return changed(store, change, action, on)


def edit(
    store: Store,
    ref: str,
    *,
    what: str | None = None,
    intended: str | None = None,
    outcome: str | None = None,
    direct: bool | None = None,
    case: str | None = None,
    on: date,
) -> Changed:
    """Put right what was typed wrong; dates are moved and owners reassigned, not edited.

    What final minutes say of an action is corrected, not edited: it raises Refused.
    """
    from marg_cli.services.minutes.having_left import must_not_have_left

    with store.change("action edit") as change:
        action = finding.action(store, ref)
        if any(given is not None for given in (what, intended, direct, case)):
            must_not_have_left(store, action)
        if case is not None:
            action = replace(action, case_ref=finding.case_or_group(store, case))
        action = edited(action, what=what, intended=intended, outcome=outcome, direct=direct)
        change.save(action)
        return changed(store, change, action, on)


def remove(store: Store, ref: str) -> Action:
    """Take out an action that should not have been added, with its story.

    Raises Refused when it stands in final minutes.
    """
    from marg_cli.services.minutes.having_left import must_not_have_left

    with store.change("action remove") as change:
        action = finding.action(store, ref)
        must_not_have_left(store, action)
        change.remove(*store.actions.notes(action=action.number), action)
        if action.case_ref is not None:
            change.about(action.case_ref)
    return action


def progress(store: Store, ref: str, text: str, *, on: date) -> Changed:
    """Note how an action is coming on."""
    with store.change("action progress") as change:
        action = finding.action(store, ref)
        tell(change, action, NoteKind.PROGRESS, text, on)
        return changed(store, change, action, on)


def done(store: Store, ref: str, *, day: str | None, outcome: str | None, on: date) -> Changed:
    """Close an action as done, today or on the day given, which has come."""
    from marg_cli.services.past_days import day_that_came

    with store.change("action done") as change:
        closed_on = day_that_came(day, on=on)
        action = finding.action(store, ref).done(on=closed_on, outcome=outcome)
        change.save(action)
        return changed(store, change, action, on)


def not_done(
    store: Store, ref: str, *, because: ClosedBecause, note: str | None, on: date
) -> Changed:
    """Close an action that was not done, for one of the two reasons."""
    with store.change("action not-done") as change:
        action = finding.action(store, ref).not_done(on=on, because=because, note=note)
        change.save(action)
        return changed(store, change, action, on)


def move(store: Store, ref: str, *, due: str, because: str, agreed_by: str, on: date) -> Changed:
    """Give an action another due date; the first one, the reason and who agreed stay."""
    from marg_cli.services.actions.due import due_day
    from marg_cli.services.at_the_table.under_way import named_or_under_way

    with store.change("action move") as change:
        before = finding.action(store, ref)
        at = named_or_under_way(store, None, today=on)
        due_on = due_day(store, due, meeting=at, today=on)
        action = put_off(change, before, due_on, because=because, agreed_by=agreed_by, on=on)
        return changed(store, change, action, on)


def put_off(
    change: Change, before: Action, due_on: date, *, because: str, agreed_by: str, on: date
) -> Action:
    """Give an action another due date within a change; its story says why and who agreed."""
    action = before.moved(due_on)
    change.save(action)
    change.save(
        ActionNote(
            number=change.next_number("action_note"),
            action=action.number,
            case_ref=action.case_ref,
            kind=NoteKind.MOVED,
            made_on=on,
            text=because,
            due_from=before.due_on,
            due_to=action.due_on,
            agreed_by=agreed_by,
        )
    )
    return action


def reassign(store: Store, ref: str, *, agency: str, owner: str | None, on: date) -> Changed:
    """Give an action to another agency or owner."""
    with store.change("action reassign") as change:
        before = finding.action(store, ref)
        code = finding.agency_at_work(store, agency).code
        action = hand_over(change, before, agency=code, owner=owner, on=on)
        return changed(store, change, action, on)


def hand_over(
    change: Change, before: Action, *, agency: str, owner: str | None, on: date
) -> Action:
    """Give an action to another agency or owner within a change; its story says from whom."""
    action = before.reassigned(agency=agency, owner=owner)
    change.save(action)
    was = f"{before.agency}, {before.owner}" if before.owner else before.agency
    now = f"{action.agency}, {action.owner}" if action.owner else action.agency
    tell(change, action, NoteKind.REASSIGNED, f"From {was} to {now}", on)
    return action


def tell(change: Change, action: Action, kind: NoteKind, text: str, on: date) -> None:
    """Add a line to an action's story within a change."""
    change.save(
        ActionNote(
            number=change.next_number("action_note"),
            action=action.number,
            case_ref=action.case_ref,
            kind=kind,
            made_on=on,
            text=text,
        )
    )


def changed(store: Store, change: Change, action: Action, on: date) -> Changed:
    """Say what an action is after a change, and how many are open beside it."""
    seen = view_of(store, action.number, on=on)
    if action.case_ref is None:
        remaining = store.actions.how_many(on)[0]
    else:
        change.about(action.case_ref)
        remaining = store.actions.open_of_case(action.case_ref)
    return Changed(action=seen, remaining=remaining, seq=change.seq)
