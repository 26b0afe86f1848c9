"""A CSV file as rows with the lines they start on, as an editor numbers them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from marg_cli.services.exchange.problems import CannotGoOn

DELIMITERS = ",;\t"

_GUARDED = re.compile(r"'+[=+\-@\t\r]")


class Row(NamedTuple):
    """The cells of one row, and the line its first cell starts on."""

    line: int
    cells: list[str]


def rows(data: bytes, encoding: str, known: Container[str]) -> Iterator[Row]:
    """Give the rows that hold anything, the header first. Raises CannotGoOn.

    *known* are column names, folded; the delimiter is the one that finds most of them.
    """
    text = _text(data, encoding)
    header = next((line for line in text if line.strip()), "")
    text.seek(0)
    # strict, else an unclosed quotation mark swallows the rest of the file without a word
    reader = csv.reader(text, delimiter=_delimiter(header, known), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cells):
                yield Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise CannotGoOn(_said(error), line=line) from error


def folded(column: str) -> str:
    """A column's name as it is matched: without case, spaces, hyphens and underscores."""
    return re.sub(r"[\s_-]+", "", column).casefold()


def as_typed(cell: str) -> str:
    """A cell without the one `'` put before `= + - @` to keep a spreadsheet from running it.

    A blank cell comes back empty.
    """
    if _GUARDED.match(cell):
        return cell[1:]
    return "" if cell.isspace() else cell


def _text(data: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")


def _delimiter(header: str, known: Container[str]) -> str:
    def fits(delimiter: str) -> tuple[int, int]:
        names = header.strip().split(delimiter)
        return sum(folded(name.strip('"')) in known for name in names), len(names)

    return max(DELIMITERS, key=fits)


def _said(error: csv.Error) -> str:
    if "field larger" in str(error) or "unexpected end" in str(error):
        return "a quotation mark opened in this row is not closed within 131,072 characters"
    return "a quotation mark stands in the middle of a quoted cell; write it twice"
