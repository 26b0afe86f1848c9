"""Meetings of people with the commonest British names, in which nobody says what they may not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from typing import NamedTuple

from marg_cli.domain.case import Case
from marg_cli.domain.minutes import CASE_HEADINGS
from marg_cli.domain.papers.agenda import AgendaPaper
from marg_cli.domain.papers.minutes import MinutesPaper
from marg_cli.domain.value import replace
from tests.documents.papers import (
    a_case,
    a_head,
    a_minutes_paper,
    a_slot,
    an_action_line,
    an_agenda,
    an_attendee,
)

HERE = Path(__file__).parent
SURNAMES = (HERE / "surnames.txt").read_text("utf-8").split()
FIRST_NAMES = (HERE / "first_names.txt").read_text("utf-8").split()

SAID = """\
Will ring the surgery before the long weekend and read the letter to them.
Young adults share the house in Mill Lane; the street is short and the rent is low.
The page of the plan about the dog is still to be filled in.
May need a new key: the lock was changed in May and again on 12 May 2026.
Chase the housing benefit form, and price up the repair to the hall.
Seen at the Hill Surgery on 4 June 2026 and since March at the day centre in Church Street.
Ward 7 will keep the bed until the care package is in place.
Cook with them on Fridays; the park is a good place to walk the dog.
The bank holds the money; cash is brought to the door by the brook.
A strong wish to stay north of the river, near the wood and the old mill.
Mark the meter cupboard, and grant the engineer access early in the day.
He was low in the winter; hope is what the group has to give.
They may come back to Rose House, case by case, when a room is free.
The black van was seen again in Short Street, by the bridge, with the brown dog.
Read the risk plan aloud. Hunt for the missing page of the tenancy agreement.
A hard summer: rain in April, frost in January, and no heat in the flat.
The police log for the week has eight calls, none after the fox was let out.
Price the works, then bill the landlord; the law is plain and the power is on.
It is a grey day when the dean of the college has to judge who is in the right.
A white card by the bell says when the nurse will call: Monday to Friday, 9 to 5.
The Town Hall is open late in December; Park Road is closed from the west end.
The baker's tins, a silver ring and a stone were left in the porch at King Street.
""".splitlines()


class Held(NamedTuple):
    """One meeting's papers, the people they may and may not speak of, and who was there."""

    minutes: MinutesPaper
    agenda: AgendaPaper
    hidden: tuple[Case, ...]
    shown: tuple[Case, ...]
    known: tuple[str, ...]


def held(number: int) -> Held:
    """The meeting of that number: always the same one."""
    chance = Random(number)  # noqa: S311 - the same every time
    shown = tuple(_person(chance, f"M26-{at:03}") for at in range(1, 13))
    hidden = tuple(_person(chance, f"M26-{at:03}") for at in range(101, 131))
    there = [_name(chance) for _ in range(12)]
    agencies = [f"{chance.choice(SURNAMES)} {kind}" for kind in ("House", "Trust", "Care")]
    venue = f"Committee Room 2, {chance.choice(SURNAMES)} Street"
    head = a_head(venue=venue, chair=there[0], minute_taker=there[1])
    attending = tuple(an_attendee(name=name, agency_name=chance.choice(agencies)) for name in there)
    cases = tuple(
        a_case(
            {key: tuple(chance.sample(SAID, 2)) for key in CASE_HEADINGS},
            ref=case.ref,
            actions=(an_action_line(what=chance.choice(SAID), owner=chance.choice(there)),),
        )
        for case in shown
    )
    slots = tuple(a_slot(ref=case.ref, resolving=chance.choice(SAID)) for case in shown)
    minutes = a_minutes_paper(head=replace(head, title="Minutes"), attending=attending, cases=cases)
    agenda = an_agenda(head=head, slots=slots, apologies=attending[:2])
    return Held(minutes, agenda, hidden, shown, (*there, *agencies, venue, head.group))


def _person(chance: Random, ref: str) -> Case:
    return Case(
        ref=ref,
        initials="XX",
        name=_name(chance),
        aliases=tuple(chance.sample(FIRST_NAMES, 2)),
        born=date(chance.randrange(1930, 2008), chance.randrange(1, 13), chance.randrange(1, 29)),
        address=f"{chance.randrange(1, 99)} {chance.choice(SURNAMES)} Street, Exampleton",
        nhs=str(chance.randrange(10**9, 10**10)),
        police_ref=str(chance.randrange(10**5, 10**7)),
    )


def _name(chance: Random) -> str:
    return f"{chance.choice(FIRST_NAMES)} {chance.choice(SURNAMES)}"
