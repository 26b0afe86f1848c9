"""`marg export`: the whole caseload in one readable file, with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.lazy import word
from marg_cli.cli.session import Session


def export(
    ctx: typer.Context,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why; kept in the audit.")
    ] = None,
    out: Annotated[
        str | None, typer.Option("--out", metavar="FILE|-", help="Where to; - is the screen.")
    ] = None,
    without_documents: Annotated[
        bool, typer.Option("--without-documents", help="Leave out what the documents hold.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there.")] = False,
) -> None:
    """Write the whole caseload to one file, with a reason."""
    from marg_cli.cli.paper_json import Told, hand_over
    from marg_cli.domain.circulation import PaperKind
    from marg_cli.services.exchange.exporting import export as gather

    session = Session.of(ctx)
    why = prompts.text(session, reason, "Why does the whole caseload leave?", option="--reason")
    asked = out or prompts.ask(session, "Which file?", option="--out FILE")
    place = None if asked == "-" else Path(asked)
    caseload = gather(session.store, reason=why, contents=not without_documents)
    cases = [case["ref"] for case in caseload["cases"]]
    told = Told(PaperKind.CASELOAD, "export", cases, caseload)
    ref = hand_over(session, told, place, force=force)
    if place is None:
        session.say(f"This holds everything on every case. The ledger has it as {ref}.")
        return
    session.say(f"Written to {place}, readable by anyone who gets it.")
    session.say(
        "This holds everything on every case. When its purpose is met, remove it with: "
        f"marg pack expire {ref}"
    )


app = word(export)
