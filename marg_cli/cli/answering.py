"""How a command that made or changed one thing answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from marg_cli.cli.output import emit_one
from marg_cli.cli.session import Format

if TYPE_CHECKING:
    from marg_cli.cli.session import Session


def answer(session: Session, thing: Any, sentence: str, remarks: Iterable[str] = ()) -> None:  # noqa: ANN401 - any record
    """Say what happened and the next step; programs get the thing."""
    if session.format is not Format.TABLE:
        emit_one(session, thing, {})
    for remark in remarks:
        session.say(remark)
    session.say(sentence)
