"""What was changed about a case: who, when, with which command, and from what to what."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from marg_cli.services import finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marg_cli.store.changes import JournalLine
    from marg_cli.store.protocol import Store

KEYS = {"ref", "case_ref", "number", "action", "referral", "risk", "agreement", "thing", "pack"}
"""Columns that say which thing it is, not what changed of it."""

WORDS = {
    "born": "birth date",
    "nhs": "NHS number",
    "police_ref": "police reference",
    "referred_on": "referred on",
    "due_on": "due",
    "first_due_on": "first due",
    "held_on": "date",
    "size": "size in bytes",
    "sha256": "SHA-256",
    "while_open": "came while the case was open",
    "failed_because": "why that failed",
    "supervision": "been through case supervision",
    "other_process": "other processes",
    "basis": "basis for sharing",
    "to_whom": "to",
    "knows": "knows of the referral",
    "coordination": "case co-ordination",
    "coordination_text": "case co-ordination, how or why not",
    "sharing": "managed together",
    "sharing_text": "managed together, how or why not",
    "experts": "Expert Citizens",
    "experts_text": "Expert Citizens, how or why not",
    "tells": "who tells the person",
    "tell_by": "told by",
    "told_by": "who told them",
    "review_on": "review on",
    "said_on": "said on",
    "supervised": "been through case supervision",
    "why_here": "why this group too",
    "screened_on": "screened on",
    "made_on": "made on",
    "made_by": "made by",
    "lawful": "lawful basis",
    "lawful_because": "lawful basis, why",
    "special": "condition for special category data",
    "special_because": "condition for special category data, why",
    "criminal_because": "condition for criminal-offence data, why",
    "decided_by": "decided by",
    "decided_on": "decided on",
    "asked_by": "asked for by",
    "received_on": "received on",
}
"""Columns whose name is not already the word for them."""

ABOUT = {
    "Case": "case",
    "Referral": "referral",
    "ReferralAnswers": "what the referral says",
    "Screening": "screening",
    "Involvement": "involvement of {agency}",
    "CaseDocument": "document F{number}",
    "Action": "A{number}",
    "ActionNote": "note on A{action}",
    "Entry": "minutes of {meeting_on}, {heading}",
    "MinutesBlock": "version {version} of the minutes of {meeting_on}",
    "AgendaItem": "slot on {meeting_on}",
    "Declaration": "declaration on {meeting_on}",
    "LateralCheck": "check of {agency} for {meeting_on}",
    "Information": "I{number}, from {agency}",
    "PersonView": "V{number}",
    "Risk": "R{number}",
    "RiskRating": "{agency}'s rating of R{risk}",
    "RiskAgreement": "agreement on R{risk}",
    "RiskDissent": "{agency}'s dissent on R{risk}",
    "Barrier": "B{number}",
    "Decision": "D{number}",
    "Plan": "shared plan",
    "Outcome": "outcome said on {said_on}",
    "Correction": "correction of {thing}",
    "Learning": "L{number}, what was learnt",
    "PackCase": "copy P{pack}",
    "PackAllowance": "what was let pass in copy P{pack}",
    "SharingBasis": "basis for sharing",
    "SubjectRequest": "request Q{number} for what is kept",
    "HeldBack": "held back from Q{request}",
    "Restriction": "restriction",
    "RetentionDecision": "decision on the record",
    "LegalHold": "legal hold",
}
"""How each kind of thing is named in a history."""

IN_PIECES = "MinutesBlock"
"""What is told without its words: they stand in the minutes."""

LISTS = {"themes", "aliases", "only_for"}
FLAGS = {
    *("direct", "signed", "third_party", "criminal", "returned", "while_open"),
    *("knows", "coordination", "sharing", "experts", "supervised"),
}


class FieldChange(NamedTuple):
    """One field before and after; dates are ISO text, several are a list, nothing is None."""

    field: str
    before: Any
    after: Any


class HistoryLine(NamedTuple):
    """One thing one change did. `at` is UTC; `what` is added, changed or removed."""

    seq: int
    at: str
    by: str
    command: str
    about: str
    what: str
    changes: list[FieldChange]
    undone: bool


def history(store: Store, ref: str) -> list[HistoryLine]:
    """Tell a case's history, oldest first. Raises CaseNotFound."""
    with store.read("case history") as reading:
        case = finding.case(store, ref)
        reading.about(case.ref)
        meetings = {number: held_on for number, held_on, _ in store.meetings.days()}
        lines = _once_a_version(store.journal.of_case(case.ref))
        return [_told(line, meetings) for line in lines]


def _once_a_version(lines: Iterable[JournalLine]) -> Iterator[JournalLine]:
    """What a version of minutes says of a case is kept in pieces: the first tells of them all."""
    told = set()
    for line in lines:
        if line.thing != IN_PIECES or line.seq not in told:
            yield line
        if line.thing == IN_PIECES:
            told.add(line.seq)


def _told(line: JournalLine, meetings: dict[int, str]) -> HistoryLine:
    return HistoryLine(
        line.seq,
        line.at,
        line.holder,
        line.command,
        _about(line.thing, line.after or line.before or {}, meetings),
        _what(line),
        [] if line.thing == IN_PIECES else _changes(line.before or {}, line.after or {}, meetings),
        line.undone,
    )


def _what(line: JournalLine) -> str:
    if line.before is None:
        return "added"
    return "removed" if line.after is None else "changed"


def _about(thing: str, row: dict[str, Any], meetings: dict[int, str]) -> str:
    meeting_on = meetings.get(row.get("meeting", 0), "a meeting removed since")
    return ABOUT.get(thing, thing.casefold()).format(**row, meeting_on=meeting_on)


def _changes(
    before: dict[str, Any], after: dict[str, Any], meetings: dict[int, str]
) -> list[FieldChange]:
    told = [
        FieldChange(
            WORDS.get(column, column.replace("_", " ")),
            _value(column, before.get(column), meetings),
            _value(column, after.get(column), meetings),
        )
        for column in (after or before)
        if column not in KEYS
    ]
    return [change for change in told if change.before != change.after]


def _value(column: str, value: Any, meetings: dict[int, str]) -> Any:  # noqa: ANN401 - as kept
    if value is None:
        return None
    if column in LISTS:
        return json.loads(value) or None
    if column in FLAGS and isinstance(value, int):
        return bool(value)
    if column == "meeting":
        return meetings.get(value, value)
    return value
