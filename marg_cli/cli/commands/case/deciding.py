"""`marg case accept`, `decline`, `defer`, `withdraw`, `close`: what becomes of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.commands.case import CaseArgument, app
from marg_cli.cli.commands.case.answering import BecauseOption, answer
from marg_cli.cli.commands.case.asking import before
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import EditOption
from marg_cli.cli.session import Session
from marg_cli.domain.calendar import british
from marg_cli.domain.case import CaseStatus, Destination

if TYPE_CHECKING:
    from marg_cli.services.cases.life import Ended


@verb(app)
def accept(
    ctx: typer.Context,
    ref: CaseArgument,
    override: Annotated[
        str | None,
        typer.Option(
            "--override", metavar="TEXT", help="The chair's reason against the screening."
        ),
    ] = None,
) -> None:
    """Take a case on."""
    from marg_cli.services.cases import life as case_life

    session = Session.of(ctx)
    reason = (
        None
        if override is None
        else prompts.text(
            session, override, "Why, against its screening?", option="--override TEXT"
        )
    )
    case = case_life.accept(session.store, ref, override=reason, on=session.today)
    step = (
        f"It is on the agenda of {british(case.next_meeting)}: marg case show {case.ref}"
        if case.next_meeting
        else f"Put it on an agenda with: marg agenda add {case.ref}"
    )
    answer(session, case, f"accepted. {step}")


@verb(app)
def decline(
    ctx: typer.Context,
    ref: CaseArgument,
    because: BecauseOption = None,
    signposted_to: Annotated[
        str | None,
        typer.Option("--signposted-to", metavar="TEXT", help="Where the person was sent."),
    ] = None,
    edit: EditOption = False,
) -> None:
    """Decline a case, saying why and who can help."""
    from marg_cli.services.cases import life as case_life

    session = Session.of(ctx)
    before(session, ref, CaseStatus.DECLINED, "decline")
    ended = case_life.decline(
        session.store,
        ref,
        because=prompts.text(session, because, "Why?", option="--because TEXT", edit=edit),
        signposted_to=prompts.maybe(session, signposted_to, "Signposted to whom?"),
        on=session.today,
    )
    _answer_ended(session, ended, "declined.")


@verb(app)
def defer(
    ctx: typer.Context,
    ref: CaseArgument,
    until: Annotated[
        str | None, typer.Option("--until", metavar="WHEN", help="Until when: 4 weeks, 12/1/2027.")
    ] = None,
) -> None:
    """Put a case off to a later day."""
    from marg_cli.services.cases import life as case_life

    session = Session.of(ctx)
    before(session, ref, CaseStatus.DEFERRED, "defer")
    when = until or _until(session)
    case, day = case_life.defer(session.store, ref, until=when, on=session.today)
    then = "Those put off: marg case list --status deferred"
    answer(session, case, f"deferred until {british(day)}. {then}")


def _until(session: Session) -> str:
    """Until when, as somebody says; Enter is for the next meeting, where one is planned."""
    from marg_cli.services.cases import life as case_life

    ahead = case_life.meeting_ahead(session.store, on=session.today) if session.may_ask else None
    if ahead is None:
        return prompts.ask(session, "Until when?", option="--until WHEN")
    enter = f"for the next meeting, {british(ahead)}"
    return prompts.maybe(session, None, "Until when?", enter) or ahead.isoformat()


@verb(app)
def withdraw(
    ctx: typer.Context, ref: CaseArgument, because: BecauseOption = None, edit: EditOption = False
) -> None:
    """Withdraw a case that was referred."""
    from marg_cli.services.cases import life as case_life

    session = Session.of(ctx)
    before(session, ref, CaseStatus.WITHDRAWN, "withdraw")
    why = prompts.text(session, because, "Why?", option="--because TEXT", edit=edit)
    ended = case_life.withdraw(session.store, ref, because=why, on=session.today)
    _answer_ended(session, ended, "withdrawn.")


@verb(app)
def close(
    ctx: typer.Context,
    ref: CaseArgument,
    destination: Annotated[
        str | None, typer.Option("--destination", metavar="WHERE", help="Where the person went.")
    ] = None,
    outcome: Annotated[
        str | None, typer.Option("--outcome", metavar="TEXT", help="What came of it; - reads it.")
    ] = None,
    learnt: Annotated[
        str | None, typer.Option("--learnt", metavar="TEXT", help="What it taught; - reads it.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="When; else today.")
    ] = None,
    edit: EditOption = False,
) -> None:
    """Close a case; its open actions stay open."""
    from marg_cli.services.cases import life as case_life

    session = Session.of(ctx)
    before(session, ref, CaseStatus.CLOSED, "close")
    where = destination or prompts.choose(
        session, "Where did the person go?", [*Destination], option="--destination WHERE"
    )
    ended = case_life.close(
        session.store,
        ref,
        destination=where,
        outcome=prompts.text(
            session, outcome, "What came of it?", option="--outcome TEXT", edit=edit
        ),
        learnt=prompts.optional(session, learnt, "What was learnt?", option="--learnt TEXT"),
        day=on,
        on=session.today,
    )
    _answer_ended(session, ended, "closed.")


def _answer_ended(session: Session, ended: Ended, what: str) -> None:
    """Say what is left over of a case that has ended, and the next step for each."""
    case = ended.case
    remarks = []
    if ended.still_open:
        which = ", ".join(ended.still_open)
        remarks.append(
            f"Still open on it: {which}. See them with: marg action list --case {case.ref}"
        )
    if case.next_meeting:
        day = case.next_meeting.isoformat()
        remarks.append(f"It is still on the agenda of {day}: marg agenda remove {case.ref}")
    answer(session, case, f"{what} Take that back with: marg undo", remarks)
