"""What somebody types to search for: words and phrases, never a language to learn."""

from __future__ import annotations

import re
from typing import NamedTuple

from marg_cli.domain.text import spelt_out

_QUOTE = '["“”„«»]'
_NO_QUOTE = '[^"“”„«»]'
_PART = re.compile(rf"{_QUOTE}({_NO_QUOTE}*){_QUOTE}(\*?)|([^\s\"“”„«»]+)")
_REFUSED = re.compile("[\x00\ud800-\udfff]")


class Sought(NamedTuple):
    """Words that must stand in a row; *begins* where the last of them need only begin so."""

    words: str
    begins: bool


def sought(text: str) -> tuple[Sought, ...]:
    """Read what was typed: what is quoted is one phrase, `evict*` finds what begins so.

    Everything has to be found, in any order. Nothing else has a meaning, and nothing is refused.
    """
    plain = spelt_out(_REFUSED.sub(" ", text))
    found = (
        _part(phrase if word is None else word, star)
        for phrase, star, word in (match.groups() for match in _PART.finditer(plain))
    )
    return tuple(dict.fromkeys(part for part in found if part.words))


def _part(typed: str, star: str | None) -> Sought:
    words = typed.strip()
    return Sought(words.rstrip("*").strip(), bool(star) or words.endswith("*"))
