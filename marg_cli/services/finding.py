"""Finding the one thing a person means, or saying which are near."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from marg_cli.domain.refs import ACTION, DOCUMENT, GROUP, Noun, read_case_ref
from marg_cli.errors import MargError, NotFound, Refused

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.action import Action
    from marg_cli.domain.agency import Agency, Member
    from marg_cli.domain.case import Case
    from marg_cli.domain.case_document import CaseDocument
    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.finders.numbered import Numbered
    from marg_cli.store.protocol import Store

T = TypeVar("T")


class CaseNotFound(NotFound):
    """No case by that reference."""

    hint = "List the cases with: marg case list"


class AgencyNotFound(NotFound):
    """No agency by that code."""

    hint = "List the agencies with: marg agency list"


class MemberNotFound(NotFound):
    """No member by that number or name, or more than one."""

    hint = "List the members with: marg member list"


class MeetingNotFound(NotFound):
    """No meeting on that day."""

    hint = "List the meetings with: marg meeting list"


def case(store: Store, text: str) -> Case:
    """Find a case by its reference, written in any case. Raises CaseNotFound."""
    ref = read_case_ref(text)
    found = store.cases.get(ref)
    if found is None:
        raise _no_case(store, ref)
    return found


def case_or_group(store: Store, text: str) -> str | None:
    """Find a case's reference, or None for the word "group". Raises CaseNotFound."""
    if text.strip().casefold() == GROUP:
        return None
    ref = read_case_ref(text)
    if not store.cases.has(ref):
        raise _no_case(store, ref)
    return ref


def find(kept: Numbered[T], text: str, noun: Noun) -> T:
    """Find a thing by its letter and number. Raises NotFound with the near ones."""
    number = noun.read(text)
    found = kept.get(number)
    if found is None:
        near = " or ".join(map(noun.ref, sorted(kept.nearest(number))))
        ask = f"Did you mean {near}?" if near else noun.none or f"There are no {noun.word}s yet."
        raise noun.missing(f"No {noun.word} {noun.ref(number)}. {ask}")
    return found


def action(store: Store, text: str) -> Action:
    """Find an action by its reference. Raises ActionNotFound."""
    return find(store.actions, text, ACTION)


def document(store: Store, text: str) -> CaseDocument:
    """Find a document by its reference. Raises DocumentNotFound."""
    return find(store.documents, text, DOCUMENT)


def agency(store: Store, code: str) -> Agency:
    """Find an agency by its code, written in any case. Raises AgencyNotFound."""
    found = store.agencies.get(code)
    if found is None:
        from marg_cli.domain.text import did_you_mean

        near = did_you_mean(code, store.agencies.codes()) or _code_by_name(store, code)
        raise AgencyNotFound(f"No agency {code.strip()}.{near}")
    return found


def agency_at_work(store: Store, code: str) -> Agency:
    """Find an agency that has not retired. Raises AgencyNotFound, or Refused for a retired one."""
    found = agency(store, code)
    if found.retired_on is not None:
        raise Refused(
            f"{found.code} has retired from the group.",
            "Name another agency, or bring it back: marg agency retire CODE --back",
        )
    return found


def member(store: Store, text: str, *, agency: str | None = None) -> Member:
    """Find a member, of one agency or any, by number or name as far as it is unique.

    Raises MemberNotFound.
    """
    from marg_cli.domain.text import folded

    members = [member for member in store.members.listed() if agency in {None, member.agency}]
    number = text.strip().removeprefix("#")
    if number.isdecimal():
        found = [member for member in members if member.number == int(number)]
    else:
        asked = folded(text)
        found = [member for member in members if folded(member.name) == asked] or [
            member for member in members if asked and asked in folded(member.name)
        ]
    if len(found) != 1:
        if found:
            which = ", ".join(f"{member.number} ({member.agency})" for member in found)
            raise MemberNotFound(
                "More than one member goes by that name.", f"Give the number: {which}"
            )
        raise MemberNotFound(f"No member by that number or name.{_near_members(members, text)}")
    return found[0]


def meeting(store: Store, text: str, *, today: date) -> Meeting:
    """Find a meeting by its date, `next` or `last`. Raises MeetingNotFound.

    Today's meeting is `next` until its minutes are final.
    """
    from marg_cli.domain.duedates import read_day

    word = text.strip().casefold()
    if word == "next":
        return next_meeting(store, today=today)
    if word == "last":
        return last_meeting(store, today=today)
    day = read_day(text, today=today)
    found = store.meetings.listed(held_on=day)
    if not found:
        near = _near_days(store, day)
        raise MeetingNotFound(f"No meeting on {day.isoformat()}.{near}")
    return found[0]


def next_meeting(store: Store, *, today: date) -> Meeting:
    """The first meeting not held yet, from today on. Raises MeetingNotFound."""
    from marg_cli.domain.meeting import MeetingStatus

    ahead = [m for m in store.meetings.listed(since=today) if m.status is not MeetingStatus.HELD]
    if not ahead:
        raise MeetingNotFound(
            "No meeting is planned.",
            "Add one with: marg meeting add DATE    or plan several with: marg meeting plan",
        )
    return ahead[0]


def last_meeting(store: Store, *, today: date) -> Meeting:
    """The latest meeting before today. Raises MeetingNotFound."""
    behind = store.meetings.listed(before=today)
    if not behind:
        raise MeetingNotFound("There has been no meeting yet.")
    return behind[-1]


def _no_case(store: Store, ref: str) -> MargError:
    """Say why there is no such case: held out, erased, or never there."""
    if store.data_protection.restrictions.listed(case_ref=ref):
        return Refused(
            f"{ref} is restricted: it is kept, but beyond use.",
            f"See why with: marg subject list    Lift it with: marg subject unrestrict {ref}",
        )
    erased = store.data_protection.erasures.listed(case_ref=ref)
    if erased:
        from marg_cli.domain.calendar import british

        return CaseNotFound(
            f"{ref} was erased on {british(erased[0].erased_on)}; its reference is not used again."
        )
    from marg_cli.domain.text import did_you_mean

    return CaseNotFound(f"No case {ref}.{did_you_mean(ref, store.cases.refs())}")


def _near_days(store: Store, day: date) -> str:
    near = sorted(store.meetings.listed(), key=lambda m: abs((m.held_on - day).days))[:2]
    days = " or ".join(sorted(m.ref for m in near))
    return f" Did you mean {days}?" if days else ""


def _near_members(members: list[Member], text: str) -> str:
    """Offer the near ones by number, so that no name stands in a message."""
    from marg_cli.domain.text import folded, near

    words = {word: m for m in members for word in [folded(m.name), *folded(m.name).split()]}
    found = {words[word].number: words[word] for word in near(folded(text), words)}
    offered = " or ".join(f"{m.number} ({m.agency})" for m in found.values())
    return f" Did you mean {offered}?" if found else ""


def _code_by_name(store: Store, text: str) -> str:
    from marg_cli.domain.text import folded

    asked = folded(text)
    found = [a.code for a in store.agencies.listed() if asked and asked in folded(a.name)]
    return f" Did you mean {' or '.join(found[:3])}?" if found else ""
