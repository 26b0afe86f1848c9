"""From what was typed to the words of commands: quoted as in a POSIX shell, on Windows too."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

from marg_cli.errors import UsageRefused

REMARK = "#"
PROGRAM = "marg"


class QuoteOpen(UsageRefused):
    """A quotation mark, or a backslash at the very end, that nothing follows."""

    hint = 'Put an apostrophe inside double quotes, as in: "the landlord\'s door"'


def commands_in(typed: Iterable[str]) -> Iterator[list[str]]:
    """Find the commands in lines that were typed: the words of each, without `marg`.

    A text in quotes may run over several of them; empty ones and remarks (#) are passed over.
    Raises QuoteOpen at the end of it all.
    """
    begun = ""
    for part in typed:
        text = begun + part.rstrip("\r\n")
        if not begun and text.lstrip().startswith(REMARK):
            continue
        try:
            words = shlex.split(text)
        except ValueError:
            begun = f"{text}\n"
            continue
        begun = ""
        if words:
            yield _at_home(words)
    if begun:
        raise QuoteOpen("A quotation mark is left open.")


def _at_home(words: list[str]) -> list[str]:
    """Drop the program's own name, and write out ~ for the home folder as any shell does."""
    meant = words[1:] if words[0] == PROGRAM else words
    return [str(Path(word).expanduser()) if word.startswith("~/") else word for word in meant]
