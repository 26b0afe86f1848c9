"""`marg register`: the register itself."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.lazy import noun, verb
from marg_cli.cli.output import emit_one
from marg_cli.cli.progress import working
from marg_cli.cli.session import Format, Session
from marg_cli.domain.calendar import short
from marg_cli.domain.counting import counted, in_a_sentence
from marg_cli.domain.text import visible
from marg_cli.errors import Damaged, Exit, Refused
from marg_cli.services import register

if TYPE_CHECKING:
    from marg_cli.store.facts import Waiting

app = noun("The register itself: what it is, whether it is sound.")

KILOBYTE = 1024
LEAVE_IT = (
    "Change nothing and keep a copy of the folder. A backup brings the register back: "
    "marg register restore FILE"
)
SENSITIVE = (
    "The backup was opened again and read whole. It opens with the same passphrases and recovery "
    "key as the register, and is as sensitive: keep it off this computer, under lock. It goes on "
    "opening with them when they are changed, and for those who are let go."
)
KEPT = (
    "The register that was there is kept aside, encrypted as it was. Remove it when you are sure "
    "that nothing in it is needed."
)


@verb(app)
def info(ctx: typer.Context) -> None:
    """Say what the register is and how much it holds."""
    session = Session.of(ctx)
    seen = register.info(session.store)
    emit_one(
        session,
        seen,
        {
            "Register": seen.store,
            "Id": seen.id,
            "Key holders": seen.holders,
            "Holds": f"{seen.cases} cases, {seen.actions} actions, {seen.meetings} meetings",
            "Size": f"{seen.size // KILOBYTE} KB, encrypted",
            "Schema": seen.schema,
            "Audit": f"{seen.audit_rows} rows; the last is {seen.audit_head}",
        },
    )


@verb(app)
def check(ctx: typer.Context) -> None:
    """Read the whole register for damage, and mend nothing."""
    session = Session.of(ctx)
    try:
        with working(session, "Reading the register"):
            checked = register.check(session.store_as_it_is)
    except Damaged as damage:
        raise Damaged(damage.message, LEAVE_IT) from damage
    if session.format is not Format.TABLE:
        emit_one(session, checked, {})
    elif checked.ok:
        sys.stdout.write("The register is sound.\n")
    else:
        for problem in checked.problems:
            sys.stdout.write(f"{visible(problem.what)}\n  {visible(problem.mend)}\n")
    if not checked.ok:
        session.say(f"{counted(len(checked.problems), 'finding')} in the register.")
        raise typer.Exit(Exit.FOUND)


@verb(app)
def backup(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to, on another disk.")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there.")] = False,
) -> None:
    """Write the register to one encrypted file, and prove it."""
    session = Session.of(ctx)
    store = session.store
    with working(session, "Writing the backup (MB)") as seen:
        made = register.backup(store, file, force=force, prove=session.prove, seen=seen)
    emit_one(
        session,
        made,
        {
            "Backup": made.file,
            "Size": f"{made.size // KILOBYTE:,} KB",
            "SHA-256": made.sha256,
            "Anchor": made.anchor,
        },
    )
    session.say(SENSITIVE)


@verb(app)
def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
) -> None:
    """Bring the register back from a backup."""
    session = Session.of(ctx)
    with working(session, "Reading the backup (MB)") as seen, ExitStack() as until:
        proven = until.enter_context(session.restoring(file, seen))
        kept_open = until.pop_all()
    with kept_open:
        _agreed(session, proven.waiting)
        restored = proven.put_in_place(session.today.isoformat())
    emit_one(
        session,
        restored,
        {
            "Register": restored.store,
            "Backup of": said_at(restored.made_at),
            "Last row": restored.head,
            "Kept aside": restored.aside,
            "Let in again": restored.let_in_again,
        },
    )
    if restored.aside:
        session.say(KEPT)
    for name in restored.let_in_again:
        session.say(f"{name} can open the register again. To end that: marg key remove {name}")


def _agreed(session: Session, waiting: Waiting) -> None:
    """Say what would be lost; where a register is there, have its name typed."""
    session.say(f"The backup is sound. It was made {_age(session, waiting.made_at)}.")
    session.say(_who_opens(waiting))
    if not waiting.kept:
        return
    session.say(_what_is_lost(waiting))
    name = session.folder.absolute().name
    if session.is_sure:
        return
    asked = f"Type its name, {name}, to put the backup in its place:"
    if prompts.ask(session, asked, option="--yes").strip() != name:
        raise Refused("That is not its name.", "Nothing was changed.")


def _who_opens(waiting: Waiting) -> str:
    """Say whom the backup's own key lets in: those of its day, not of today."""
    told = f"It opens for those who held a key then: {in_a_sentence(waiting.holders)}."
    if waiting.let_in_again:
        told += f" Let go since, and let in again: {in_a_sentence(waiting.let_in_again)}."
    elif not waiting.same:
        told += " Whoever was let go since can open it again: marg key remove NAME ends that."
    if waiting.old_recovery:
        told += " The recovery key was replaced since: the one before it opens this."
    return told


def _what_is_lost(waiting: Waiting) -> str:
    """Say what the register that is there has and the backup has not, as far as it is known."""
    if waiting.same is False:
        return "Another group's register, or one started anew, is there now."
    if waiting.lost is None:
        return "What was changed since in the register that is there cannot be known."
    if waiting.lost == 0:
        return "Nothing was changed since in the register that is there."
    return f"{counted(waiting.lost, 'change')} made since will be missing from the register."


def _age(session: Session, at: str) -> str:
    days = (session.today - date.fromisoformat(at[:10])).days
    ago = f"{counted(days, 'day')} ago" if days > 0 else "today"
    return f"{said_at(at)}, {ago}"


def said_at(at: str) -> str:
    """Say a time in UTC as people read it."""
    return f"{short(date.fromisoformat(at[:10]))} at {at[11:16]} UTC"
