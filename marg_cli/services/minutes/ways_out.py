"""The commands a check offers, once what they would edit has left in final minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.correction import edit_meant, has_left, to_correct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marg_cli.domain.checks.finding import Finding
    from marg_cli.store.protocol import Store


def that_work(store: Store, found: Iterable[Finding]) -> list[Finding]:
    """The findings with commands that work: what has left is corrected, and no longer edited."""
    return [each._replace(mend=_that_works(store, each.mend)) for each in found]


def _that_works(store: Store, mend: str) -> str:
    meant = edit_meant(mend)
    if meant is None:
        return mend
    from marg_cli.services.minutes.correction import thing_named
    from marg_cli.services.minutes.having_left import left_in

    ref, field = meant
    return to_correct(ref, field) if has_left(left_in(store, thing_named(store, ref))) else mend
