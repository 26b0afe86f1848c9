"""`marg agency`: who is at the table, how far each agreement has come, and who was trained."""

from typing import Annotated

import typer

from marg_cli.cli.lazy import noun

VERBS = {
    "list": "seeing",
    "show": "seeing",
    "add": "changing",
    "edit": "changing",
    "isa": "agreeing",
    "override": "agreeing",
    "trained": "training",
    "retire": "changing",
    "remove": "changing",
}
"""Every verb in the order of the help, and which module beside this one keeps it."""

app = noun(
    "Agencies at the table and their agreements.",
    {verb: f"{__name__}.{module}" for verb, module in VERBS.items()},
)

CodeArgument = Annotated[
    str, typer.Argument(metavar="CODE", help="The agency's code, such as GLOW.")
]
