"""`marg export`: the whole caseload in one readable file, with a reason."""

from __future__ import annotations

import sys
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
    from marg_cli.cli.programs import json_text
    from marg_cli.documents.writer import write_all
    from marg_cli.services.exchange.exporting import export as gather

    session = Session.of(ctx)
    why = prompts.text(session, reason, "Why does the whole caseload leave?", option="--reason")
    place = out or prompts.ask(session, "Which file?", option="--out FILE")
    text = json_text(gather(session.store, reason=why, contents=not without_documents))
    if place == "-":
        sys.stdout.write(text)
    else:
        write_all({Path(place): text.encode()}, force=force)
        session.say(f"Written to {place}, readable by anyone who gets it.")
    session.say("This holds everything on every case. Delete it when its purpose is met.")


app = word(export)
