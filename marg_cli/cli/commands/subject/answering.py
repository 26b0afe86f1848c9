"""`marg subject export` and `release`: everything for review, and the answer that goes out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.answering import answer
from marg_cli.cli.commands.subject import ByOption, OnOption, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import OneCase
from marg_cli.cli.rendering import (
    ForceOption,
    OutOption,
    Request,
    TemplatesOption,
    deliver,
)
from marg_cli.cli.session import Session
from marg_cli.documents.render import FORMATS
from marg_cli.domain.calendar import british
from marg_cli.domain.counting import counted
from marg_cli.domain.subject_request import EXEMPTIONS, read_exemption
from marg_cli.errors import UsageRefused
from marg_cli.services.data_protection import requests

FOR_REVIEW = (
    "This names people besides the one who asks. Read it, decide what is held back and why, and "
    "delete it when the answer has gone: marg subject release"
)


@verb(app)
def export(
    ctx: typer.Context,
    case: OneCase,
    as_: Annotated[
        str | None,
        typer.Option(
            "--as", metavar=f"{','.join(FORMATS)}|json", help="Which formats; json is for programs."
        ),
    ] = None,
    out: OutOption = None,
    force: ForceOption = False,
    templates: TemplatesOption = None,
) -> None:
    """Gather everything on one person, for review."""
    from marg_cli.services.papers.subject_bundle import subject_bundle

    session = Session.of(ctx)
    paper = subject_bundle(session.store, case, on=session.today)
    then = f"{FOR_REVIEW} {paper.ref}"
    if as_ == "json":
        from marg_cli.cli.paper_json import Told, hand_over
        from marg_cli.domain.circulation import PaperKind

        place = None if out in {None, "-"} else Path(str(out)).absolute()
        told = Told(PaperKind.SUBJECT, "subject export", [paper.ref], paper)
        hand_over(session, told, place, force=force)
        if place:
            session.say(f"Written to {place}.")
        session.say(then)
        return
    request = Request(as_, out, force, templates, usual="docx", then=then)
    with session.store.in_full():
        deliver(session, request, paper, kind="subject_bundle", reader=paper.ref)


@verb(app)
def release(
    ctx: typer.Context,
    case: OneCase,
    how: Annotated[
        str | None, typer.Option("--how", metavar="TEXT", help="How it went out; - reads it.")
    ] = None,
    held_back: Annotated[
        list[str] | None,
        typer.Option(
            "--held-back",
            metavar="WHAT:REASON:WHY",
            help=f"Such as I40:third party:TEXT; reasons: {', '.join(EXEMPTIONS)}; repeat it.",
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--everything", help="Nothing was held back.")
    ] = False,
    on: OnOption = None,
    by: ByOption = None,
) -> None:
    """Say that the answer went out, and what was held back."""
    session = Session.of(ctx)
    if session.may_ask:
        requests.waiting(session.store, case)
    sent = prompts.text(session, how, "How did the answer go out, and to whom?", option="--how")
    back = _held_back(session, held_back, everything=everything)
    released = requests.release(
        session.store, case, how=sent, held_back=back, by=by, day=on, on=session.today
    )
    late = " It was late." if released.state == "answered late" else ""
    without = f", without {counted(len(back), 'thing')}" if back else ""
    answered_on = released.released_on or session.today
    answer(
        session,
        released,
        f"{released.ref} of {released.case} answered on {british(answered_on)}{without}.{late} "
        "This stays: it cannot be undone.",
    )


def _held_back(
    session: Session, given: list[str] | None, *, everything: bool
) -> list[tuple[str, str, str]]:
    """What was held back, each with its exemption and reason: as given, else asked for."""
    if given and everything:
        raise UsageRefused(
            "Something was held back, and nothing was.", "Give --held-back or --everything."
        )
    if given or everything:
        return [_read(each) for each in given or ()]
    if not session.may_ask:
        raise UsageRefused(
            "Nobody says whether anything was held back.",
            "Give --everything, or --held-back WHAT:REASON:WHY for each thing.",
        )
    session.say("What was held back? Reasons that can be given:")
    for reason, said in EXEMPTIONS.items():
        session.say(f"  {reason}: {said}")
    found = []
    while what := prompts.maybe(session, None, "What, such as I40?", "when that is all"):
        exemption = prompts.understood(
            session,
            None,
            lambda: prompts.ask(session, "  Which reason?", option="--held-back"),
            read_exemption,
        )
        why = prompts.ask(session, "  Why here?", option="--held-back")
        found.append((what, exemption or "", why))
    return found


def _read(text: str) -> tuple[str, str, str]:
    what, _, rest = text.partition(":")
    exemption, _, why = rest.partition(":")
    if not (what.strip() and exemption.strip() and why.strip()):
        raise UsageRefused(
            "What is held back needs a reason, and why it applies.",
            "For example: --held-back 'I40:third party:names a neighbour'",
        )
    return what.strip(), exemption.strip(), why.strip()
