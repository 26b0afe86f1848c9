"""What Tab offers at the prompt: the program's words, and references; never a name."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable
from typing import NamedTuple

from marg_cli.cli.completion import FILES, WORDS, Value, command, nouns, verbs
from marg_cli.cli.shell.lines import PROGRAM
from marg_cli.cli.shell.own_words import HELP, OWN_WORDS

Known = Callable[[int, str], Iterable[str]]
"""Which references there are of a kind that begin with something."""


class Offer(NamedTuple):
    """What could stand in the place of the last word that was begun, whose letters stay."""

    begun: str
    words: list[str]
    is_file: bool = False


def offered(typed: str, known: Known) -> Offer:
    """Find what may stand where the line ends; nothing inside quotes, where people write."""
    try:
        words = shlex.split(typed)
    except ValueError:
        return Offer("", [])
    begun = words.pop() if words and not typed[-1].isspace() else ""
    value = _value(words[1:] if words[:1] == [PROGRAM] else words, begun)
    if value.kind == FILES:
        return Offer(begun, [], is_file=True)
    found = value.words if value.kind == WORDS else known(value.kind, begun)
    meant = [word for word in found if word.casefold().startswith(begun.casefold())]
    return Offer(begun, [begun + word[len(begun) :] for word in dict.fromkeys(meant)])


def _value(words: list[str], begun: str) -> Value:
    """What may follow these words."""
    if words[:1] == [HELP]:
        return Value(WORDS, tuple(nouns()) if len(words) == 1 else verbs(words[1]))
    if not words:
        return Value(WORDS, (*nouns(), *OWN_WORDS))
    noun, *rest = words
    if noun not in nouns():
        return Value()
    if not verbs(noun):
        return _following(noun, "", rest, begun)
    if not rest:
        return Value(WORDS, verbs(noun))
    return _following(noun, rest[0], rest[1:], begun) if rest[0] in verbs(noun) else Value()


def _following(noun: str, verb: str, rest: list[str], begun: str) -> Value:
    """What may follow a command, after the *rest* of what was typed."""
    known = command(noun, verb)
    value = known.options.get(rest[-1]) if rest else None
    if value is not None:
        return value
    if begun.startswith("-"):
        return Value(WORDS, tuple(name for name in known.options if name not in rest))
    place = 0
    takes = False
    for word in rest:
        place += not takes and not word.startswith("-")
        takes = not takes and known.options.get(word) is not None
    return known.arguments[place] if place < len(known.arguments) else Value()
