from __future__ import annotations

import time

import pytest

from marg_cli.services.exchange.agreements import read_words
from tests.exchange.files import only_problem, reading


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("No contact yet", "none"),
        ("not contacted", "none"),
        ("Initial contact made", "contacted"),
        ("Meeting arranged DT & JS", "meeting arranged"),
        ("Discussion underway", "discussion"),
        ("Awaiting comment", "awaiting comment"),
        ("awaiting their reply", "awaiting comment"),
        ("County Durham Housing now - awaiting comment", "awaiting comment"),
        ("With IG leads for JC+ could be long process", "legal or IG"),
        ("Legal have it", "legal or IG"),
        ("Signed off", "signed off"),
        ("ISA now signed off", "signed off"),
        ("Signed off 3rd May 2014", "signed off"),
        ("Signed off 12.03.14", "signed off"),
        ("expired", "expired"),
    ],
)
def test_an_officers_words_are_read_as_a_status(words: str, status: str):
    assert read_words(words) == (status, None)


def test_of_two_stages_named_the_furthest_is_taken_and_told():
    found = read_words("Discussion underway awaiting comment")
    assert found.status == "awaiting comment"
    assert found.doubt == (
        "names more than one stage (discussion, awaiting comment); "
        "the furthest was taken: awaiting comment"
    )


@pytest.mark.parametrize(
    "words",
    [
        "Not signed off",
        "To be signed off",
        "awaiting sign off",
        "Signed off?",
        "Signed off in principle",
        "Signed off by all but one",
        "Unsigned",
    ],
)
def test_signing_that_is_not_said_plainly_is_never_taken_as_signed_off(words: str):
    found = read_words(words)
    assert found.status == "none"
    assert found.doubt is not None
    assert "not plainly of being signed off" in found.doubt


@pytest.mark.parametrize("words", ["Final doc to go to LS", "No meeting arranged", "see email"])
def test_words_that_no_pattern_reads_come_to_none_and_are_told(words: str):
    found = read_words(words)
    assert found.status == "none"
    assert found.doubt is not None
    assert "could not be read as a status" in found.doubt


def test_a_meeting_still_to_be_arranged_is_not_an_arranged_one():
    assert read_words("meeting to be arranged").status == "none"
    assert read_words("Contacted, meeting not yet arranged").status == "contacted"


def test_a_status_in_a_column_of_its_own_goes_before_the_words():
    found = reading("name,kind,isa_status,update\nLivin,core,signed off,Discussion\n")
    assert found.problems == ()
    assert (found.agencies[0].isa.status, found.agencies[0].isa.note) == (
        "signed off",
        "Discussion",
    )


def test_an_agency_without_words_has_no_agreement_and_no_problem():
    found = reading("organisation,update,kind\nLivin,,core\n")
    assert found.problems == ()
    assert found.agencies[0].isa.note is None


def test_commas_and_spaces_are_taken_off_the_end_of_a_name():
    found = reading('organisation,kind\n" Job Centre Plus, ,",core\n')
    assert found.agencies[0].name == "Job Centre Plus"


def test_a_name_that_ends_in_a_colon_is_a_heading():
    found = reading("organisation,kind\nHousing Providers :,\nLivin,core\n")
    assert [agency.name for agency in found.agencies] == ["Livin"]
    assert only_problem(found)[:2] == (2, "name")


def test_long_words_take_no_long_time():
    begun = time.process_time()
    read_words("signed " + "1" * 50_000 + "x")
    read_words("legal " * 20_000)
    assert time.process_time() - begun < 5
