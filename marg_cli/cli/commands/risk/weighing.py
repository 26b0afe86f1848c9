"""`marg risk rate`, `agree`: how serious a risk is, by each agency and by the group."""

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.answering import answer
from marg_cli.cli.commands.risk import DissentOption, RiskArgument, app
from marg_cli.cli.commands.risk.saying import dissents, level, standing
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import MeetingOption
from marg_cli.cli.session import Session
from marg_cli.errors import UsageRefused
from marg_cli.services.at_the_table import risk as risks


@verb(app)
def rate(
    ctx: typer.Context,
    ref: RiskArgument,
    how: Annotated[
        str | None, typer.Argument(metavar="LEVEL", help="Such as high; see risk.levels.")
    ] = None,
    agency: Annotated[
        str | None, typer.Option("--agency", "-a", metavar="CODE", help="Who rates it so.")
    ] = None,
    meeting: MeetingOption = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take that agency's latest rating out.")
    ] = False,
) -> None:
    """Keep how an agency rates a risk."""
    session = Session.of(ctx)
    if remove and how is not None:
        raise UsageRefused("--remove stands without a level.", "Leave the level out.")
    code = prompts.agency(session, agency, "Which agency rates it?", option="--agency CODE")
    if remove:
        changed = risks.unrate(session.store, ref, code)
    else:
        rated = level(session, how, "How does it rate it?")
        changed = risks.rate(
            session.store, ref, rated, agency=code, meeting=meeting, on=session.today
        )
    answer(session, changed.risk, f"{changed.risk.ref}, {standing(changed.risk)}", changed.remarks)


@verb(app)
def agree(
    ctx: typer.Context,
    ref: RiskArgument,
    how: Annotated[
        str | None, typer.Argument(metavar="LEVEL", help="Such as high; none: not agreed.")
    ] = None,
    dissent: DissentOption = None,
    meeting: MeetingOption = None,
) -> None:
    """Keep the level the group agreed, and who dissents."""
    session = Session.of(ctx)
    agreed = risks.agree(
        session.store,
        ref,
        level(session, how, "What was agreed?"),
        dissent=dissents(session, dissent),
        meeting=meeting,
        on=session.today,
    )
    answer(session, agreed.risk, f"{agreed.risk.ref}, {standing(agreed.risk)}", agreed.remarks)
