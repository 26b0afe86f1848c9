"""Letting agencies have a meeting's papers that no agreement covers, each with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agency import AgreementOverride
from marg_cli.errors import NotFound, Refused
from marg_cli.services import finding
from marg_cli.services.agencies.gate import Gate, Passage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store


class OverrideNotFound(NotFound):
    """Nobody let that agency through for that meeting."""

    hint = "See who was with: marg agenda render --audience chair --as txt --out -"


class OverrideView(NamedTuple):
    """The fields scripts may rely on."""

    agency: str
    meeting: date
    because: str
    said_on: date
    said_by: str


def let_through(
    store: Store, reasons: Mapping[str, str], *, meeting: str | None, on: date
) -> list[OverrideView]:
    """Keep why agencies get the papers of a meeting, the next one unless it is named.

    Said again for the same meeting, the new reason stands. Raises AgencyNotFound,
    MeetingNotFound, and Refused for an agency that nothing holds back.
    """
    with store.change("agency override") as change:
        held = finding.meeting(store, meeting or "next", today=on)
        overrides = [_override(store, held, code, why, on) for code, why in reasons.items()]
        change.save(*overrides)
        change.about(held.ref)
        return [_view(each, held) for each in overrides]


def remove(store: Store, code: str, *, meeting: str | None, on: date) -> OverrideView:
    """Take an override out again. Raises AgencyNotFound, MeetingNotFound and OverrideNotFound."""
    with store.change("agency override") as change:
        held = finding.meeting(store, meeting or "next", today=on)
        agency = finding.agency(store, code)
        kept = store.agencies.overrides(meeting=held.number, agency=agency.code)
        if not kept:
            raise OverrideNotFound(f"{agency.code} has no override for {held.ref}.")
        change.remove(*kept)
        change.about(held.ref)
        return _view(kept[0], held)


def _override(store: Store, held: Meeting, code: str, because: str, on: date) -> AgreementOverride:
    agency = finding.agency(store, code)
    if Gate(store, held, on=on).passage(agency) == Passage():
        raise Refused(
            f"{agency.code} needs no override: nothing holds it back.",
            f"See how it stands: marg agency show {agency.code}",
        )
    return AgreementOverride(
        meeting=held.number,
        agency=agency.code,
        because=because,
        said_on=on,
        said_by=store.holder,
    )


def _view(override: AgreementOverride, held: Meeting) -> OverrideView:
    return OverrideView(
        override.agency, held.held_on, override.because, override.said_on, override.said_by
    )
