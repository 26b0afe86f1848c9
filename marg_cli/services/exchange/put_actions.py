"""Actions from a file, put into the register with how their due dates moved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from marg_cli.domain.action import Action, ActionNote, ActionStatus, NoteKind
from marg_cli.domain.value import replace
from marg_cli.services.exchange.action_records import ActionRecord

if TYPE_CHECKING:
    from marg_cli.services.exchange.known import Known
    from marg_cli.services.exchange.records import Item
    from marg_cli.services.exchange.report import Tally

PLAIN = (
    *("what", "agency", "owner", "status", "direct", "intended", "outcome"),
    *("closed_on", "closed_because"),
)


def put_action(known: Known, tally: Tally, item: Item, on: date) -> bool | None:
    """Add an action, or bring the one of that reference up to date.

    Without a reference, one that says the same as an action already there is passed over.
    """
    record = item.record
    assert isinstance(record, ActionRecord)  # noqa: S101 - chosen by its kind
    if not _may_stand(known, tally, item, record):
        return None
    given: dict[str, Any] = {f: getattr(record, f) for f in PLAIN if f in record.model_fields_set}
    given["due_on"] = record.due
    number = int(record.ref[1:]) if record.ref else None
    there = known.store.actions.get(number) if number else None
    if record.status is not ActionStatus.OPEN and record.closed_on is None:
        given["closed_on"] = there.closed_on if there else None
        if given["closed_on"] is None:
            given["closed_on"] = on
            tally.remark("is not said: taken as today", line=item.line, field="closed_on")
    if there is not None:
        moved = {"times_moved": record.times_moved} if record.times_moved is not None else {}
        known.change.save(replace(there, case_ref=record.case, **given | moved))
        return True
    action = _new(known, record, number, given, on)
    if number is None and not known.is_new(action):
        return True
    known.change.save(action)
    _put_story(known, action, record)
    return False


def _may_stand(known: Known, tally: Tally, item: Item, record: ActionRecord) -> bool:
    """Whether all it speaks of is known; tells every problem there is."""
    checks = [
        known.agency(record.agency, tally, item, "agency"),
        known.case(record.case, tally, item, "case"),
        known.meeting(record.meeting, tally, item, "meeting"),
    ]
    return all(checks)


def _new(
    known: Known, record: ActionRecord, number: int | None, given: dict[str, Any], on: date
) -> Action:
    meeting = known.meetings[record.meeting] if record.meeting else None
    if number is not None:
        known.change.number_taken("action", number)
    first_due = record.moves[0].from_ if record.moves else record.first_due or record.due
    return Action(
        number=number or known.change.next_number("action"),
        case_ref=record.case,
        first_due_on=first_due,
        times_moved=len(record.moves) or record.times_moved or 0,
        meeting=meeting.number if meeting else None,
        set_on=record.set_on
        or (meeting.held_on if meeting else min(on, given.get("closed_on") or on)),
        **given,
    )


def _put_story(known: Known, action: Action, record: ActionRecord) -> None:
    told: list[tuple[date, NoteKind, dict[str, Any]]] = [
        (told.on, NoteKind.PROGRESS, {"text": told.text}) for told in record.progress
    ]
    told += [(to.on, NoteKind.REASSIGNED, {"text": to.text}) for to in record.reassigned]
    told += [
        (
            move.on,
            NoteKind.MOVED,
            {
                "text": move.because,
                "due_from": move.from_,
                "due_to": move.to,
                "agreed_by": move.agreed_by,
            },
        )
        for move in record.moves
    ]
    for made_on, kind, words in sorted(told, key=lambda line: line[0]):
        known.change.save(
            ActionNote(
                number=known.change.next_number("action_note"),
                action=action.number,
                case_ref=action.case_ref,
                kind=kind,
                made_on=made_on,
                **words,
            )
        )
