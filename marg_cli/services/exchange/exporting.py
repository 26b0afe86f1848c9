"""The whole caseload as the JSON document that `marg import` reads."""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from marg_cli.domain.action import NoteKind
from marg_cli.domain.referral.answers import said
from marg_cli.domain.refs import action_ref
from marg_cli.domain.value import values
from marg_cli.services.exchange.exporting_packs import packs
from marg_cli.services.exchange.exporting_protection import data_protection, erasures
from marg_cli.services.exchange.exporting_table import at_the_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from marg_cli.domain.action import ActionNote
    from marg_cli.domain.agency import Agency
    from marg_cli.domain.case_document import CaseDocument
    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store
    from marg_cli.store.rows import ActionRow

FORMAT = 1

T = TypeVar("T")


def export(store: Store, *, reason: str, contents: bool = True) -> dict[str, Any]:
    """Gather the whole caseload; *reason* stays in the audit.

    The *contents* of documents come along as base64, unless they are to stay. What leaves holds
    every person's data. Raises NotWritable where the audit cannot be written.
    """
    with store.in_full(), store.read("export", leaving=True) as reading:
        reading.note(f"whole caseload ({len(store.cases.refs())} cases), because: {reason}")
        return {
            "marg": FORMAT,
            "group": store.settings.all(),
            "agencies": list(_agencies(store)),
            "members": list(_members(store)),
            "cases": list(_cases(store, contents=contents)),
            "meetings": list(_meetings(store)),
            "actions": list(_actions(store)),
            "information": list(_information(store)),
            "at_the_table": list(at_the_table(store)),
            "screenings": list(_screenings(store)),
            "corrections": list(_corrections(store)),
            "packs": list(packs(store)),
            "data_protection": list(data_protection(store)),
            "erasures": list(erasures(store)),
        }


def _agencies(store: Store) -> Iterator[dict[str, Any]]:
    trained = _by(store.agencies.trained(), lambda training: training.agency)
    for agency in store.agencies.listed():
        yield {
            **_fields(agency, "code", "name", "kind", "sector", "part_of"),
            "isa": _agreement(agency),
            "trained": [
                {"on": held.held_on, "name": held.name, "count": held.people}
                for held in trained[agency.code]
            ],
            "retired_on": agency.retired_on,
        }


def _agreement(agency: Agency) -> dict[str, Any]:
    return {
        "status": agency.isa_status,
        "signed_on": agency.isa_signed_on,
        "review_on": agency.isa_review_on,
        "officer": agency.isa_officer,
        "note": agency.isa_note,
    }


def _members(store: Store) -> Iterator[dict[str, Any]]:
    """Members before those who stand in for them."""
    names = _names(store)
    for member in sorted(
        store.members.listed(), key=lambda m: (m.deputy_for is not None, m.number)
    ):
        yield {
            **_fields(member, "name", "agency", "role", "email", "left_on"),
            "deputy_for": names.get(member.deputy_for or 0),
        }


def _cases(store: Store, *, contents: bool) -> Iterator[dict[str, Any]]:
    referrals = _by(store.cases.referrals(), lambda referral: referral.case_ref)
    answers = {each.referral: said(each) for each in store.referral_answers.listed()}
    documents = _by(store.documents.listed(), lambda document: document.case_ref)
    involved = _by(store.cases.involved(), lambda involvement: involvement.case_ref)
    for case in store.cases.listed():
        yield {
            **values(case),
            "referrals": [
                {
                    "on": r.referred_on,
                    **_fields(r, "referrer", "reason", "while_open"),
                    "answers": answers.get(r.number),
                }
                for r in referrals[case.ref]
            ],
            "agencies": [
                {"code": i.agency, "contact": i.contact, "lead": i.agency == case.lead_agency}
                for i in involved[case.ref]
            ],
            "documents": [
                _document(store, document, contents=contents) for document in documents[case.ref]
            ],
        }


def _document(store: Store, document: CaseDocument, *, contents: bool) -> dict[str, Any]:
    content = b"".join(store.documents.content(document.number)) if contents else None
    return {
        "ref": document.ref,
        **_fields(document, "name", "type", "size", "sha256", "added_on", "kind", "only_for"),
        "content": None if content is None else b64encode(content).decode(),
    }


def _meetings(store: Store) -> Iterator[dict[str, Any]]:
    names = _names(store)
    attendance = _by(store.meetings.attendance(), lambda row: row.meeting)
    declared = _by(store.meetings.declared(), lambda row: row.meeting)
    overrides = _by(store.agencies.overrides(), lambda each: each.meeting)
    agenda = _by(store.agendas.listed(), lambda item: item.meeting)
    checks = _by(store.lateral_checks.listed(), lambda check: check.meeting)
    for meeting in store.meetings.listed(cancelled=True):
        yield {
            "date": meeting.held_on,
            **_fields(meeting, "at", "venue", "status", "chair", "minute_taker"),
            "attendance": [
                {
                    **_fields(
                        row, "agency", "state", "deputy_for", "arrived", "signed", "authority"
                    ),
                    "member": row.member or None,
                    "left": row.left_at,
                }
                for row in attendance[meeting.number]
            ],
            "declarations": [
                {"member": row.member, "case": row.case_ref, "text": row.interest}
                for row in declared[meeting.number]
            ],
            "overrides": [
                _fields(each, "agency", "because", "said_on", "said_by")
                for each in overrides[meeting.number]
            ],
            "agenda": [
                {
                    "case": item.case_ref,
                    **_fields(item, "kind", "at", "minutes"),
                    "guest": names.get(item.guest or 0),
                }
                for item in agenda[meeting.number]
            ],
            "checks": [
                {
                    "case": check.case_ref,
                    **_fields(check, "agency", "state", "asked_on", "answered_on", "answered_by"),
                }
                for check in checks[meeting.number]
            ],
            "minutes": _minutes(store, meeting),
        }


def _minutes(store: Store, meeting: Meeting) -> dict[str, Any] | None:
    minutes = store.minutes.get(meeting.number)
    if minutes is None:
        return None
    return {
        **_fields(minutes, "status", "started_at", "finished_at", "because"),
        "entries": [
            {
                "ref": f"E{entry.number}",
                "case": entry.case_ref,
                **_fields(entry, "heading", "text"),
            }
            for entry in store.minutes.entries(meeting=meeting.number)
        ],
        "versions": list(_versions(store, meeting)),
    }


def _versions(store: Store, meeting: Meeting) -> Iterator[dict[str, Any]]:
    blocks = _by(store.minutes_versions.blocks(meeting.number), lambda block: block.version)
    for version in store.minutes_versions.listed(meeting.number):
        kept = values(version)
        del kept["meeting"]
        yield {
            **kept,
            "blocks": [
                {"case": block.case_ref, "text": block.text} for block in blocks[version.number]
            ],
        }


def _actions(store: Store) -> Iterator[dict[str, Any]]:
    held_on = {number: day for number, day, _ in store.meetings.days()}
    notes = _by(store.actions.notes(), lambda note: note.action)
    for row in sorted(store.actions.listed()):
        yield {
            "ref": action_ref(row.number),
            "case": row.case_ref,
            **_fields(row, "what", "agency", "owner"),
            "due": row.due_on,
            "first_due": row.first_due_on,
            "times_moved": row.times_moved,
            "status": row.status,
            "direct": row.direct == 1,
            "meeting": held_on.get(row.meeting or 0),
            **_fields(row, "set_on", "intended", "outcome", "closed_on", "closed_because"),
            **_story(row, notes[row.number]),
        }


def _story(row: ActionRow, notes: list[ActionNote]) -> dict[str, Any]:
    moves = [
        {
            "on": note.made_on,
            "from": note.due_from,
            "to": note.due_to,
            "because": note.text,
            "agreed_by": note.agreed_by,
        }
        for note in notes
        if note.kind is NoteKind.MOVED
    ]
    return {
        "moves": moves if len(moves) == row.times_moved else [],
        "progress": _told(notes, NoteKind.PROGRESS),
        "reassigned": _told(notes, NoteKind.REASSIGNED),
    }


def _told(notes: list[ActionNote], kind: NoteKind) -> list[dict[str, Any]]:
    return [{"on": note.made_on, "text": note.text} for note in notes if note.kind is kind]


def _information(store: Store) -> Iterator[dict[str, Any]]:
    held_on = {number: day for number, day, _ in store.meetings.days()}
    for shared in store.information.listed():
        yield {
            "ref": shared.ref,
            "case": shared.case_ref,
            **_fields(shared, "agency", "kind", "text", "third_party", "criminal", "only_for"),
            "on": shared.shared_on,
            "meeting": held_on.get(shared.meeting or 0),
            "returned": shared.returned,
        }


def _screenings(store: Store) -> Iterator[dict[str, Any]]:
    """Each with the place of the referral it judges among the case's, counted from 1."""
    held_on = {number: day for number, day, _ in store.meetings.days()}
    referrals = _by(store.cases.referrals(), lambda referral: referral.case_ref)
    for screening in store.screenings.listed():
        numbers = [None, *(referral.number for referral in referrals[screening.case_ref])]
        kept = values(screening)
        for field in ("number", "case_ref", "screened_on", "supervised"):
            del kept[field]
        yield {
            "case": screening.case_ref,
            "on": screening.screened_on,
            "supervision": screening.supervised,
            **kept,
            "referral": numbers.index(screening.referral) or None,
            "meeting": held_on.get(screening.meeting or 0),
        }


def _corrections(store: Store) -> Iterator[dict[str, Any]]:
    for each in store.afterwards.corrections.listed():
        yield {
            "ref": each.thing,
            "case": each.case_ref,
            **_fields(each, "field", "was", "now", "because"),
            "on": each.made_on,
            "by": each.made_by,
        }


def _names(store: Store) -> dict[int, str]:
    return {member.number: member.name for member in store.members.listed()}


def _fields(thing: object, *names: str) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}


def _by(things: Iterable[T], key: Callable[[T], Hashable]) -> defaultdict[Any, list[T]]:
    grouped: defaultdict[Any, list[T]] = defaultdict(list)
    for thing in things:
        grouped[key(thing)].append(thing)
    return grouped
