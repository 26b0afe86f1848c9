"""`marg pack recall`: whose copies speak of a case, and a notice to each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.commands.pack import app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import OneCase
from marg_cli.cli.output import Column, emit_one, write_table
from marg_cli.cli.rendering import (
    AsOption,
    ForceOption,
    OutOption,
    Request,
    TemplatesOption,
    deliver_each,
)
from marg_cli.cli.session import Format, Session
from marg_cli.domain.counting import counted, in_a_sentence
from marg_cli.services.circulation import recalling

if TYPE_CHECKING:
    from marg_cli.services.circulation.recalling import Held

HELD = (
    Column("recipient", "Held by", whole=True),
    Column("pack", "Pack", whole=True),
    Column("kind", "Paper"),
    Column("meeting", "Meeting", whole=True),
    Column("built_on", "Built", whole=True),
    Column("state", "Now", whole=True),
)


@verb(app)
def recall(
    ctx: typer.Context,
    case: OneCase,
    because: Annotated[
        str | None, typer.Option("--because", metavar="TEXT", help="Why; stands in the notices.")
    ] = None,
    as_: AsOption = None,
    out: OutOption = None,
    force: ForceOption = False,
    templates: TemplatesOption = None,
) -> None:
    """Say whose copies speak of a case, and call them back."""
    session = Session.of(ctx)
    if out is None and as_ is None:
        _tell(session, recalling.held(session.store, case))
        return
    why = prompts.text(session, because, "Why are they called back?", option="--because TEXT")
    papers = recalling.notices(session.store, case, because=why, on=session.today)
    then = "Send each notice to its recipient. When a copy is back: marg pack returned PACK"
    request = Request(as_, out, force, templates, usual="docx", then=then)
    deliver_each(session, request, papers, kind="recall_notice")
    recalling.recalled(session.store, case, on=session.today)


def _tell(session: Session, held: Held) -> None:
    if session.format is not Format.TABLE:
        emit_one(session, held, {})
    elif held.copies:
        write_table(held.copies, HELD)
    if held.own:
        session.say(
            f"{in_a_sentence(held.own)}: your own. Remove the files with: "
            f"marg pack expire {' '.join(held.own)}"
        )
    if not held.copies:
        session.say(f"Nobody else is known to hold a copy that speaks of {held.case}.")
        return
    recipients = counted(len({copy.recipient for copy in held.copies}), "recipient")
    session.say(
        f"{recipients} to ask. Write the notices: "
        f"marg pack recall {held.case} --because TEXT --out FOLDER"
    )
