"""`marg action`: what was agreed, by whom, by when, and what became of it."""

from typing import Annotated

import typer

from marg_cli.cli.lazy import noun

VERBS = {
    "list": "seeing",
    "overdue": "seeing",
    "show": "showing",
    "add": "setting",
    "edit": "setting",
    "remove": "setting",
    "progress": "following",
    "done": "following",
    "not-done": "following",
    "move": "following",
    "reassign": "following",
    "review": "reviewing",
    "chase": "chasing",
}
"""Every verb in the order of the help, and which module beside this one keeps it."""

app = noun(
    "Who does what by when, and what is overdue.",
    {verb: f"{__name__}.{module}" for verb, module in VERBS.items()},
)

ActionArgument = Annotated[str, typer.Argument(metavar="REF", help="The action, such as A31.")]
OwnerOption = Annotated[
    str | None, typer.Option("--owner", "-o", metavar="NAME", help="Who will do it.")
]
