"""Options that describe a case and its person; none of them is ever required."""

from __future__ import annotations

from typing import Annotated

import typer

PERSON = "The person"

InitialsOption = Annotated[
    str | None,
    typer.Option("--initials", metavar="TEXT", help="Else from the name.", rich_help_panel=PERSON),
]
NameOption = Annotated[
    str | None,
    typer.Option("--name", metavar="TEXT", help="The full name.", rich_help_panel=PERSON),
]
BornOption = Annotated[
    str | None,
    typer.Option("--born", metavar="DATE", help="Such as 12/05/1984.", rich_help_panel=PERSON),
]
AliasOption = Annotated[
    list[str] | None,
    typer.Option(
        "--alias", metavar="TEXT", help="Another name; may be repeated.", rich_help_panel=PERSON
    ),
]
AddressOption = Annotated[
    str | None,
    typer.Option("--address", metavar="TEXT", help="Where they live.", rich_help_panel=PERSON),
]
NhsOption = Annotated[
    str | None, typer.Option("--nhs", metavar="NUMBER", help="NHS number.", rich_help_panel=PERSON)
]
PoliceOption = Annotated[
    str | None,
    typer.Option(
        "--police-ref", metavar="NUMBER", help="Police reference.", rich_help_panel=PERSON
    ),
]
AreaOption = Annotated[
    str | None,
    typer.Option("--area", metavar="TEXT", help="Area, for counts.", rich_help_panel=PERSON),
]
ThemeOption = Annotated[
    list[str] | None,
    typer.Option("--theme", metavar="TEXT", help="Such as homelessness; may be repeated."),
]
ResolvingOption = Annotated[
    str | None,
    typer.Option("--resolving", metavar="TEXT", help="What the group is trying to resolve."),
]
ReasonOption = Annotated[
    str | None, typer.Option("--reason", metavar="TEXT", help="Why it is referred; - reads it.")
]
ReferrerOption = Annotated[
    str | None, typer.Option("--referrer", metavar="CODE", help="The agency that refers.")
]
ReferredOption = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="When it was referred; else today.")
]
