"""A row of an agencies CSV: its name tidied, headings told apart, its agreement put together."""

from __future__ import annotations

from typing import Any

from marg_cli.services.exchange.agreements import read_words
from marg_cli.services.exchange.columns import OFFICERS_WORDS
from marg_cli.services.exchange.problems import Problem, known

AGREEMENT = "isa_"

Values = dict[str, Any]


def agency_row(values: Values, line: int) -> tuple[Values, list[Problem]]:
    """Put one row together; a heading row comes back empty, with a problem that is not fatal."""
    row = dict(values)
    if "name" in row:
        row["name"] = row["name"].strip().rstrip(", ")
        if row["name"].endswith(":"):
            return {}, [known("is a heading, not an agency; left out", line=line, field="name")]
    words = row.pop(OFFICERS_WORDS, None)
    said = {name.removeprefix(AGREEMENT): row.pop(name) for name in values if _is_agreement(name)}
    problems = []
    if words is not None:
        said.setdefault("note", words)
        if "status" not in said:
            said["status"], doubt = read_words(words)
            if doubt:
                problems.append(known(doubt, line=line, field=OFFICERS_WORDS))
    if said:
        row["isa"] = said
    return row, problems


def kind_not_said(line: int) -> Problem:
    """What is to be known when a file does not say what kind its agencies are."""
    message = "the file does not say which kind the agencies are; all are taken as core"
    return known(message, line=line, field="kind")


def _is_agreement(name: str) -> bool:
    return name.startswith(AGREEMENT)
