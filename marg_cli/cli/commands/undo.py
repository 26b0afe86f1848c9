"""`marg undo`: take back your last change."""

from __future__ import annotations

import typer

from marg_cli.cli.lazy import word
from marg_cli.cli.output import emit_one
from marg_cli.cli.prompts import confirm
from marg_cli.cli.session import Format, Session
from marg_cli.services.undo import Ahead, ahead, said_of
from marg_cli.services.undo import undo as take_back


def undo(ctx: typer.Context) -> None:
    """Take back your last change."""
    session = Session.of(ctx)
    last = ahead(session.store)
    if last is not None:
        _may_go_further_back(session, last)
    undone = take_back(session.store, last.change if last else None)
    if session.format is not Format.TABLE:
        emit_one(session, undone, {})
    about = f" ({undone.refs})" if undone.refs else ""
    session.say(f"Undone: {undone.command}{about}, of {_when(undone.at)}.")


def _may_go_further_back(session: Session, last: Ahead) -> None:
    """Ask before an earlier change is taken back than what was done last."""
    if last.passed_over is None:
        return
    question = f"{last.passed_over}. Take back the change before it, {said_of(last.change)}?"
    if not confirm(session, question):
        raise typer.Abort


def _when(at: str) -> str:
    day, _, time = at.removesuffix("Z").partition("T")
    return f"{day} {time[:5]} UTC"


app = word(undo)
