"""`marg subject`: what a person may ask of what is kept of them."""

from typing import Annotated

import typer

from marg_cli.cli.lazy import noun

VERBS = {
    "request": "asking",
    "list": "asking",
    "extend": "asking",
    "export": "answering",
    "release": "answering",
    "rectify": "mending",
    "restrict": "restraining",
    "unrestrict": "restraining",
    "erase": "erasing",
}
"""Every verb in the order of the help, and which module beside this one keeps it."""

app = noun(
    "When somebody asks for their data: answer, restrict, erase.",
    {verb: f"{__name__}.{module}" for verb, module in VERBS.items()},
)

BecauseOption = Annotated[
    str | None, typer.Option("--because", metavar="TEXT", help="Why; - reads it.")
]
ByOption = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who decided; else who you are.")
]
OnOption = Annotated[str | None, typer.Option("--on", metavar="DATE", help="When; else today.")]
