"""Changing what was typed wrong: only what is given changes."""

from __future__ import annotations

from typing import Any, TypeVar

from marg_cli.domain.value import replace

T = TypeVar("T")


def edited(thing: T, **given: Any) -> T:  # noqa: ANN401 - each field by its own name
    """Change the fields that were given; None leaves one as it is, an empty text clears it."""
    changes = {name: value or None for name, value in given.items() if value is not None}
    flags = {name: value for name, value in given.items() if isinstance(value, bool | int)}
    changed: T = replace(thing, **changes | flags)  # type: ignore[type-var]
    return changed
