"""Text as people type it: what is refused, how it is matched, and how it is shown safely."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from marg_cli.errors import TextRefused

if TYPE_CHECKING:
    from collections.abc import Iterable

NEAR_ENOUGH = 0.6
MOST_OFFERED = 3

_REFUSED = "[\x00\ud800-\udfff]"
_UNSEEN = (
    "[\x01-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff]"
)
_PICTURES = 0x2400
_DELETE = 0x7F


def as_typed(text: str) -> str:
    """Give *text* back unchanged. Raises TextRefused for NUL and lone surrogates."""
    if not text.isprintable() and re.search(_REFUSED, text):
        raise TextRefused(
            "That text holds a character that cannot be kept (a NUL or half a character).",
            "Copy the text again, or type it.",
        )
    return text


def visible(text: str) -> str:
    """Show control and direction characters as pictures, so that none reaches a terminal.

    Line ends and tabs stay.
    """
    return text if text.isprintable() else re.sub(_UNSEEN, _picture, text)


def escaped(json: str) -> str:
    """Spell such characters out by their number inside JSON, where that means the same."""
    return json if json.isprintable() else re.sub(_UNSEEN, _spelt, json)


def one_line(text: str) -> str:
    """Show *text* in one line, as in a table's cell."""
    return text if text.isprintable() else " ".join(visible(text).split())


def spelt_out(text: str) -> str:
    """Spell ligatures, wide and other odd letters as plain ones (NFKC)."""
    if text.isascii():
        return text
    import unicodedata

    return unicodedata.normalize("NFKC", text)


def folded(text: str) -> str:
    """Fold *text* for matching: NFKC, no accents, no case, single spaces."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", spelt_out(text).casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def near(word: str, words: Iterable[str]) -> list[str]:
    """Give the words most like *word*, the likest first, three at the most."""
    from difflib import get_close_matches

    known = {known.casefold(): known for known in words}
    found = get_close_matches(word.casefold(), known, MOST_OFFERED, NEAR_ENOUGH)
    return [known[match] for match in found]


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Say " Did you mean M26-004 or M26-014?", or nothing where nothing is near."""
    found = near(word, words)
    return f" Did you mean {' or '.join(found)}?" if found else ""


def _spelt(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < ord(" "):
        return chr(_PICTURES + code)
    return "\u2421" if code == _DELETE else f"<U+{code:04X}>"
