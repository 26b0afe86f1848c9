"""`marg view add`, `not-obtained`, `told`: what the person said, or why not."""

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.answering import answer
from marg_cli.cli.commands.view import ByOption, HowOption, WantsOption, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import EditOption, MeetingOption, OneCase
from marg_cli.cli.output import emit
from marg_cli.cli.session import Format, Session
from marg_cli.domain.calendar import british
from marg_cli.services.at_the_table import person_view as views
from marg_cli.services.at_the_table.person_view import ViewSeen

OnOption = Annotated[str | None, typer.Option("--on", metavar="DATE", help="When; else now.")]


@verb(app)
def add(
    ctx: typer.Context,
    case: OneCase,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="In their own words; - reads it.")
    ] = None,
    by: ByOption = None,
    how: HowOption = None,
    wants: WantsOption = None,
    on: OnOption = None,
    meeting: MeetingOption = None,
    edit: EditOption = False,
) -> None:
    """Keep the person's views, in their own words."""
    session = Session.of(ctx)
    prompts.case_there(session, case)
    heard = views.add(
        session.store,
        case,
        prompts.text(session, text, "What do they say?", option="TEXT", edit=edit),
        by=_heard_by(session, case, by),
        how=prompts.text(session, how, "How was it heard?", option="--how TEXT"),
        wants=prompts.optional(session, wants, "What do they want?", option="--wants TEXT"),
        day=on,
        meeting=meeting,
        on=session.today,
    )
    case = heard.view.case
    answer(
        session,
        heard.view,
        f"{heard.view.ref} kept for {case}. After the meeting, tell the person: "
        f"marg view told {case} --by WHO",
        heard.remarks,
    )


@verb(app, "not-obtained")
def not_obtained(
    ctx: typer.Context,
    case: OneCase,
    because: Annotated[
        str | None, typer.Option("--because", metavar="TEXT", help="Why not; - reads it.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="AGENCY", help="Only what this agency was asked.")
    ] = None,
    meeting: MeetingOption = None,
) -> None:
    """Say why the person's views were not obtained."""
    session = Session.of(ctx)
    prompts.case_there(session, case)
    why = prompts.text(session, because, "Why not?", option="--because TEXT")
    kept = views.not_obtained(session.store, case, why, by=by, meeting=meeting, on=session.today)
    if session.format is not Format.TABLE:
        emit(session, [each.view for each in kept], (), ViewSeen._fields, empty="")
    for remark in kept[0].remarks:
        session.say(remark)
    refs = " and ".join(each.view.ref for each in kept)
    case = kept[0].view.case
    session.say(f"{refs}: not obtained. Ask again with: marg view request {case} --by AGENCY")


@verb(app)
def told(
    ctx: typer.Context,
    case: OneCase,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="What they were told; - reads it.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="WHO", help="An agency's code, or a name.")
    ] = None,
    on: OnOption = None,
    meeting: MeetingOption = None,
    edit: EditOption = False,
) -> None:
    """Say who told the person what was agreed, and when."""
    session = Session.of(ctx)
    prompts.case_there(session, case)
    question = "What were they told?"
    said = (
        prompts.text(session, text, question, option="TEXT", edit=True)
        if edit
        else prompts.optional(session, text, question, option="TEXT")
    )
    kept = views.told(
        session.store,
        case,
        said or None,
        by=by or prompts.ask(session, "Who told them?", option="--by WHO"),
        day=on,
        meeting=meeting,
        on=session.today,
    )
    view = kept.view
    day = british(view.on) if view.on else ""
    answer(
        session,
        view,
        f"{view.ref}: the person in {view.case} was told on {day}. "
        f"See it all with: marg view list {view.case}",
        kept.remarks,
    )


def _heard_by(session: Session, case: str, given: str | None) -> str | None:
    """Who heard the person: as given, else the one agency asked, else asked for."""
    if given is not None:
        return given
    from marg_cli.services.finding import case as find_case

    if views.asked_of(session.store, find_case(session.store, case).ref) is not None:
        return None
    return prompts.agency(session, None, "Which agency did they tell?", option="--by AGENCY")
