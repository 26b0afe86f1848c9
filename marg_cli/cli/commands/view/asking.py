"""`marg view request`: asking an agency to hear the person."""

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.answering import answer
from marg_cli.cli.commands.view import KnowsOption, SafeOption, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import OneCase
from marg_cli.cli.session import Session
from marg_cli.domain.calendar import british
from marg_cli.services.actions.due import due_day
from marg_cli.services.at_the_table import person_view as views


@verb(app)
def request(
    ctx: typer.Context,
    case: OneCase,
    by: Annotated[
        str | None, typer.Option("--by", metavar="AGENCY", help="Who is to ask; its code.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="WHEN", help="By when: friday, 2 weeks.")
    ] = None,
    safe_contact: SafeOption = None,
    knows: KnowsOption = None,
) -> None:
    """Ask an agency for the person's views, before the meeting."""
    session = Session.of(ctx)
    prompts.case_there(session, case)
    asked = views.request(
        session.store,
        case,
        by=prompts.agency(session, by, "Which agency asks the person?", option="--by AGENCY"),
        until=_until(session, until),
        safe_contact=prompts.maybe(session, safe_contact, "How is contact safe?"),
        knows=_knows(session, knows),
        on=session.today,
    )
    view = asked.view
    day = british(view.until) if view.until else ""
    answer(
        session,
        view,
        f"{view.ref}: {view.by} is asked for the views in {view.case} by {day}. "
        f"What they say: marg view add {view.case} TEXT --by {view.by} --how TEXT",
        asked.remarks,
    )


def _until(session: Session, given: str | None) -> str:
    if given is not None:
        return given
    day = prompts.understood(
        session,
        None,
        lambda: prompts.ask(session, "By when?", option="--until WHEN"),
        lambda text: due_day(session.store, text, meeting=None, today=session.today),
    )
    return day.isoformat() if day else ""


def _knows(session: Session, given: bool | None) -> bool | None:
    """Whether the person knows of the referral: as given, else asked; anything else is not said."""
    if given is not None:
        return given
    question = "Do they know of the referral, yes or no?"
    answer = prompts.maybe(session, None, question, "where nobody knows") or ""
    return {"y": True, "n": False}.get(answer.strip().casefold()[:1])
