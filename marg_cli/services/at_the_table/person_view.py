"""Views of the person: asked for like checks, kept in their own words, and told back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from marg_cli.domain.person_view import PersonView, ViewState
from marg_cli.domain.refs import VIEW
from marg_cli.errors import Refused
from marg_cli.services import finding
from marg_cli.services.actions.due import due_day
from marg_cli.services.at_the_table.belonging import case_named, held_on, note_list, said_on_a_day
from marg_cli.services.editing import must_change, never_empty
from marg_cli.services.finding import find
from marg_cli.services.minutes.having_left import must_not_have_left
from marg_cli.services.past_days import day_that_came

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from marg_cli.services.minutes.correction import CorrectionSeen
    from marg_cli.store.protocol import Change, Store

LATE = "late"
MAY_BE_EMPTY = {"safe_contact", "wants"}


class ViewSeen(NamedTuple):
    """One view as lists and programs see it.

    `state` is asked, late, given, not obtained or told; `by` is the agency asked or heard through,
    or who told the person.
    """

    ref: str
    case: str
    state: str
    by: str | None
    asked_on: date | None
    until: date | None
    on: date | None
    text: str | None
    how: str | None
    wants: str | None
    because: str | None
    safe_contact: str | None
    knows: bool | None
    meeting: date | None


class Changed(NamedTuple):
    """A view just kept, and what a person might not have expected of it."""

    view: ViewSeen
    remarks: list[str]


def request(
    store: Store,
    case: str,
    *,
    by: str,
    until: str,
    safe_contact: str | None,
    knows: bool | None,
    on: date,
) -> Changed:
    """Ask an agency for the person's views by a day, which is the last in time.

    Raises CaseNotFound, AgencyNotFound, DateNotUnderstood, or Refused where it is asked already.
    """
    with store.change("view request") as change:
        ref = finding.case(store, case).ref
        code = finding.agency_at_work(store, by).code
        _must_not_be_asked(store, ref, code)
        asked = PersonView(
            number=change.next_number("view"),
            case_ref=ref,
            state=ViewState.ASKED,
            agency=code,
            asked_on=on,
            until=due_day(store, until, meeting=None, today=on),
            safe_contact=safe_contact,
            knows=knows,
        )
        _keep(change, asked)
        return Changed(_seen(store, asked, on), _unaware(asked))


def add(
    store: Store,
    case: str,
    text: str,
    *,
    by: str | None,
    how: str,
    wants: str | None,
    day: str | None,
    meeting: str | None,
    on: date,
) -> Changed:
    """Keep what the person said, and answer the request to the agency that heard it, if any.

    Without *by* it is the one agency asked. Raises Refused for a day to come, or when it is not
    plain who heard it.
    """
    with store.change("view add") as change:
        found = finding.case(store, case)
        place = said_on_a_day(store, meeting, on=on)
        code = finding.agency(store, by).code if by else asked_of(store, found.ref)
        if code is None:
            raise Refused(
                f"It is not plain which agency heard the person in {found.ref}.",
                "Say it with --by CODE.",
            )
        given = _asked_or_new(store, change, found.ref, code).given(
            text,
            how=how,
            wants=wants,
            on=day_that_came(day, on=place.on),
            meeting=place.number,
        )
        _keep(change, given)
        return Changed(_seen(store, given, on), place.heard(store, change, found))


def not_obtained(
    store: Store, case: str, because: str, *, by: str | None, meeting: str | None, on: date
) -> list[Changed]:
    """Keep why the person could not be heard; it answers every request that is outstanding.

    With *by*, the request to that agency alone.
    """
    with store.change("view not-obtained") as change:
        found = finding.case(store, case)
        place = said_on_a_day(store, meeting, on=on)
        code = finding.agency(store, by).code if by else None
        asked = [
            view for view in _outstanding(store, found.ref) if code in {None, view.agency}
        ] or [_new(change, found.ref, code)]
        settled = [view.not_obtained(because, on=place.on, meeting=place.number) for view in asked]
        for view in settled:
            _keep(change, view)
        remarks = place.heard(store, change, found)
        return [Changed(_seen(store, view, on), remarks) for view in settled]


def told(
    store: Store,
    case: str,
    text: str | None,
    *,
    by: str,
    day: str | None,
    meeting: str | None,
    on: date,
) -> Changed:
    """Keep who told the person what was agreed, and when."""
    with store.change("view told") as change:
        found = finding.case(store, case)
        place = said_on_a_day(store, meeting, on=on)
        agency = store.agencies.get(by.strip())
        view = PersonView(
            number=change.next_number("view"),
            case_ref=found.ref,
            state=ViewState.TOLD,
            told_by=agency.code if agency else by,
            text=text,
            said_on=day_that_came(day, on=place.on),
            meeting=place.number,
        )
        _keep(change, view)
        return Changed(_seen(store, view, on), place.heard(store, change, found))


def edit(
    store: Store, ref: str, fields: dict[str, str], *, knows: bool | None, on: date
) -> ViewSeen:
    """Put right the *fields* of a view by their names; an empty text clears.

    Raises ViewNotFound, Refused for a field its state does not have or once its minutes are
    final, and UsageRefused for one that cannot be empty.
    """
    must_change(fields or None, knows, options="TEXT, --by, --until, --how, --because; see --help")
    with store.change("view edit") as change:
        view = _open_view(store, ref)
        given = {name: _read(store, view, name, text, on) for name, text in fields.items()}
        if view.state is ViewState.TOLD and "agency" in given:
            given["told_by"] = given.pop("agency")
        changed = view.put_right(**given | ({} if knows is None else {"knows": knows}))
        _keep(change, changed)
        return _seen(store, changed, on)


def remove(store: Store, ref: str, *, on: date) -> ViewSeen:
    """Take out a view that should not have been added, or a request that was not made."""
    with store.change("view remove") as change:
        view = _open_view(store, ref)
        seen = _seen(store, view, on)
        change.remove(view)
        change.about(view.case_ref)
        return seen


def show(store: Store, ref: str, *, on: date) -> tuple[ViewSeen, list[CorrectionSeen]]:
    """Show one view, and what was corrected of it. Raises ViewNotFound."""
    from marg_cli.services.minutes.correction import corrections_of

    with store.read("view show") as reading:
        view = find(store.at_the_table.views, ref, VIEW)
        reading.about(view.ref, view.case_ref)
        return _seen(store, view, on), corrections_of(store, view.ref)


def listed(
    store: Store, case: str | None, *, agency: str | None, outstanding: bool, on: date
) -> list[ViewSeen]:
    """List views of one case or of all, oldest first, or only what is outstanding."""
    with store.read("view list") as reading:
        ref = case_named(store, case)
        code = finding.agency(store, agency).code if agency else None
        views = store.at_the_table.views.listed(case_ref=ref, agency=code)
        found = [view for view in views if view.is_outstanding or not outstanding]
        words = (f"agency={code}" if code else "", "outstanding" if outstanding else "")
        note_list(reading, ref, len(found), *filter(None, words))
        days = held_on(store)
        return [seen(view, on, days) for view in found]


def asked_of(store: Store, case_ref: str) -> str | None:
    """The agency asked for a case's views, where exactly one is."""
    codes = {view.agency for view in _outstanding(store, case_ref)}
    return codes.pop() if len(codes) == 1 else None


def seen(view: PersonView, on: date, days: dict[int, date]) -> ViewSeen:
    """Say what one view is on a day; *days* are the meetings'."""
    return ViewSeen(
        view.ref,
        view.case_ref,
        LATE if view.is_late(on) else view.state.value,
        view.told_by or view.agency,
        view.asked_on,
        view.until,
        view.said_on,
        view.text,
        view.how,
        view.wants,
        view.because,
        view.safe_contact,
        view.knows,
        days.get(view.meeting or 0),
    )


def _seen(store: Store, view: PersonView, on: date) -> ViewSeen:
    return seen(view, on, held_on(store))


def _keep(change: Change, view: PersonView) -> None:
    change.save(view)
    change.about(view.case_ref)


def _outstanding(store: Store, case_ref: str) -> Iterable[PersonView]:
    return store.at_the_table.views.listed(case_ref=case_ref, state=ViewState.ASKED)


def _must_not_be_asked(store: Store, case_ref: str, code: str) -> None:
    for view in _outstanding(store, case_ref):
        if view.agency == code:
            raise Refused(
                f"{code} is asked for the views in {case_ref} already: {view.ref}.",
                f"Give it another day with: marg view edit {view.ref} --until WHEN",
            )


def _asked_or_new(store: Store, change: Change, case_ref: str, code: str) -> PersonView:
    asked = (view for view in _outstanding(store, case_ref) if view.agency == code)
    return next(asked, None) or _new(change, case_ref, code)


def _new(change: Change, case_ref: str, code: str | None) -> PersonView:
    return PersonView(
        number=change.next_number("view"),
        case_ref=case_ref,
        state=ViewState.ASKED,
        agency=code,
    )


def _unaware(asked: PersonView) -> list[str]:
    if asked.knows is not False:
        return []
    return [f"The person does not know of the referral: {asked.agency} must be told so."]


def _open_view(store: Store, ref: str) -> PersonView:
    view = find(store.at_the_table.views, ref, VIEW)
    must_not_have_left(store, view)
    return view


READERS: dict[str, Callable[[Store, str, date], Any]] = {
    "until": lambda store, text, on: due_day(store, text, meeting=None, today=on),
    "said_on": lambda _, text, on: day_that_came(text, on=on),
    "agency": lambda store, text, _: finding.agency(store, text).code,
}
"""How the fields are read that are not kept as they were typed."""


def _read(store: Store, view: PersonView, name: str, text: str, on: date) -> object:
    if not text.strip():
        if name not in MAY_BE_EMPTY and not (name == "text" and view.state is ViewState.TOLD):
            never_empty(name)
        return None
    if view.state is ViewState.TOLD and name == "agency":
        return text
    return READERS[name](store, text, on) if name in READERS else text
