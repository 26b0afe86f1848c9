"""How a check answers: what it found, case by case, each with the command that mends it."""

from __future__ import annotations

import sys
from collections import defaultdict
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

import typer

from marg_cli.cli.output import emit, write_heading, write_lines
from marg_cli.cli.session import Format, Session
from marg_cli.domain.calendar import british
from marg_cli.domain.checks.finding import Finding
from marg_cli.domain.counting import counted
from marg_cli.domain.minutes import GENERAL
from marg_cli.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marg_cli.services.minutes.check import Checked


def answer(
    session: Session, checked: Checked, what: str, again: str, *, otherwise: str = ""
) -> None:
    """Show what was found in the minutes or the agenda; *again* is the check without its day.

    *otherwise* says how to go on all the same.
    Raises typer.Exit with Exit.FOUND where anything was.
    """
    found, day = checked.findings, british(checked.meeting)
    sound = f"Nothing is missing in the {what} of {day}."
    if session.format is not Format.TABLE:
        emit(session, found, (), Finding._fields, empty=sound)
    else:
        _write(checked, sound)
    if found:
        session.say(
            f"{counted(len(found), 'finding')} in the {what} of {day}. When mended, look again "
            f"with: marg {again} {checked.meeting.isoformat()}"
        )
        if otherwise:
            session.say(otherwise)
        raise typer.Exit(Exit.FOUND)


def _write(checked: Checked, sound: str) -> None:
    for case, of_case in groupby(checked.findings, attrgetter("case")):
        write_heading(case or GENERAL)
        write_lines(_by_heading(of_case))
    if not checked.findings:
        sys.stdout.write(f"{sound}\n")
    if checked.empty:
        write_heading('Empty, which may be right; each of these reads "[not recorded]"')
        write_lines({each.case or GENERAL: each.headings for each in checked.empty})


def _by_heading(findings: Iterable[Finding]) -> dict[str, str]:
    """Under each heading what is wrong and, on the next line, what to type."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for finding in findings:
        lines[finding.heading] += [finding.finding, f"  {finding.mend}"]
    return {heading: "\n".join(told) for heading, told in lines.items()}
