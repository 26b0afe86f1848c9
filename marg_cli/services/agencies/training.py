"""The training register: who of each agency was trained in the process, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agency import Training
from marg_cli.errors import NotFound, UsageRefused
from marg_cli.services import finding
from marg_cli.services.agencies.view import AgencyView, Trained, Viewer, trained_line
from marg_cli.services.past_days import day_that_came

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.store.protocol import Store


class Noted(NamedTuple):
    """A line put into the register or taken out of it, and the agency after that."""

    agency: AgencyView
    line: Trained


class TrainingNotFound(NotFound):
    """No such line in the training register, or more than one."""


def trained(
    store: Store, code: str, *, day: str, name: str | None, count: int | None, on: date
) -> Noted:
    """Note that somebody of an agency, or *count* people, were trained on a day that came."""
    if name is not None and count is not None:
        raise UsageRefused(
            "A name is one person: --name and --count do not go together.", "Give one of them."
        )
    with store.change("agency trained") as change:
        agency = finding.agency(store, code)
        line = Training(
            number=change.next_number("training"),
            agency=agency.code,
            held_on=day_that_came(day, on=on),
            name=name,
            people=count or 1,
        )
        change.save(line)
        return Noted(Viewer(store, on).view(agency), trained_line(line))


def not_trained(
    store: Store, code: str, *, day: str, name: str | None, count: int | None, on: date
) -> Noted:
    """Take a line out of the training register again. Raises TrainingNotFound."""
    with store.change("agency trained") as change:
        agency = finding.agency(store, code)
        held_on = day_that_came(day, on=on)
        found = [
            line
            for line in store.agencies.trained()
            if (line.agency, line.held_on) == (agency.code, held_on)
            and name in {None, line.name}
            and count in {None, line.people}
        ]
        if len(found) != 1:
            said = "More than one training" if found else "No training"
            raise TrainingNotFound(
                f"{said} of {agency.code} on {held_on.isoformat()} fits that.",
                f"See them with: marg agency show {agency.code}    "
                "Tell two of one day apart with --name or --count.",
            )
        change.remove(*found)
        return Noted(Viewer(store, on).view(agency), trained_line(found[0]))
