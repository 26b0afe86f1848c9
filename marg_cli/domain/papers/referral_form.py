"""The referral form: nothing of anybody in it, room to write beside every question."""

from __future__ import annotations

from marg_cli.domain.papers.frame import Head
from marg_cli.domain.value import Value


class ReferralForm(Value):
    """A blank form; `themes` and `processes` are offered to tick."""

    head: Head
    themes: tuple[str, ...]
    processes: tuple[str, ...]
