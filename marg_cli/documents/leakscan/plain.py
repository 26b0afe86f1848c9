"""What stands in a paper that is nothing but text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from marg_cli.documents.escape import unescape
from marg_cli.documents.leakscan.folding import APART
from marg_cli.documents.leakscan.views import Views, unreadable

_PIECE = re.compile(r"\S+(?: \S+)*")
"""What stands in one column of a line: columns are two blanks apart."""
_CELL_ENDS = re.compile(r"(?<!\\)\|")
_LOOKS = re.compile(r"\*{1,3}")


def of_text(data: bytes) -> Views:
    """The text as it stands, and by its columns, whose words go on below.

    Raises Refused where it is not UTF-8.
    """
    text = _read(data, "txt")
    rows = "\n".join(map(_row, text.split("\n")))
    return Views({"text": rows, "columns": APART.join(_columns(text))})


def of_markdown(data: bytes) -> Views:
    """The words without what gives them their looks. Raises Refused where it is not UTF-8."""
    text = _read(data, "md")
    cells = _CELL_ENDS.sub(APART, text)
    words = "\n".join(unescape(_LOOKS.sub("", line)) for line in cells.split("\n"))
    return Views({"text": words})


def _row(line: str) -> str:
    cells = _PIECE.findall(line)
    return f"{APART}{APART.join(cells)}{APART}" if len(cells) > 1 else line


def _columns(text: str) -> Iterator[str]:
    """What stands below one another, in the lines of one row; a row begins at the very left."""
    columns: defaultdict[int, list[str]] = defaultdict(list)
    for line in text.split("\n"):
        if line[:1].strip():
            yield from map(" ".join, columns.values())
            columns.clear()
        for piece in _PIECE.finditer(line):
            columns[piece.start()].append(piece[0])
    yield from map(" ".join, columns.values())


def _read(data: bytes, format_name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise unreadable(format_name) from None
