"""`marg undo`: take back your last change."""

from __future__ import annotations

import typer

from marg_cli.cli.lazy import word
from marg_cli.cli.output import emit_one
from marg_cli.cli.prompts import confirm
from marg_cli.cli.session import Format, Session
from marg_cli.services.undo import ahead
from marg_cli.services.undo import undo as take_back


def undo(ctx: typer.Context) -> None:
    """Take back your last change."""
    session = Session.of(ctx)
    _may_go_further_back(session)
    undone = take_back(session.store)
    if session.format is not Format.TABLE:
        emit_one(session, undone, {})
    about = f" ({undone.refs})" if undone.refs else ""
    session.say(f"Undone: {undone.command}{about}, of {_when(undone.at)}.")


def _may_go_further_back(session: Session) -> None:
    """Ask before an earlier change is taken back than what was done last."""
    last = ahead(session.store)
    if last is None or last.passed_over is None:
        return
    about = f" ({last.refs})" if last.refs else ""
    question = (
        f"{last.passed_over} cannot be undone. Take back the change before it, "
        f"{last.command}{about}?"
    )
    if not confirm(session, question):
        raise typer.Abort


def _when(at: str) -> str:
    day, _, time = at.removesuffix("Z").partition("T")
    return f"{day} {time[:5]} UTC"


app = word(undo)
