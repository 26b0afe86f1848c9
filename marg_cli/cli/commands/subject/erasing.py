"""`marg subject erase`: every trace of a case, for good."""

from __future__ import annotations

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.commands.subject import app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import OneCase
from marg_cli.cli.session import Session
from marg_cli.domain.erasure import ErasedFor


@verb(app)
def erase(
    ctx: typer.Context,
    case: OneCase,
    because: Annotated[
        str | None,
        typer.Option(
            "--because",
            metavar="REASON",
            help=f"One of: {'; '.join(e for e in ErasedFor if e is not ErasedFor.RETENTION)}.",
        ),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who decided, by name and role.")
    ] = None,
) -> None:
    """Erase every trace of a case, for good."""
    from marg_cli.cli.erasing import hash_of, tell
    from marg_cli.cli.meaning import must_mean
    from marg_cli.services.data_protection import erasing

    session = Session.of(ctx)
    ref = erasing.to_erase(session.store, case)
    category = prompts.understood(
        session,
        because,
        lambda: prompts.choose(session, "Why?", _reasons(), option="--because REASON"),
        erasing.read_category,
    )
    who = by or prompts.ask(session, "Who decided it, by name and role?", option="--by NAME")
    must_mean(session, ref, to="erase", doing="Erasing")
    assert category is not None  # noqa: S101 - it is asked for until it can be read
    erased = erasing.erase(
        session.store, ref, category=category, by=who, hash_of=hash_of, on=session.today
    )
    tell(session, erased)


def _reasons() -> list[str]:
    return [each.value for each in ErasedFor if each is not ErasedFor.RETENTION]
