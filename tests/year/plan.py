"""An invented year of an invented group, as data: who comes, who is referred, what becomes of it.

Everybody is made up of plants, birds and weather; NHS numbers begin with 999.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

GROUP = {
    "group.name": "Puddleby Multi-agency Resolution Group",
    "group.chair": "Larch Windermost",
    "group.minute_taker": "Teasel Inkwell",
    "meeting.rule": "second Tuesday",
    "meeting.holiday": "move",
    "meeting.venue": "The Long Room, Puddleby Weather Station",
    "meeting.quorum": "5",
    "calendar.closed": "2026-08-11",
}

CORE, ASSOCIATE, GUEST = "core", "associate", "guest"


class Agency(NamedTuple):
    """An agency, its people (the second stands in for the first), and its agreement's review."""

    code: str
    name: str
    kind: str
    people: tuple[str, ...]
    review: str | None
    """When the agreement is reviewed; None is an agreement that was never signed."""


AGENCIES = [
    Agency("POL", "Puddleby Police", CORE, ("Sgt Rowan Hailstone", "PC Wren Sleetby"), "2027-01-05"),
    Agency("ASG", "Adult Safeguarding", CORE, ("Hazel Mistlewood", "Moss Gustard"), "2027-01-05"),
    Agency("HSOL", "Housing Solutions", CORE, ("Bryony Thawley", "Reed Drizzleton"), "2027-01-05"),
    Agency("EBB", "Ebb Drug and Alcohol Service", CORE, ("Sorrel Flood", "Burdock Flurry"), "2027-01-05"),
    Agency("NMH", "Mental Health Trust", CORE, ("Dr Lark Overcast",), "2027-01-05"),
    Agency("PROB", "Puddleby Probation", CORE, ("Heron Galesworth",), "2026-09-01"),
    Agency("GLIM", "Glimmer Domestic Abuse Service", CORE, ("Ivy Sunbeam",), "2026-06-30"),
    Agency("LAMP", "Lamplight Outreach", CORE, ("Finch Moonrise",), "2027-01-05"),
    Agency("WICK", "Wicket Adult Education", ASSOCIATE, ("Sedge Breezeway",), "2027-01-05"),
    Agency("PAWS", "Paws and Feathers", GUEST, ("Bramble Kite",), None),
]  # fmt: skip

RENEWED = {"GLIM": (date(2026, 6, 22), "2027-06-30")}
"""Whose agreement is signed anew, when, and until when; probation's lapses in September."""

LEAVES = [
    (date(2026, 5, 20), "Sgt Rowan Hailstone", "POL", "Sgt Plover Raindrop"),
    (date(2026, 10, 1), "Sorrel Flood", "EBB", "Burdock Flurry"),
]
"""Who leaves, and who takes over: a newcomer, or somebody who is there."""

ATTENDANCE = {
    "POL": "PPPPPPPPPPPP",
    "ASG": "PPDPPPPDPPPP",
    "HSOL": "PPPDPPAPPPPP",
    "EBB": "PPPPDPPPDPPP",
    "NMH": "PAPXPPAPPXPP",
    "PROB": "PPPPPAXXPPPA",
    "GLIM": "PPAPPPPPPPPP",
    "LAMP": "PPPPPPPPPPPP",
}
"""Meeting by meeting: present, by a deputy, apologies, or absent without any (X)."""


class Referred(NamedTuple):
    """One person: how the case came, what was decided on it when, and how its outcomes went.

    *decided* is a day and a word; *ends* the number of the meeting (0 to 11) that agrees to close
    it, the day it is closed and where the person went. *reviews* puts a case off at the meeting
    of that number, to the meeting of another.
    """

    name: str | None
    born: str | None
    on: str
    via: str
    by: str
    theme: str
    decided: tuple[str, str] | None
    ends: tuple[int, str, str] | None = None
    reviews: dict[int, int] = {}


ACCEPT, DECLINE, WITHDRAW = "accept", "decline", "withdraw"
OLD = "2025-02-03"

CASES = [
    Referred("Juniper Frostwick", "1971-03-02", OLD, "add", "POL", "homelessness", ("2026-01-05", ACCEPT), (0, "2026-01-15", "moved out of area")),
    Referred("Alder Mizzlethwaite", "1984-05-12", "2026-01-05", "add", "POL", "homelessness", ("2026-01-06", ACCEPT), (2, "2026-03-12", "moved to other support")),
    Referred("Bluebell Squallby", "1990-11-30", "2026-01-05", "mail", "HSOL", "domestic abuse", ("2026-01-06", ACCEPT), (4, "2026-05-14", "no longer requires support")),
    Referred("Corncrake Hoarwell", "1962-07-19", "2026-01-06", "form", "LAMP", "substance misuse", ("2026-01-07", ACCEPT), (1, "2026-02-11", "disengaged")),
    Referred(None, None, "2026-01-19", "add", "GLIM", "domestic abuse", ("2026-01-22", ACCEPT), (3, "2026-04-16", "MARAC")),
    Referred("Dogwood Thunderley", "1977-01-08", "2026-01-26", "mail", "EBB", "substance misuse", ("2026-01-30", DECLINE)),
    Referred("Eglantine Sleetsworth", "1955-09-23", "2026-02-02", "form", "ASG", "mental health", ("2026-02-04", ACCEPT), (5, "2026-06-11", "returned to lead agency"), {2: 4}),
    Referred("Fieldfare Nimbus", "1988-12-01", "2026-02-16", "add", "PROB", "criminal justice", ("2026-02-20", ACCEPT), (3, "2026-04-20", "prison")),
    Referred("Gorse Updraught", "1969-04-27", "2026-02-23", "mail", "NMH", "mental health", ("2026-02-24", ACCEPT), (7, "2026-08-14", "hospital"), {3: 5}),
    Referred("Hornbeam Drifter", "1993-06-06", "2026-03-02", "add", "HSOL", "homelessness", ("2026-03-05", WITHDRAW)),
    Referred("Isobar Knapweed", "1980-10-10", "2026-03-16", "form", "POL", "criminal justice", ("2026-03-19", ACCEPT), (4, "2026-05-15", "MAPPA")),
    Referred("Jackdaw Monsoon", "1974-02-14", "2026-03-23", "add", "LAMP", "homelessness", ("2026-03-24", ACCEPT), (6, "2026-07-16", "moved to other support")),
    Referred("Kingcup Blizzardson", "1966-08-31", "2026-03-30", "mail", "EBB", "substance misuse", ("2026-04-02", ACCEPT), (6, "2026-07-17", "deceased")),
    Referred("Lapwing Cumulus", "1991-03-17", "2026-04-13", "add", "ASG", "mental health", ("2026-04-20", DECLINE)),
    Referred("Mallow Stormcock", "1986-11-05", "2026-04-20", "form", "GLIM", "domestic abuse", ("2026-04-22", ACCEPT), (7, "2026-08-19", "no longer requires support")),
    Referred("Nuthatch Icicleton", "1959-01-21", "2026-05-05", "add", "HSOL", "homelessness", ("2026-05-07", ACCEPT), (5, "2026-06-12", "excluded")),
    Referred("Oxlip Rainbowden", "1978-05-29", "2026-05-18", "mail", "POL", "substance misuse", ("2026-05-21", ACCEPT), (9, "2026-10-15", "moved to other support"), {6: 8}),
    Referred("Pipit Cloudesley", "1995-07-07", "2026-05-26", "add", "NMH", "mental health", ("2026-05-29", ACCEPT), (8, "2026-09-10", "returned to lead agency")),
    Referred("Quince Dewpond", "1983-09-13", "2026-06-08", "form", "LAMP", "homelessness", ("2026-06-15", ACCEPT), (10, "2026-11-12", "other")),
    Referred("Redstart Fogarty-Haar", "1972-12-24", "2026-06-22", "mail", "PROB", "criminal justice", ("2026-06-25", ACCEPT), (8, "2026-09-11", "prison")),
    Referred("Saffron Whirlwind", "1967-02-28", "2026-07-06", "add", "EBB", "substance misuse", ("2026-07-08", ACCEPT), (11, "2026-12-10", "unknown")),
    Referred("Tamarisk Sunshower", "1989-04-04", "2026-07-20", "form", "GLIM", "domestic abuse", ("2026-07-22", ACCEPT)),
    Referred("Umber Snowdrop", "1976-06-16", "2026-08-03", "add", "ASG", "mental health", ("2026-08-05", WITHDRAW)),
    Referred("Valerian Twister", "1963-10-02", "2026-08-17", "mail", "HSOL", "homelessness", ("2026-08-19", ACCEPT), None, {9: 11}),
    Referred("Whinchat Barometer", "1992-08-20", "2026-09-01", "add", "POL", "criminal justice", ("2026-09-03", ACCEPT)),
    Referred("Yarrow Permafrost", "1957-03-11", "2026-09-21", "form", "LAMP", "homelessness", ("2026-09-24", ACCEPT)),
    Referred("Zephyr Bullrush", "1981-01-01", "2026-10-05", "add", "NMH", "mental health", ("2026-10-07", ACCEPT)),
    Referred("Aspen Torrentby", "1970-05-05", "2026-10-12", "mail", "EBB", "substance misuse", ("2026-11-05", ACCEPT)),
    Referred("Bulrush Zenith", "1968-07-30", "2026-11-23", "add", "HSOL", "homelessness", ("2026-11-25", ACCEPT)),
    Referred("Celandine Tempest", "1994-09-09", "2026-12-14", "form", "GLIM", "domestic abuse", None),
]  # fmt: skip

DEFERRED = {"Aspen Torrentby": ("2026-10-14", "2026-11-10")}
"""Who was put off first: on which day, until which."""


class Again(NamedTuple):
    """A case that had ended and came back."""

    name: str
    on: str
    by: str
    accepted: str
    ends: tuple[int, str | None, str]


AGAIN = [
    Again("Juniper Frostwick", "2026-03-25", "POL", "2026-03-27", (9, "2026-10-16", "other")),
    Again("Corncrake Hoarwell", "2026-08-24", "LAMP", "2026-08-26", (11, None, "")),
]
"""The first after more than twelve months, so no repeat; the second after seven, a repeat."""

NAMED_LATE = ("GLIM", "2026-03-16", "Cygnet Overflow")
"""The one who came by initials only is named on that day; until then nobody can be asked."""

NOT_REACHED = {2: "Gorse Updraught"}
"""Time ran out at the meeting of that number before this one was called."""

GUESTS = {3: "Fieldfare Nimbus", 8: "Valerian Twister"}
INTERESTS = {1: ("Finch Moonrise", "Corncrake Hoarwell"), 6: ("Moss Gustard", "Mallow Stormcock")}
SILENT = {2: "NMH", 6: "NMH", 9: "PROB"}
"""Which agency answered no lateral check for which meeting."""
TARDY = {1: "EBB", 4: "GLIM", 7: "EBB"}
"""Which answered after the day."""


class Fate(NamedTuple):
    """What became of an action; days count from the due day it had, and None is still open."""

    due: str
    ended: int | None
    how: str = "done"
    moved: tuple[tuple[int, int], ...] = ()
    """On which day it was moved, and by how many days, each from the due day there was."""
    handed_on: int | None = None
    progress: int | None = None


FATES = [
    Fate("2 weeks", -3),
    Fate("10 working days", 5),
    Fate("friday", 0),
    Fate("end of month", 3, "circumstances"),
    Fate("next meeting", 8, progress=2),
    Fate("3 weeks", 10, "agency"),
    Fate("2 weeks", 1, moved=((-1, 21),)),
    Fate("5 working days", -1, handed_on=-3),
    Fate("10 working days", None, moved=((0, 14), (2, 28))),
    Fate("4 weeks", -7, progress=-10),
    Fate("3 weeks", None),
]
"""One after the other, action by action."""

LEADS = {
    "homelessness": "HSOL",
    "substance misuse": "EBB",
    "mental health": "NMH",
    "domestic abuse": "GLIM",
    "criminal justice": "PROB",
}
