"""How a street is written short."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SHORT = {
    "avenue": ("ave", "av"),
    "close": ("cl",),
    "court": ("ct",),
    "crescent": ("cres",),
    "drive": ("dr",),
    "gardens": ("gdns",),
    "grove": ("gr",),
    "lane": ("ln",),
    "place": ("pl",),
    "road": ("rd",),
    "square": ("sq",),
    "street": ("st", "str"),
    "terrace": ("terr", "ter"),
}
_LONG = {short: long for long, shorts in _SHORT.items() for short in shorts}
_KIND = re.compile(rf"\b(?:{'|'.join([*_SHORT, *_LONG])})\b", re.IGNORECASE)


def abbreviated(address: str) -> Iterator[str]:
    """The same address with its streets written short, or in full where they were short."""
    for written in {found[0].casefold() for found in _KIND.finditer(address)}:
        long = _LONG.get(written, written)
        for form in (long, *_SHORT[long]):
            yield re.sub(rf"\b{written}\b", form, address, flags=re.IGNORECASE)
