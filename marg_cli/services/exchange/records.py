"""Everything a file can hold: the kinds of record, and the document that holds them all."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, NamedTuple

from pydantic import ConfigDict, RootModel, TypeAdapter

from marg_cli.services.exchange.action_records import ActionRecord
from marg_cli.services.exchange.agency_records import AgencyRecord, MemberRecord
from marg_cli.services.exchange.case_records import CaseRecord
from marg_cli.services.exchange.correction_records import CorrectionRecord
from marg_cli.services.exchange.information_records import InformationRecord
from marg_cli.services.exchange.meeting_records import MeetingRecord
from marg_cli.services.exchange.pack_records import PackRecord
from marg_cli.services.exchange.protection_records import ErasureRecord, ProtectionRecord
from marg_cli.services.exchange.record import Record
from marg_cli.services.exchange.screening_records import ScreeningRecord
from marg_cli.services.exchange.table_records import TableRecord
from marg_cli.services.exchange.values import SettingName, SettingValue

FORMAT: Literal[1] = 1
"""The version of the document; a newer one is refused."""


class Kind(StrEnum):
    """What a record tells of, in the words of the command line."""

    AGENCY = "agency"
    MEMBER = "member"
    CASE = "case"
    MEETING = "meeting"
    ACTION = "action"
    INFORMATION = "information"
    AT_THE_TABLE = "at-the-table"
    SCREENING = "screening"
    CORRECTION = "correction"
    PACK = "pack"
    PROTECTION = "data-protection"
    ERASURE = "erasure"


class Group(RootModel[dict[SettingName, SettingValue]]):
    """The group's settings by their keys, as `marg config set` takes them."""

    model_config = ConfigDict(strict=True, frozen=True, hide_input_in_errors=True)


class Document(Record):
    """A whole group, or a part of one, in one file."""

    marg: Literal[1] = FORMAT
    group: Group = Group({})
    agencies: tuple[AgencyRecord, ...] = ()
    members: tuple[MemberRecord, ...] = ()
    cases: tuple[CaseRecord, ...] = ()
    meetings: tuple[MeetingRecord, ...] = ()
    actions: tuple[ActionRecord, ...] = ()
    information: tuple[InformationRecord, ...] = ()
    at_the_table: tuple[TableRecord, ...] = ()
    screenings: tuple[ScreeningRecord, ...] = ()
    corrections: tuple[CorrectionRecord, ...] = ()
    packs: tuple[PackRecord, ...] = ()
    data_protection: tuple[ProtectionRecord, ...] = ()
    erasures: tuple[ErasureRecord, ...] = ()


AnyRecord = (
    AgencyRecord
    | MemberRecord
    | CaseRecord
    | MeetingRecord
    | ActionRecord
    | InformationRecord
    | TableRecord
    | ScreeningRecord
    | CorrectionRecord
    | PackRecord
    | ProtectionRecord
    | ErasureRecord
)

MODELS: dict[Kind, type[AnyRecord]] = {
    Kind.AGENCY: AgencyRecord,
    Kind.MEMBER: MemberRecord,
    Kind.CASE: CaseRecord,
    Kind.MEETING: MeetingRecord,
    Kind.ACTION: ActionRecord,
    Kind.INFORMATION: InformationRecord,
    Kind.AT_THE_TABLE: TableRecord,
    Kind.SCREENING: ScreeningRecord,
    Kind.CORRECTION: CorrectionRecord,
    Kind.PACK: PackRecord,
    Kind.PROTECTION: ProtectionRecord,
    Kind.ERASURE: ErasureRecord,
}

SECTIONS = {
    "agencies": Kind.AGENCY,
    "members": Kind.MEMBER,
    "cases": Kind.CASE,
    "meetings": Kind.MEETING,
    "actions": Kind.ACTION,
    "information": Kind.INFORMATION,
    "at_the_table": Kind.AT_THE_TABLE,
    "screenings": Kind.SCREENING,
    "corrections": Kind.CORRECTION,
    "packs": Kind.PACK,
    "data_protection": Kind.PROTECTION,
    "erasures": Kind.ERASURE,
}
"""The lists of a document; they may stand in any order."""

WORKED_OUT: dict[Kind, frozenset[str]] = {
    Kind.AGENCY: frozenset({"members", "isa.in_force"}),
    Kind.MEMBER: frozenset({"number", "deputies"}),
    Kind.CASE: frozenset({"repeat", "open_actions", "next_meeting"}),
    Kind.MEETING: frozenset({"cases"}),
    Kind.ACTION: frozenset({"overdue", "days_late", "meetings_carried", "absent_when_set"}),
    Kind.INFORMATION: frozenset(),
    Kind.AT_THE_TABLE: frozenset(),
    Kind.SCREENING: frozenset({"passes", "fails_because", "changed"}),
    Kind.CORRECTION: frozenset(),
    Kind.PACK: frozenset({"recipient", "state"}),
    Kind.PROTECTION: frozenset(),
    Kind.ERASURE: frozenset(),
}
"""What the lists show beyond what is kept: an import passes over it, so that a list comes back."""


def reader(kind: Kind) -> TypeAdapter[AnyRecord]:
    """Build what validates one record of *kind*; to be kept for all of a file's rows."""
    return TypeAdapter(MODELS[kind])


class Item(NamedTuple):
    """One good record and where it stood; `path` is for JSON, `made` an agency's code we made."""

    kind: Kind
    record: AnyRecord
    line: int | None
    path: str | None
    made: bool = False
