"""`marg pack build`: one copy for each recipient, with what they may see and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.commands.pack import app
from marg_cli.cli.lazy import verb
from marg_cli.cli.leaks import AllowOption, BecauseOption, passing
from marg_cli.cli.options import MeetingOption
from marg_cli.cli.output import Column, emit
from marg_cli.cli.overrides import OverrideOption, let_through
from marg_cli.cli.rendering import AsOption, ForceOption, TemplatesOption
from marg_cli.cli.session import Session
from marg_cli.domain.circulation import PaperKind
from marg_cli.domain.counting import counted
from marg_cli.domain.text import did_you_mean
from marg_cli.errors import UsageRefused
from marg_cli.services.circulation.left_out import told_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marg_cli.cli.handing_out import FileBuilt
    from marg_cli.services.circulation.gathering import Gathered

KINDS = [PaperKind.AGENDA, PaperKind.MINUTES, PaperKind.ACTIONS]
USUAL = "pdf"


def _cases(built: FileBuilt) -> str:
    many = counted(len(built.cases), "case")
    return f"{many}, extract" if built.extract else many


LISTED = (
    Column("pack", "Pack", whole=True),
    Column("recipient", "For", whole=True),
    Column("", "Holds", _cases, whole=True),
    Column("file", "File", lambda file: Path(file).name),
)


@verb(app)
def build(
    ctx: typer.Context,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="agenda|minutes|actions", help="Which paper."),
    ] = None,
    meeting: MeetingOption = None,
    readers: Annotated[
        list[str] | None,
        typer.Option("--for", metavar="CODE|guest:MEMBER", help="Only for these; else for all."),
    ] = None,
    as_: AsOption = None,
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="Where to; else here.")
    ] = Path(),
    override: OverrideOption = None,
    allow: AllowOption = None,
    because: BecauseOption = None,
    paper: Annotated[
        int, typer.Option("--paper", metavar="N", help="And N numbered copies to print.", min=0)
    ] = 0,
    email: Annotated[bool, typer.Option("--email", help="And an e-mail draft for each.")] = False,
    calendar: Annotated[
        bool, typer.Option("--calendar", help="And a calendar file for each.")
    ] = False,
    password: Annotated[
        bool | None,
        typer.Option("--password/--no-password", help="Files that open with a password."),
    ] = None,
    key: Annotated[
        bool, typer.Option("--key", help="And who the references stand for, apart.")
    ] = False,
    force: ForceOption = False,
    templates: TemplatesOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Build and look through, and write nothing.")
    ] = False,
) -> None:
    """Build a copy for each recipient, of what they may see."""
    from marg_cli.cli import accompanying, handing_out, packing
    from marg_cli.cli.template_folders import template_folders

    session = Session.of(ctx)
    formats = _formats(as_)
    is_locked = not dry_run and _is_locked(session, password)
    passwords = accompanying.Passwords(session, formats) if is_locked else None
    wishes = packing.Wishes(
        formats=formats,
        search=template_folders(session, templates),
        on_paper=paper,
        passing=passing(session, allow, because),
        lock=passwords.lock if passwords else None,
    )
    gathered = _gathered(session, kind, meeting, readers or (), override, key=key)
    built = packing.build(session, gathered, wishes)
    if dry_run:
        _show(session, handing_out.rehearsed(session, built, out))
        session.say("Nothing was written: this was a rehearsal.")
        return
    beside = {}
    if calendar:
        built = accompanying.with_calendars(session, built)
    if email:
        built = accompanying.with_mails(session, gathered, built, locked=is_locked)
        beside = {"send-list": accompanying.send_list(gathered, built)}
    files = handing_out.hand_out(session, gathered, built, handing_out.Place(out, force, beside))
    _show(session, files)
    if passwords is not None:
        passwords.show(session)
    _say_next(session, files)


def _gathered(
    session: Session,
    kind: str | None,
    meeting: str | None,
    readers: Sequence[str],
    override: list[str] | None,
    *,
    key: bool,
) -> Gathered:
    """What is to be built for whom, past the gate; who gets none is said."""
    from marg_cli.services.circulation.gathering import gather, meeting_for

    paper = _kind(session, kind)
    held = meeting_for(session.store, paper, meeting, on=session.today)
    let_through(session, override, meeting=held.ref)
    found = gather(session.store, paper, meeting=held.ref, named=readers, on=session.today, key=key)
    _say_around(session, found)
    return found


def _kind(session: Session, given: str | None) -> PaperKind:
    words = [kind.value for kind in KINDS]
    word = given or prompts.choose(session, "Which paper?", words, option="--kind")
    if word.casefold() not in words:
        raise UsageRefused(
            f"There are no packs of {word}.{did_you_mean(word, words)}",
            f"One of these: --kind {', '.join(words)}",
        )
    return PaperKind(word.casefold())


def _is_locked(session: Session, asked: bool | None) -> bool:
    """Whether files open with a password: as was asked, else as the group has set it."""
    if asked is not None:
        return asked
    from marg_cli.services.group import group

    return group(session.store).text("pack.password") == "yes"


def _formats(asked: str | None) -> list[str]:
    words = [word.strip().casefold() for word in (asked or USUAL).split(",")]
    return list(dict.fromkeys(filter(None, words)))


def _say_around(session: Session, gathered: Gathered) -> None:
    """Who is left out and why, and who must not have what their agency gets."""
    for sentence in told_of(gathered.left_out):
        session.say(sentence)
    for remark in gathered.remarks:
        session.say(remark)


def _show(session: Session, files: list[FileBuilt]) -> None:
    from marg_cli.cli.handing_out import FileBuilt

    emit(session, files, LISTED, FileBuilt._fields, empty="Nothing was built.")


def _say_next(session: Session, files: list[FileBuilt]) -> None:
    refs = list(dict.fromkeys(file.pack or "" for file in files))
    which = refs[0] if len(refs) == 1 else f"{refs[0]}-{refs[-1]}"
    folder = Path(files[0].file).parent
    session.say(
        f"{counted(len(refs), 'pack')} built in {folder}, with a list of who gets what. "
        f"When they have been sent: marg pack sent {which} --how TEXT"
    )
