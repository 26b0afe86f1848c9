"""What stands in a paper that is nothing but text."""

from __future__ import annotations

import re

from marg_cli.documents.escape import unescape
from marg_cli.documents.leakscan.views import Views, unreadable

_LOOKS = re.compile(r"\*{1,3}")


def of_text(data: bytes) -> Views:
    """The text as it stands. Raises Refused where it is not UTF-8."""
    return Views({"text": _read(data, "txt")}, noise=(data,))


def of_markdown(data: bytes) -> Views:
    """The words without what gives them their looks. Raises Refused where it is not UTF-8."""
    text = _read(data, "md")
    words = "\n".join(unescape(_LOOKS.sub("", line)) for line in text.split("\n"))
    return Views({"text": words}, strings=(text,), noise=(data,))


def _read(data: bytes, format_name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise unreadable(format_name) from None
