"""Reading a file for import: what it holds, as records, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from marg_cli.services.exchange.action_records import ActionRecord
from marg_cli.services.exchange.agency_records import AgencyRecord, MemberRecord
from marg_cli.services.exchange.case_records import CaseRecord
from marg_cli.services.exchange.incoming import Incoming
from marg_cli.services.exchange.information_records import InformationRecord
from marg_cli.services.exchange.meeting_records import MeetingRecord
from marg_cli.services.exchange.problems import Problem
from marg_cli.services.exchange.records import Item


class Reading(NamedTuple):
    """Everything one file holds. `read` counts its records, good or not."""

    items: tuple[Item, ...]
    group: Mapping[str, str]
    problems: tuple[Problem, ...]
    read: int

    @property
    def agencies(self) -> tuple[AgencyRecord, ...]:
        """The agencies, each with a code."""
        return tuple(i.record for i in self.items if isinstance(i.record, AgencyRecord))

    @property
    def members(self) -> tuple[MemberRecord, ...]:
        """The members."""
        return tuple(i.record for i in self.items if isinstance(i.record, MemberRecord))

    @property
    def cases(self) -> tuple[CaseRecord, ...]:
        """The cases."""
        return tuple(i.record for i in self.items if isinstance(i.record, CaseRecord))

    @property
    def meetings(self) -> tuple[MeetingRecord, ...]:
        """The meetings."""
        return tuple(i.record for i in self.items if isinstance(i.record, MeetingRecord))

    @property
    def actions(self) -> tuple[ActionRecord, ...]:
        """The actions."""
        return tuple(i.record for i in self.items if isinstance(i.record, ActionRecord))

    @property
    def information(self) -> tuple[InformationRecord, ...]:
        """What agencies shared."""
        return tuple(i.record for i in self.items if isinstance(i.record, InformationRecord))


def read(
    data: bytes,
    *,
    name: str,
    kind: str | None,
    columns: Mapping[str, str],
    today: date,
    taken_codes: frozenset[str],
) -> Reading:
    """Read all of one file; whatever its bytes are, what is wrong with them is in `problems`.

    *columns* gives our field for a column of a CSV of theirs ("" passes over it); *kind* is needed
    only where the columns fit more than one kind. Raises UsageRefused when *kind* is none.
    """
    incoming = Incoming(
        data, name=name, kind=kind, columns=columns, today=today, taken_codes=taken_codes
    )
    items: list[Item] = []
    problems: list[Problem] = []
    group: dict[str, str] = {}
    for found in incoming:
        if isinstance(found, Item):
            items.append(found)
        elif isinstance(found, Problem):
            problems.append(found)
        else:
            group.update(found.root)
    return Reading(tuple(items), group, tuple(problems), incoming.read)
