"""`marg correct`: put right what final minutes say, and keep both wordings."""

from __future__ import annotations

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.answering import answer
from marg_cli.cli.lazy import word
from marg_cli.cli.options import EditOption
from marg_cli.cli.session import Session


def correct(
    ctx: typer.Context,
    ref: Annotated[
        str, typer.Argument(metavar="REF", help="What is wrong, such as D8, A31, E12 or M26-014.")
    ],
    field: Annotated[
        str, typer.Argument(metavar="FIELD", help="Which of its words: text, because, what …")
    ],
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="What it should say; - reads it.")
    ] = None,
    because: Annotated[
        str | None, typer.Option("--because", metavar="TEXT", help="Why it was wrong.")
    ] = None,
    edit: EditOption = False,
) -> None:
    """Put right what final minutes say, keeping both wordings."""
    from marg_cli.services.minutes import correction

    session = Session.of(ctx)
    if session.may_ask:
        correction.to_correct(session.store, ref, field)
    corrected = correction.correct(
        session.store,
        ref,
        field,
        prompts.text(session, text, "What should it say?", option="TEXT", edit=edit),
        because=prompts.text(session, because, "Why was it wrong?", option="--because TEXT"),
        on=session.today,
    )
    both = f" See both with: marg case history {corrected.case}" if corrected.case else ""
    answer(session, corrected, f"{corrected.ref} corrected; the old wording is kept.{both}")


app = word(correct)
