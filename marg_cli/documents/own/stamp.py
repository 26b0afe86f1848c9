"""The first line of a copied template: which packaged one it was made from."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import NamedTuple

FORMS = {
    ".j2": "{{#- {} -#}}\n",
    ".css": "/* {} */\n",
    ".toml": "# {}\n",
}
"""A comment of one line, by a file's ending; in a template it leaves nothing behind."""

_STAMP = re.compile(r"\A[^\n]*marg: based on (\S+) sha256:([0-9a-f]{64})[^\n]*\n")


class Stamped(NamedTuple):
    """A text and what it was made from; `based_on` is the original's hash, or None."""

    text: str
    based_on: str | None


def digest(text: str) -> str:
    """The hash that tells one packaged template from another."""
    return sha256(text.encode()).hexdigest()


def stamped(name: str, suffix: str, text: str) -> str:
    """*text* behind a line that says it was made from *name* as it is today."""
    return FORMS[suffix].format(f"marg: based on {name} sha256:{digest(text)}") + text


def unstamped(text: str) -> Stamped:
    """*text* without its stamp, and what the stamp says."""
    at = _STAMP.match(text)
    return Stamped(text[at.end() :], at[2]) if at else Stamped(text, None)
