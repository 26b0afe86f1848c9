"""`marg register`: the register itself."""

from __future__ import annotations

import sys

import typer

from marg_cli.cli.lazy import noun, verb
from marg_cli.cli.output import emit_one
from marg_cli.cli.session import Format, Session
from marg_cli.errors import Exit
from marg_cli.services import register

app = noun("The register itself: what it is, whether it is sound.")

KILOBYTE = 1024


@verb(app)
def info(ctx: typer.Context) -> None:
    """Say what the register is and how much it holds."""
    session = Session.of(ctx)
    seen = register.info(session.store)
    emit_one(
        session,
        seen,
        {
            "Register": seen.store,
            "Id": seen.id,
            "Key holders": seen.holders,
            "Holds": f"{seen.cases} cases, {seen.actions} actions, {seen.meetings} meetings",
            "Size": f"{seen.size // KILOBYTE} KB, encrypted",
            "Schema": seen.schema,
            "Audit": f"{seen.audit_rows} rows; the last is {seen.audit_head}",
        },
    )


@verb(app)
def check(ctx: typer.Context) -> None:
    """Read the whole register for damage, changing nothing."""
    session = Session.of(ctx)
    checked = register.check(session.store)
    if session.format is not Format.TABLE:
        emit_one(session, checked, {})
    elif checked.ok:
        sys.stdout.write("The register is sound.\n")
    else:
        sys.stdout.write("".join(f"{problem}\n" for problem in checked.problems))
    if not checked.ok:
        session.say("Leave the register as it is, and bring back your last backup beside it.")
        raise typer.Exit(Exit.FOUND)
