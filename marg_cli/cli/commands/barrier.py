"""`marg barrier`: what keeps a person from a service, and how it was unblocked."""

from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.answering import answer
from marg_cli.cli.corrections import emit_with
from marg_cli.cli.lazy import noun, verb
from marg_cli.cli.options import EditOption, ListedCase, MeetingOption, OneCase
from marg_cli.cli.output import Column, emit, words
from marg_cli.cli.session import Session
from marg_cli.services.at_the_table import barrier as barriers
from marg_cli.services.at_the_table.barrier import BarrierSeen

app = noun("What keeps a person from a service, and its unblocking.")

BarrierArgument = Annotated[str, typer.Argument(metavar="REF", help="The barrier, such as B3.")]
ServiceOption = Annotated[
    str | None, typer.Option("--service", metavar="TEXT", help="The service it stands before.")
]
HowOption = Annotated[
    str | None, typer.Option("--how", metavar="TEXT", help="How it was unblocked; - reads it.")
]


def _standing(seen: BarrierSeen) -> str:
    if seen.unblocked_on is None:
        return "stands"
    return f"unblocked {words(seen.unblocked_on)}: {seen.how}"


LISTED = (
    Column("ref", "Ref", whole=True),
    Column("case", "Case", whole=True),
    Column("text", "Barrier"),
    Column("service", "Service"),
    Column("", "Now", _standing),
)


@verb(app)
def add(
    ctx: typer.Context,
    case: OneCase,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="What is in the way; - reads it.")
    ] = None,
    service: ServiceOption = None,
    meeting: MeetingOption = None,
    edit: EditOption = False,
) -> None:
    """Keep what is in the way of a person or a service."""
    session = Session.of(ctx)
    prompts.case_there(session, case)
    said = prompts.text(session, text, "What is in the way?", option="TEXT", edit=edit)
    before = prompts.maybe(session, service, "Of which service?")
    added = barriers.add(
        session.store, case, said, service=before, meeting=meeting, on=session.today
    )
    ref = added.barrier.ref
    answer(
        session,
        added.barrier,
        f"{ref} stands in {added.barrier.case}. When it is out of the way: "
        f"marg barrier unblock {ref} --how TEXT",
        added.remarks,
    )


@verb(app)
def unblock(
    ctx: typer.Context,
    ref: BarrierArgument,
    how: HowOption = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="When; else now.")] = None,
) -> None:
    """Say how a barrier was unblocked."""
    session = Session.of(ctx)
    said = prompts.text(session, how, "How was it unblocked?", option="--how TEXT")
    done = barriers.unblock(session.store, ref, said, day=on, on=session.today)
    answer(
        session,
        done,
        f"{done.ref} unblocked. What still stands: marg barrier list {done.case} --standing",
    )


@verb(app, "list")
def list_(
    ctx: typer.Context,
    case: ListedCase = None,
    standing: Annotated[
        bool, typer.Option("--standing", help="Only those not unblocked yet.")
    ] = False,
) -> None:
    """List barriers, the oldest first."""
    session = Session.of(ctx)
    found = barriers.listed(session.store, case, standing=standing)
    emit(session, found, LISTED, BarrierSeen._fields, empty="No barriers.")


@verb(app)
def show(ctx: typer.Context, ref: BarrierArgument) -> None:
    """Show one barrier."""
    session = Session.of(ctx)
    seen, corrections = barriers.show(session.store, ref)
    lines = {
        "Barrier": seen.ref,
        "Case": seen.case,
        "In the way": seen.text,
        "Service": seen.service,
        "Raised": seen.raised_on,
        "Meeting": seen.meeting,
        "Now": _standing(seen),
    }
    emit_with(session, seen, lines, corrections)


@verb(app)
def edit(
    ctx: typer.Context,
    ref: BarrierArgument,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="The new wording; - reads it.")
    ] = None,
    service: ServiceOption = None,
    how: Annotated[
        str | None, typer.Option("--how", metavar="TEXT", help='How it was unblocked; "": not.')
    ] = None,
) -> None:
    """Put a barrier right."""
    session = Session.of(ctx)
    changed = barriers.edit(
        session.store,
        ref,
        text=prompts.text(session, text, "What is in the way?", option="TEXT") if text else None,
        service=service,
        how=prompts.optional(session, how, None, option="--how TEXT"),
    )
    answer(session, changed, f"{changed.ref} changed. Take it back with: marg undo")


@verb(app)
def remove(ctx: typer.Context, ref: BarrierArgument) -> None:
    """Remove a barrier that should not have been added."""
    session = Session.of(ctx)
    removed = barriers.remove(session.store, ref)
    answer(session, removed, f"{removed.ref} removed. Take it back with: marg undo")
