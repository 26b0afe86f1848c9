"""`marg pack sent`, `missent`, `settle`, `returned`: what became of a copy that left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.commands.pack import DayOption, PackArgument, PacksArgument, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.output import emit, emit_one
from marg_cli.cli.session import Format, Session
from marg_cli.domain.calendar import british, clock
from marg_cli.domain.counting import counted, in_a_sentence
from marg_cli.errors import UsageRefused
from marg_cli.services.circulation import happening
from marg_cli.services.circulation.happening import Astray
from marg_cli.services.circulation.ledger import PackSeen

if TYPE_CHECKING:
    from collections.abc import Sequence


@verb(app)
def sent(
    ctx: typer.Context,
    packs: PacksArgument,
    how: Annotated[
        str | None, typer.Option("--how", metavar="TEXT", help="By e-mail, by hand …; - reads it.")
    ] = None,
    on: DayOption = None,
) -> None:
    """Say that packs were sent, and how."""
    session = Session.of(ctx)
    by = prompts.text(session, how, "How were they sent?", option="--how TEXT")
    done = happening.sent(session.store, packs, how=by, day=on, on=session.today)
    _answer(session, done)
    session.say(
        f"{_named(done)} sent. If one went to the wrong person: "
        f"marg pack missent {done[0].ref} --to TEXT --known-at WHEN"
    )


@verb(app)
def missent(
    ctx: typer.Context,
    pack: PackArgument,
    to: Annotated[
        str | None, typer.Option("--to", metavar="TEXT", help="Who got it; - reads it.")
    ] = None,
    known_at: Annotated[
        str | None,
        typer.Option("--known-at", metavar="WHEN", help="Since when that is known: a day, a time."),
    ] = None,
) -> None:
    """Say that a pack went to the wrong person."""
    session = Session.of(ctx)
    who = prompts.text(session, to, "Who got it?", option="--to TEXT")
    since = prompts.text(
        session, known_at, "Since when is that known? (today 9.30am)", option="--known-at WHEN"
    )
    astray = happening.missent(session.store, pack, to=who, known_at=since, now=session.moment)
    if session.format is not Format.TABLE:
        emit_one(session, astray, {})
    for sentence in _what_now(astray):
        session.say(sentence)


@verb(app)
def settle(
    ctx: typer.Context,
    pack: PackArgument,
    reported: Annotated[
        bool | None,
        typer.Option("--reported/--not-reported", help="Whether the ICO was told."),
    ] = None,
    because: Annotated[
        str | None, typer.Option("--because", metavar="TEXT", help="Why; - reads it.")
    ] = None,
    on: DayOption = None,
) -> None:
    """Say what was decided on a pack that went astray."""
    session = Session.of(ctx)
    told = _was_reported(session, reported)
    why = prompts.text(session, because, "Why?", option="--because TEXT")
    seen = happening.settle(
        session.store, pack, reported=told, because=why, day=on, on=session.today
    )
    if session.format is not Format.TABLE:
        emit_one(session, seen, {})
    ended = "reported to the ICO" if told else "not reported to the ICO, with the reason kept"
    session.say(
        f"{seen.ref} is settled: {ended}. When the copy is back or destroyed: "
        f"marg pack returned {seen.ref}"
    )


@verb(app)
def returned(
    ctx: typer.Context,
    packs: PacksArgument,
    copy: Annotated[
        int | None, typer.Option("--copy", metavar="N", help="Only this numbered paper copy.")
    ] = None,
    how: Annotated[
        str | None, typer.Option("--how", metavar="TEXT", help="Handed in, shredded …")
    ] = None,
    on: DayOption = None,
) -> None:
    """Say that packs came back or were destroyed."""
    session = Session.of(ctx)
    done = happening.returned(session.store, packs, how=how, copy=copy, day=on, on=session.today)
    _answer(session, done)
    which = f" copy {copy}" if copy else ""
    session.say(f"{_named(done)}{which} returned. Take it back with: marg undo")


def _answer(session: Session, packs: Sequence[PackSeen]) -> None:
    if session.format is not Format.TABLE:
        emit(session, packs, (), PackSeen._fields, empty="")


def _named(packs: Sequence[PackSeen]) -> str:
    refs = [seen.ref for seen in packs]
    return in_a_sentence(refs) if len(refs) <= 5 else counted(len(refs), "pack")  # noqa: PLR2004


def _what_now(astray: Astray) -> list[str]:
    """What the copy holds, until when the ICO is told, and what to do."""
    ref, by, held = astray.pack.ref, astray.report_by, astray.pack.cases
    until = f"{clock(f'{by:%H:%M}')} on {british(by.date())}"
    left = f"in {counted(astray.hours_left, 'hour')}" if astray.hours_left >= 0 else "they are over"
    way_on = f"marg pack settle {ref} --reported --because TEXT"
    return [
        f"{ref} went to the wrong person. It speaks of {in_a_sentence(held or ['no case'])}.",
        f"The 72 hours to report it to the ICO end at {until} ({left}).",
        "Ask for the copy back, and tell your data protection officer now.",
        f"When it is decided: {way_on}    or: {way_on.replace('--reported', '--not-reported')}",
    ]


def _was_reported(session: Session, given: bool | None) -> bool:
    if given is not None:
        return given
    if not session.may_ask:
        raise UsageRefused(
            "It was reported to the ICO or it was not.", "Say --reported or --not-reported."
        )
    question = "Was it reported to the ICO?"
    return prompts.choose(session, question, ["yes", "no"], option="--reported") == "yes"
