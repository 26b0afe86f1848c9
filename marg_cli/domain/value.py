"""What the things of the domain are made of: named fields that never change."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T", bound="Value")


class _Fields(type):
    """Reads a class's fields from its annotations, as `dataclass` does, but compiles nothing.

    What `dataclass` compiles takes each command 2 ms a class, and some commands need a dozen.
    """

    __slots__: tuple[str, ...]
    defaults: dict[str, Any]
    fields: frozenset[str]

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _Fields:
        fields = tuple(body.get("__annotations__", ()))
        defaults = {field: body.pop(field) for field in fields if field in body}
        made = super().__new__(cls, name, bases, {**body, "__slots__": fields})
        made.defaults = defaults
        made.fields = frozenset(fields)
        return made


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Value(metaclass=_Fields):
    """A thing that is what its fields say: made by keywords, equal by value, never altered."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - each field has its own type
        kind = type(self)
        held = {**kind.defaults, **given} if kind.defaults else given
        if held.keys() != kind.fields:
            odd = held.keys() ^ kind.fields
            raise TypeError(f"{kind.__name__} misses, or has no field: {', '.join(sorted(odd))}")
        put = object.__setattr__
        for field, value in held.items():
            put(self, field, value)

    def __setattr__(self, field: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} never changes: make another with replace")

    def __delattr__(self, field: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} never changes: make another with replace")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and values(self) == values(other)

    def __hash__(self) -> int:
        return hash((type(self), *values(self).values()))

    def __repr__(self) -> str:
        said = ", ".join(f"{field}={value!r}" for field, value in values(self).items())
        return f"{type(self).__name__}({said})"


def values(thing: Value) -> dict[str, Any]:
    """What a thing holds, by field, in the fields' order."""
    return {field: getattr(thing, field) for field in type(thing).__slots__}


def replace(thing: T, **changes: Any) -> T:  # noqa: ANN401 - each field has its own type
    """Make another thing that differs in some fields."""
    return type(thing)(**{**values(thing), **changes})
