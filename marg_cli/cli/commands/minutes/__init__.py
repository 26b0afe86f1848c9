"""`marg minutes`: what was said and agreed, the document of it, and what becomes of that."""

from __future__ import annotations

from typing import Annotated

import typer

from marg_cli.cli.lazy import noun

VERBS = {
    "start": "taking",
    "finish": "taking",
    "take": "live",
    "record": "taking",
    "show": "taking",
    "edit": "editing",
    "remove": "taking",
    "check": "writing",
    "render": "writing",
    "finalise": "ending",
    "approve": "ending",
    "amend": "ending",
    "versions": "ending",
}
"""Every verb in the order of the help, and which module beside this one keeps it."""

app = noun(
    "What was said and agreed, and the document of it.",
    {verb: f"{__name__}.{module}" for verb, module in VERBS.items()},
)

MeetingArgument = Annotated[
    str | None, typer.Argument(metavar="MEETING", help="A date, next or last.")
]
