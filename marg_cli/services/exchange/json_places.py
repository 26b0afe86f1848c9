"""Where things stand in a JSON text: each path's line, looked for only once something is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

Path = tuple[str | int, ...]

NOT_NUMBERS = {"NaN", "Infinity", "-Infinity"}

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],]|[^\s{}\[\],:"]+')


class Lines:
    """On which line of the file each part of one record stands, worked out when it is asked."""

    def __init__(self, text: str, first: int) -> None:
        self._text = text
        self._first = first
        self._places: dict[Path, int] | None = None

    def of(self, path: Path) -> int:
        """The line of *path*, or of the nearest part around it that is there."""
        if self._places is None:
            self._places = dict(places(self._text))
        while path and path not in self._places:
            path = path[:-1]
        return self._first + line_at(self._text, self._places.get(path, 0)) - 1


def written(path: Sequence[str | int]) -> str:
    """A path as people write it: cases[3].referrals[0].on."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).lstrip(".")


def line_at(text: str, place: int) -> int:
    """The line a place in *text* is on, from 1."""
    return text.count("\n", 0, place) + 1


def places(text: str) -> Iterator[tuple[Path, int]]:
    """Every path in a JSON value and where it stands: a member at its name, an item at itself."""
    path: list[str | int] = []
    names: list[bool] = []
    for token in _TOKEN.finditer(text):
        sign = token.group()
        if sign in "}]":
            if path:
                path.pop()
                names.pop()
        elif sign == ",":
            if path and isinstance(path[-1], int):
                path[-1] += 1
            elif names:
                names[-1] = True
        elif names and names[-1]:
            names[-1] = False
            path[-1] = json.loads(sign)
            yield tuple(path), token.start()
        else:
            if path and isinstance(path[-1], int):
                yield tuple(path), token.start()
            if sign in "{[":
                path.append("" if sign == "{" else 0)
                names.append(sign == "{")


def lines_to_second(text: str) -> int:
    """How many lines down the first path stands that stood before."""
    seen: set[Path] = set()
    for path, place in places(text):
        if path in seen:
            return line_at(text, place) - 1
        seen.add(path)
    return 0


def lines_to_first(text: str, signs: set[str]) -> int:
    """How many lines down the first of *signs* stands, outside of texts."""
    for token in _TOKEN.finditer(text):
        if token.group() in signs:
            return line_at(text, token.start()) - 1
    return 0
