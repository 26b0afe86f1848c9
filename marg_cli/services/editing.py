"""Changing what was typed wrong: only what is given changes."""

from __future__ import annotations

from typing import Any, TypeVar

from marg_cli.domain.text import as_typed
from marg_cli.domain.value import replace
from marg_cli.errors import UsageRefused

T = TypeVar("T")


class NothingToChange(UsageRefused):
    """An edit without a word of what is to change."""


def edited(thing: T, **given: Any) -> T:  # noqa: ANN401 - each field by its own name
    """Change the fields that were given; None leaves one as it is, an empty text clears it."""
    changes = {name: value or None for name, value in given.items() if value is not None}
    flags = {name: value for name, value in given.items() if isinstance(value, bool | int)}
    changed: T = replace(thing, **changes | flags)  # type: ignore[type-var]
    return changed


def never_empty(name: str) -> None:
    """Raises UsageRefused for a field that was given as an empty text, and cannot be."""
    raise UsageRefused(
        f'"{name.replace("_", " ")}" cannot be empty.', "Give what it should be instead."
    )


def must_change(*given: object, options: str) -> None:
    """Raises NothingToChange, naming the options, where none of them was given."""
    if all(value is None for value in given):
        raise NothingToChange("Nothing to change was given.", f"Give at least one of: {options}")


def named(name: str, what: str) -> str:
    """Give a name back as typed. Raises UsageRefused for an empty one."""
    if not name.strip():
        raise UsageRefused(f"{what} needs a name.", "Leave --name out to keep the one there is.")
    return as_typed(name)
