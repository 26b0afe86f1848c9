"""Counts what a rendering does, so that a template without end is refused and never waited for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from jinja2.exceptions import SecurityError

MOST_STEPS = 60_000
MOST_CHARACTERS = 10_000_000
MOST_NUMBER = 10**15

Function = Callable[..., Any]


class TooMuch(SecurityError):
    """A template goes on and on: it would take too long, or fill the memory."""


class Meter:
    """What one rendering may do in all: the same on every machine, whatever its speed.

    Steps are rounds of loops, calls, and things put into lists. Characters are those written,
    copied and compared. The minutes of 150 cases take an eighth of the one,
    and a twentieth of the other.
    """

    __slots__ = ("characters", "steps")

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Begin with another paper."""
        self.steps = 0
        self.characters = 0

    def step(self, count: int = 1) -> None:
        """Count steps. Raises TooMuch."""
        self.steps += count
        if self.steps > MOST_STEPS:
            raise TooMuch

    def words(self, value: object) -> None:
        """Count the characters of words. Raises TooMuch."""
        if isinstance(value, str):
            self.characters += len(value)
            if self.characters > MOST_CHARACTERS:
                raise TooMuch

    def written(self, parts: Iterable[str]) -> Iterator[str]:
        """The parts of what is put together, counted one by one before they are kept."""
        for part in parts:
            self.characters += len(part)
            if self.characters > MOST_CHARACTERS:
                raise TooMuch
            yield part

    def each(self, values: Iterable[Any]) -> Iterator[Any]:
        """*values* one after the other, each a step."""
        for value in values:
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise TooMuch
            if isinstance(value, str):
                self.words(value)
            yield value

    def weighed(self, value: Any) -> Any:  # noqa: ANN401 - any value a template compares
        """*value* as it is, counted for the work that comparing it takes."""
        if isinstance(value, str):
            self.words(value)
        elif isinstance(value, list | tuple | dict):
            pairs = value.items() if isinstance(value, dict) else value
            for each in self.each(pairs):
                if isinstance(each, list | tuple | dict):
                    self.weighed(each)
        return value

    def held(self, values: Any) -> Any:  # noqa: ANN401 - a list, a tuple or a dictionary
        """A list a template writes out, counted for the room it takes."""
        self.step(len(values))
        return values

    def part(self, value: Any, *bounds: int | None) -> Any:  # noqa: ANN401 - as Jinja slices
        """A slice, counted for the copy it is."""
        found = value[slice(*bounds)]
        if isinstance(found, str):
            self.words(found)
        else:
            self.step(len(found))
        return found

    def on_words(self, function: Function) -> Function:
        """A filter or test that reads or writes words, counting both."""
        at = _first(function)

        @wraps(function)
        def counted(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
            for value in args[at:]:
                self.weighed(value)
            found = function(*args, **kwargs)
            self.words(found)
            return found

        return counted

    def on_lists(self, function: Function) -> Function:
        """A filter that goes through a list, counting what it meets."""
        at = _first(function)

        @wraps(function)
        def counted(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
            return function(*args[:at], self.each(args[at]), *args[at + 1 :], **kwargs)

        return counted


def a_number(value: int) -> int:
    """*value*, unless it is beyond all that a paper counts. Raises TooMuch."""
    if abs(value) > MOST_NUMBER:
        raise TooMuch
    return value


def _first(function: Function) -> int:
    """Where a filter's value stands: behind what Jinja passes first, where it passes anything."""
    return int(hasattr(function, "jinja_pass_arg"))
