"""`marg view`: what the person says, asked for by whom, and that they were told."""

from typing import Annotated

import typer

from marg_cli.cli.lazy import noun

VERBS = {
    "request": "asking",
    "add": "hearing",
    "not-obtained": "hearing",
    "told": "hearing",
    "list": "seeing",
    "show": "seeing",
    "edit": "mending",
    "remove": "mending",
}
"""Every verb in the order of the help, and which module beside this one keeps it."""

app = noun(
    "What the person says and wants, and who told them.",
    {verb: f"{__name__}.{module}" for verb, module in VERBS.items()},
)

ViewArgument = Annotated[str, typer.Argument(metavar="REF", help="The view, such as V5.")]
ByOption = Annotated[
    str | None, typer.Option("--by", metavar="AGENCY", help="Whom the person told; its code.")
]
HowOption = Annotated[
    str | None,
    typer.Option("--how", metavar="TEXT", help="How it was heard: where, by whom, with whom."),
]
WantsOption = Annotated[
    str | None, typer.Option("--wants", metavar="TEXT", help="What the person wants.")
]
SafeOption = Annotated[
    str | None,
    typer.Option("--safe-contact", metavar="TEXT", help="How they can be reached safely."),
]
KnowsOption = Annotated[
    bool | None,
    typer.Option("--knows/--does-not-know", help="Whether they know of the referral."),
]
