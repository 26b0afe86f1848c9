"""`marg pack`: who gets which paper, and the ledger of what left."""

from typing import Annotated

import typer

from marg_cli.cli.lazy import noun

VERBS = {
    "build": "building",
    "sent": "telling",
    "missent": "telling",
    "settle": "telling",
    "returned": "telling",
    "ledger": "seeing",
    "show": "seeing",
    "recall": "recalling",
    "expire": "expiring",
}
"""Every verb in the order of the help, and which module beside this one keeps it."""

app = noun(
    "Who gets which paper, and the ledger of what left.",
    {verb: f"{__name__}.{module}" for verb, module in VERBS.items()},
)

PackArgument = Annotated[str, typer.Argument(metavar="PACK", help="The pack, such as P12.")]
PacksArgument = Annotated[
    list[str], typer.Argument(metavar="PACK…", help="The packs, such as P12 or P3-P9.")
]
DayOption = Annotated[str | None, typer.Option("--on", metavar="DATE", help="When; else today.")]
