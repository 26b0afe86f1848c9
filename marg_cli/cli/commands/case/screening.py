"""`marg case screen`: the questions before a case is taken on, and again for every meeting."""

from __future__ import annotations

from typing import Annotated

import typer

from marg_cli.cli.commands.case import CaseArgument, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import MeetingOption
from marg_cli.cli.output import emit_one
from marg_cli.cli.session import Format, Session
from marg_cli.domain.calendar import short
from marg_cli.domain.case import CaseStatus
from marg_cli.services.referral.screening import Screened
from marg_cli.services.referral.screening_view import ScreeningView


@verb(app)
def screen(
    ctx: typer.Context,
    ref: CaseArgument,
    supervision: Annotated[
        str | None,
        typer.Option("--supervision", metavar="yes|no", help="Been through case supervision."),
    ] = None,
    other_process: Annotated[
        str | None,
        typer.Option(
            "--other-process", metavar="NONE|MAPPA|MARAC|MASH|TEXT", help="Others it is in."
        ),
    ] = None,
    why_here: Annotated[
        str | None,
        typer.Option("--why-here", metavar="TEXT", help="In another: why this group too."),
    ] = None,
    theme: Annotated[
        list[str] | None,
        typer.Option("--theme", metavar="TEXT", help="A disadvantage or theme to add; repeat it."),
    ] = None,
    tried: Annotated[
        str | None,
        typer.Option("--tried", metavar="none|TEXT", help="What business as usual has tried."),
    ] = None,
    failed_because: Annotated[
        str | None, typer.Option("--failed-because", metavar="TEXT", help="Why that failed.")
    ] = None,
    immediate_risk: Annotated[
        str | None,
        typer.Option("--immediate-risk", metavar="no|TEXT", help="Who is at risk now, of what."),
    ] = None,
    reported_to: Annotated[
        str | None,
        typer.Option("--reported-to", metavar="TEXT", help="Who was told of it, and when."),
    ] = None,
    remarks: Annotated[
        str | None, typer.Option("--remarks", metavar="TEXT", help="Anything else; - reads it.")
    ] = None,
    same: Annotated[
        bool, typer.Option("--same", help="What is not given is as it was last time.")
    ] = False,
    meeting: MeetingOption = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="When; else today.")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the last screening out.")] = False,
) -> None:
    """Ask a case's screening questions, and keep the answers."""
    from marg_cli.cli.commands.case import screening_questions
    from marg_cli.services.referral import screening

    session = Session.of(ctx)
    if remove:
        _answer_taken_out(session, screening.take_out(session.store, ref))
        return
    given = screening_questions.given(
        supervised=supervision,
        other_process=other_process,
        why_here=why_here,
        tried=tried,
        failed_because=failed_because,
        immediate_risk=immediate_risk,
        reported_to=reported_to,
        remarks=remarks,
    )
    answers, themes = screening_questions.answered(session, ref, given, theme, same=same)
    screened = screening.screen(
        session.store,
        ref,
        answers,
        themes=themes,
        same=same,
        meeting=meeting,
        day=on,
        on=session.today,
    )
    _answer(session, screened)


def _answer(session: Session, screened: Screened) -> None:
    """Say whether it passes, what changed, and the next step; programs get the screening."""
    said = screened.screening
    if session.format is not Format.TABLE:
        emit_one(session, said, {})
    for remark in screened.remarks:
        session.say(remark)
    for change in said.changed:
        session.say(f"Changed since last time: {change.field}: {change.before} → {change.after}")
    for reason in said.fails_because:
        session.say(f"It does not pass: {reason}.")
    if said.is_untold:
        from marg_cli.cli.commands.case.loudly import immediate_risk

        immediate_risk(session, "its screening", is_reported=False)
        session.say(
            "When they know, say whom you told: "
            f"marg case screen {said.case} --same --reported-to TEXT"
        )
    for remark in screened.basis:
        session.say(f"Sharing: {remark}")
    session.say(f"{said.case} screened{_for_meeting(said)}: {_verdict(screened)}")


def _for_meeting(said: ScreeningView) -> str:
    return f" for the meeting of {short(said.meeting)}" if said.meeting else ""


def _verdict(screened: Screened) -> str:
    """Whether it passes and what comes next, by how the case stands."""
    ref = screened.screening.case
    if screened.status in {CaseStatus.ACCEPTED, CaseStatus.ACTIVE}:
        passes = "it passes" if screened.screening.passes else "it does not pass any more"
        return f"{passes}, and stays {screened.status}. See it with: marg case show {ref}"
    if screened.screening.passes:
        return f"it passes. Take it on with: marg case accept {ref}"
    put_off = (
        "It stays deferred."
        if screened.status == CaseStatus.DEFERRED
        else f"Put it off with: marg case defer {ref}"
    )
    return (
        f"it does not pass. {put_off}    "
        f"If the chair takes it on all the same: marg case accept {ref} --override TEXT"
    )


def _answer_taken_out(session: Session, gone: Screened) -> None:
    if session.format is not Format.TABLE:
        emit_one(session, gone.screening, {})
    session.say(
        f"{gone.screening.case}: the screening of {short(gone.screening.on)} is taken out; "
        f"the case is {gone.status}. Take that back with: marg undo"
    )
