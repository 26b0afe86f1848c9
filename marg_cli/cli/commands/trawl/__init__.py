"""`marg trawl`: the lateral checks, in which every agency says what it knows before a meeting."""

from typing import Annotated

import typer

from marg_cli.cli.lazy import noun

VERBS = {
    "ask": "asking",
    "render": "requesting",
    "return": "returning",
    "import": "importing",
    "list": "listing",
    "remove": "asking",
}
"""Every verb in the order of the help, and which module beside this one keeps it."""

app = noun(
    "Lateral checks: what each agency knows of the listed cases.",
    {verb: f"{__name__}.{module}" for verb, module in VERBS.items()},
)

AgencyArgument = Annotated[str, typer.Argument(metavar="AGENCY", help="Its code, such as GLOW.")]
