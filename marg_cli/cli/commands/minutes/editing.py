"""Putting minutes right: one entry, or the draft as one text that a person changes anywhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.commands.minutes import app
from marg_cli.cli.lazy import verb
from marg_cli.cli.output import emit_one
from marg_cli.cli.session import Format, Session
from marg_cli.domain.counting import counted
from marg_cli.domain.minutes_text import NotUnderstood, noted
from marg_cli.errors import CannotAsk, MargError, UsageRefused
from marg_cli.services.minutes import as_text as minutes_text
from marg_cli.services.minutes import minutes

if TYPE_CHECKING:
    from marg_cli.services.minutes.as_text import Corrected

AGAIN = "To give up, close it without a change."


@verb(app)
def edit(
    ctx: typer.Context,
    entry: Annotated[
        str | None,
        typer.Argument(metavar="ENTRY|MEETING", help="E12; or a day: the draft as one text."),
    ] = None,
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="The new wording.")] = None,
    heading: Annotated[
        str | None, typer.Option("--heading", metavar="HEADING", help="The heading it belongs to.")
    ] = None,
    out: Annotated[
        str | None, typer.Option("--out", metavar="FILE|-", help="Write the draft's text there.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--from", metavar="FILE|-", help="Take a corrected text over.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there.")] = False,
) -> None:
    """Change an entry, or the whole draft as one text."""
    session = Session.of(ctx)
    if entry is not None and minutes.is_entry(entry):
        _one(session, entry, text, heading)
    elif text is not None or heading is not None or (out and source):
        raise UsageRefused(
            "It is not clear what is to be changed.",
            "Name one entry, such as E12; or give --out or --from for the whole draft.",
        )
    elif out is not None:
        _hand_out(session, entry, out, force=force)
    elif source is not None:
        _say(session, _taken_over(session, _read(source)))
    else:
        _in_editor(session, entry)


def _one(session: Session, entry: str, text: str | None, heading: str | None) -> None:
    said = prompts.text(session, text, "The new wording?", option="TEXT")
    changed = minutes.edit(session.store, entry, said, heading=heading)
    if session.format is not Format.TABLE:
        emit_one(session, changed, {})
    session.say(f"{changed.ref} changed. Take it back with: marg undo")


def _hand_out(session: Session, meeting: str | None, out: str, *, force: bool) -> None:
    from marg_cli.documents.writer import file_name, write_all

    handed = minutes_text.handed_out(session.store, meeting, on=session.today, leaving=True)
    if out == "-":
        sys.stdout.write(handed.text)
        return
    place = Path(out)
    if place.is_dir():
        place /= file_name(handed.marking, "minutes-text", handed.meeting, "", ".txt")
    write_all({place: handed.text.encode()}, force=force)
    sys.stdout.write(f"{place.absolute()}\n")
    session.say(f"When it comes back, take it over with: marg minutes edit --from {place.name}")


def _read(source: str) -> str:
    from marg_cli.cli.plain_text import plain_text

    return plain_text(sys.stdin.buffer.read() if source == "-" else Path(source))


def _taken_over(session: Session, text: str, settled: frozenset[int] = frozenset()) -> Corrected:
    """Take a text over, once the person agrees to what it leaves out."""
    removing = session.is_sure
    while True:
        try:
            return minutes_text.taken_over(
                session.store, text, on=session.today, removing=removing, settled=settled
            )
        except minutes_text.WouldRemove as refusal:
            session.say(refusal.message)
            if not prompts.confirm(session, "Remove what it leaves out?"):
                raise
            removing = True


def _in_editor(session: Session, meeting: str | None) -> None:
    """Open the draft until what comes back can be taken over, or is left as it was."""
    from marg_cli.cli.editor import edited

    if not session.may_ask:
        raise CannotAsk(
            "Nobody is there to change the draft in an editor.",
            "Name an entry, such as E12, or write the draft out with --out and back with --from.",
        )
    handed = minutes_text.handed_out(session.store, meeting, on=session.today, leaving=False)
    before, settled = handed.text, frozenset[int]()
    refusal: MargError | None = None
    while True:
        typed = edited(before)
        if typed.rstrip() in {"", before.rstrip()}:
            if refusal:
                raise refusal
            session.say("Nothing was changed.")
            return
        try:
            _say(session, _taken_over(session, typed, settled))
        except minutes_text.ChangedMeanwhile as found:
            refusal, settled = found, settled.union(found.now)
            before = noted(typed, None, _meanwhile(found))
        except MargError as found:
            refusal = found
            line = found.line if isinstance(found, NotUnderstood) else None
            before = noted(typed, line, f"{found.message} {found.hint}\n{AGAIN}")
        else:
            return


def _meanwhile(found: minutes_text.ChangedMeanwhile) -> str:
    told = [f"{found.message} Save what is to stand.", AGAIN]
    for number, text in found.now.items():
        told += [f"E{number} reads there:" if text else f"E{number} was removed there.", text]
    return "\n".join(told)


def _say(session: Session, done: Corrected) -> None:
    if session.format is not Format.TABLE:
        emit_one(session, done, {})
    for remark in done.remarks:
        session.say(remark)
    parts = {"changed": done.changed, "added": done.added, "removed": done.removed}
    told = [f"{counted(len(found), 'entry')} {what}" for what, found in parts.items() if found]
    undo = "Take it back with: marg undo"
    session.say(f"{', '.join(told)}. {undo}" if told else "Nothing was changed.")
