"""`marg subject rectify`: what was wrong about a person put right, and who has to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.commands.subject import BecauseOption, app
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
from marg_cli.domain.circulation import Audience
from marg_cli.domain.counting import counted, in_a_sentence
from marg_cli.errors import UsageRefused
from marg_cli.services.data_protection import copies

if TYPE_CHECKING:
    from marg_cli.services.data_protection.copies import Rectified

HELD = (
    Column("recipient", "To be told", whole=True),
    Column("pack", "Copy", whole=True),
    Column("kind", "Paper"),
    Column("meeting", "Meeting", whole=True),
    Column("built_on", "Made", whole=True),
    Column("state", "Now"),
)


@verb(app)
def rectify(
    ctx: typer.Context,
    case: OneCase,
    thing: Annotated[
        str | None, typer.Argument(metavar="REF", help="What was wrong, such as D8 or I40.")
    ] = None,
    field: Annotated[
        str | None, typer.Argument(metavar="FIELD", help="Which of its words: text, because …")
    ] = None,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="What it should say; - reads it.")
    ] = None,
    because: BecauseOption = None,
    as_: AsOption = None,
    out: OutOption = None,
    force: ForceOption = False,
    templates: TemplatesOption = None,
) -> None:
    """Put right what left, and write to whoever has to be told."""
    session = Session.of(ctx)
    if thing is None:
        rectified = copies.to_tell(session.store, case)
    else:
        if field is None:
            raise UsageRefused(
                f"Which of the words of {thing} were wrong?",
                f"For example: marg subject rectify {case} {thing} text TEXT --because TEXT",
            )
        said = prompts.text(session, text, "What should it say?", option="TEXT")
        why = prompts.text(session, because, "Why was it wrong?", option="--because TEXT")
        rectified = copies.rectify(
            session.store, case, thing, field, said, because=why, on=session.today
        )
    if out is None and as_ is None:
        _tell(session, rectified)
        return
    papers = copies.notices(session.store, rectified.case, on=session.today)
    request = Request(as_, out, force, templates, usual="docx")
    deliver_each(session, request, papers, kind="correction_notice")


def _tell(session: Session, rectified: Rectified) -> None:
    """Say whose copies say otherwise; programs get them with what was put right."""
    if session.format is not Format.TABLE:
        emit_one(session, rectified, {})
    elif rectified.copies:
        write_table(rectified.copies, HELD)
    for made in rectified.corrections:
        session.say(f"{made.ref} put right ({made.field}); the old wording is kept.")
    others = {copy.recipient for copy in rectified.copies} - {Audience.HOLDER.value}
    own = [copy.pack for copy in rectified.copies if copy.recipient == Audience.HOLDER]
    if own:
        session.say(f"Replace your own copies: {in_a_sentence(own)}.")
    if others:
        session.say(
            f"{counted(len(others), 'recipient')} to be told. Write the notices: "
            f"marg subject rectify {rectified.case} --out FOLDER"
        )
    else:
        session.say("Nobody else is known to hold a copy that says otherwise.")
