"""What is looked for in one reader's papers, put together once and found in one pass."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from marg_cli.documents.leakscan.folding import TOKEN, cleaned, squeezed, tokens
from marg_cli.documents.leakscan.naming import may_be_a_word, named_in
from marg_cli.documents.leakscan.writings import NAMES, encoded, writings
from marg_cli.domain.leaks import Field, Hit, Kind, Needle
from marg_cli.domain.written_dates import DayOfCentury, dates_in

ONE_WORD = 8
"""A name written without a gap is found from so many letters on: Ed Ward is not in Edward."""
LONG_NUMBER = 9
"""Among the numbers of a file's own, such as places on a page, only as long a number says much."""
LONG_TEXT = 6
"""The same for letters that are not known to be text."""
UTF_16 = re.compile(rb"[A-Za-z0-9](?:\0[ -~]){3,}")
RUN = re.compile(rb"[a-z0-9]{3,}")
"""What has to stand in bytes, all of it, so that it is worth while to look closer."""
LONG_ENOUGH = 6
"""A number of fewer digits is found only where it stands in one: 12.34 is not the number 1234."""


class Own(NamedTuple):
    """What may stand in a text because it comes from elsewhere: words, folded, and days."""

    words: frozenset[str] = frozenset()
    days: frozenset[DayOfCentury] = frozenset()


NOTHING = Own()


class _Whole(NamedTuple):
    """One text that is looked for whole, and how it has to stand to count."""

    hit: Hit
    capitals: bool
    one_piece: bool


class Sought:
    """Everything one reader's papers may not say.

    *needles* are those of the cases the reader may not see; *shown* those of the cases they may:
    a word, a birth date or an address that both share tells nothing, while a full name does.
    *known* are texts that may stand in any paper: the names of members and agencies, the group's
    name and venue. What they hold is looked for no more.
    """

    def __init__(
        self, needles: Iterable[Needle], *, shown: Iterable[Needle] = (), known: Iterable[str] = ()
    ) -> None:
        self._wholes: defaultdict[str, set[_Whole]] = defaultdict(set)
        self._parts: defaultdict[str, set[Hit]] = defaultdict(set)
        self._born: defaultdict[DayOfCentury, set[Hit]] = defaultdict(set)
        self._needed: set[frozenset[bytes]] = set()
        self._exactly: list[tuple[bytes, Hit]] = []
        for needle in needles:
            self._add(needle)
        self._beginnings = frozenset(
            key[:size] for key in self._wholes for size in range(1, len(key) + 1)
        )
        self._excuse(shown, known)

    def found_in(self, text: str, own: Own = NOTHING) -> set[Hit]:
        """Who is told of in *text*, by anything at all but its *own* words and days."""
        clean = cleaned(text)
        return self._wholes_in(clean, own) | self._parts_in(clean, own)

    def wholes_in(self, text: str, own: Own = NOTHING) -> set[Hit]:
        """Who is told of by anything looked for whole, a birth date among it."""
        return self._wholes_in(cleaned(text), own)

    def wholes_in_bytes(self, noise: bytes) -> set[Hit]:
        """The same for bytes of which nobody knows that they are text, in any encoding.

        Only what says much is looked for there; less would be found by chance.
        """
        found = {hit for form, hit in self._exactly if form in noise}
        for form in (noise, b"\n".join(UTF_16.findall(noise)).replace(b"\0", b"")):
            words = frozenset(RUN.findall(form.lower()))
            if any(map(words.issuperset, self._needed)):
                found |= self._certain_in(form.decode("latin-1"))
        return found

    def _wholes_in(self, clean: str, own: Own) -> set[Hit]:
        found = {hit for key, one in self._keys_in(clean) for hit in self._counting(key, one)}
        if self._born:
            for day in self._born.keys() & set(dates_in(clean)) - own.days:
                found |= self._born[day]
        return found

    def _parts_in(self, clean: str, own: Own) -> set[Hit]:
        words = self._parts.keys() & set(tokens(clean)) - own.words
        named = named_in(clean, words) if words else ()
        return {hit for word in named for hit in self._parts[word]}

    def _certain_in(self, text: str) -> set[Hit]:
        return {
            hit
            for key, pieces in self._keys_in(cleaned(text))
            if _says_much(key)
            for hit in self._counting(key, pieces)
        }

    def _add(self, needle: Needle) -> None:
        hit = Hit(needle.case_ref, needle.field)
        if needle.kind is Kind.PART:
            self._parts[squeezed(needle.text)].add(hit)
        elif needle.field is Field.BORN:
            for day in dates_in(needle.text):
                self._born[day].add(hit)
        else:
            for writing in writings(needle):
                self._add_whole(hit, writing)
            if not needle.text.isascii():
                self._exactly += ((form, hit) for form in encoded(needle.text))

    def _add_whole(self, hit: Hit, writing: str) -> None:
        words = tokens(writing)
        key = "".join(words)
        named = hit.field in NAMES
        capitals = named and all(map(may_be_a_word, words))
        one_piece = not named and key.isdigit() and len(key) < LONG_ENOUGH
        self._wholes[key].add(_Whole(hit, capitals, one_piece))
        if _says_much(key):
            pieces = frozenset(RUN.findall(writing.casefold().encode()))
            self._needed |= {pieces or frozenset([key.encode()]), frozenset([key.encode()])}

    def _excuse(self, shown: Iterable[Needle], known: Iterable[str]) -> None:
        for text in known:
            for key, _ in list(self._keys_in(cleaned(text))):
                self._wholes.pop(key, None)
            for word in tokens(cleaned(text)):
                self._parts.pop(word, None)
        for needle in shown:
            if needle.kind is Kind.PART:
                self._parts.pop(squeezed(needle.text), None)
            elif needle.field is Field.BORN:
                for day in dates_in(needle.text):
                    self._born.pop(day, None)
            elif needle.field not in NAMES:
                for writing in writings(needle):
                    self._wholes.pop(squeezed(writing), None)

    def _counting(self, key: str, pieces: Sequence[str]) -> Iterator[Hit]:
        """Those of the things written so that are meant by these very pieces of a text."""
        for whole in self._wholes[key]:
            if whole.capitals and not all(piece[0].isupper() for piece in pieces):
                continue
            if len(pieces) == 1 and whole.hit.field in NAMES and len(key) < ONE_WORD:
                continue
            if whole.one_piece and len(pieces) > 1:
                continue
            yield whole.hit

    def _keys_in(self, clean: str) -> Iterator[tuple[str, Sequence[str]]]:
        """What is looked for and stands in a cleaned text, from one gap to another, in its pieces.

        Gaps do not count, so that a thing is found however it was parted.
        """
        folded = tokens(clean)
        if self._beginnings.isdisjoint(folded):
            return
        for start, word in enumerate(folded):
            end, joined = start + 1, word
            while joined in self._beginnings:
                if joined in self._wholes:
                    yield joined, TOKEN.findall(clean)[start:end]
                if end == len(folded):
                    break
                joined += folded[end]
                end += 1


def _says_much(key: str) -> bool:
    return len(key) >= (LONG_NUMBER if key.isdigit() else LONG_TEXT)
