"""What stands in a paper that is nothing but text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from marg_cli.documents.escape import unescape
from marg_cli.documents.leakscan.views import Views, unreadable

_PIECE = re.compile(r"\S+(?: \S+)*")
"""What stands in one column of a line: columns are two blanks apart."""
_LOOKS = re.compile(r"\*{1,3}")


def of_text(data: bytes) -> Views:
    """The text as it stands, and by its columns, whose words go on below.

    Raises Refused where it is not UTF-8.
    """
    text = _read(data, "txt")
    return Views({"text": text, "columns": "\n".join(_columns(text))}, noise=(data,))


def of_markdown(data: bytes) -> Views:
    """The words without what gives them their looks. Raises Refused where it is not UTF-8."""
    text = _read(data, "md")
    words = "\n".join(unescape(_LOOKS.sub("", line)) for line in text.split("\n"))
    return Views({"text": words}, strings=(text,), noise=(data,))


def _columns(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        columns: defaultdict[int, list[str]] = defaultdict(list)
        for line in paragraph.split("\n"):
            for piece in _PIECE.finditer(line):
                columns[piece.start()].append(piece[0])
        yield from map(" ".join, columns.values())


def _read(data: bytes, format_name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise unreadable(format_name) from None
