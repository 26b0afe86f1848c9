from __future__ import annotations

import csv
import io
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marg_cli.services.exchange.csv_file import as_typed
from marg_cli.services.exchange.csv_records import UNUSUAL
from tests.exchange.files import document, reading

TEXTS = [
    "[urgent] ring at once [/b]",
    "\x1b[31mred\x1b[0m",
    "\N{CLAPPING HANDS SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4} well done",
    "نور الورقة",
    "- starts with a dash",
    "  padded  ",
    "Ann said \"no\", twice; 'never' & £5",
    "two\nlines\r\nand\rthree",
    "\u2028\u202eturned\u200b",
    "note " * 2_000,
]


def csv_with(text: str) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(
        [["case", "what", "agency", "due"], ["group", text, "G1", "2026-12-08"]]
    )
    return out.getvalue().encode()


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_in_a_csv_comes_through_to_the_letter(text: str):
    assert reading(csv_with(text)).actions[0].what == text


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_in_json_comes_through_to_the_letter(text: str):
    record = {"case": None, "what": text, "agency": "G1", "due": "2026-12-08"}
    assert reading(document(actions=[record])).actions[0].what == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
@settings(deadline=None)
def test_any_text_in_a_csv_is_kept_to_the_letter_unless_it_is_blank(text: str):
    kept = [action.what for action in reading(csv_with(text)).actions]
    assert kept == [as_typed(text)] or (kept == [] and not text.strip())


def test_a_cell_of_any_blanks_is_blank():
    blanks = filter(str.isspace, map(chr, range(sys.maxunicode + 1)))
    assert {character for character in blanks if character not in UNUSUAL} == set()


def test_a_note_of_ten_thousand_characters_is_kept_whole():
    note = "x" * 10_000
    found = reading(f"name,kind,isa_note\nGlow,core,{note}\n")
    assert found.agencies[0].isa.note == note


def test_names_lose_the_blanks_around_them():
    assert reading("name,agency\n Ann Other , glow \n").members[0].name == "Ann Other"
    assert reading("name,agency\n Ann Other , glow \n").members[0].agency == "GLOW"
