"""Letting an agency have personal data that no agreement covers: `--override CODE:REASON`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli import prompts

if TYPE_CHECKING:
    from marg_cli.cli.session import Session

OverrideOption = Annotated[
    list[str] | None,
    typer.Option(
        "--override", metavar="CODE:REASON", help="Send it without an agreement, and why."
    ),
]


def let_through(session: Session, given: list[str] | None, *, meeting: str | None) -> None:
    """Keep the reasons given, each; what is left out is asked for, and - reads it.

    Raises CannotAsk, AgencyNotFound, MeetingNotFound and Refused.
    """
    if not given:
        return
    from marg_cli.services import finding
    from marg_cli.services.agencies import override

    reasons = {}
    for text in given:
        code, colon, because = text.partition(":")
        agency = finding.agency(session.store, code)
        said = because.strip() if colon else None
        option = f"--override {agency.code}:REASON"
        reasons[agency.code] = reason(session, agency.code, said, option=option)
    override.let_through(session.store, reasons, meeting=meeting, on=session.today)


def reason(session: Session, code: str, given: str | None, *, option: str) -> str:
    """The reason as given, else asked for. Raises CannotAsk."""
    question = f"Why may {code} have it without an agreement?"
    return prompts.text(session, given, question, option=option)
