"""The columns a CSV of each kind may have, and how to tell its kind from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from marg_cli.domain.action import ActionStatus, ClosedBecause
from marg_cli.domain.agency import AgencyKind, IsaStatus
from marg_cli.domain.case import CaseStatus, Destination
from marg_cli.domain.information import InformationKind
from marg_cli.domain.meeting import MeetingStatus
from marg_cli.services.exchange.cells import Turn
from marg_cli.services.exchange.csv_file import folded
from marg_cli.services.exchange.problems import CannotGoOn
from marg_cli.services.exchange.records import MODELS, SECTIONS, WORKED_OUT, Kind
from marg_cli.services.exchange.wording import names_of

OFFICERS_WORDS = "update"
"""A column in which officers wrote, in their own words, how far an agency has come."""

TEXT, DAY = Turn.TEXT, Turn.DAY

COLUMNS: dict[Kind, dict[str, Turn | type[Enum]]] = {
    Kind.AGENCY: {
        **dict.fromkeys(("code", "name", "sector", "part_of"), TEXT),
        "kind": AgencyKind,
        "isa_status": IsaStatus,
        **dict.fromkeys(("isa_signed_on", "isa_review_on", "retired_on"), DAY),
        **dict.fromkeys(("isa_officer", "isa_note", OFFICERS_WORDS), TEXT),
        "trained": Turn.TRAINING,
    },
    Kind.MEMBER: {
        **dict.fromkeys(("name", "agency", "role", "email", "deputy_for"), TEXT),
        "left_on": DAY,
    },
    Kind.CASE: {
        "ref": TEXT,
        "status": CaseStatus,
        **dict.fromkeys(("initials", "name", "aliases", "address", "nhs", "police_ref"), TEXT),
        "born": Turn.BIRTHDAY,
        **dict.fromkeys(("area", "themes", "resolving", "referrer", "reason"), TEXT),
        **dict.fromkeys(("agencies", "lead_agency", "case_coordinator"), TEXT),
        **dict.fromkeys(("because", "signposted_to", "outcome"), TEXT),
        **dict.fromkeys(("referred_on", "deferred_until", "closed_on"), DAY),
        "destination": Destination,
    },
    Kind.MEETING: {
        "date": DAY,
        "status": MeetingStatus,
        **dict.fromkeys(("at", "venue", "chair", "minute_taker"), TEXT),
    },
    Kind.ACTION: {
        **dict.fromkeys(("ref", "case", "what", "agency", "owner"), TEXT),
        **dict.fromkeys(("due", "first_due", "meeting", "set_on", "closed_on"), DAY),
        "times_moved": Turn.NUMBER,
        "status": ActionStatus,
        "direct": Turn.YES_NO,
        **dict.fromkeys(("intended", "outcome"), TEXT),
        "closed_because": ClosedBecause,
    },
    Kind.INFORMATION: {
        **dict.fromkeys(("ref", "case", "agency", "text", "only_for"), TEXT),
        "kind": InformationKind,
        **dict.fromkeys(("third_party", "criminal", "returned"), Turn.YES_NO),
        **dict.fromkeys(("on", "meeting"), DAY),
    },
    Kind.AT_THE_TABLE: {},
    Kind.SCREENING: {
        **dict.fromkeys(("case", "other_process", "why_here", "themes", "tried"), TEXT),
        **dict.fromkeys(("failed_because", "immediate_risk", "reported_to", "remarks"), TEXT),
        "referral": Turn.NUMBER,
        "supervision": Turn.YES_NO,
        **dict.fromkeys(("on", "meeting"), DAY),
    },
    Kind.CORRECTION: {},
    Kind.PACK: {},
    Kind.PROTECTION: {},
    Kind.ERASURE: {},
}

SAME_COLUMN = {"organisation": "name"}

NEEDED: dict[Kind, tuple[tuple[str, ...], ...]] = {
    Kind.AGENCY: (("name",),),
    Kind.MEMBER: (("name",), ("agency",)),
    Kind.CASE: (("initials", "name"), ("referred_on", "ref", "referrals")),
    Kind.MEETING: (("date",),),
    Kind.ACTION: (("case",), ("what",), ("agency",), ("due",)),
    Kind.INFORMATION: (("case",), ("agency",), ("kind",), ("text",)),
    Kind.AT_THE_TABLE: (
        ("case",),
        ("views", "risks", "barriers", "decisions", "plans", "outcomes", "learnt"),
    ),
    Kind.SCREENING: (("case",), ("on",), ("supervision",)),
    Kind.CORRECTION: (("ref",), ("now",), ("because",), ("by",)),
    Kind.PACK: (("ref",), ("kind",), ("audience",), ("built_on",)),
    Kind.PROTECTION: (
        ("case",),
        ("basis", "requests", "restriction", "retention", "holds"),
    ),
    Kind.ERASURE: (("case",), ("erased_on",), ("category",)),
}
"""What every record of a kind must say; of alternatives one is enough."""

IN_SHORT = {Kind.AGENCY: {"training"}, Kind.MEETING: {"attendance"}}
"""Columns in which a list shows only a part of what is kept; reading them would lose the rest."""

PLURALS = {kind: section for section, kind in SECTIONS.items()}


def in_csv(kind: Kind) -> dict[str, str]:
    """The columns of *kind*: as matched, and the field each stands for ("" is passed over)."""
    own = {folded(name): name for name in COLUMNS[kind]}
    others = SAME_COLUMN if kind is Kind.AGENCY else {}
    passed_over = {folded(name.replace(".", "_")): "" for name in WORKED_OUT[kind] | in_short(kind)}
    return {**passed_over, **{folded(theirs): ours for theirs, ours in others.items()}, **own}


def in_short(kind: Kind) -> frozenset[str]:
    """The columns of *kind* that are passed over because they hold too little."""
    return frozenset(IN_SHORT.get(kind, ()))


def in_json(kind: Kind) -> dict[str, str]:
    """The fields of *kind* in a JSON file."""
    fields = {folded(name): name for name in names_of(MODELS[kind])}
    return {**{folded(name): "" for name in WORKED_OUT[kind] | in_short(kind)}, **fields}


def kind_of(names: Iterable[str], tables: Mapping[Kind, Mapping[str, str]]) -> Kind:
    """The one kind whose columns these are. Raises CannotGoOn, naming the choice to make."""
    asked = [folded(name) for name in names if name.strip()]
    known = {
        kind: [table[name] for name in asked if name in table] for kind, table in tables.items()
    }
    most = max(len(found) for found in known.values())
    if not most:
        raise CannotGoOn("names no field that marg knows; the first row of a CSV names its columns")
    likely = [kind for kind, found in known.items() if len(found) == most]
    whole = [kind for kind in likely if not lacking(kind, known[kind])]
    if len(whole or likely) > 1:
        which = " or ".join(f"--kind {kind}" for kind in whole or likely)
        raise CannotGoOn(f"these columns fit more than one kind of record; say which: {which}")
    return (whole or likely)[0]


def lacking(kind: Kind, fields: Iterable[str]) -> list[str]:
    """What a file of *kind* must have and these *fields* are without."""
    there = set(fields)
    return [choice[0] for choice in NEEDED[kind] if there.isdisjoint(choice)]
