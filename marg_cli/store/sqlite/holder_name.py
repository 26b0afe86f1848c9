"""What a key holder may be called: the name is also a file's, here and on other systems."""

from __future__ import annotations

from marg_cli.errors import UsageRefused

LONGEST = 48
DEVICES = (
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789"),
)
"""What Windows takes for a device, whatever follows the first dot."""

RESERVED = frozenset((*DEVICES, "recovery"))
"""The recovery key goes by its own name among the key holders."""


def holder_name(text: str) -> str:
    """Check the name of a key holder: letters, digits, dot, dash and underscore.

    Raises UsageRefused, also for a name that is no file's name on some system.
    """
    if not text.isascii():
        import unicodedata

        text = unicodedata.normalize("NFC", text)
    if (
        1 <= len(text) <= LONGEST
        and all(letter.isalpha() or letter.isdecimal() or letter in "._-" for letter in text)
        and (text[0].isalpha() or text[0].isdecimal())
        and not text.endswith(".")
        and text.partition(".")[0].casefold() not in RESERVED
    ):
        return text
    raise UsageRefused(
        "That cannot be a key holder's name.",
        f"Use up to {LONGEST} letters, digits, dots, dashes or underscores, beginning with a "
        "letter or digit, for example: ann-example",
    )
