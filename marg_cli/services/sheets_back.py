"""Sheets that came back are taken all, or not at all: what they share, whatever they are about."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

from marg_cli.errors import MargError

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.answer_boxes import SheetProblem
    from marg_cli.store.protocol import Change, Store


class Problem(NamedTuple):
    """What is wrong, in which file, at which reference and row; nothing it says is anybody's data.

    A problem that is not fatal is only something to know.
    """

    file: str
    ref: str | None
    row: str | None
    line: int | None
    message: str
    fatal: bool


class Answer(Protocol):
    """One answer of a sheet."""

    @property
    def line(self) -> int | None:
        """Where in the file it stands."""


A = TypeVar("A", bound=Answer)
Said_co = TypeVar("Said_co", bound=Answer, covariant=True)
Taken = TypeVar("Taken")


class Sheet(Protocol[Said_co]):
    """A sheet as it was read: whose it is, its answers, and what of it could not be read."""

    @property
    def agency(self) -> str | None:
        """The code at its top."""

    @property
    def answers(self) -> Sequence[Said_co]:
        """Its boxes, the empty ones too."""

    @property
    def problems(self) -> Sequence[SheetProblem]:
        """What of it could not be read."""


S = TypeVar("S", bound=Sheet[Any])


class Report(Protocol):
    """What came of it."""

    @property
    def is_fatal(self) -> bool:
        """Whether anything has to be put right first."""


R = TypeVar("R", bound=Report)


class SheetsBack(ABC, Generic[S, A, Taken]):
    """Sheets being taken back inside one change: what was read, what it changes, what is wrong.

    Each is to be of *agency* where one is named.
    """

    def __init__(self, store: Store, change: Change, *, agency: str | None, on: date) -> None:
        self._store = store
        self._change = change
        self._agency = agency
        self._on = on
        self._from: dict[Hashable, str] = {}
        self.taken: list[Taken] = []
        self.problems: list[Problem] = []
        self.read = self.same = self.empty = 0

    def take(self, name: str, sheet: S) -> None:
        """Take one sheet, by its file's name: first whose it is, then answer by answer."""
        self.read += 1
        self.problems += (Problem(name, *problem) for problem in sheet.problems)
        code = self.whose(name, sheet)
        if code is None:
            return
        self._change.about(code)
        for answer in sheet.answers:
            if self.is_empty(answer):
                self.empty += 1
                continue
            try:
                self.answer(name, code, answer)
            except MargError as refusal:
                self.wrong(name, refusal.message, answer)

    @abstractmethod
    def whose(self, name: str, sheet: S) -> str | None:
        """The agency a sheet is of, where it is to be taken; what speaks against it is told."""

    @abstractmethod
    def is_empty(self, answer: A) -> bool:
        """Whether nobody filled that box."""

    @abstractmethod
    def about(self, answer: A) -> str:
        """The reference an answer is given for."""

    @abstractmethod
    def answer(self, name: str, code: str, answer: A) -> None:
        """Take one answer of the agency *code*. What refuses it is told as a problem."""

    def is_of_another(self, known: str) -> bool:
        """Whether a sheet is not of the one agency that is meant."""
        return self._agency not in {None, known}

    def keep(
        self, name: str, thing: Hashable, answer: A, *, before: int, taken: Callable[[], Taken]
    ) -> None:
        """Count what an answer did since the change had *before* steps.

        It is the same as before where it did nothing, and wrong where another sheet spoke of the
        same *thing* first.
        """
        if self._change.steps == before:
            self.same += 1
        elif (first := self.first_to_speak(name, thing)) != name:
            self.wrong(name, f"says something else than {first}", answer)
        else:
            self.taken.append(taken())

    def first_to_speak(self, name: str, thing: Hashable) -> str:
        """The sheet that spoke of a thing first: this one, where none did."""
        return self._from.setdefault(thing, name)

    def wrong(self, name: str, message: str, answer: A | None = None) -> None:
        """Tell what has to be put right first."""
        ref, line = (self.about(answer), answer.line) if answer is not None else (None, None)
        self.problems.append(Problem(name, ref, None, line, message, fatal=True))


def all_or_none(
    store: Store,
    command: str,
    take: Callable[[Change], R],
    *,
    rehearse: bool,
    keep_good: bool,
) -> R:
    """Take sheets as one change that can be undone; answers the report that *take* makes.

    Nothing is written when a problem is fatal, unless *keep_good*; nor in a rehearsal.
    """
    with suppress(_NotWritten), store.change(command) as change:
        report = take(change)
        _unless(not rehearse and (keep_good or not report.is_fatal))
    return report


class _NotWritten(Exception):
    """Leaves a change behind: a rehearsal, or something is wrong."""


def _unless(is_good: bool) -> None:  # noqa: FBT001 - reads as a sentence
    if not is_good:
        raise _NotWritten
