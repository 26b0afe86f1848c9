"""Text of any writing that offices use: UTF-8, UTF-16 with its mark, or the old Windows one."""

from __future__ import annotations

import codecs

from marg_cli.errors import UsageRefused

MOST_LETTERS = 1_000_000
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class TooLong(UsageRefused):
    """More text than anybody would write for a referral."""


def decoded(content: bytes) -> str:
    """Read bytes as text. Raises TooLong; a byte that is no letter is shown as such."""
    if content.startswith(_MARKS):
        return tidied(content.decode("utf-16", "replace"))
    try:
        return tidied(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return tidied(content.decode("cp1252", "replace"))


def tidied(text: str) -> str:
    """One kind of line end, no NUL, no odd spaces. Raises TooLong."""
    if len(text) > MOST_LETTERS:
        raise TooLong(
            "That holds more text than a referral: over a million letters.",
            "Take out what is not the referral, and receive the rest.",
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    text = text.replace("\u00a0", " ").replace("\u2028", "\n").replace("\u2029", "\n")
    return text.encode("utf-8", "replace").decode("utf-8")
