"""What the verbs of `case` share: their commonest options, and how they answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli.output import emit_one
from marg_cli.cli.session import Format, Session

if TYPE_CHECKING:
    from marg_cli.services.cases.view import CaseView

BecauseOption = Annotated[
    str | None, typer.Option("--because", metavar="TEXT", help="Why; - reads it.")
]


def answer(session: Session, case: CaseView, sentence: str, remarks: Iterable[str] = ()) -> None:
    """Say what happened and the next step; programs get the case."""
    if session.format is not Format.TABLE:
        emit_one(session, case, {})
    for remark in remarks:
        session.say(remark)
    session.say(f"{case.ref} {sentence}")
