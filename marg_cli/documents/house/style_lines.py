"""Finds the line of a TOML file on which a key stands, for sentences that point at it."""

from __future__ import annotations

import re

Key = tuple[str, ...]

_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_SECTION = re.compile(rf"^[ \t]*\[\[?[ \t]*({_DOTTED})[ \t]*\]")
_ENTRY = re.compile(rf"(?:^[ \t]*|[{{,][ \t]*)({_DOTTED})[ \t]*=")
_NAMES = re.compile(_PART)


def lines_of(text: str) -> dict[Key, int]:
    """The line, counted from 1, on which each key of *text* stands first."""
    found: dict[Key, int] = {}
    section: Key = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if head := _SECTION.match(line):
            section = _names(head[1])
            found.setdefault(section, number)
            continue
        within = section
        for entry in _ENTRY.finditer(line):
            here = within + _names(entry[1])
            for depth in range(len(within) + 1, len(here) + 1):
                found.setdefault(here[:depth], number)
            if line[entry.end() :].lstrip().startswith("{"):
                within = here
    return found


def line_of(key: Key, lines: dict[Key, int]) -> int:
    """The line of *key*, else of the nearest thing it belongs to, else the first."""
    above = (key[:depth] for depth in range(len(key), 0, -1))
    return next((lines[part] for part in above if part in lines), 1)


def _names(dotted: str) -> Key:
    return tuple(part.strip("\"'") for part in _NAMES.findall(dotted))
