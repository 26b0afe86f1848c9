"""What becomes of minutes: made final, approved at the next meeting, amended, compared."""

from __future__ import annotations

import sys
from functools import partial
from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.commands.minutes import MeetingArgument, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import MeetingOption
from marg_cli.cli.output import emit, emit_one
from marg_cli.cli.rendering import TemplatesOption
from marg_cli.cli.session import Format, Session
from marg_cli.domain.calendar import british, short
from marg_cli.services.minutes import life as minutes_life
from marg_cli.services.minutes import versions as minutes_versions
from marg_cli.services.minutes.versions import VersionView

SIGNS = {"added": "+", "removed": "-"}


@verb(app)
def finalise(
    ctx: typer.Context, meeting: MeetingArgument = None, templates: TemplatesOption = None
) -> None:
    """Make the minutes final, or end their amendment."""
    from marg_cli.cli.findings import answer
    from marg_cli.cli.minutes_documents import wording
    from marg_cli.cli.template_folders import template_folders
    from marg_cli.services.minutes.check import check_minutes

    session = Session.of(ctx)
    day = minutes_life.to_finalise(session.store, meeting, on=session.today)
    checked = check_minutes(session.store, day, on=session.today)
    if not session.is_sure:
        answer(
            session,
            checked,
            "minutes",
            "minutes check",
            otherwise=f"Or make them final as they are: marg minutes finalise {day} --yes",
        )
    search = template_folders(session, templates)
    made = minutes_life.finalise(
        session.store, day, write=partial(wording, search=search), on=session.today
    )
    _show(session, made)
    session.say(
        f"The minutes of {british(made.meeting)} are final: version {made.version}. "
        f"Write them with: marg minutes render {made.meeting} --as pdf"
    )


@verb(app)
def approve(ctx: typer.Context, meeting: MeetingArgument = None, at: MeetingOption = None) -> None:
    """Note that a later meeting approved the minutes."""
    session = Session.of(ctx)
    done = minutes_life.approve(session.store, meeting, at=at, on=session.today)
    version = done.version
    if session.format is not Format.TABLE:
        emit_one(session, version, {})
    noted = f" {done.entry} says so in the minutes of that meeting." if done.entry else ""
    session.say(
        f"The minutes of {british(version.meeting)} (version {version.version}) are approved, on "
        f"{british(version.approved_on or session.today)}.{noted}"
    )


@verb(app)
def amend(
    ctx: typer.Context,
    meeting: MeetingArgument = None,
    because: Annotated[
        str | None,
        typer.Option("--because", metavar="TEXT", help="Why; stands in the minutes. - reads it."),
    ] = None,
) -> None:
    """Open final minutes to put something right in them."""
    session = Session.of(ctx)
    why = prompts.text(session, because, "Why are they amended?", option="--because TEXT")
    opened = minutes_life.amend(session.store, meeting, because=why, on=session.today)
    if session.format is not Format.TABLE:
        emit_one(session, opened, {})
    day = opened.meeting
    session.say(
        f"Amendment {opened.amendment} to the minutes of {british(day)} is open. Put it right as "
        f"in a draft, with: marg minutes edit {day}    "
        f"End it with: marg minutes finalise {day}"
    )


@verb(app)
def versions(
    ctx: typer.Context,
    meeting: MeetingArgument = None,
    diff: Annotated[
        tuple[int, int] | None,
        typer.Option("--diff", metavar="N N", help="What changed between two versions."),
    ] = None,
) -> None:
    """List the final versions of minutes, or compare two."""
    session = Session.of(ctx)
    if diff is not None:
        _compare(session, meeting, *diff)
        return
    found = minutes_versions.versions(session.store, meeting, on=session.today)
    empty = "These minutes are a draft. Make them final with: marg minutes finalise"
    if session.format is Format.TABLE:
        for version in found:
            _show(session, version)
            sys.stdout.write("\n" if version is not found[-1] else "")
        if not found:
            session.say(empty)
        return
    emit(session, found, (), VersionView._fields, empty=empty)


def _show(session: Session, version: VersionView) -> None:
    approved = short(version.approved_on) if version.approved_on else "not yet"
    emit_one(
        session,
        version,
        {
            "Minutes of": british(version.meeting),
            "Version": f"{version.version} ({version.kind})",
            "Made": f"{short(version.made_on)} by {version.made_by}",
            "Because": version.because,
            "Approved": approved,
            "SHA-256": version.sha256,
            "Anchor": version.anchor,
        },
    )


def _compare(session: Session, meeting: str | None, first: int, second: int) -> None:
    found = minutes_versions.changes(session.store, meeting, first, second, on=session.today)
    same = f"Versions {first} and {second} say the same."
    if session.format is Format.TABLE:
        for line in found:
            sys.stdout.write(f"{SIGNS[line.what]} {line.text}\n")
        if not found:
            session.say(same)
        return
    emit(session, found, (), minutes_versions.LineChanged._fields, empty=same)
