"""References of cases a reader may not see, inside what was written of those they may."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, TypeVar, cast

from marg_cli.domain.value import Value, replace, values

T = TypeVar("T")

REFERENCE = re.compile(r"\b([A-Za-z]{1,12})(\d{2})[\s\u2010-\u2013-]{1,3}(\d{1,6})\b")
"""A case's reference however it was typed: M26-014, m26-14, M26 – 014."""

ANOTHER = "another case"
LEFT_OUT = "Left out of this copy: it speaks of another case."
"""What stands where a reference was, and where a text that belongs to no case was."""


class OtherCases:
    """The cases that a reader is not to hear of by name."""

    def __init__(self, refs: Collection[str]) -> None:
        self._refs = frozenset(refs)

    def are_named_in(self, *texts: str | None) -> bool:
        """Whether any text names one of them."""
        return any(
            self._is_one(found) for text in texts if text for found in REFERENCE.finditer(text)
        )

    def general(self, text: str) -> str:
        """A text that belongs to no case: left out whole where it names one of them."""
        return LEFT_OUT if self.are_named_in(text) else text

    def struck_from(self, thing: T) -> T:
        """The same text, list or value with `another case` for each of their references."""
        return cast("T", self._struck(thing)) if self._refs else thing

    def _struck(self, thing: Any) -> Any:  # noqa: ANN401 - a text, or whatever holds texts
        if type(thing) is str:
            return REFERENCE.sub(lambda found: ANOTHER if self._is_one(found) else found[0], thing)
        if isinstance(thing, Value):
            return replace(thing, **{f: self._struck(held) for f, held in values(thing).items()})
        if type(thing) is tuple:
            return tuple(map(self._struck, thing))
        if isinstance(thing, dict):
            return {key: self._struck(held) for key, held in thing.items()}
        return thing

    def _is_one(self, match: re.Match[str]) -> bool:
        prefix, year, number = match.groups()
        return f"{prefix.upper()}{year}-{int(number):03d}" in self._refs
