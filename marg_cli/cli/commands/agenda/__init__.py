"""`marg agenda`: which cases a meeting takes, in which order, and its papers."""

from typing import Annotated

import typer

from marg_cli.cli.lazy import noun

VERBS = {
    "list": "seeing",
    "build": "building",
    "add": "changing",
    "move": "changing",
    "edit": "changing",
    "remove": "changing",
    "check": "seeing",
    "render": "seeing",
}
"""Every verb in the order of the help, and which module beside this one keeps it."""

app = noun(
    "Which cases a meeting takes, and its papers.",
    {verb: f"{__name__}.{module}" for verb, module in VERBS.items()},
)

CaseArgument = Annotated[str, typer.Argument(metavar="CASE", help="The case, such as M26-004.")]
