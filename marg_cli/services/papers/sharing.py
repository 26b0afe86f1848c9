"""What a paper for every member may say of a case, by the group's sharing policy.

Only `core` opens every case to every core member. Under `involved` and `named`, a paper that
goes to all of them names a case's reference and its time, and nothing else of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.value import replace

if TYPE_CHECKING:
    from collections.abc import Collection

    from marg_cli.domain.agency import Agency
    from marg_cli.domain.information import Information
    from marg_cli.domain.papers.actions import ActionLine
    from marg_cli.domain.papers.agenda import Slot
    from marg_cli.services.group import Group

EVERY_CASE = "core"


def opens_every_case(made: Group) -> bool:
    """Whether every core member sees every case."""
    return made.text("sharing.policy") == EVERY_CASE


def may_see_case(made: Group, agency: Agency, connected: Collection[str]) -> bool:
    """Whether an agency in the room may see what is said of a case.

    *connected* are the codes of its referrer, its lead agency and those involved. Core members
    see every case where the policy opens them; anybody else only a case they belong to.
    """
    is_open = opens_every_case(made) and agency.kind is AgencyKind.CORE
    return is_open or agency.code in connected


def bare_slot(slot: Slot) -> Slot:
    """A slot with its reference, kind and time alone."""
    return replace(
        slot,
        guests=(),
        themes=(),
        resolving=None,
        case_coordinator=None,
        agencies=(),
        checks_in=None,
        checks_out=None,
        will_speak=(),
        withdrew=(),
        views_on=None,
        views_missed_on=None,
        views_asked=(),
        actions=(),
        shared=False,
    )


def without_screening(slot: Slot) -> Slot:
    """A slot without what only the chair reads: how the case was screened, and an override."""
    return replace(slot, screening=None, override=None)


def may_read(information: Information, reader: str | None) -> bool:
    """Whether a paper for an agency may hold information; None is a paper for all members.

    What was shared only for some agencies reaches them and its source, and no other reader.
    """
    return information.may_be_read_by(reader)


def bare_line(line: ActionLine) -> ActionLine:
    """An action on a case without what it says; the group's own actions stay whole."""
    if line.case is None:
        return line
    return replace(
        line,
        what="",
        moved_because=None,
        intended=None,
        outcome=None,
        progress=(),
        shared=False,
    )
