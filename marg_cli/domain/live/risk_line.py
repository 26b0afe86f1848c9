"""A risk in one line: ! others fire in the flat POL=high GLOW=medium agreed=high."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from marg_cli.domain.live.line import LineNotUnderstood, Rated
from marg_cli.domain.risk import NOT_AGREED, RiskTo, read_level
from marg_cli.errors import UsageRefused

if TYPE_CHECKING:
    from marg_cli.domain.live.line import Known

EXAMPLE = "For example: ! others fire in the flat POL=high GLOW=medium agreed=medium"
FIRST = re.compile(r"!\s*(?P<word>[\w-]+)(?P<rest>.*)", re.DOTALL)
DISSENT = re.compile(r"(?:^|\s)dissent\s+(?P<code>[\w-]+)\s*:\s*", re.IGNORECASE)
LEVEL = re.compile(r"(?<!\S)(?P<name>[\w-]+)=(?P<level>\S*)")
REFERENCE = re.compile(r"R\d{1,9}", re.IGNORECASE)


def read_risk(typed: str, known: Known) -> Rated:
    """Read a line that begins with !.

    First whom the risk threatens, or the reference of one there is; then what it is, each
    agency's level, the level agreed, and who dissents in which words. Raises LineNotUnderstood.
    """
    found = FIRST.fullmatch(typed)
    if not found:
        raise LineNotUnderstood(
            f"A risk begins with whom it threatens: {', '.join(RiskTo)}.", EXAMPLE, 1
        )
    to, ref = _whom(found["word"], found.start("word"))
    at = found.start("rest")
    said, dissent = _dissent(found["rest"], at, known)
    text, ratings, agreed = _levels(said, at, known)
    return Rated(to, ref, text, ratings, agreed, dissent)


def _whom(word: str, at: int) -> tuple[RiskTo | None, str | None]:
    if REFERENCE.fullmatch(word):
        return None, word.upper()
    whom = [to for to in RiskTo if to.value.startswith(word.casefold())]
    if len(whom) != 1:
        raise LineNotUnderstood(
            f'"{word}" is nobody a risk can threaten: {", ".join(RiskTo)}.', EXAMPLE, at
        )
    return whom[0], None


def _dissent(rest: str, at: int, known: Known) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What stands before the first dissent, and each dissent in its words."""
    marks = list(DISSENT.finditer(rest))
    if not marks:
        return rest, ()
    ends = [mark.start() for mark in marks[1:]] + [len(rest)]
    told = []
    for mark, end in zip(marks, ends, strict=True):
        text = rest[mark.end() : end].strip()
        if not text:
            raise LineNotUnderstood(
                "That dissent has no words.",
                "For example: dissent GLOW: still high",
                at + mark.end(),
            )
        told.append((known.code(mark["code"], at + mark.start("code")), text))
    return rest[: marks[0].start()], tuple(told)


def _levels(
    said: str, at: int, known: Known
) -> tuple[str, tuple[tuple[str, str], ...], str | None]:
    """What the risk is, each agency's level, and the one agreed."""
    found = list(LEVEL.finditer(said))
    text = said[: found[0].start()] if found else said
    ratings, agreed = {}, None
    for each in found:
        level = _level(each["level"], at + each.start("level"), known, each["name"])
        if each["name"].casefold() == "agreed":
            agreed = level
        else:
            ratings[known.code(each["name"], at + each.start("name"))] = level
    rest = LEVEL.sub("", said[len(text) :])
    if rest.strip():
        odd = rest.split()[0]
        raise LineNotUnderstood(
            f'"{odd}" stands among the levels: what the risk is comes before them.',
            EXAMPLE,
            at + said.index(odd, len(text)),
        )
    return text.strip(), tuple(ratings.items()), agreed


def _level(text: str, at: int, known: Known, name: str) -> str:
    if name.casefold() == "agreed" and text.casefold() == NOT_AGREED:
        return NOT_AGREED
    try:
        return read_level(text, known.levels)
    except UsageRefused as refusal:
        raise LineNotUnderstood(refusal.message, refusal.hint, at) from refusal
