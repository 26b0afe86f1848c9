"""Putting right what final minutes say, in the open: the old wording, the new one, and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.correction import Correction, read_field
from marg_cli.domain.person_view import PersonView
from marg_cli.domain.refs import BARRIER, DECISION, LEARNING, RISK, VIEW
from marg_cli.domain.value import replace
from marg_cli.errors import NotFound, Refused
from marg_cli.services import finding
from marg_cli.services.finding import find
from marg_cli.services.minutes.having_left import kind_of, must_have_left, said_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from marg_cli.services.minutes.having_left import Thing
    from marg_cli.store.protocol import Store


class CorrectionSeen(NamedTuple):
    """One field put right after it had left; `was` is None where nothing was said before."""

    ref: str
    case: str | None
    field: str
    was: str | None
    now: str
    because: str
    on: date
    by: str


def to_correct(store: Store, ref: str, field: str) -> str:
    """Let pass what is to be corrected before a person types it: the thing's whole reference.

    Raises NotFound; UsageRefused for a field it has not; Refused where it can still be edited.
    """
    with store.read("correct") as reading:
        thing = thing_named(store, ref)
        reading.about(said_of(thing))
        must_have_left(store, thing, read_field(kind_of(thing), said_of(thing), field))
        return said_of(thing)


def correct(
    store: Store,
    ref: str,
    field: str,
    text: str,
    *,
    because: str,
    on: date,
    of_case: str | None = None,
) -> CorrectionSeen:
    """Put one field of a thing right that has left, and keep both wordings.

    Raises NotFound; UsageRefused for a field it has not; Refused where it can still be edited,
    or says that already, or is not *of_case* where that is given.
    """
    with store.change("correct") as change:
        thing = thing_named(store, ref)
        said = said_of(thing)
        if of_case is not None and thing.case_ref != of_case:
            raise Refused(
                f"{said} is not of {of_case}.", f"See what is: marg subject export {of_case}"
            )
        name = read_field(kind_of(thing), said, field)
        must_have_left(store, thing, name)
        was = getattr(thing, name)
        if was == text:
            raise Refused(f"{said} says that already.", "Give the wording it should have.")
        corrected = (
            thing.put_right(**{name: text})
            if isinstance(thing, PersonView)
            else replace(thing, **{name: text})
        )
        correction = Correction(
            number=change.next_number("correction"),
            case_ref=thing.ref if kind_of(thing) == "Case" else thing.case_ref,
            thing=said,
            field=name,
            was=was,
            now=text,
            because=because,
            made_on=on,
            made_by=store.holder,
        )
        change.save(corrected, correction)
        if correction.case_ref is not None:
            change.about(correction.case_ref)
        return _seen(correction)


def corrections_of(store: Store, ref: str) -> list[CorrectionSeen]:
    """What was put right of one thing, by its reference, the first correction first."""
    return [_seen(each) for each in store.afterwards.corrections.listed(thing=ref)]


def corrections_of_case(store: Store, case_ref: str) -> list[CorrectionSeen]:
    """What was put right of one case, the first correction first."""
    return [_seen(each) for each in store.afterwards.corrections.listed(case_ref=case_ref)]


def corrections(store: Store) -> dict[str, list[CorrectionSeen]]:
    """What was put right of every thing, by its reference, the first correction first."""
    found: dict[str, list[CorrectionSeen]] = {}
    for each in store.afterwards.corrections.listed():
        found.setdefault(each.thing, []).append(_seen(each))
    return found


def _seen(correction: Correction) -> CorrectionSeen:
    return CorrectionSeen(
        correction.thing,
        correction.case_ref,
        correction.field,
        correction.was,
        correction.now,
        correction.because,
        correction.made_on,
        correction.made_by,
    )


def thing_named(store: Store, ref: str) -> Thing:
    """The thing a reference means: by its letter, else a case. Raises NotFound."""
    text = ref.strip()
    find_it = FINDERS.get(text[:1].upper())
    if find_it is not None and text[1:].isdecimal():
        return find_it(store, text)
    if "-" in text:
        return finding.case(store, text)
    raise NotFound(
        f"Nothing that minutes hold goes by {text}.",
        f"A reference begins with one of {', '.join(FINDERS)}, or is a case's: M26-014",
    )


def _entry(store: Store, text: str) -> Thing:
    from marg_cli.services.minutes.minutes import entry_named

    return entry_named(store, text)


def _information(store: Store, text: str) -> Thing:
    from marg_cli.services.at_the_table.information import information_named

    return information_named(store, text)


FINDERS: dict[str, Callable[[Store, str], Thing]] = {
    "A": finding.action,
    "B": lambda store, text: find(store.at_the_table.barriers, text, BARRIER),
    "D": lambda store, text: find(store.at_the_table.decisions, text, DECISION),
    "E": _entry,
    "I": _information,
    "L": lambda store, text: find(store.afterwards.learnt, text, LEARNING),
    "R": lambda store, text: find(store.at_the_table.risks, text, RISK),
    "V": lambda store, text: find(store.at_the_table.views, text, VIEW),
}
"""How things are found that have a reference of their own."""
