"""Making sure that a person means it before something goes, and their thinking better of it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from marg_cli.cli import prompts
from marg_cli.errors import CannotAsk, Exit, MargError, NotFound

if TYPE_CHECKING:
    from marg_cli.cli.session import Session


class NotDone(MargError):
    """Somebody saw what it would mean, and thought better of it."""

    exit = Exit.INTERRUPTED


def must_mean(session: Session, ref: str, *, to: str = "remove", doing: str = "Removing") -> None:
    """Have a case's reference typed before something goes, or --yes. Raises NotDone, CannotAsk."""
    from marg_cli.domain.refs import read_case_ref

    if session.is_sure:
        return
    if not session.may_ask:
        raise CannotAsk(f"{doing} {ref} is not asked of anybody here.", "Say --yes if you mean it.")
    answer = prompts.ask(session, f"Type {ref} to {to} it:", option="--yes")
    with suppress(NotFound):
        if read_case_ref(answer) == ref:
            return
    raise NotDone(f"That is not the reference; nothing was {to}d.")
