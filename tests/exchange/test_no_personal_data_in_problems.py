from __future__ import annotations

import json

import pytest

from tests.exchange.files import document, reading

PERSON = "Wendell Brackenpipe"
BIRTHDAY = "31/02/1969"


@pytest.mark.parametrize(
    "text",
    [
        f"case,what,agency,owner,due\ngroup,Ring,GLOW,Ann,{PERSON}\n",
        f"case,what,agency,owner,due\ngroup,Ring,{PERSON},Ann,2026-12-08\n",
        f"case,what,agency,owner,due\n{PERSON},Ring,GLOW,Ann,2026-12-08\n",
        f"case,what,agency,due,status\ngroup,Ring,GLOW,2026-12-08,{PERSON}\n",
        f"case,what,agency,due,direct\ngroup,Ring,GLOW,2026-12-08,{PERSON}\n",
        f"case,what,agency,due\ngroup,{PERSON}\n",
        f'case,what,agency,due\ngroup,"{PERSON}\n',
        f"name,agency,email\n{PERSON},GLOW,{PERSON}\n",
        f"name,kind,update\n{PERSON}:,,{PERSON}\nLivin,core,{PERSON}\n",
        f"initials,referred_on,agencies\n,2026-01-01,{PERSON}\n",
        f"{PERSON},1\n{PERSON},2\n",
        document(cases=[{"initials": 7, "name": PERSON, "referrals": PERSON}]),
        document(cases=[{"name": PERSON, "status": PERSON, "born": PERSON}]),
        document(meetings=[{"date": "2026-12-08", "at": PERSON, "agenda": [PERSON]}]),
        json.dumps([PERSON]),
    ],
)
def test_a_problem_never_repeats_what_a_cell_says_of_a_person(text: str):
    found = reading(text)
    assert found.problems
    assert "Wendell" not in str(found.problems)


@pytest.mark.parametrize("born", [BIRTHDAY, "1969-02-31", "31 February 1969"])
def test_a_day_of_birth_is_never_repeated(born: str):
    found = reading(f"initials,referred_on,born\nAB,2026-11-02,{born}\n")
    assert len(found.problems) == 1
    assert "1969" not in str(found.problems)
    assert "1969" not in str(reading(document(cases=[{"ref": "M26-001", "born": born}])).problems)


def test_a_due_date_is_repeated_to_be_found_again():
    found = reading("case,what,agency,due\ngroup,Ring,GLOW,31/02/2026\n")
    assert "“31/02/2026”" in found.problems[0].message


def test_a_name_from_a_foreign_file_is_cut_and_can_be_printed():
    found = reading('{"marg": 1, "' + "\\ud800" + "x" * 500 + '": []}')
    field = str(found.problems[0].field)
    assert len(field) < 100
    assert field.encode()
