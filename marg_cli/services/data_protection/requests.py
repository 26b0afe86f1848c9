"""Requests for what is kept of a person: the clock, its extension, and the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.subject_request import (
    HeldBack,
    SubjectRequest,
    in_time,
    read_exemption,
    request_ref,
)
from marg_cli.errors import Refused
from marg_cli.services import finding

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from marg_cli.store.protocol import Store


class HeldBackView(NamedTuple):
    """Something held back from an answer, and why."""

    what: str
    exemption: str
    because: str


class RequestView(NamedTuple):
    """The fields scripts may rely on; `days_left` are calendar days, below 0 where it is late."""

    ref: str
    case: str
    received_on: date
    asked_by: str | None
    due_on: date
    extended_because: str | None
    state: str
    days_left: int | None
    released_on: date | None
    how: str | None
    held_back: list[HeldBackView]


def request(
    store: Store, ref: str, *, day: str | None, asked_by: str | None, on: date
) -> RequestView:
    """Start the clock for a request that came on *day*, else today.

    Raises CaseNotFound, DateNotUnderstood, and Refused for a day to come or while another request
    of the case is open.
    """
    from marg_cli.domain.duedates import read_day

    with store.in_full(), store.change("subject request") as change:
        case = finding.case(store, ref)
        waiting = open_request(store, case.ref)
        if waiting is not None:
            raise Refused(
                f"{waiting.ref} of {case.ref} is not answered yet.",
                f"Answer it: marg subject export {case.ref}    or mend it: marg undo",
            )
        asked = SubjectRequest(
            number=change.next_number("subject_request"),
            case_ref=case.ref,
            received_on=in_time(read_day(day, today=on) if day else on, on),
            asked_by=asked_by,
        )
        change.save(asked)
        change.about(case.ref)
        return _view(store, asked, on)


def extend(store: Store, ref: str, *, because: str, on: date) -> RequestView:
    """Give the open request of a case two months more. Raises Refused where it cannot be."""
    with store.in_full(), store.change("subject extend") as change:
        extended = _waiting(store, ref).extended(because, on=on)
        change.save(extended)
        change.about(extended.case_ref)
        return _view(store, extended, on)


def release(
    store: Store,
    ref: str,
    *,
    how: str,
    held_back: Sequence[tuple[str, str, str]],
    by: str | None,
    day: str | None,
    on: date,
) -> RequestView:
    """Close the clock: the answer went out on *day*, without what was *held_back*.

    Each of those is what, under which exemption, and why. Raises Refused, UsageRefused.
    """
    from marg_cli.domain.duedates import read_day

    with store.in_full(), store.change("subject release") as change:
        asked = _waiting(store, ref)
        went_on = in_time(read_day(day, today=on) if day else on, on)
        released = asked.released(how, by=by or store.holder, on=went_on)
        change.save(released)
        change.save(
            *(
                HeldBack(
                    number=change.next_number("held_back"),
                    request=asked.number,
                    case_ref=asked.case_ref,
                    what=what,
                    exemption=read_exemption(exemption),
                    because=because,
                )
                for what, exemption, because in held_back
            )
        )
        change.about(asked.case_ref)
        return _view(store, released, on)


def listed(store: Store, *, everything: bool, on: date) -> list[RequestView]:
    """The requests that wait for an answer, the most urgent first; or every one there was."""
    with store.in_full(), store.read("subject list") as reading:
        found = [_view(store, each, on) for each in store.data_protection.requests.listed()]
        shown = [each for each in found if everything or each.released_on is None]
        reading.note(f"{'all ' if everything else ''}({len(shown)})")
    return sorted(shown, key=lambda each: (each.released_on is not None, each.due_on, each.ref))


def waiting(store: Store, ref: str) -> RequestView:
    """The open request of a case, before somebody is asked about its answer."""
    with store.in_full(), store.read("subject release") as reading:
        asked = _waiting(store, ref)
        reading.about(asked.case_ref)
        return _view(store, asked, asked.received_on)


def open_request(store: Store, case_ref: str) -> SubjectRequest | None:
    """The request of a case that waits for its answer."""
    found = store.data_protection.requests.listed(case_ref=case_ref)
    return next((each for each in found if each.is_open), None)


def _waiting(store: Store, ref: str) -> SubjectRequest:
    case = finding.case(store, ref)
    asked = open_request(store, case.ref)
    if asked is None:
        raise Refused(
            f"Nobody's request for {case.ref} waits for an answer.",
            f"Start the clock with: marg subject request {case.ref}",
        )
    return asked


def _view(store: Store, asked: SubjectRequest, on: date) -> RequestView:
    return RequestView(
        ref=request_ref(asked.number),
        case=asked.case_ref,
        received_on=asked.received_on,
        asked_by=asked.asked_by,
        due_on=asked.due_on,
        extended_because=asked.extended_because,
        state=_state(asked, on),
        days_left=(asked.due_on - on).days if asked.is_open else None,
        released_on=asked.released_on,
        how=asked.how,
        held_back=[
            HeldBackView(back.what, back.exemption, back.because)
            for back in store.data_protection.held_back.listed(request=asked.number)
        ],
    )


def _state(asked: SubjectRequest, on: date) -> str:
    if not asked.is_open:
        late = asked.released_on is not None and asked.released_on > asked.due_on
        return "answered late" if late else "answered"
    return "late" if on > asked.due_on else "open"
