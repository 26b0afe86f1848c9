from __future__ import annotations

import json

import pytest
from hypothesis import example as tried
from hypothesis import given, settings
from hypothesis import strategies as st

from marg_cli.errors import MargError
from marg_cli.services.exchange.problems import Problem
from marg_cli.services.exchange.reading import Reading
from marg_cli.services.exchange.records import SECTIONS as PARTS
from tests.exchange.files import ACTIONS, reading

KINDS = {*PARTS, *PARTS.values()}
HEADERS = [
    ACTIONS,
    "organisation,update",
    "name,agency,left_on",
    "initials,referred_on,born,agencies,themes",
    "date,at,status",
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["ref", "case", "what", "agency", "due", "name", "isa", "trained", "referrals", "minutes", "x"]
)
SECTIONS = st.sampled_from(["agencies", "members", "cases", "meetings", "actions", "group", "x"])


def is_sound(found: Reading) -> bool:
    printable = all(str(problem).encode() for problem in found.problems)
    return printable and all(isinstance(problem, Problem) for problem in found.problems)


@given(st.binary(max_size=400), st.sampled_from(["-", "x.json", "x.csv"]))
@tried(b"\xff\xfe", "-")
@tried(b"\xff\xfe\x00\xd8", "x.csv")
@tried(b"{", "-")
@settings(max_examples=400, deadline=None)
def test_any_bytes_are_read_or_have_problems(data: bytes, name: str):
    found = reading(data, name)
    assert is_sound(found)
    assert found.items or found.group or found.problems or data.strip() in {b"[]", b"{}"}


@given(st.sampled_from(HEADERS), st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_bytes_under_a_good_header_are_read_or_have_problems(header: str, rest: bytes):
    assert is_sound(reading(header.encode() + b"\n" + rest))


@given(st.sampled_from(HEADERS), st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=5))
@settings(max_examples=300, deadline=None)
def test_any_cells_are_read_or_have_problems(header: str, rows: list[list[str]]):
    text = "\n".join([header, *(",".join(cells) for cells in rows)])
    found = reading(text.encode("utf-8", "surrogatepass"))
    assert is_sound(found)
    assert found.read >= len(found.items)


@given(st.dictionaries(SECTIONS, VALUES | st.lists(st.dictionaries(FIELDS, VALUES), max_size=3)))
@settings(max_examples=100, deadline=None)
def test_any_json_is_read_or_has_problems(parts: dict[str, object]):
    assert is_sound(reading(json.dumps({"marg": 1, **parts})))


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=8)))
@settings(deadline=None)
def test_any_mapping_is_taken(mapped: dict[str, str]):
    assert is_sound(reading(f"{ACTIONS}\ngroup,Ring,GLOW,,2026-12-08\n", columns=mapped))


@given(st.text(max_size=20).filter(lambda word: word.strip().casefold() not in KINDS))
@settings(deadline=None)
def test_any_other_kind_is_refused_with_the_kinds_there_are(kind: str):
    with pytest.raises(MargError) as refused:
        reading(ACTIONS, kind=kind)
    assert "--kind agency, member, case, meeting, action" in refused.value.hint
