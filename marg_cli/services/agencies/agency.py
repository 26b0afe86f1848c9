"""Agencies: who is at the table, and under which code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.agency import Agency, AgencyKind, read_code
from marg_cli.domain.counting import all_counted
from marg_cli.domain.text import folded
from marg_cli.domain.value import replace
from marg_cli.errors import Refused
from marg_cli.services import finding
from marg_cli.services.agencies.view import AgencyView, Viewer
from marg_cli.services.editing import edited, must_change, named
from marg_cli.services.members.view import MemberView, member_views
from marg_cli.services.past_days import day_that_came

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.store.protocol import Store


RETIRE = "Retire it instead: marg agency retire {}"
RETIRE_AND_ADD = "Papers keep a code. Retire it, and add it under the other: marg agency retire {}"


class Shown(NamedTuple):
    """One agency, and the people who come for it."""

    agency: AgencyView
    members: list[MemberView]


class Retired(NamedTuple):
    """An agency that left or came back, and how many open actions are still its own."""

    agency: AgencyView
    open_actions: int


def listed(
    store: Store, *, on: date, kind: AgencyKind | None = None, retired: bool = False
) -> list[AgencyView]:
    """List agencies: core, associate, guest, and by name; retired ones only when asked."""
    with store.read("agency list") as reading:
        found = [
            agency
            for agency in store.agencies.listed()
            if kind in {None, agency.kind} and (retired or agency.retired_on is None)
        ]
        reading.note(f"{f'kind={kind} ' if kind else ''}({len(found)})")
        return Viewer(store, on).views(found)


def show(store: Store, code: str, *, on: date) -> Shown:
    """Show one agency and its people. Raises AgencyNotFound."""
    with store.read("agency show") as reading:
        agency = finding.agency(store, code)
        reading.about(agency.ref)
        people = [m for m in member_views(store) if m.agency == agency.code and m.left_on is None]
        return Shown(Viewer(store, on).view(agency), people)


def suggested_code(store: Store, name: str) -> str:
    """Make a code that is not taken, the way people shorten such a name."""
    with store.read("agency list") as reading:
        reading.note("codes")
        return _made_from(store, name)


def add(
    store: Store,
    *,
    name: str,
    code: str | None,
    kind: AgencyKind,
    sector: str | None,
    part_of: str | None,
    on: date,
) -> AgencyView:
    """Add an agency; without a code it gets one made from its name.

    Raises UsageRefused for what is no code, Refused where the code or the name is taken.
    """
    with store.change("agency add") as change:
        agency = Agency(
            code=_free(store, code) if code else _made_from(store, name),
            name=named(name, "An agency"),
            kind=kind,
            sector=sector,
            part_of=part_of,
        )
        _must_differ(store, agency)
        change.save(agency)
        return Viewer(store, on).view(agency)


def edit(
    store: Store,
    code: str,
    *,
    new_code: str | None = None,
    name: str | None = None,
    kind: AgencyKind | None = None,
    sector: str | None = None,
    part_of: str | None = None,
    on: date,
) -> AgencyView:
    """Put right what was typed wrong; an empty sector or part-of clears it.

    The code may change only while nothing speaks of it: it stands in papers that went out and
    in the audit, where it is never rewritten. Raises Refused then.
    """
    must_change(
        *(new_code, name, kind, sector, part_of),
        options="--name --kind --sector --part-of --code",
    )
    with store.change("agency edit") as change:
        before = finding.agency(store, code)
        if name is not None:
            named(name, "An agency")
        agency = edited(before, name=name, kind=kind, sector=sector, part_of=part_of)
        _must_differ(store, agency)
        if new_code is not None and read_code(new_code) != before.code:
            _must_be_unspoken_of(store, before, "cannot have another code", RETIRE_AND_ADD)
            agency = replace(agency, code=_free(store, new_code))
            change.remove(before)
        change.save(agency)
        return Viewer(store, on).view(agency)


def retire(store: Store, code: str, *, day: str | None, on: date) -> Retired:
    """Let an agency leave the group, today or on a day that came; its record stays."""
    with store.change("agency retire") as change:
        agency = finding.agency(store, code).retired(day_that_came(day, on=on))
        change.save(agency)
        return _retired(store, agency, on)


def bring_back(store: Store, code: str, *, on: date) -> Retired:
    """Let a retired agency take its seat again."""
    with store.change("agency retire") as change:
        agency = finding.agency(store, code).back()
        change.save(agency)
        return _retired(store, agency, on)


def remove(store: Store, code: str) -> Agency:
    """Take out an agency that should not have been added. Raises Refused when it is spoken of."""
    with store.change("agency remove") as change:
        agency = finding.agency(store, code)
        _must_be_unspoken_of(store, agency, "cannot be removed", RETIRE)
        change.remove(agency)
    return agency


def _made_from(store: Store, name: str) -> str:
    from marg_cli.services.exchange.codes import codes_for

    return next(codes_for([name], store.agencies.codes()))


def _free(store: Store, code: str) -> str:
    wanted = read_code(code)
    taken = store.agencies.get(wanted)
    if taken is not None:
        raise Refused(
            f"{wanted} is taken: it is the code of {taken.name}.",
            f"Bring it back with: marg agency retire {wanted} --back"
            if taken.retired_on
            else "Give another with --code, or leave it out to have one made from the name.",
        )
    return wanted


def _must_differ(store: Store, agency: Agency) -> None:
    """One name once; the same service of another organisation is told apart by part-of."""

    def called(one: Agency) -> tuple[str, str]:
        return folded(one.name), folded(one.part_of or "")

    for other in store.agencies.listed():
        if other.code != agency.code and called(other) == called(agency):
            raise Refused(
                f"{other.code} goes by that name already.",
                f"See it with: marg agency show {other.code}    "
                "Tell the two apart with --part-of, or in the name.",
            )


def _must_be_unspoken_of(store: Store, agency: Agency, refusal: str, way_out: str) -> None:
    speaking = store.agencies.speaking_of(agency.code)
    if any(speaking.values()):
        verb = "speaks" if sum(speaking.values()) == 1 else "speak"
        raise Refused(
            f"{agency.code} {refusal}: {all_counted(speaking)} {verb} of it.",
            way_out.format(agency.code),
        )


def _retired(store: Store, agency: Agency, on: date) -> Retired:
    from marg_cli.domain.action import ActionStatus

    is_open = store.actions.listed(agency=agency.code, status=ActionStatus.OPEN)
    return Retired(Viewer(store, on).view(agency), len(is_open))
