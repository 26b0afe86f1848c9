"""Passwords for locked copies: made by chance, and said over the telephone."""

from __future__ import annotations

import secrets

GROUPS = 4
FIRST = "bdfhjkmnprstvwz"
VOWELS = "aeiou"
LAST = "bdfkmptvz"
"""Letters nobody takes for another, spoken or written: no l, c, q, x or y, and no digit."""


def new_password() -> str:
    """Four groups that can be read aloud, such as bukam-dorip-sefat-tivom: 62 bits of chance."""
    return "-".join(_group() for _ in range(GROUPS))


def _group() -> str:
    return "".join(map(secrets.choice, (FIRST, VOWELS, FIRST, VOWELS, LAST)))
