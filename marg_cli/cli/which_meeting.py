"""Which meeting a thing said now belongs to: asked for where it is not plain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.cli import prompts
from marg_cli.services.at_the_table.under_way import meetings_under_way

if TYPE_CHECKING:
    from marg_cli.cli.session import Session


def which_meeting(session: Session, named: str | None) -> str | None:
    """The meeting that was named; a person is asked for it unless exactly one is under way.

    Where nobody may be asked, the service says what is missing.
    """
    if named is not None or not session.may_ask:
        return named
    under_way = meetings_under_way(session.store)
    if len(under_way) == 1:
        return None
    days = f" Under way: {', '.join(m.ref for m in under_way)}." if under_way else ""
    question = f"Which meeting?{days} (a date, next or last)"
    return prompts.ask(session, question, option="--meeting DATE")
