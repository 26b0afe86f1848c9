"""`marg case outcome`: what the group agreed is to become of a case."""

from __future__ import annotations

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.commands.case import CaseArgument, app
from marg_cli.cli.commands.case.answering import BecauseOption
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import EditOption, MeetingOption
from marg_cli.cli.output import emit_one
from marg_cli.cli.session import Format, Session
from marg_cli.domain.outcome import OutcomeKind
from marg_cli.errors import UsageRefused
from marg_cli.services.at_the_table import outcome as outcomes

KINDS = {kind.value.replace(" ", "-"): kind for kind in OutcomeKind}


@verb(app)
def outcome(
    ctx: typer.Context,
    ref: CaseArgument,
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help=f"One of: {', '.join(KINDS)}.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="WHEN", help="Review: when to look again.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="PROCESS", help="Step down: to which process.")
    ] = None,
    because: BecauseOption = None,
    meeting: MeetingOption = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take out what was said last.")] = False,
    edit: EditOption = False,
) -> None:
    """Say what the group agreed is to become of a case."""
    session = Session.of(ctx)
    if remove:
        gone = outcomes.take_out(session.store, ref, meeting=meeting, on=session.today)
        _answer(session, gone, f'the outcome "{gone.outcome}" is taken out.')
        return
    what = _kind(session, kind)
    if what is OutcomeKind.REVIEW and on is None:
        on = prompts.ask(session, "Review when?", option="--on WHEN")
    if what is OutcomeKind.STEP_DOWN:
        to = prompts.text(session, to, "To which process?", option="--to PROCESS")
    if what is OutcomeKind.CLOSE or because is not None or edit:
        because = prompts.text(session, because, "Why?", option="--because TEXT", edit=edit)
    agreed = outcomes.agree(
        session.store,
        ref,
        what,
        review=on,
        process=to,
        because=because,
        meeting=meeting,
        on=session.today,
    )
    for remark in agreed.remarks:
        session.say(remark)
    _answer(session, agreed.outcome, f"{agreed.said[0].lower()}{agreed.said[1:]}. {_next(agreed)}")


def _kind(session: Session, word: str | None) -> OutcomeKind:
    said = word or prompts.choose(session, "Which outcome?", list(KINDS), option="KIND")
    key = said.strip().casefold().replace(" ", "-")
    found = [kind for name, kind in KINDS.items() if name == key] or [
        kind for name, kind in KINDS.items() if key and name.startswith(key)
    ]
    if len(found) != 1:
        raise UsageRefused(f"{said} is no outcome.", f"Use one of: {', '.join(KINDS)}")
    return found[0]


def _next(agreed: outcomes.Agreed) -> str:
    """The next step of each outcome."""
    ref = agreed.outcome.case
    match OutcomeKind(agreed.outcome.outcome):
        case OutcomeKind.CLOSE:
            return f"Close it with: marg case close {ref}"
        case OutcomeKind.STEP_DOWN:
            return f"When it is handed over: marg case close {ref}"
        case _:
            return "It comes back by itself: marg agenda build"


def _answer(session: Session, said: outcomes.OutcomeView, sentence: str) -> None:
    if session.format is not Format.TABLE:
        emit_one(session, said, {})
    session.say(f"{said.case}: {sentence}")
