"""`marg case`: an adult the group works with, from referral to closure."""

from typing import Annotated

import typer

from marg_cli.cli.lazy import noun

VERBS = {
    "list": "seeing",
    "find": "seeing",
    "search": "searching",
    "show": "seeing",
    "render": "summing_up",
    "receive": "receiving",
    "form": "blank_form",
    "add": "taking_in",
    "edit": "changing",
    "involve": "working_with",
    "coordinator": "working_with",
    "plan": "planning",
    "screen": "screening",
    "basis": "sharing",
    "accept": "deciding",
    "decline": "deciding",
    "defer": "deciding",
    "withdraw": "deciding",
    "outcome": "agreeing",
    "close": "deciding",
    "refer-again": "taking_in",
    "history": "seeing",
    "remove": "changing",
}
"""Every verb in the order of the help, and which module beside this one keeps it."""

app = noun(
    "Adults the group works with, from referral to closure.",
    {verb: f"{__name__}.{module}" for verb, module in VERBS.items()},
)

CaseArgument = Annotated[str, typer.Argument(metavar="REF", help="The case, such as M26-014.")]
