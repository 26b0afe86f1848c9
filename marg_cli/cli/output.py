"""The answer on standard output: a table for people, JSON or CSV for programs."""

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from marg_cli.cli.session import Format, Session
from marg_cli.domain.calendar import short
from marg_cli.domain.text import one_line

DRAWN_AT_MOST = 300
"""Rows beyond this are written plainly: Rich takes a third of a millisecond for each."""


class Column(NamedTuple):
    """One column of a table for people: a field of the record (none: all of it), how it reads.

    On a terminal a *whole* column is never broken, and one of *lines* breaks where its text does;
    elsewhere those lines are parted by commas. What matches the pattern *bold* is drawn so.
    """

    field: str
    heading: str
    show: Callable[[Any], str] | None = None
    whole: bool = False
    style: Callable[[Any], str] | None = None
    lines: bool = False
    bold: str = ""


def words(value: Any) -> str:  # noqa: ANN401 - any value a record may hold
    """Say a value as a person reads it; nothing is an empty string."""
    if isinstance(value, str):
        return str(value)
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        return ", ".join(words(item) for item in value)
    return str(value)


_day = cache(short)


def emit(
    session: Session,
    rows: Sequence[Any],
    columns: Sequence[Column],
    fields: Sequence[str],
    *,
    empty: str,
) -> None:
    """Answer with a list of records; *fields* are what programs get, also when there is none."""
    if not rows:
        session.say(empty)
    match session.format:
        case Format.JSON:
            from marg_cli.cli.programs import json_list

            json_list(rows)
        case Format.CSV:
            from marg_cli.cli.programs import csv_list

            csv_list(rows, fields)
        case Format.TABLE if rows:
            write_table(rows, columns)


def write_table(rows: Sequence[Any], columns: Sequence[Column], *, repeated: int = 0) -> None:
    """Write a table for people: drawn on a terminal, aligned with spaces elsewhere.

    Drawn, the first *repeated* columns are left empty where they say what the row above said.
    """
    drawn = sys.stdout.isatty() and len(rows) <= DRAWN_AT_MOST
    texts = [_texts(rows, column, "\n" if drawn else ", ") for column in columns]
    if drawn:
        from marg_cli.cli.tables import draw

        styles = [[c.style(row) if c.style else "" for c in columns] for row in rows]
        draw(columns, list(zip(*texts, strict=True)), styles, repeated=repeated)
    else:
        _write_plainly(columns, texts)


def emit_one(session: Session, record: Any, lines: Mapping[str, Any]) -> None:  # noqa: ANN401
    """Answer with one record: *lines* are its labels and values for people."""
    match session.format:
        case Format.JSON:
            from marg_cli.cli.programs import json_one

            json_one(record)
        case Format.CSV:
            from marg_cli.cli.programs import csv_list

            csv_list([record], record._fields)
        case Format.TABLE:
            write_lines(lines)


def write_lines(lines: Mapping[str, Any], *, indent: str = "") -> None:
    """Write labels and values under one another; a value of several lines hangs."""
    shown = {label: words(value) for label, value in lines.items()}
    shown = {label: text for label, text in shown.items() if text}
    wide = max((len(label) for label in shown), default=0)
    for label, text in shown.items():
        first, *rest = _wrapped(text, len(indent) + wide + 2)
        sys.stdout.write(f"{indent}{label.ljust(wide)}  {first}\n")
        for line in rest:
            sys.stdout.write(f"{indent}{' ' * wide}  {line}\n")


def write_heading(text: str) -> None:
    """Write a heading with a line of its own above it."""
    sys.stdout.write(f"\n{text}\n")


def _wrapped(text: str, taken: int) -> list[str]:
    from marg_cli.domain.text import visible

    lines = visible(text).splitlines() or [""]
    if not sys.stdout.isatty():
        return lines
    from marg_cli.cli.wrapping import wrapped

    return wrapped("\n".join(lines), taken=taken).split("\n")


def _texts(rows: Sequence[Any], column: Column, parted_by: str) -> list[str]:
    """Say one column, each value in one line."""
    say = column.show or words
    if not column.field:
        texts = [say(row) for row in rows]
    else:
        texts = [getattr(row, column.field) for row in rows]
        if column.show or not all(isinstance(text, str) for text in texts):
            texts = _said(texts, say)
    if "".join(texts).isprintable():
        return texts
    if not column.lines:
        return [one_line(text) for text in texts]
    return [parted_by.join(map(one_line, text.split("\n"))) for text in texts]


def _said(values: list[Any], say: Callable[[Any], str]) -> list[str]:
    """Put values into words; what is there often (a date, a code) only once."""
    try:
        said = {value: say(value) for value in set(values)}
    except TypeError:  # a list cannot be looked up
        return [say(value) for value in values]
    return [said[value] for value in values]


def _write_plainly(columns: Sequence[Column], texts: Sequence[list[str]]) -> None:
    table = [[column.heading, *cells] for column, cells in zip(columns, texts, strict=True)]
    line = "  ".join(f"%-{max(map(len, cells))}s" for cells in table)
    rows = zip(*table, strict=True)
    sys.stdout.write("".join([f"{(line % row).rstrip()}\n" for row in rows]))
