from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.sought import Sought, sought


def word(text: str) -> Sought:
    return Sought(text, begins=False)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("landlord", [word("landlord")]),
        ("landlord dog", [word("landlord"), word("dog")]),
        ("dog dog", [word("dog")]),
        ('"two hostels" dog', [word("two hostels"), word("dog")]),
        ("“two hostels”", [word("two hostels")]),
        ("evict*", [Sought("evict", begins=True)]),
        ('"two host"*', [Sought("two host", begins=True)]),
        ('"two host*"', [Sought("two host", begins=True)]),
        ('"two hostels', [word("two"), word("hostels")]),
        ("a AND NOT b", [word("a"), word("AND"), word("NOT"), word("b")]),
        ("oﬃcer", [word("officer")]),
        ("\x00dog\x00", [word("dog")]),
        ('* "" "*"', []),
    ],
)
def test_what_is_typed_is_words_and_phrases(typed: str, parts: list[Sought]):
    assert list(sought(typed)) == parts


@given(st.text())
def test_no_quote_is_left_in_what_is_sought(typed: str):
    assert not any('"' in part.words or not part.words for part in sought(typed))
