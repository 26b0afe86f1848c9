"""A notice to somebody who holds a copy: it is called back."""

from __future__ import annotations

from marg_cli.domain.papers.correction_notice import CopyHeld
from marg_cli.domain.papers.frame import Head
from marg_cli.domain.value import Value


class RecallNotice(Value):
    """One recipient's notice about one case, with every copy of theirs that speaks of it."""

    head: Head
    ref: str
    recipient: str
    because: str
    copies: tuple[CopyHeld, ...]
