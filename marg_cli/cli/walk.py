"""Going through a list with one key each; every answer is kept as it is given."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.cli.keys import keys_at_once, one_key
from marg_cli.domain.text import visible
from marg_cli.errors import MargError
from marg_cli.services.undo import take_back

if TYPE_CHECKING:
    from marg_cli.cli.session import Session

UNDO, QUIT, HELP = "uq?"
ALWAYS = {UNDO: "undo", QUIT: "quit"}
"""What every walk can do beside its own answers."""

YES = {"y": True, "n": False}


class Kept(NamedTuple):
    """An answer that was kept: the change it made, and how it is said back."""

    seq: int
    said: str


class Walk(ABC):
    """One walk under way: where it has come to, and what was kept.

    `keys` are the answers of this walk, in words; `skip` is the one of them that leaves a question
    for another time.
    """

    keys: Mapping[str, str]
    skip: str

    def __init__(self, session: Session, length: int) -> None:
        self.session = session
        self.length = length
        self._at = 0
        self._kept: list[tuple[int, int]] = []

    @abstractmethod
    def asked(self, at: int) -> str:
        """What is asked at a place of the list; the key stands after it."""

    @abstractmethod
    def answer(self, at: int, key: str) -> Kept | None:
        """Keep what a key says; None comes to the same question again.

        What a refusal says is said, and the question asked again.
        """

    @abstractmethod
    def closing(self, kept: int, left: int) -> str:
        """What is said at the end: how much was kept and is left, and how to go on."""

    def go(self) -> None:
        """Go on until the last question, or until somebody quits."""
        self._say_keys()
        with keys_at_once():
            try:
                while self._at < self.length and self._one():
                    pass
            except EOFError:
                self.write("\n")
        kept = len(self._kept)
        self.session.say(self.closing(kept, self.length - kept))

    def yes(self, question: str) -> bool:
        """Ask yes or no with a single key."""
        self.write(f"  {question} y or n ")
        is_so = YES[one_key(YES)]
        self.write("yes\n" if is_so else "no\n")
        return is_so

    def one_of(self, question: str, keys: Mapping[str, str]) -> str:
        """Ask for one of a few keys, each with its word."""
        choice = " or ".join(f"{key} {word}" for key, word in keys.items())
        self.write(f"  {question} {choice}\n  > ")
        key = one_key(keys)
        self.write(f"{keys[key]}\n")
        return key

    @staticmethod
    def write(text: str) -> None:
        """Write to the person, at once; a control character in it is shown."""
        sys.stderr.write(visible(text))
        sys.stderr.flush()

    def _say_keys(self) -> None:
        keys = {**self.keys, **ALWAYS}
        self.session.say("Keys: " + ", ".join(f"{key} {what}" for key, what in keys.items()))

    def _one(self) -> bool:
        """Ask the question it has come to; answers whether to go on."""
        self.write(self.asked(self._at))
        key = one_key({*self.keys, *ALWAYS, HELP})
        if key == QUIT:
            self.write("quit\n")
            return False
        if key == UNDO:
            self._undo()
        elif key == HELP:
            self.write("\n")
            self._say_keys()
        elif key == self.skip:
            self.write("skipped\n")
            self._at += 1
        else:
            self._answer(key)
        return True

    def _answer(self, key: str) -> None:
        try:
            kept = self.answer(self._at, key)
        except MargError as refusal:
            self.write("\n")
            self.session.say(refusal.message)
            return
        if kept is None:
            return
        self._kept.append((kept.seq, self._at))
        self.write(f"{kept.said}\n")
        self._at += 1

    def _undo(self) -> None:
        """Take the last answer back and come to its question again."""
        if not self._kept:
            self.write("nothing to undo\n")
            return
        seq, at = self._kept.pop()
        take_back(self.session.store, seq)
        self.write("undone\n")
        self._at = at
