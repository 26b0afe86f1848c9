"""The text of a JSON file: its values one after another, and the line each of them stands on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn

from marg_cli.services.exchange.json_places import (
    NOT_NUMBERS,
    line_at,
    lines_to_first,
    lines_to_second,
)
from marg_cli.services.exchange.problems import CannotGoOn

_SPACE = re.compile(r"[ \t\n\r]*")


class _Twice(ValueError):
    """A name that stands twice in one object."""


class _NotANumber(ValueError):
    """NaN or an infinity, which JSON does not have."""


class Value(NamedTuple):
    """A value, the text it was read from, and where in the file that begins."""

    value: Any
    text: str
    start: int
    line: int


class JsonText:
    """Reads a JSON text from its beginning to its end, counting lines on the way."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.at = 0
        self._line, self._counted = 1, 0
        self._decoder = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number)
        self._skip()

    @property
    def line(self) -> int:
        """The line that has been reached."""
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def next_is(self, sign: str) -> bool:
        """Pass over *sign* if it comes next."""
        found = self.text.startswith(sign, self.at)
        if found:
            self.at += len(sign)
            self._skip()
        return found

    def must_be(self, sign: str) -> None:
        """Pass over *sign*. Raises CannotGoOn where something else comes."""
        if not self.next_is(sign):
            raise CannotGoOn(f"is not JSON: {sign} is expected here", line=self.line)

    def items(self, end: str) -> Iterator[int]:
        """Count what stands between here and *end*, parted by commas; each is read in between."""
        number = 0
        while not self.next_is(end):
            if number:
                self.must_be(",")
            yield number
            number += 1

    def value(self) -> Value:
        """Read the next value. Raises CannotGoOn, naming the line."""
        start, line = self.at, self.line
        try:
            value, self.at = self._decoder.raw_decode(self.text, start)
        except json.JSONDecodeError as error:
            raise CannotGoOn(
                f"is not JSON: {error.msg.lower()}", line=line_at(self.text, error.pos)
            ) from error
        except RecursionError as error:
            raise CannotGoOn("is nested too deep", line=line) from error
        except _Twice as error:
            where = line + lines_to_second(self.text[start:])
            raise CannotGoOn("a name stands twice in one record", line=where) from error
        except _NotANumber as error:
            where = line + lines_to_first(self.text[start:], NOT_NUMBERS)
            raise CannotGoOn("NaN and Infinity are not numbers", line=where) from error
        except ValueError as error:
            raise CannotGoOn("holds a number too long to read", line=line) from error
        text = self.text[start : self.at]
        self._skip()
        return Value(value, text, start, line)

    def end(self) -> None:
        """Make sure that nothing follows. Raises CannotGoOn."""
        if self.at < len(self.text):
            raise CannotGoOn("is not JSON: something follows after its end", line=self.line)

    def _skip(self) -> None:
        blank = _SPACE.match(self.text, self.at)
        self.at = blank.end() if blank else self.at


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Twice
    return found


def _no_number(_: str) -> NoReturn:
    raise _NotANumber
