"""The audit's chain."""

from __future__ import annotations

import json
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.audit import FIRST, AuditRow, row_hash


@given(st.lists(st.integers() | st.text() | st.text('ab"\\/ \x7fé'), min_size=1))
def test_a_row_is_hashed_as_canonical_json(row: list[int | str]):
    text = json.dumps(row, ensure_ascii=True, separators=(",", ":"))
    assert row_hash(*row) == sha256(text.encode()).hexdigest()


def a_row(**changes: str) -> AuditRow:
    values = (1, "2026-11-23T09:00:00Z", "2026-11-23", "coordinator", "action list", "(3)", FIRST)
    return AuditRow(*values, row_hash(*values))._replace(**changes)  # type: ignore[arg-type]


def test_a_row_as_it_was_written_is_linked_to_the_one_before():
    assert a_row().is_linked_to(FIRST)


def test_a_row_that_says_something_else_is_not():
    assert not a_row(holder="somebody").is_linked_to(FIRST)
    assert not a_row().is_linked_to("1" * 64)
