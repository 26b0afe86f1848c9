"""`marg retention`: how long ended cases are kept, and who decided what becomes of them."""

from __future__ import annotations

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.answering import answer
from marg_cli.cli.lazy import noun, verb
from marg_cli.cli.options import OneCase
from marg_cli.cli.output import Column, emit
from marg_cli.cli.session import Session
from marg_cli.domain.retention import Choice
from marg_cli.services.data_protection import retention
from marg_cli.services.data_protection.retention import DESTROY, DUE, UNSET, RecordKept

app = noun("How long ended cases are kept, and what was decided.")

BecauseOption = Annotated[
    str | None, typer.Option("--because", metavar="TEXT", help="Why; - reads it.")
]
ByOption = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who decided, by name and role.")
]


def _period(record: RecordKept) -> str:
    return record.period or "not decided"


def _how(record: RecordKept) -> str:
    return record.destination or record.status


def _loud(record: RecordKept) -> str:
    return "red" if record.state in {DESTROY, DUE} else ""


LISTED = (
    Column("case", "Case", whole=True),
    Column("", "Ended", _how),
    Column("ended_on", "On", whole=True),
    Column("", "Period", _period),
    Column("due_on", "Due", whole=True),
    Column("state", "Now", style=_loud),
    Column("decided_by", "Decided by"),
)


@verb(app)
def due(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Every ended case's record.")] = False,
) -> None:
    """List records past the group's period, or without one."""
    session = Session.of(ctx)
    found = retention.due(session.store, everything=everything, on=session.today)
    emit(session, found, LISTED, RecordKept._fields, empty="No record is due.")
    if any(record.state == UNSET for record in found):
        session.say(
            "For some the group has not decided a period: "
            "marg config set retention.closed '6 years'    (6 years is an example)"
        )
    waiting = next((record for record in found if record.state == DUE), None)
    if waiting:
        session.say(f"Decide with: marg retention decide {waiting.case} {'|'.join(Choice)}")
    condemned = next((record for record in found if record.state == DESTROY), None)
    if condemned:
        session.say(f"Carry it out with: marg retention carry-out {condemned.case}")


@verb(app)
def decide(
    ctx: typer.Context,
    case: OneCase,
    choice: Annotated[
        str | None, typer.Argument(metavar="|".join(Choice), help="What becomes of the record.")
    ] = None,
    by: ByOption = None,
    because: BecauseOption = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="WHEN", help="Longer: until when.")
    ] = None,
) -> None:
    """Keep what a named person decided of a record."""
    session = Session.of(ctx)
    what = choice or prompts.choose(
        session, f"What becomes of {case.upper()}?", [*Choice], option="|".join(Choice)
    )
    who = by or prompts.ask(session, "Who decided it, by name and role?", option="--by NAME")
    why = prompts.text(session, because, "Why?", option="--because TEXT")
    if until is None and what == Choice.LONGER and session.may_ask:
        until = prompts.ask(session, "Until when?", option="--until WHEN")
    decided = retention.decide(
        session.store, case, what, because=why, until=until, by=who, on=session.today
    )
    answer(session, decided, _decided(decided))


@verb(app)
def hold(
    ctx: typer.Context, case: OneCase, because: BecauseOption = None, by: ByOption = None
) -> None:
    """Put a case under a legal hold: nothing is destroyed."""
    session = Session.of(ctx)
    why = prompts.text(session, because, "Why is it held?", option="--because TEXT")
    held = retention.hold(session.store, case, because=why, by=by, on=session.today)
    answer(
        session,
        held,
        f"{held.case} is under a legal hold: nothing of it is destroyed. When it is over: "
        f"marg retention release-hold {held.case}",
    )


@verb(app, "release-hold")
def release_hold(ctx: typer.Context, case: OneCase) -> None:
    """Release the legal hold on a case."""
    session = Session.of(ctx)
    released = retention.release_hold(session.store, case, on=session.today)
    answer(
        session,
        released,
        f"{released.case} is under no legal hold any more. What is due: marg retention due",
    )


@verb(app, "carry-out")
def carry_out(ctx: typer.Context, case: OneCase) -> None:
    """Destroy a record as it was decided, for good."""
    from marg_cli.cli.erasing import hash_of, tell
    from marg_cli.cli.meaning import must_mean
    from marg_cli.services.data_protection import erasing

    session = Session.of(ctx)
    ref = erasing.to_carry_out(session.store, case)
    must_mean(session, ref, to="erase", doing="Erasing")
    tell(session, erasing.carry_out(session.store, ref, hash_of=hash_of, on=session.today))


def _decided(record: RecordKept) -> str:
    if record.decision == Choice.DESTROY:
        held = " once its legal hold is released" if record.state != DESTROY else ""
        return (
            f"{record.case} is to be destroyed. Carry it out{held}: "
            f"marg retention carry-out {record.case}"
        )
    return f"{record.case} is {record.state}. Take it back with: marg undo"
