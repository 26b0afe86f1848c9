"""Options that many commands share, each written once."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

import typer
from typer.core import TyperOption

EVERYWHERE = "Everywhere"

AgencyOption = Annotated[
    str | None, typer.Option("--agency", "-a", metavar="CODE", help="Only this agency's.")
]
CaseOption = Annotated[
    str | None, typer.Option("--case", "-c", metavar="REF", help="Only this case's.")
]
MeetingOption = Annotated[
    str | None,
    typer.Option("--meeting", "-m", metavar="DATE", help="Which meeting: a date, next or last."),
]
OneCase = Annotated[str, typer.Argument(metavar="CASE", help="The case, such as M26-014.")]
ListedCase = Annotated[
    str | None, typer.Argument(metavar="CASE", help="Only this case's; else every case's.")
]
EditOption = Annotated[bool, typer.Option("--edit", help="Write the text in an editor.")]

RoomOption = Annotated[
    bool, typer.Option("--room", help="For a full room: references only, no names.")
]


def everywhere(*, shown: bool) -> list[TyperOption]:
    """The options every command takes, wherever they stand in the line; verbs show them."""
    return list(_everywhere(hidden=not shown))


@cache
def _everywhere(*, hidden: bool) -> tuple[TyperOption, ...]:
    return (
        _option("--format", "table|json|csv", "How to answer: for people or for programs.", hidden),
        _option("--store", "FOLDER", "The register's folder.", hidden),
        _option("--passphrase-fd", "N", "Read the passphrase from this descriptor.", hidden),
        _flag("--no-input", "Never ask; a missing value is an error.", hidden),
        _flag("--yes", "Do not ask for confirmation.", hidden),
    )


def _option(name: str, metavar: str, about: str, hidden: bool) -> TyperOption:  # noqa: FBT001
    return TyperOption(
        param_decls=[name],
        type=str,
        metavar=metavar,
        expose_value=False,
        callback=_remember,
        help=about,
        hidden=hidden,
        rich_help_panel=EVERYWHERE,
    )


def _flag(name: str, about: str, hidden: bool) -> TyperOption:  # noqa: FBT001
    return TyperOption(
        param_decls=[name],
        is_flag=True,
        expose_value=False,
        default=False,
        callback=_remember,
        help=about,
        hidden=hidden,
        rich_help_panel=EVERYWHERE,
    )


def _remember(ctx: typer.Context, param: Any, value: Any) -> Any:  # noqa: ANN401 - Typer's own
    if value not in {None, False}:
        ctx.obj.asked[param.name] = value
    return value
