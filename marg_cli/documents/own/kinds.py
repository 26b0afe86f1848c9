"""What kind of thing a name in a template stands for, as far as the papers' own fields tell."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin

from jinja2 import nodes

from marg_cli.documents.own.specimens import fields
from marg_cli.documents.templates.sandbox import READING
from marg_cli.domain.value import Value

Kind = Any
"""A type as the papers' fields write it, `Macros`, or ANYTHING where it cannot be told."""

ANYTHING: Kind = Any


class Macros(NamedTuple):
    """An imported template, and what it offers."""

    names: frozenset[str]


def there(kind: Kind) -> Kind:
    """The kind of what is recorded, where nothing may be."""
    if _made_of(kind) in {Union, UnionType}:
        return next(each for each in get_args(kind) if each is not NoneType)
    return kind


def item(kind: Kind) -> Kind:
    """The kind of one thing in a list."""
    listing = there(kind)
    return get_args(listing)[0] if _made_of(listing) is tuple else ANYTHING


def entry(kind: Kind) -> Kind:
    """The kind of what stands behind an index or a key."""
    held = there(kind)
    return get_args(held)[1] if _made_of(held) is dict else item(held)


def many(kind: Kind) -> Kind:
    """The kind of a list of such things."""
    return ANYTHING if kind is ANYTHING else tuple[kind, ...]


def known_names(kind: Kind) -> tuple[str, ...] | None:
    """The names a thing has; None where any might be there, or where Python's own would do."""
    held = there(kind)
    if isinstance(held, Macros):
        return tuple(held.names)
    if isinstance(held, type) and issubclass(held, Value):
        return tuple(fields(held))
    return None


def field(kind: Kind, name: str) -> Kind:
    """The kind of what a thing has by *name*, once it is known to have it."""
    held = there(kind)
    if isinstance(held, type) and issubclass(held, Value):
        return fields(held)[name]
    if _made_of(held) is dict and name not in READING:
        return entry(held)
    return ANYTHING


def _made_of(kind: Kind) -> object:
    return get_origin(kind)


def targets(target: nodes.Node, kind: Kind) -> dict[str, Kind]:
    """The names a loop or a set gives, with their kinds."""
    if isinstance(target, nodes.Name):
        return {target.name: kind}
    if isinstance(target, nodes.Tuple):
        return {name: ANYTHING for each in target.items for name in targets(each, ANYTHING)}
    return {}
