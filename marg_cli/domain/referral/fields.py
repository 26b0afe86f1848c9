"""The fields of a referral: their numbers on the form, what else they are called, their shape."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

PROCESSES = ("MAPPA", "MARAC", "MASH")


class Shape(Enum):
    """What an answer looks like: one line, a text, boxes ticked, or a line for each of several."""

    LINE = auto()
    TEXT = auto()
    TICKS = auto()
    ROWS = auto()


class Field(NamedTuple):
    """One field of a referral.

    `number` stands before its question on the form, for as long as there is a form. `label` names
    it to a person. `names` are what else people call it before a colon. `asked` says that a person
    is asked when nobody answered it.
    """

    key: str
    number: str
    label: str
    names: tuple[str, ...] = ()
    shape: Shape = Shape.LINE
    asked: bool = False
    options: tuple[str, ...] = ()


SECTIONS = (
    "Who refers",
    "The person",
    "Why the group is asked",
    "What it is about",
    "What was done before",
    "Immediate risk",
    "Who else is involved",
)
"""The form's headings, after their numbers from 1."""

YES_NO = ("Yes", "No")

FIELDS = (
    Field("referrer", "1.1", "Agency that refers", ("your agency", "agency", "referring agency",
          "referred by", "referrer", "organisation", "from agency"), asked=True),
    Field("referred_by", "1.2", "Who wrote it", ("your name", "name of referrer", "referrer name",
          "referrers name", "referring officer", "referring worker", "completed by")),
    Field("role", "1.3", "Their role", ("your role", "job title", "role")),
    Field("contact", "1.4", "How to reach them", ("how to reach you", "your contact details",
          "contact details", "your telephone", "your email", "referrer contact")),
    Field("on", "1.5", "Date of referral", ("date of this referral", "date of referral",
          "referral date", "date referred")),
    Field("name", "2.1", "Name", ("full name", "name", "name of person", "persons name",
          "client name", "name of client", "clients name", "patient name", "service user",
          "subject name", "client", "person"), asked=True),
    Field("initials", "", "Initials", ("initials",)),
    Field("aliases", "2.2", "Also known as", ("also known as", "aka", "alias", "aliases",
          "known as", "other names", "nickname")),
    Field("born", "2.3", "Born", ("date of birth", "dob", "born", "birth date", "d o b"),
          asked=True),
    Field("address", "2.4", "Address", ("address or no fixed abode", "address", "home address",
          "current address", "lives at"), asked=True),
    Field("nhs", "2.5", "NHS number", ("nhs number", "nhs no", "nhs")),
    Field("police_ref", "2.6", "Police reference", ("police reference", "police ref",
          "police number", "pnc", "pnc id")),
    Field("area", "2.7", "Area", ("area", "locality", "ward", "neighbourhood")),
    Field("knows", "2.8", "The person knows", ("does the person know of this referral",
          "does the person know", "person aware", "client aware", "aware of referral"),
          Shape.TICKS, options=YES_NO),
    Field("safe_contact", "2.9", "Safe contact", ("how can they be contacted safely",
          "safe contact", "safe to contact", "how to contact safely"), Shape.TEXT),
    Field("basis", "2.10", "Basis for sharing", ("on what basis do you share this", "basis",
          "lawful basis", "legal basis", "basis for sharing"), Shape.TEXT),
    Field("reason", "3.1", "Why it is referred", ("why do you refer now", "why do you refer",
          "reason for referral", "reason", "reasons for referral", "why referred", "concerns"),
          Shape.TEXT, asked=True),
    Field("resolving", "3.2", "What to resolve", ("what are we to resolve", "to resolve",
          "what do you want resolved", "desired outcome", "what we try to resolve",
          "what we are trying to resolve", "what are we trying to resolve", "what we are resolving",
          "what the group is trying to resolve"), Shape.TEXT, asked=True),
    Field("themes", "4.1", "Disadvantages", ("disadvantages", "themes", "issues"), Shape.TICKS),
    Field("other_themes", "4.2", "Other themes", ("other themes", "other issues")),
    Field("tried", "5.1", "What was tried", ("what was tried", "what has been tried", "tried",
          "what have you tried", "interventions tried"), Shape.TEXT),
    Field("failed_because", "5.2", "Why it failed", ("why did it fail", "why it failed",
          "why has it failed"), Shape.TEXT),
    Field("supervision", "5.3", "Case supervision", ("been through case supervision",
          "has it been through case supervision", "case supervision", "supervision"),
          Shape.TICKS, options=YES_NO),
    Field("other_process", "5.4", "Other processes", ("in another process", "other processes",
          "other process"), Shape.TICKS, options=("None", *PROCESSES, "Other")),
    Field("immediate_risk", "6.1", "Immediate risk", ("is anybody at immediate risk",
          "immediate risk", "immediate risks"), Shape.TICKS, asked=True, options=YES_NO),
    Field("reported_to", "6.2", "Risk reported to", ("whom did you tell and when",
          "risk reported to", "reported to"), Shape.TEXT),
    Field("agencies", "7.1", "Agencies involved", ("agencies involved", "other agencies",
          "who else is involved"), Shape.ROWS),
)  # fmt: skip

BY_KEY = {field.key: field for field in FIELDS}
BY_NUMBER = {field.number: field for field in FIELDS if field.number}
REQUIRED = ("referrer", "name", "reason")
"""Without these nothing is received; initials do for a name that is not known."""
