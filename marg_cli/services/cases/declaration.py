"""Interests declared in a case: they withdraw the person, not the agency."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.meeting import Declaration
from marg_cli.domain.text import folded
from marg_cli.errors import NotFound
from marg_cli.services import finding
from marg_cli.services.agendas.papers_gone import papers_gone
from marg_cli.services.at_the_table.under_way import must_be_one
from marg_cli.services.editing import edited, must_change
from marg_cli.services.group import group
from marg_cli.services.meetings.attendance_view import DeclarationView, declaration_view

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store

CHAIR = "chair"
"""The word that stands for whoever chairs, who belongs to no agency (ToR 6.1)."""


class DeclarationNotFound(NotFound):
    """No declaration by that number."""

    hint = "See what was declared with: marg attendance list --declared --meeting DATE"


class Changed(NamedTuple):
    """A declaration just made, changed or taken out, and what a person should know."""

    declaration: DeclarationView
    remarks: list[str]


def declare(
    store: Store, member: str, case: str, interest: str, *, meeting: str | None, on: date
) -> Changed:
    """Keep that somebody declared an interest in a case, and withdraws for it.

    Raises WhichMeeting, MemberNotFound or CaseNotFound; Refused once the minutes are final.
    """
    with store.change("attendance declare") as change:
        held = must_be_one(store, meeting, today=on)
        held.must_be_open()
        found = finding.case(store, case)
        name, agency = _who(store, held, member)
        declared = Declaration(
            number=change.next_number("declaration"),
            meeting=held.number,
            member=name,
            agency=agency,
            case_ref=found.ref,
            interest=interest,
        )
        change.save(declared)
        change.about(held.ref)
        return _changed(store, declared, held)


def edit(store: Store, number: str, *, interest: str | None, case: str | None) -> Changed:
    """Put a declaration right; who declared it is changed by declaring anew."""
    must_change(interest, case, options="TEXT, --case")
    with store.change("attendance edit") as change:
        before, held = _declaration(store, number)
        ref = finding.case(store, case).ref if case else None
        declared = edited(before, interest=interest, case_ref=ref)
        change.save(declared)
        change.about(held.ref)
        return _changed(store, declared, held)


def remove(store: Store, number: str) -> DeclarationView:
    """Take out a declaration that was not made. Raises DeclarationNotFound."""
    with store.change("attendance remove") as change:
        declared, held = _declaration(store, number)
        change.remove(declared)
        change.about(held.ref)
        return declaration_view(declared, held)


def _who(store: Store, meeting: Meeting, text: str) -> tuple[str, str | None]:
    """The full name and the agency of the chair, of a guest at the table, or of a member."""
    asked = folded(text)
    chair = meeting.chair or group(store).text("group.chair")
    if chair and asked in {CHAIR, folded(chair)}:
        return chair, None
    if asked == CHAIR:
        raise finding.MemberNotFound(
            f"Nobody is named as the chair of the meeting on {meeting.ref}.",
            f"Name them with: marg meeting edit {meeting.ref} --chair NAME",
        )
    for row in store.meetings.attendance(meeting.number):
        if row.member and folded(row.member) == asked:
            return row.member, row.agency
    member = finding.member(store, text)
    return member.name, member.agency


def _declaration(store: Store, text: str) -> tuple[Declaration, Meeting]:
    digits = text.strip().removeprefix("#")
    number = int(digits) if digits.isdecimal() else None
    found = next((d for d in store.meetings.declared() if d.number == number), None)
    held = store.meetings.get(found.meeting) if found else None
    if found is None or held is None:
        raise DeclarationNotFound(f"No declaration has the number {text.strip()}.")
    held.must_be_open()
    return found, held


def _changed(store: Store, declared: Declaration, meeting: Meeting) -> Changed:
    listed = {item.case_ref for item in store.agendas.listed(meeting=meeting.number)}
    ref = declared.case_ref
    remarks = [] if ref in listed else [f"{ref} is not on the agenda of {meeting.ref}."]
    remarks += papers_gone(store, declared, meeting)
    return Changed(declaration_view(declared, meeting), remarks)
