"""A draft of minutes as one text that a person changes anywhere, and that is read back.

    Minutes of 2026-11-10, as of #1234

    # M26-001
    ## Views of the person
    [E12] Wants a door that locks.

A mark such as [E12] begins each paragraph of an entry; a paragraph without one is new. What
stands before the first heading, and each line that begins with %%, is not read.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.minutes import CASE_HEADINGS, GENERAL, GENERAL_HEADINGS
from marg_cli.domain.text import as_typed, visible
from marg_cli.errors import MargError, UsageRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

FIRST = re.compile(r"\s*>?\s*Minutes of (\d{4}-\d\d-\d\d), as of #(\d{1,15})\s*")
CASE, HEADING, NOTE = re.compile(r"#\s+(.+)"), re.compile(r"##\s+(.+)"), "%%"
BLANKS = re.compile(r"\n{3,}")
QUOTED = re.compile(r"^\s*> ?")
MARK = re.compile(r"\[[Ee](\d{1,9})\] ?")
GUARDED = re.compile(r"(?=#|%%|\\|\[[Ee]\d{1,9}\])")
GUARD = "\\"

ABOUT = (
    "Change, move, add or take out what you like under the headings, then save and close.",
    "A mark such as [E12] belongs to what follows it: leave it there. A new paragraph has none.",
    "Attendance, actions and the other tables of the minutes are not in here.",
)


class Place(NamedTuple):
    """Where something stands in the minutes; no case is the general part."""

    case: str | None
    heading: str


class Said(NamedTuple):
    """One entry as the text has it; a new one has no number. `line` counts from 1."""

    number: int | None
    place: Place
    text: str
    line: int


class Draft(NamedTuple):
    """A text as it was read: of which meeting, as of which row of the audit, and what it says."""

    meeting: date
    seq: int
    said: list[Said]


class NotUnderstood(UsageRefused):
    """A line that cannot be read back; `line` counts from 1."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(f"Line {line}: {message}", hint)
        self.line = line


def plain(text: str) -> str:
    """A text as one paragraph after another, so that two can be compared as a person would."""
    lines = [visible(line).rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    return BLANKS.sub("\n\n", "\n".join(lines)).strip("\n")


def written(draft: Draft, cases: Sequence[str]) -> str:
    """The text of a draft: the general part, then each of *cases*, under every heading."""
    lines = [f"Minutes of {draft.meeting.isoformat()}, as of #{draft.seq}", "", *ABOUT]
    for case in (None, *cases):
        lines += ["", f"# {case or GENERAL.capitalize()}"]
        for key, title in (CASE_HEADINGS if case else GENERAL_HEADINGS).items():
            lines += ["", f"## {title}"]
            for said in draft.said:
                if said.place == Place(case, key):
                    lines += _marked(said)
    return BLANKS.sub("\n\n", "\n".join(lines)).rstrip("\n") + "\n"


def read(text: str, case_named: Callable[[str], str]) -> Draft:
    """Read a text back; *case_named* answers a case's reference and raises for what is none.

    A text that came back in an answer to an e-mail may be quoted with "> ".
    Raises UsageRefused without the first line, and NotUnderstood for a line that says nothing.
    """
    lines = as_typed(text).replace("\r\n", "\n").split("\n")
    first = next(filter(None, map(FIRST.fullmatch, lines)), None)
    if first is None:
        raise UsageRefused(
            'The line that begins with "Minutes of" is missing, so it is not known what changed.',
            "Put it back as it was, above the first heading.",
        )
    if first[0].lstrip().startswith(">"):
        lines = [QUOTED.sub("", line) for line in lines]
    said = list(_Reader(case_named).read(lines))
    _once_each(said)
    return Draft(date.fromisoformat(first[1]), int(first[2]), said)


def noted(text: str, line: int | None, sentence: str) -> str:
    """The text with a note above everything, and above the line it is about; older ones go."""
    lines = text.split("\n")
    note = [f"{NOTE} {each}" for each in sentence.split("\n")]
    above, below = (
        [each for each in part if not each.startswith(NOTE)]
        for part in (lines[: (line or 1) - 1], lines[(line or 1) - 1 :])
    )
    return "\n".join([*note, *above, *(note if above else ()), *below])


class _Reader:
    """Goes down the lines: where it is, and the paragraph it is in."""

    def __init__(self, case_named: Callable[[str], str]) -> None:
        self._case_named = case_named
        self._case: str | None = None
        self._place: Place | None = None
        self._begun = False
        self._paragraph: list[str] = []
        self._held: Said | None = None

    def read(self, lines: Iterable[str]) -> Iterator[Said]:
        for number, line in enumerate((*lines, ""), 1):
            is_heading = HEADING.fullmatch(line) or CASE.fullmatch(line)
            if line.startswith(NOTE):
                continue
            if is_heading or not line.strip() or MARK.match(line):
                self._end_paragraph()
            if is_heading:
                yield from self._release()
                self._go_to(line, number)
            elif line.strip() and self._begun:
                yield from self._take(line, number)
        self._end_paragraph()
        yield from self._release()

    def _go_to(self, line: str, number: int) -> None:
        if found := HEADING.fullmatch(line):
            if not self._begun:
                raise NotUnderstood(
                    number,
                    "this heading stands under no case.",
                    "Put a line such as # M26-001 or # General above it.",
                )
            self._place = Place(self._case, _heading(found[1], self._case, number))
        elif found := CASE.fullmatch(line):
            self._case = self._case_of(found[1].strip(), number)
            self._place, self._begun = None, True

    def _case_of(self, name: str, number: int) -> str | None:
        if name.casefold() == GENERAL:
            return None
        try:
            return self._case_named(name.split(maxsplit=1)[0])
        except MargError as refusal:
            raise NotUnderstood(number, refusal.message, refusal.hint) from refusal

    def _take(self, line: str, number: int) -> Iterator[Said]:
        if self._paragraph:
            self._paragraph.append(_bare(line))
            return
        if self._place is None:
            raise NotUnderstood(
                number,
                "this stands under no heading.",
                "Put it under a line such as ## Views of the person.",
            )
        mark = MARK.match(line)
        entry = int(mark[1]) if mark else None
        if not (entry and self._held and self._held.number == entry):
            yield from self._release()
            self._held = Said(entry, self._place, "", number)
        self._paragraph.append(_bare(line[mark.end() :] if mark else line))

    def _end_paragraph(self) -> None:
        if self._held and self._paragraph:
            text = "\n".join(self._paragraph)
            before = f"{self._held.text}\n\n" if self._held.text else ""
            self._held = self._held._replace(text=before + text)
        self._paragraph = []

    def _release(self) -> Iterator[Said]:
        if self._held and self._held.text.strip():
            yield self._held._replace(text=plain(self._held.text))
        self._held = None


def _heading(name: str, case: str | None, number: int) -> str:
    known = CASE_HEADINGS if case else GENERAL_HEADINGS
    asked = name.strip().casefold()
    found = [key for key, title in known.items() if asked in {key, title.casefold()}]
    if not found:
        whose = "of a case" if case else "of the general part"
        raise NotUnderstood(
            number,
            f"{name.strip()} is no heading {whose}.",
            f"The headings are: {', '.join(known.values())}.",
        )
    return found[0]


def _once_each(said: Iterable[Said]) -> None:
    seen: set[int] = set()
    for each in said:
        if each.number in seen:
            raise NotUnderstood(
                each.line,
                f"[E{each.number}] stands in two places.",
                "Take the mark away where it is new, or put the two together.",
            )
        if each.number is not None:
            seen.add(each.number)


def _marked(said: Said) -> Iterator[str]:
    """An entry's paragraphs, each with its mark; what could be taken for a mark is guarded."""
    for paragraph in plain(said.text).split("\n\n"):
        first, *rest = (
            f"{GUARD}{line}" if GUARDED.match(line) else line for line in paragraph.split("\n")
        )
        yield f"[E{said.number}] {first}"
        yield from rest
        yield ""


def _bare(line: str) -> str:
    """A line without the guard before it, and without what no one sees at its end."""
    bare = line[1:] if line.startswith(GUARD) and GUARDED.match(line[1:]) else line
    return bare.rstrip()
