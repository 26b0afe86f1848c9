"""Answers for programs: JSON with two spaces and ISO dates, CSV that Excel opens safely."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from json.encoder import encode_basestring
from typing import Any

from marg_cli.domain.text import escaped, visible

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes Excel run a cell; an apostrophe in front stops it."""


def json_list(rows: Sequence[Any]) -> None:
    """Write an array of records of one kind, put into words a column at a time."""
    if not rows:
        sys.stdout.write("[]\n")
    elif hasattr(rows[0], "_fields"):
        columns = [_column(values) for values in zip(*rows, strict=True)]
        members = ",\n    ".join(f"{encode_basestring(name)}: %s" for name in rows[0]._fields)
        record = f"{{\n    {members}\n  }}"
        sys.stdout.write(_array([record % values for values in zip(*columns, strict=True)]))
    else:
        sys.stdout.write(_array([_json(row, "  ") for row in rows]))


def _array(records: list[str]) -> str:
    return "[\n  " + ",\n  ".join(records) + "\n]\n"


def _column(values: Sequence[Any]) -> list[str]:
    """Say one column; what stands in it often (a date, a code) is put into words once."""
    kinds = set(map(type, values))
    if kinds <= {str, type(None)} or kinds <= {date, type(None)} or len(kinds) == 1:
        try:
            said = {value: _json(value, "    ") for value in set(values)}
        except TypeError:  # a list cannot be looked up
            return [_json(value, "    ") for value in values]
        return [said[value] for value in values]
    return [_json(value, "    ") for value in values]


def json_one(record: Any) -> None:
    """Write one object."""
    sys.stdout.write(json_text(record))


def json_text(record: Any) -> str:
    """One object as text, with its line end."""
    return f"{_json(record, '')}\n"


class _Lines:
    """Takes lines of CSV: the writer quotes a return in a cell only where its own line ends in one.

    Unquoted, what follows it would be a line of its own, whose first cell nobody made safe.
    """

    def write(self, line: str) -> None:
        """Write one line; a terminal is sent nothing that it would obey."""
        text = line.removesuffix("\r\n") + "\n"
        sys.stdout.write(visible(text) if sys.stdout.isatty() else text)


def csv_list(rows: Iterable[Any], fields: Sequence[str]) -> None:
    """Write a header of the JSON fields, then a line a record."""
    import csv

    lines = [dict(_flat(row)) for row in rows]
    header = list(lines[0]) if lines else list(fields)
    writer = csv.writer(_Lines(), lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_safe(line[field]) for field in header] for line in lines)


def _json(value: Any, margin: str) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return _quoted(str(value.value))
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, int | float):
        return json.dumps(value)
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    inner = margin + "  "
    members = _members(value)
    if members is not None:
        lines = [f"{encode_basestring(name)}: {_json(item, inner)}" for name, item in members]
        return _bracketed("{}", lines, inner, margin)
    return _bracketed("[]", [_json(item, inner) for item in value], inner, margin)


def _bracketed(brackets: str, lines: list[str], inner: str, margin: str) -> str:
    if not lines:
        return brackets
    return f"{brackets[0]}\n{inner}" + f",\n{inner}".join(lines) + f"\n{margin}{brackets[1]}"


def _members(value: Any) -> Iterable[tuple[str, Any]] | None:
    if hasattr(value, "_fields"):
        return zip(value._fields, value, strict=True)
    return value.items() if isinstance(value, dict) else None


def _flat(record: Any) -> Iterable[tuple[str, str]]:
    for name, value in _members(record) or ():
        if hasattr(value, "_fields"):
            yield from ((f"{name}_{inner}", text) for inner, text in _flat(value))
        else:
            yield name, _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ";".join(_text(item[0] if hasattr(item, "_fields") else item) for item in value)
    return str(value.value) if isinstance(value, Enum) else str(value)


def _quoted(text: str) -> str:
    return escaped(encode_basestring(text))


def _safe(text: str) -> str:
    """Quote what Excel would run, and what an import would take for quoted already."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text
