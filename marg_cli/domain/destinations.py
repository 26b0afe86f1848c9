"""Exit destinations as people type them."""

from __future__ import annotations

from marg_cli.domain.case import Destination
from marg_cli.errors import UsageRefused


def read_destination(text: str) -> Destination:
    """Read a destination in any letters; its beginning is enough where it is unique.

    Raises UsageRefused, with the near ones.
    """
    from marg_cli.domain.text import near

    asked = " ".join(text.casefold().split())
    words = {destination.casefold(): destination for destination in Destination}
    found = [words[asked]] if asked in words else _begun(asked, words)
    if len(found) != 1:
        offered = found or [Destination(word) for word in near(asked, [*Destination])]
        ask = f" Did you mean {' or '.join(offered)}?" if offered else ""
        shown = " ".join(text.split()) or "Nothing"
        raise UsageRefused(f"{shown} is no destination.{ask}", f"One of: {', '.join(Destination)}.")
    return found[0]


def _begun(asked: str, words: dict[str, Destination]) -> list[Destination]:
    return [destination for word, destination in words.items() if asked and word.startswith(asked)]
