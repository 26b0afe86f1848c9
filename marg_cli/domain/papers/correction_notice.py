"""A notice to somebody who holds a copy: what in it was wrong, and what it should say."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.papers.frame import Head
from marg_cli.domain.value import Value


class CopyHeld(Value):
    """One copy that speaks of a case, and what became of it last."""

    pack: str
    kind: str
    recipient: str
    meeting: date | None
    version: str
    built_on: date
    state: str


class PutRight(Value):
    """One thing put right; both wordings are None where the reader may not see them."""

    ref: str
    field: str
    was: str | None
    now: str | None
    because: str | None
    made_on: date


class CorrectionNotice(Value):
    """One recipient's notice about one case."""

    head: Head
    ref: str
    recipient: str
    copies: tuple[CopyHeld, ...]
    corrections: tuple[PutRight, ...]
