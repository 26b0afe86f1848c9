"""`marg subject request`, `list` and `extend`: the clock of a request for what is kept."""

from __future__ import annotations

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.answering import answer
from marg_cli.cli.commands.subject import BecauseOption, OnOption, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import OneCase
from marg_cli.cli.output import Column, emit
from marg_cli.cli.session import Format, Session
from marg_cli.domain.calendar import british
from marg_cli.domain.counting import counted
from marg_cli.services.data_protection import requests
from marg_cli.services.data_protection.requests import RequestView


def _left(asked: RequestView) -> str:
    """How long there is still to answer."""
    days = asked.days_left
    if days is None:
        return asked.state
    return f"{counted(-days, 'day')} late" if days < 0 else f"{counted(days, 'day')} left"


def _loud(asked: RequestView) -> str:
    return "red" if asked.state == "late" else ""


LISTED = (
    Column("ref", "Ref", whole=True),
    Column("case", "Case", whole=True),
    Column("received_on", "Came", whole=True),
    Column("due_on", "Answer by", whole=True),
    Column("", "Now", _left, style=_loud),
    Column("asked_by", "Asked by"),
)


@verb(app)
def request(
    ctx: typer.Context,
    case: OneCase,
    on: OnOption = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="TEXT", help="Who asks: the person, a solicitor.")
    ] = None,
) -> None:
    """Start the clock for somebody who asks for their data."""
    session = Session.of(ctx)
    who = prompts.maybe(session, by, "Who asks: the person, or somebody for them?", "leaves it out")
    asked = requests.request(session.store, case, day=on, asked_by=who, on=session.today)
    answer(
        session,
        asked,
        f"{asked.ref}: the answer on {asked.case} is due by {british(asked.due_on)}. "
        f"Gather everything: marg subject export {asked.case}",
    )


@verb(app, "list")
def list_(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Those answered too.")] = False,
) -> None:
    """List requests that wait, and what is restricted."""
    from marg_cli.services.data_protection.restriction import restricted

    session = Session.of(ctx)
    found = requests.listed(session.store, everything=everything, on=session.today)
    emit(session, found, LISTED, RequestView._fields, empty="Nobody waits for an answer.")
    if session.format is Format.TABLE:
        for each in restricted(session.store):
            session.say(
                f"{each.case} is restricted since {british(each.restricted_on)}: {each.because}"
            )


@verb(app)
def extend(ctx: typer.Context, case: OneCase, because: BecauseOption = None) -> None:
    """Give a complex request two months more, with a reason."""
    session = Session.of(ctx)
    why = prompts.text(session, because, "Why does it need longer?", option="--because TEXT")
    extended = requests.extend(session.store, case, because=why, on=session.today)
    answer(
        session,
        extended,
        f"{extended.ref} is now due by {british(extended.due_on)}. Tell whoever asked, and why, "
        "before the first month is over.",
    )
