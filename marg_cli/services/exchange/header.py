"""The header of a CSV: which column holds which field, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from marg_cli.domain.text import did_you_mean
from marg_cli.services.exchange.columns import COLUMNS, PLURALS, in_csv, in_short, kind_of, lacking
from marg_cli.services.exchange.csv_file import Row, folded
from marg_cli.services.exchange.problems import CannotGoOn, Problem, fatal, known
from marg_cli.services.exchange.records import Kind


class Header(NamedTuple):
    """A CSV's kind, and the field of each column: "" is passed over, None has no name at all."""

    kind: Kind
    fields: list[str | None]
    problems: list[Problem]


def read_header(row: Row, kind: Kind | None, columns: Mapping[str, str]) -> Header:
    """Match the columns with the fields of *kind*, or of the kind they tell by themselves.

    *columns* gives our field for a column of theirs, or nothing to pass over it.
    Raises CannotGoOn where the kind cannot be told.
    """
    mapped = {folded(theirs): ours.strip() for theirs, ours in columns.items()}
    cells = [cell.strip() for cell in row.cells]
    while not cells[-1]:
        cells.pop()
    names = [mapped.get(folded(cell), cell) for cell in cells]
    try:
        kind = kind or kind_of(names, {each: in_csv(each) for each in Kind})
    except CannotGoOn as error:
        raise CannotGoOn(error.problem.message, line=row.line) from error
    table = in_csv(kind)
    problems = [
        *_not_there(row, columns),
        *_in_short(row, names, kind),
        *(
            _unknown(row.line, cell, name, kind)
            for cell, name in zip(cells, names, strict=True)
            if name and folded(name) not in table
        ),
    ]
    fields = [
        table.get(folded(name), "") if cell else None
        for cell, name in zip(cells, names, strict=True)
    ]
    problems += _twice(row.line, fields)
    problems += [
        fatal(f"is missing: a file of {PLURALS[kind]} needs this column", line=row.line, field=name)
        for name in lacking(kind, filter(None, fields))
    ]
    return Header(kind, fields, problems)


def _unknown(line: int, column: str, name: str, kind: Kind) -> Problem:
    ours = list(COLUMNS[kind])
    near = did_you_mean(name, ours)
    message = (
        f"is not a column of {PLURALS[kind]}.{near} There are: {', '.join(ours)}. "
        f'Give it one of these names, or pass over it, with: --map "{column}=…"'
    )
    return fatal(message, line=line, field=column)


def _not_there(row: Row, columns: Mapping[str, str]) -> list[Problem]:
    there = {folded(cell) for cell in row.cells}
    return [
        known("is named with --map, but this file has no such column", line=row.line, field=theirs)
        for theirs in columns
        if folded(theirs) not in there
    ]


def _in_short(row: Row, names: Sequence[str], kind: Kind) -> list[Problem]:
    short = in_short(kind)
    message = "holds only a part of what is kept, and was passed over; a JSON file holds it all"
    return [known(message, line=row.line, field=name) for name in names if folded(name) in short]


def _twice(line: int, fields: Sequence[str | None]) -> list[Problem]:
    again = sorted({name for name in fields if name and fields.count(name) > 1})
    return [fatal("stands in more than one column", line=line, field=name) for name in again]
