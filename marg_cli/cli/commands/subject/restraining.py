"""`marg subject restrict` and `unrestrict`: a case beyond use, and back."""

from __future__ import annotations

import typer

from marg_cli.cli import prompts
from marg_cli.cli.answering import answer
from marg_cli.cli.commands.subject import BecauseOption, ByOption, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import OneCase
from marg_cli.cli.session import Session
from marg_cli.services.data_protection import restriction


@verb(app)
def restrict(
    ctx: typer.Context, case: OneCase, because: BecauseOption = None, by: ByOption = None
) -> None:
    """Put a case beyond use: kept, and held out of everything."""
    session = Session.of(ctx)
    prompts.case_there(session, case)
    why = prompts.text(session, because, "Why is it restricted?", option="--because TEXT")
    restricted = restriction.restrict(session.store, case, because=why, by=by, on=session.today)
    answer(
        session,
        restricted,
        f"{restricted.case} is beyond use: in no list, search, agenda or paper until "
        f"marg subject unrestrict {restricted.case}",
    )


@verb(app)
def unrestrict(ctx: typer.Context, case: OneCase) -> None:
    """Lift a restriction: the case is as it was."""
    session = Session.of(ctx)
    lifted = restriction.unrestrict(session.store, case)
    answer(
        session,
        lifted,
        f"{lifted.case} is in use again. See it with: marg case show {lifted.case}",
    )
