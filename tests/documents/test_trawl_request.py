"""The lateral-check request: whom to look for, and a block to answer for each."""

from __future__ import annotations

from typing import Any

import pytest

from marg_cli.documents.blocks import Table, plain
from marg_cli.documents.render import compose
from marg_cli.domain.trawl_sheet import Label
from tests.documents.pages import headings
from tests.documents.papers import STATEMENT
from tests.documents.sheets import a_person_sought, a_return_by, a_trawl_request

PERSON = {
    "name": "Name",
    "aliases": "Also known as",
    "born": "Born",
    "address": "Address",
    "nhs": "NHS number",
    "police_ref": "Police reference",
}
LABELS = list(Label)


def request(**changes: Any) -> str:
    return compose("trawl_request.md.j2", a_trawl_request(**changes)).markdown


def tables(**changes: Any) -> list[Table]:
    blocks = compose("trawl_request.md.j2", a_trawl_request(**changes)).blocks
    return [block for block in blocks if isinstance(block, Table)]


def facts(**changes: Any) -> dict[str, str]:
    """What is said of the one person sought."""
    _, person, _ = tables(people=(a_person_sought(**changes),))
    return {plain(row[0]): plain(row[1]) for row in person.rows}


def test_a_person_is_identified_beside_the_reference() -> None:
    assert facts() == {
        "Name": "Quill Featherstone",
        "Also known as": "Q and Feathers",
        "Born": "14 May 1969",
        "Address": "1 Invented Row, Exampleton",
        "NHS number": "999 000 0017",
        "Police reference": "EX/26/0001",
    }
    assert headings(compose("trawl_request.md.j2", a_trawl_request()).blocks, 3) == ["M26-001"]


@pytest.mark.parametrize("field", PERSON)
def test_what_nobody_recorded_is_left_out(field: str) -> None:
    nothing = () if field == "aliases" else None
    assert list(facts(**{field: nothing})) == [
        label for name, label in PERSON.items() if name != field
    ]


def test_every_case_has_a_block_to_answer_it_with_plain_labels() -> None:
    people = (a_person_sought(), a_person_sought(case="M26-002"))
    blocks = [table for table in tables(people=people) if table.header]
    assert [plain(t.header[0]) for t in blocks if t.header] == [
        "Answer on M26-001",
        "Answer on M26-002",
    ]
    for table in blocks:
        assert [plain(row[0]) for row in table.rows] == LABELS
        assert [plain(row[1]) for row in table.rows] == ["☐", "☐", "", "", "☐", "☐", "", ""]


def test_it_says_how_to_handle_what_it_holds() -> None:
    text = request()
    assert "It is for GLOW alone." in text
    assert "Do not copy it or pass it on." in text
    assert "Destroy it after the meeting on Tuesday 8 December 2026" in text
    assert "would warn the person, or anybody else" in text


def test_the_groups_own_statement_says_on_what_footing_it_asks() -> None:
    assert f"## Why we ask\n\n> {STATEMENT}" in request()


def test_it_says_by_when_to_answer() -> None:
    assert "| **Answer by** | Thursday 3 December 2026, in time for the meeting |" in request()
    assert "which has passed: please answer at once" in request(
        return_by=a_return_by(past=True),
    )


def test_cases_without_a_name_are_listed_and_not_asked_about() -> None:
    text = request(nameless=("M26-008", "M26-009"))
    assert "## Not checkable yet" in text
    assert "No name is known yet for M26-008 and M26-009." in text
    assert "Answer on M26-008" not in text


def test_where_every_case_has_a_name_none_is_missed() -> None:
    assert "Not checkable yet" not in request()


def test_signs_and_line_ends_in_a_name_come_back_as_they_were() -> None:
    said = facts(name="[b]Quill | *F*\nSmith", aliases=("a|b", "# c"), address="1 Row\n\nTown")
    assert said["Name"] == "[b]Quill | *F*\nSmith"
    assert said["Also known as"] == "a|b and # c"
    assert said["Address"] == "1 Row\n\nTown"


def test_a_hundred_and_fifty_people_fit_into_one_request() -> None:
    people = tuple(a_person_sought(case=f"M26-{n:03}") for n in range(1, 151))
    assert request(people=people).count("| Answer on M26-") == 150
