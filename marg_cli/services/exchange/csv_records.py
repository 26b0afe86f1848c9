"""The rows of a CSV as records, one at a time, so that a long file needs no more memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import takewhile
from typing import Any

from pydantic import ValidationError

from marg_cli.services.exchange.agency_rows import agency_row, kind_not_said
from marg_cli.services.exchange.cells import Misread, turner
from marg_cli.services.exchange.columns import COLUMNS, in_csv
from marg_cli.services.exchange.csv_file import Row, as_typed, rows
from marg_cli.services.exchange.encoding import encoding_of
from marg_cli.services.exchange.header import Header, read_header
from marg_cli.services.exchange.problems import CannotGoOn, Lost, Problem, fatal
from marg_cli.services.exchange.records import MODELS, Item, Kind, reader
from marg_cli.services.exchange.wording import field_of, rule_of

Values = dict[str, Any]

UNUSUAL = frozenset(
    "' \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
"""What a cell begins with that is blank, or guarded."""


def csv_records(
    data: bytes, *, kind: Kind | None, columns: Mapping[str, str], today: date
) -> Iterator[Item | Lost | Problem]:
    """Read the rows of a CSV in their order. Raises CannotGoOn.

    A header with a fatal problem ends the file: nobody knows what its cells mean.
    """
    encoding, problems = encoding_of(data)
    yield from problems
    every = frozenset(name for each in Kind for name in in_csv(each))
    table = rows(data, encoding, every | {name.casefold() for name in columns})
    first = next((row for row in table if any(cell.strip() for cell in row.cells)), None)
    if first is None:
        raise CannotGoOn("the file is empty")
    header = read_header(first, kind, columns)
    yield from header.problems
    if any(problem.fatal for problem in header.problems):
        return
    if header.kind is Kind.AGENCY and "kind" not in header.fields:
        yield kind_not_said(first.line)
    yield from _records(table, header, today)


def _records(table: Iterator[Row], header: Header, today: date) -> Iterator[Item | Lost | Problem]:
    kind = header.kind
    validate = reader(kind).validator.validate_strings
    values_of = _row_reader(header, today)
    for row in table:
        values, problems = values_of(row)
        if kind is Kind.AGENCY and values:
            values, more = agency_row(values, row.line)
            problems = [*problems, *more]
        if any(problem.fatal for problem in problems):
            yield Lost(tuple(problems))
            continue
        yield from problems
        if not values:
            continue
        try:
            record = validate(values)
        except ValidationError as error:
            yield Lost(tuple(_wrong(error, kind, row.line)))
        else:
            yield Item(kind, record, row.line, None)


def _row_reader(header: Header, today: date) -> Callable[[Row], tuple[Values, list[Problem]]]:
    """Make what turns one row into named texts; blank cells are left out."""
    turns = COLUMNS[header.kind]
    width = len(header.fields)
    plan = [
        (place, field, turner(turns[field], today=today))
        for place, field in enumerate(header.fields)
        if field
    ]
    texts = [(place, field) for place, field, turn in plan if not turn]
    others = [(place, field, turn) for place, field, turn in plan if turn]
    unnamed = [place for place, field in enumerate(header.fields) if field is None]

    def values_of(row: Row) -> tuple[Values, list[Problem]]:
        line, cells = row
        if len(cells) != width:
            if not _only_blanks_differ(cells, width):
                return {}, [_wrong_width(row, width)]
            if len(cells) < width:
                return {}, []
        values: Values = {}
        problems = []
        for place, field in texts:
            cell = cells[place]
            if cell and (cell[0] not in UNUSUAL or (cell := as_typed(cell))):
                values[field] = cell
        for place, field, turn in others:
            cell = cells[place]
            if cell and (cell[0] not in UNUSUAL or (cell := as_typed(cell))):
                try:
                    values[field] = turn(cell)
                except Misread as error:
                    problems.append(Problem(line, field, error.rule, error.fatal))
        problems += [
            fatal(f"cell {place + 1} stands under no column name", line=line)
            for place in unnamed
            if cells[place].strip()
        ]
        return values, problems

    return values_of


def _only_blanks_differ(cells: list[str], width: int) -> bool:
    """Spreadsheets write delimiters for empty cells at the end, and rows of nothing."""
    rest = cells if len(cells) < width else cells[width:]
    return not any(cell.strip() for cell in rest)


def _wrong_width(row: Row, width: int) -> Problem:
    few = "fewer" if len(row.cells) < width else "more"
    return fatal(
        f"this row has {len(row.cells)} cells, {few} than the header's {width}; "
        "a text with the delimiter in it needs quotation marks",
        line=row.line,
    )


def _wrong(error: ValidationError, kind: Kind, line: int) -> Iterator[Problem]:
    for found in error.errors(include_url=False):
        parts = takewhile(lambda part: isinstance(part, str), field_of(found))
        field = "_".join(str(part) for part in parts)
        yield fatal(rule_of(found, MODELS[kind]), line=line, field=field)
