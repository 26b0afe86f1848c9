"""An invented year of an invented group, as data: who comes, who is referred, what becomes of it.

Everybody is made up of plants, birds and weather; NHS numbers begin with 999.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
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


NEXT_YEAR = "2027-01-05"

AGENCIES = [
    Agency("POL", "Puddleby Police", CORE, ("Sgt Rowan Hailstone", "PC Wren Sleetby"), NEXT_YEAR),
    Agency("ASG", "Adult Safeguarding", CORE, ("Hazel Mistlewood", "Moss Gustard"), NEXT_YEAR),
    Agency("HSOL", "Housing Solutions", CORE, ("Bryony Thawley", "Reed Drizzleton"), NEXT_YEAR),
    Agency("EBB", "Ebb Drug Service", CORE, ("Sorrel Flood", "Burdock Flurry"), NEXT_YEAR),
    Agency("NMH", "Mental Health Trust", CORE, ("Dr Lark Overcast",), NEXT_YEAR),
    Agency("PROB", "Puddleby Probation", CORE, ("Heron Galesworth",), "2026-09-01"),
    Agency("GLIM", "Glimmer Domestic Abuse Service", CORE, ("Ivy Sunbeam",), "2026-06-30"),
    Agency("LAMP", "Lamplight Outreach", CORE, ("Finch Moonrise",), NEXT_YEAR),
    Agency("WICK", "Wicket Adult Education", ASSOCIATE, ("Sedge Breezeway",), NEXT_YEAR),
    Agency("PAWS", "Paws and Feathers", GUEST, ("Bramble Kite",), None),
]

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

    *ends* is the number of the meeting (0 to 11) that agrees to close the case, the day it is
    closed and where the person went; *reviews* puts it off at one meeting until another.
    """

    name: str | None
    born: str | None
    on: str
    via: str
    by: str
    theme: str
    decided: tuple[str, str] | None
    ends: tuple[int, str, str] | None
    reviews: dict[int, int]


ACCEPT, DECLINE = "accept", "decline"


def _read(row: dict[str, str]) -> Referred:
    return Referred(
        name=row["name"] or None,
        born=row["born"] or None,
        on=row["on"],
        via=row["via"],
        by=row["by"],
        theme=row["theme"],
        decided=(row["decided"], row["decision"]) if row["decided"] else None,
        ends=(int(row["ends_at"]), row["closed"], row["destination"]) if row["ends_at"] else None,
        reviews={int(row["put_off_at"]): int(row["until_meeting"])} if row["put_off_at"] else {},
    )


with Path(__file__).with_name("cases.csv").open(encoding="utf-8") as _file:
    CASES = [_read(row) for row in csv.DictReader(_file)]
"""Thirty people, in the order they were referred."""

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

EXAMPLE = date(2026, 10, 13)
"""The meeting of which the papers stand among the examples."""
EVERY_FORMAT = 8
"""The meeting whose papers are written in every format, and read back."""
TAKEN = {1, 4, 6, 7, 10}
"""The meetings at which the minutes are taken live, a line for each thing said."""
AT_A_TERMINAL = 6
"""The one of them typed at a real terminal, which is killed in the middle."""
UNDONE = {4, 5}
"""At these meetings an action is typed twice, and taken back: in a line, and by a command."""
AMENDED = 0
"""The meeting of which the minutes are amended when the next one is to approve them."""
CHAIR_CORRECTS = 3
"""The meeting of which the draft comes back from the chair with a word changed."""
CORRECTED = {2, 7}
"""The meetings of which a decision is put right after their minutes have gone out."""
BARRED, UNBLOCKED_AFTER = 2, 20
"""Of how many cases at a meeting one has a barrier; days until that is out of the way."""
ON_A_SHEET = {3: "HSOL", 9: "ASG"}
"""Which agency answers its lateral checks on the sheet it was sent, for which meeting."""
RETURNED = {2, 5, 9}
"""After which meetings the agency that holds most sends its action sheet back filled in."""
EXTRA = (date(2026, 9, 14), date(2026, 9, 22), date(2026, 9, 29))
"""A meeting between two meetings: the day it is called, the day it is cancelled, and its own."""
MONDAYS = date(2026, 12, 8)
"""The day the group plans the next year, on first Mondays: its last meeting of this one."""
REVIEWS = {
    "group.tor_review": (date(2026, 9, 30), date(2026, 10, 5), date(2027, 9, 30)),
    "group.membership_review": (date(2027, 6, 1), date(2027, 6, 1), date(2028, 6, 1)),
    "group.dpia": (date(2026, 4, 30), date(2026, 4, 22), date(2027, 4, 30)),
}
"""What the group has to review by when, when it does, and until when that holds."""

NOT_REACHED = {2: "Gorse Updraught"}
"""Time ran out at the meeting of that number before this one was called."""

RATED_ANEW = "Alder Mizzlethwaite"
"""In whose case the first minutes were amended."""
GUEST_OF_THE_YEAR = "Bramble Kite"
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
