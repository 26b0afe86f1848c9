from __future__ import annotations

import pytest

from marg_cli.domain.agency import AgencyKind, IsaStatus
from tests.exchange.files import example

STOKE = [
    ("ASG", "Adult Safeguarding", "City Council"),
    ("CF", "Changing Futures", None),
    ("CDAS", "Substance Misuse Services (CDAS)", None),
    ("GLOW", "Domestic Abuse Services (Glow)", None),
    ("DWP", "Department of Work and Pensions", None),
    ("POL", "Staffordshire Police", None),
    ("PROB", "Probation Services", None),
    ("NSCHT", "Mental Health Services (North Staffs Combined Healthcare Trust)", None),
    ("HSOL", "Housing Solutions", "City Council"),
    ("BF", "Brighter Futures", None),
    ("CONC", "Concrete", None),
    ("SALT", "Saltbox", None),
    ("HMAN", "Housing Management", "City Council"),
    ("EC", "Expert Citizens", None),
]

DURHAM = [
    ("DCCIG", "Durham County Council, IG", "none"),
    ("HSOL", "Housing Solutions", "awaiting comment"),
    ("POL", "Durham Constabulary", "signed off"),
    ("TEWV", "Tees Esk & Wear Valley NHS Foundation Trust", "signed off"),
    ("CDDFT", "County Durham & Darlington NHS Foundation Trust", "signed off"),
    ("CDS", "Community Drug Service", "signed off"),
    ("CAS", "Community Alcohol Service", "signed off"),
    ("CRC", "Probation CRC ARCC", "signed off"),
    ("NPS", "National Probation Service", "signed off"),
    ("PRISON", "Durham Prison Service", "none"),
    ("HARB", "Durham Specialist Domestic Violence Provider (Harbour)", "signed off"),
    ("JCP", "Job Centre Plus", "legal or IG"),
    ("FIRE", "Durham Fire Service", "contacted"),
    ("CYRE", "Cyrenians", "none"),
    ("DISC", "DISC", "none"),
    ("MIND", "MIND", "none"),
    ("VS", "Victim Support", "contacted"),
    ("EDH", "East Durham Homes/ Durham City Homes/Dale and Valley Homes", "awaiting comment"),
    ("FOUR", "Four Housing", "meeting arranged"),
    ("DERW", "Derwentside Housing", "awaiting comment"),
    ("ACCENT", "ACCENT", "awaiting comment"),
    ("CEST", "Cestria/ISOS", "signed off"),
    ("LIVIN", "Livin", "awaiting comment"),
    ("HOME", "Home Housing", "awaiting comment"),
]


def test_the_fourteen_core_members_of_stoke_are_read_with_a_code_each():
    agencies = example("stoke_core_members.csv").agencies
    assert [(a.code, a.name, a.part_of) for a in agencies] == STOKE


def test_nothing_is_wrong_with_the_list_of_stoke():
    found = example("stoke_core_members.csv")
    assert (found.read, found.problems) == (14, ())


def test_the_twenty_four_agencies_of_durham_are_read_with_code_and_status():
    agencies = example("durham_isa_register.csv").agencies
    assert [(a.code, a.name, a.isa.status.value) for a in agencies] == DURHAM


def test_an_officers_words_are_kept_as_the_note_whatever_they_come_to():
    notes = {a.code: a.isa.note for a in example("durham_isa_register.csv").agencies}
    assert notes["JCP"] == "With IG leads for JC+ could be long process"
    assert notes["DCCIG"] == "Final doc to go to LS"
    assert notes["POL"] == "Signed off"


def test_four_things_are_said_of_the_durham_list_and_none_of_them_stops_it():
    problems = example("durham_isa_register.csv").problems
    assert [(p.line, p.field, p.fatal) for p in problems] == [
        (1, "kind", False),
        (2, "update", False),
        (3, "update", False),
        (19, "name", False),
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (1, "all are taken as core"),
        (2, "could not be read as a status; kept as a note"),
        (3, "names more than one stage (discussion, awaiting comment)"),
        (19, "is a heading, not an agency; left out"),
    ],
)
def test_what_is_said_of_the_durham_list_is_said_in_words(line: int, words: str):
    problems = {p.line: p.message for p in example("durham_isa_register.csv").problems}
    assert words in problems[line]


def test_a_heading_row_is_not_counted_as_a_record():
    found = example("durham_isa_register.csv")
    assert found.read == len(found.agencies) == 24


def test_agencies_of_a_file_that_does_not_say_are_core():
    kinds = {agency.kind for agency in example("durham_isa_register.csv").agencies}
    assert kinds == {AgencyKind.CORE}


def test_codes_that_were_made_are_told_from_typed_ones():
    found = example("agencies.csv")
    codes = [agency.code for agency in found.agencies]
    assert codes == ["LAMP", "EBB", "FIRE", "NMH", "PAWS"]
    assert [item.made for item in found.items] == [False, False, True, False, True]


def test_an_agreement_in_columns_of_its_own_is_put_together():
    lamp = example("agencies.csv").agencies[0]
    assert lamp.isa.status is IsaStatus.SIGNED_OFF
    assert (str(lamp.isa.signed_on), lamp.isa.officer) == ("2026-01-28", "Jory Mistletoe")
