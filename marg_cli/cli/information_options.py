"""Options that say what information is: fact or perception, its marks, and who may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.domain.information import InformationKind

if TYPE_CHECKING:
    from marg_cli.cli.session import Session

FactOption = Annotated[
    bool | None,
    typer.Option("--fact/--perception", help="What it knows, or how it sees things."),
]
ThirdPartyOption = Annotated[bool, typer.Option("--third-party", help="About somebody else too.")]
CriminalOption = Annotated[bool, typer.Option("--criminal", help="Criminal-offence data.")]
OnlyForOption = Annotated[
    list[str] | None,
    typer.Option("--only-for", metavar="CODE", help="Only it may read this; again for more."),
]


def kind_of(fact: bool | None) -> InformationKind | None:  # noqa: FBT001 - the option as it came
    """What --fact or --perception says; None where neither was given."""
    if fact is None:
        return None
    return InformationKind.FACT if fact else InformationKind.PERCEPTION


def asked_kind(session: Session, fact: bool | None) -> InformationKind:  # noqa: FBT001
    """What was given, else what a person answers. Raises CannotAsk where nobody is there."""
    return kind_of(fact) or InformationKind(
        prompts.choose(
            session,
            "Is it what the agency knows, or how it sees things?",
            list(InformationKind),
            option="--fact or --perception",
        )
    )
