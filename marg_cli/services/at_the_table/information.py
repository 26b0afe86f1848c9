"""Information agencies share about cases: with its source, as fact or perception, and its marks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.counting import in_a_sentence
from marg_cli.domain.information import Information, InformationKind
from marg_cli.domain.refs import INFORMATION
from marg_cli.errors import Refused
from marg_cli.services import finding
from marg_cli.services.at_the_table.under_way import meetings_under_way
from marg_cli.services.editing import edited, must_change
from marg_cli.services.finding import find
from marg_cli.services.minutes.having_left import must_not_have_left
from marg_cli.services.past_days import day_that_came

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marg_cli.domain.meeting import Meeting
    from marg_cli.services.minutes.correction import CorrectionSeen
    from marg_cli.store.protocol import Store

EVERYBODY = "everybody"
"""The word for what is not kept for a few agencies."""


class InformationView(NamedTuple):
    """The fields scripts may rely on; `only_for` is empty where everybody may read it."""

    ref: str
    case: str
    agency: str
    kind: str
    text: str
    third_party: bool
    criminal: bool
    only_for: tuple[str, ...]
    on: date
    meeting: date | None
    returned: bool


class Changed(NamedTuple):
    """Information just kept or changed, and what a person should know."""

    information: InformationView
    remarks: list[str]


def add(
    store: Store,
    case: str,
    text: str,
    *,
    agency: str,
    kind: InformationKind,
    third_party: bool,
    criminal: bool,
    only_for: Sequence[str],
    meeting: str | None,
    day: str | None,
    on: date,
) -> Changed:
    """Keep what an agency shared; it belongs to a meeting's minutes.

    That is the meeting named, else the one under way today, else the next whose agenda the case
    is on; without any it belongs to none.
    Raises CaseNotFound, AgencyNotFound, MeetingNotFound, DateNotUnderstood; Refused for a retired
    agency, and once the meeting's minutes are final.
    """
    with store.change("info add") as change:
        found = finding.case(store, case)
        source = finding.agency_at_work(store, agency)
        held = _meeting(store, found.ref, meeting, on)
        shared = Information(
            number=change.next_number("information"),
            case_ref=found.ref,
            agency=source.code,
            kind=kind,
            text=text,
            third_party=third_party,
            criminal=criminal,
            only_for=codes(store, only_for),
            shared_on=day_that_came(day, on=on),
            meeting=held.number if held else None,
        )
        change.save(shared)
        change.about(found.ref, source.code)
        return Changed(_view(store, shared), [_belongs(held), *_kept_for(shared)])


def edit(
    store: Store,
    ref: str,
    *,
    text: str | None = None,
    agency: str | None = None,
    kind: InformationKind | None = None,
    third_party: bool | None = None,
    criminal: bool | None = None,
    only_for: Sequence[str] | None = None,
) -> Changed:
    """Put right what was kept; the history holds what it was.

    *only_for* says anew who may read it; `everybody` opens it again. Raises InformationNotFound,
    AgencyNotFound; Refused once the minutes of its meeting are final.
    """
    options = "TEXT --agency --fact --perception --third-party --criminal --only-for"
    must_change(text, agency, kind, third_party, criminal, only_for, options=options)
    with store.change("info edit") as change:
        before = _changeable(store, ref)
        source = finding.agency(store, agency).code if agency else None
        _must_keep_its_source(before, source)
        _must_be_alone(store, before, kind)
        after = edited(
            before,
            text=text,
            agency=source,
            kind=kind,
            third_party=third_party,
            criminal=criminal,
        )
        if only_for is not None:
            after = edited_readers(store, after, only_for)
        change.save(after)
        change.about(after.case_ref)
        return Changed(_view(store, after), _kept_for(after))


def remove(store: Store, ref: str) -> InformationView:
    """Take out what should not have been kept. Raises InformationNotFound.

    Raises Refused once the minutes of its meeting are final, and for an answer to a check.
    """
    with store.change("info remove") as change:
        shared = _changeable(store, ref)
        if shared.returned:
            raise Refused(
                f"{shared.ref} is what {shared.agency} returned to its lateral check.",
                "Change the answer instead: "
                f"marg trawl return {shared.agency} {shared.case_ref} --nil, --speak or --asked",
            )
        seen = _view(store, shared)
        change.remove(shared)
        change.about(shared.case_ref)
        return seen


def show(store: Store, ref: str) -> tuple[InformationView, list[CorrectionSeen]]:
    """Show one piece of information, and what was corrected of it. Raises InformationNotFound."""
    from marg_cli.services.minutes.correction import corrections_of

    with store.read("info show") as reading:
        shared = information_named(store, ref)
        reading.about(shared.ref, shared.case_ref)
        return _view(store, shared), corrections_of(store, shared.ref)


def listed(
    store: Store,
    *,
    case: str | None = None,
    agency: str | None = None,
    meeting: str | None = None,
    on: date,
) -> list[InformationView]:
    """List what was shared under every condition given, in the order it was kept.

    Raises CaseNotFound, AgencyNotFound and MeetingNotFound.
    """
    with store.read("info list") as reading:
        ref = finding.case(store, case).ref if case else None
        code = finding.agency(store, agency).code if agency else None
        held = finding.meeting(store, meeting, today=on) if meeting else None
        found = store.information.listed(
            case_ref=ref, agency=code, meeting=held.number if held else None
        )
        asked = {"case": ref, "agency": code, "meeting": held.ref if held else None}
        said = [f"{name}={value}" for name, value in asked.items() if value]
        reading.note(" ".join([*said, f"({len(found)})"]))
        return [_view(store, shared) for shared in found]


def codes(store: Store, given: Sequence[str]) -> tuple[str, ...]:
    """Read agencies' codes, each once. Raises AgencyNotFound."""
    return tuple(dict.fromkeys(finding.agency(store, code).code for code in given))


def edited_readers(store: Store, shared: Information, only_for: Sequence[str]) -> Information:
    """Say anew who may read it. Raises AgencyNotFound."""
    from marg_cli.domain.value import replace

    opened = [code.strip().casefold() for code in only_for] == [EVERYBODY]
    return replace(shared, only_for=() if opened else codes(store, only_for))


def _meeting(store: Store, case_ref: str, named: str | None, on: date) -> Meeting | None:
    if named is not None:
        held = finding.meeting(store, named, today=on)
        held.must_be_open()
        return held
    today = next((m for m in meetings_under_way(store) if m.held_on == on), None)
    day = None if today else store.agendas.next_slots(on.isoformat()).get(case_ref)
    return finding.meeting(store, day, today=on) if day else today


def _changeable(store: Store, ref: str) -> Information:
    shared = information_named(store, ref)
    must_not_have_left(store, shared)
    return shared


def information_named(store: Store, ref: str) -> Information:
    """Find a piece of information by its reference. Raises InformationNotFound."""
    return find(store.information, ref, INFORMATION)


def _must_keep_its_source(shared: Information, source: str | None) -> None:
    """Raises Refused where a check's answer would come from another agency."""
    if shared.returned and source not in {None, shared.agency}:
        raise Refused(
            f"{shared.ref} is what {shared.agency} returned to its lateral check.",
            f"Take that answer back with: marg trawl return {shared.agency} {shared.case_ref} "
            "--asked    and keep it under the other agency",
        )


def _must_be_alone(store: Store, shared: Information, kind: InformationKind | None) -> None:
    """Raises Refused where an answer would hold two texts of one kind."""
    if not shared.returned or kind in {None, shared.kind}:
        return
    for other in store.information.listed(meeting=shared.meeting, agency=shared.agency):
        if other.returned and (other.case_ref, other.kind) == (shared.case_ref, kind):
            raise Refused(
                f"{shared.agency} returned {other.ref} as {kind} already.",
                f"Put both into one text: marg info edit {other.ref} TEXT",
            )


def _belongs(meeting: Meeting | None) -> str:
    if meeting is None:
        return "It belongs to no meeting: the case is on no agenda to come."
    return f"It belongs to the meeting on {meeting.ref}."


def _kept_for(shared: Information) -> list[str]:
    if not shared.only_for:
        return []
    readers = in_a_sentence(list(dict.fromkeys((shared.agency, *shared.only_for))))
    return [f"Only {readers} may read it: a paper for all members leaves it out."]


def _view(store: Store, shared: Information) -> InformationView:
    held = store.meetings.get(shared.meeting) if shared.meeting else None
    return InformationView(
        shared.ref,
        shared.case_ref,
        shared.agency,
        shared.kind.value,
        shared.text,
        shared.third_party,
        shared.criminal,
        shared.only_for,
        shared.shared_on,
        held.held_on if held else None,
        shared.returned,
    )
