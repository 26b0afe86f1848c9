"""A filled-in form or an e-mail as answers by field: what is certain, and what is only likely.

Nothing is guessed silently: an answer under the form's own number, or once behind a label, is
certain; everything else is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from marg_cli.domain.referral.fields import BY_KEY, SECTIONS, Field, Shape
from marg_cli.domain.referral.labels import Named, may_go_on, named

FORM = 4
"""Questions of ours answered in tables that make a form: its text is then not read beside them."""

LONGEST = {Shape.LINE: 300, Shape.TEXT: 20_000, Shape.TICKS: 2_000, Shape.ROWS: 5_000}
"""How long an answer may be, in letters; a longer one is only proposed, and cut."""

_RULER = re.compile(r"^[\s|:]*([=\-~._]\s?){3,}[=\-~._\s|:]*$")
_QUOTED = re.compile(r"^(>[ \t]?)+")
_ENDS = re.compile(
    r"(?i)^\s*(--\s*$|kind(est)? regards|(best|warm) (regards|wishes)|regards|many thanks|"
    r"thank you|thanks|yours (sincerely|faithfully)|sent from my|copy: |_{5,}|\[attached\]|"
    r"-{2,} ?(original|forwarded) message|begin forwarded message|on .{5,80} wrote:\s*$)"
)
_HEADING = re.compile(
    rf"(?i)^(#|[1-7] ({'|'.join(SECTIONS)})$)|(please (write here|tick all that apply)|"
    r"with whom to ask there)[\s|*]*$"
)
_HEADER = re.compile(r"(?i)^(from|to|cc|sent|date|subject|von|an): ")


class Found(NamedTuple):
    """An answer, and whether it is certain that it answers this field."""

    text: str
    sure: bool


def answers(rows: Iterable[tuple[str, str]], text: str) -> dict[str, Found]:
    """Read answers by the fields' keys: a form's rows first, then labelled lines, then signs."""
    read = _gathered(_in_rows(rows))
    if len(read) >= FORM:
        return read
    for key, found in _gathered(_in_lines(text)).items():
        read.setdefault(key, found)
    for key, likely in _likely(text).items():
        read.setdefault(key, Found(likely, sure=False))
    return {key: found for key, found in read.items() if found.text}


def _gathered(pairs: Iterable[tuple[Field, str, bool]]) -> dict[str, Found]:
    """Put answers together by field; two that differ are both in doubt, and the first proposed."""
    read: dict[str, Found] = {}
    for field, answer, sure in pairs:
        text = _tidy(field, answer)
        if not text:
            continue
        whole = len(answer) <= LONGEST[field.shape]
        before = read.get(field.key)
        if before is None:
            read[field.key] = Found(text, sure and whole)
        elif field.shape is Shape.ROWS:
            read[field.key] = Found(f"{before.text}\n{text}", before.sure and sure)
        elif before.text.casefold() != text.casefold():
            read[field.key] = Found(before.text, sure=False)
    return read


def _tidy(field: Field, answer: str) -> str:
    lines = [line.strip() for line in answer.strip().split("\n")]
    if may_go_on(field):
        text = "\n".join(lines)
    else:
        text = ", ".join(line.rstrip(",") for line in lines if line)
    return text[: LONGEST[field.shape]].strip()


def _in_rows(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[Field, str, bool]]:
    """A table's rows; below the agencies, rows somebody added are agencies too."""
    last: Field | None = None
    for question, answer in rows:
        found = named(" ".join(question.split()))
        if found is not None:
            last = found.field
            yield last, "\n".join(filter(None, (found.rest, answer))), True
        elif last is BY_KEY["agencies"] and question.strip():
            yield last, f"{question}: {answer}" if answer.strip() else question, True


def _in_lines(text: str) -> Iterator[tuple[Field, str, bool]]:
    """Lines that name a field, each with the lines that go on from it."""
    at: Named | None = None
    said: list[str] = []
    sure = True
    for line in _lines(text):
        found = None if line is None else named(line)
        if found is None and at is not None and _goes_on(at, said, line):
            sure = sure and (at.numbered or not (said and not said[-1].strip()))
            said.append(line or "")
            continue
        if at is not None:
            yield at.field, "\n".join(said), sure
        at, said, sure = found, [found.rest] if found else [], True
    if at is not None:
        yield at.field, "\n".join(said), sure


def _goes_on(at: Named, said: list[str], line: str | None) -> bool:
    if line is None or _ENDS.match(line):
        return False
    if not line.strip():
        return may_go_on(at.field) or (at.numbered and not any(map(str.strip, said)))
    return bool(may_go_on(at.field) or not said or said[-1].strip() or at.numbered)


def _lines(text: str) -> Iterator[str | None]:
    """Lines without quoting; None where a heading or a row of headings ends what came before."""
    lines = [_QUOTED.sub("", line).rstrip() for line in text.split("\n")]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        headed = bool(line.strip()) and _RULER.match(following) is not None
        apart = _RULER.match(line) or _HEADER.match(line) or _HEADING.match(line)
        yield None if headed or apart else _cells(line)


def _cells(line: str) -> str:
    """A line of a table in Markdown as it would stand in a form."""
    return line.replace("<br>", "\n").rstrip("| ") if line.startswith("|") else line


_SIGNS = {
    "nhs": r"(?i)\bNHS\D{0,20}(\d{3}[ -]?\d{3}[ -]?\d{4})\b",
    "born": r"(?i)\b(?:born|d\.?o\.?b\.?|date of birth)\b[^\d\n]{0,12}"
    r"(\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9} \d{4}|"
    r"\d{4}-\d\d-\d\d)",
}
"""What tells a field in the middle of a sentence; it is only proposed."""


def _likely(text: str) -> dict[str, str]:
    found = {key: re.findall(sign, text) for key, sign in _SIGNS.items()}
    return {key: hits[0] for key, hits in found.items() if len(set(hits)) == 1}
