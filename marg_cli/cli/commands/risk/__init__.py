"""`marg risk`: risks, each agency's rating, what was agreed, and who dissents."""

from typing import Annotated

import typer

from marg_cli.cli.lazy import noun
from marg_cli.domain.risk import RiskTo

VERBS = {
    "add": "stating",
    "rate": "weighing",
    "agree": "weighing",
    "list": "seeing",
    "show": "seeing",
    "edit": "stating",
    "remove": "stating",
}
"""Every verb in the order of the help, and which module beside this one keeps it."""

app = noun(
    "Risks: each agency's rating, what was agreed, who dissents.",
    {verb: f"{__name__}.{module}" for verb, module in VERBS.items()},
)

RiskArgument = Annotated[str, typer.Argument(metavar="REF", help="The risk, such as R12.")]
ToOption = Annotated[
    RiskTo | None,
    typer.Option("--to", case_sensitive=False, help="Whom it threatens."),
]
DissentOption = Annotated[
    list[str] | None,
    typer.Option("--dissent", metavar="CODE:TEXT", help="Who does not agree, and why; repeat."),
]
