"""`marg agency trained`: who was trained in the process, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.answering import answer
from marg_cli.cli.commands.agency import CodeArgument, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.session import Session
from marg_cli.domain.calendar import british
from marg_cli.domain.counting import counted

if TYPE_CHECKING:
    from marg_cli.services.agencies.training import Noted


@verb(app)
def trained(
    ctx: typer.Context,
    code: CodeArgument,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="On which day.")] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Who was trained.")
    ] = None,
    count: Annotated[
        int | None, typer.Option("--count", min=1, max=9999, help="Or how many were; else one.")
    ] = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take out what was noted for that day.")
    ] = False,
) -> None:
    """Note who of an agency was trained, and when."""
    from marg_cli.services.agencies import training

    session = Session.of(ctx)
    day = on or prompts.ask(session, "Trained on which day?", option="--on DATE")
    if name is None and count is None and not remove:
        name = prompts.maybe(session, None, "Who was trained?", enter="for one person, no name")
    note = training.not_trained if remove else training.trained
    noted = note(session.store, code, day=day, name=name, count=count, on=session.today)
    answer(session, noted.agency, _trained_sentence(noted, "taken out" if remove else "noted"))


def _trained_sentence(noted: Noted, what: str) -> str:
    people = counted(noted.line.count, "person")
    return (
        f"{people} of {noted.agency.code} trained on {british(noted.line.on)}: {what}. "
        f"{noted.agency.trained} in all: marg agency show {noted.agency.code}"
    )
