"""Full names where references are the rule: found in any text, and never repeated.

What counts as a person's name, on purpose little:
- a name or alias of two words or more, in the order typed or with its end first ("Brackenpipe,
  Wendell"), and its first and last word alone; whatever the case, accents, spaces and hyphens,
  also as a possessive. What stands in brackets is a name of its own.
- an alias of one word, of four letters or more, with its capital, inside a sentence: neither at
  its beginning nor beside another capitalised word, and only where the same papers never write
  the word small.
A surname or a first name alone is none: too many are words, places and colleagues. Nor is a name
that a member, an agency or the group goes by.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from marg_cli.domain.calendar import MONTHS, WEEKDAYS
from marg_cli.domain.checks.finding import Finding
from marg_cli.domain.counting import in_a_sentence
from marg_cli.domain.same_person import words_of

SHORTEST_ALIAS = 4
INVISIBLE = "[\u00ad\u200b-\u200d\u2060\ufeff]"
FORERUNNERS = (
    r"(?:aka|also|as|dr|formerly|known|lady|lord|miss|mr|mrs|ms|mx|nee|pc|prof|rev|sgt|sir)"
)
"""What may stand ahead of a name and is no part of it."""

UNNAMED = (
    r"(?:a|adult|anonymous|female|given|he|her|him|known|male|man|name|no|not|of|person|recorded"
    r"|she|the|unknown|unnamed|withheld|woman)"
)
"""A name of such words alone is a note that there is none: "not known", "name withheld"."""

CALENDAR = frozenset(word.casefold() for word in (*MONTHS, *WEEKDAYS))

_FORERUNNER = re.compile(FORERUNNERS)
_NO_NAME = re.compile(UNNAMED)
_POSSESSIVE = re.compile(r"['\u2019\u02bc]s\b", re.IGNORECASE)
_BRACKETS = re.compile(r"[()\[\]]")
_WORD = re.compile(r"\w+")
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:;\n\u201c\u201d\"(]|[-*\u2022])\s*$")

Words = tuple[str, ...]


class Text(NamedTuple):
    """One text of a paper: whose it is, where it stands, and the command that puts it right."""

    case: str | None
    heading: str
    text: str
    mend: str
    entry: str | None = None
    action: str | None = None


class Names:
    """Everybody's names, ready to be looked for in many texts."""

    def __init__(self, people: Iterable[tuple[str, Iterable[str]]], known: Iterable[str]) -> None:
        """Take the names of each case's person, and *known* ones that may stand anywhere."""
        known = list(known)
        staff = {bare(words_of(name)) for name in known}
        common = {word for name in known for word in words_of(name)} | CALENDAR
        self._full: defaultdict[str, list[tuple[Words, str]]] = defaultdict(list)
        self._single: dict[str, str] = {}
        for ref, names in people:
            for name in names:
                self._add(ref, name, staff, common)

    def _add(self, ref: str, name: str, staff: set[Words], common: set[str]) -> None:
        for part in parts_in_brackets(name):
            for words in full_names(part) - staff:
                for way in ways(words) - staff:
                    self._full[way[0]].append((way, ref))
            word = part.strip()
            if _may_stand_alone(word) and words_of(word)[0] not in common:
                self._single[word] = ref

    def in_texts(self, texts: Iterable[Text]) -> Iterator[Finding]:
        """Say which texts hold a name, and the reference to write instead."""
        texts = list(texts)
        alone = self._never_small(texts)
        pattern = _any_of(alone) if alone else None
        for text in texts:
            full = self._full_names(text.text)
            if full:
                yield _found(text, "full name", full)
            elif pattern and (single := _singles(text.text, pattern, alone)):
                yield _found(text, "other name", single)

    def _never_small(self, texts: list[Text]) -> dict[str, str]:
        """The aliases of one word that no text writes as an ordinary one."""
        if not self._single:
            return {}
        ordinary = _any_of(word.lower() for word in self._single)
        small = {word for text in texts for word in ordinary.findall(text.text)}
        return {word: ref for word, ref in self._single.items() if word.lower() not in small}

    def _full_names(self, text: str) -> list[str]:
        words = _words_in(text)
        return list(
            dict.fromkeys(
                ref
                for at, word in enumerate(words)
                if word in self._full
                for name, ref in self._full[word]
                if tuple(words[at : at + len(name)]) == name
            )
        )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


def bare(words: Words) -> Words:
    """A name without what stands ahead of it."""
    while words and _FORERUNNER.fullmatch(words[0]):
        words = words[1:]
    return words


def parts_in_brackets(name: str) -> list[str]:
    """What stands outside and inside brackets: each is a name of its own."""
    return [part for part in _BRACKETS.split(name) if part.strip()]


def full_names(part: str) -> set[Words]:
    """The words of a name that names somebody in full, its hyphens as gaps and as nothing."""
    read = {bare(words_of(part)), bare(words_of(part.replace("-", "")))}
    return {words for words in read if _is_full(words)}


def _is_full(words: Words) -> bool:
    """Two words or more that name somebody; initials alone do not."""
    return len(words) > 1 and max(map(len, words)) > 1 and not all(map(_NO_NAME.fullmatch, words))


def ways(words: Words) -> set[Words]:
    """A name as typed, with its end first, and its first and last word, in either order."""
    turned = {words[at:] + words[:at] for at in range(len(words))}
    return turned | {(words[0], words[-1]), (words[-1], words[0])}


def _may_stand_alone(alias: str) -> bool:
    return (
        len(alias) >= SHORTEST_ALIAS
        and alias.isalpha()
        and alias[0].isupper()
        and alias[1:].islower()
    )


def _words_in(text: str) -> list[str]:
    """The words of a text, folded as names are; plain ASCII takes the short way."""
    text = _POSSESSIVE.sub("", text)
    if text.isascii():
        return _WORD.findall(text.casefold().replace("'", "").replace("`", ""))
    return list(words_of.__wrapped__(re.sub(INVISIBLE, "", text)))


def _singles(text: str, pattern: re.Pattern[str], alone: dict[str, str]) -> list[str]:
    plain = unicodedata.normalize("NFC", text)
    found = pattern.finditer(plain)
    return list(dict.fromkeys(alone[m.group()] for m in found if _stands_alone(plain, m)))


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Inside a sentence, and no part of a longer name."""
    before, after = text[: match.start()], text[match.end() :]
    if _SENTENCE_ENDS.search(before):
        return False
    ahead = re.search(r"(\w+)[ '\u2019-]*$", before)
    behind = re.match(r"[ -]+(\w)", after)
    return not (ahead and ahead[1][0].isupper()) and not (behind and behind[1].isupper())


def _found(text: Text, what: str, refs: list[str]) -> Finding:
    whose = "A person's" if len(refs) == 1 else "More than one person's"
    sentence = f"{whose} {what} stands here: write {in_a_sentence(refs)} instead."
    return Finding(text.case, text.heading, sentence, text.mend, text.entry, text.action)
