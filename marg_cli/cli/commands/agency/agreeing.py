"""`marg agency isa`, `override`: how far an agreement has come, and papers without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.answering import answer
from marg_cli.cli.commands.agency import CodeArgument, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import MeetingOption
from marg_cli.cli.session import Session
from marg_cli.domain.agency import IsaStatus
from marg_cli.domain.calendar import british

if TYPE_CHECKING:
    from marg_cli.services.agencies.view import AgencyView


@verb(app)
def isa(
    ctx: typer.Context,
    code: CodeArgument,
    status: Annotated[
        IsaStatus | None,
        typer.Option("--status", case_sensitive=False, help="How far it has come."),
    ] = None,
    signed: Annotated[
        str | None, typer.Option("--signed", metavar="DATE", help="When it was signed.")
    ] = None,
    review: Annotated[
        str | None,
        typer.Option("--review", metavar="DATE", help="By when it is reviewed, such as: 1 year."),
    ] = None,
    officer: Annotated[
        str | None, typer.Option("--officer", metavar="NAME", help="The designated officer.")
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="What there is to say of it.")
    ] = None,
) -> None:
    """Note how far an agency's agreement has come."""
    from marg_cli.services.agencies import agreement

    session = Session.of(ctx)
    if (status, signed, review, officer, note) == (None,) * 5:
        status, signed, review, officer = _asked(session)
    noted = agreement.isa(
        session.store,
        code,
        status=status,
        signed=signed,
        review=review,
        officer=officer,
        note=note,
        on=session.today,
    )
    answer(session, noted, _agreement_sentence(noted))


@verb(app)
def override(
    ctx: typer.Context,
    code: CodeArgument,
    because: Annotated[
        str | None, typer.Argument(metavar="REASON", help="Why; - reads it.")
    ] = None,
    meeting: MeetingOption = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take it out again.")] = False,
) -> None:
    """Let an agency have papers that no agreement covers."""
    from marg_cli.cli.overrides import reason
    from marg_cli.services.agencies import override as overrides

    session = Session.of(ctx)
    if remove:
        kept = overrides.remove(session.store, code, meeting=meeting, on=session.today)
        said = f"{kept.agency} is let through no more for {british(kept.meeting)}."
    else:
        why = {code: reason(session, code, because, option="REASON")}
        (kept,) = overrides.let_through(session.store, why, meeting=meeting, on=session.today)
        said = (
            f"{kept.agency} gets the papers for {british(kept.meeting)} without an agreement in "
            "force. The chair reads why: marg agenda render --audience chair"
        )
    answer(session, kept, said)


def _asked(session: Session) -> tuple[IsaStatus, str | None, str | None, str | None]:
    """Ask how far it has come and, once it is signed off, when and by whom."""
    stages = [status.value for status in IsaStatus]
    option = "--status STATUS"
    status = IsaStatus(prompts.choose(session, "How far has it come?", stages, option=option))
    if status is not IsaStatus.SIGNED_OFF:
        return status, None, None, None
    return (
        status,
        prompts.maybe(session, None, "Signed on which day?", enter="if not known"),
        prompts.maybe(session, None, "To be reviewed by when? A date, or: 1 year"),
        prompts.maybe(session, None, "Who is the designated officer?"),
    )


def _agreement_sentence(agency: AgencyView) -> str:
    code, review = agency.code, agency.isa.review_on
    if agency.isa.in_force:
        signed = f" since {british(agency.isa.signed_on)}" if agency.isa.signed_on else ""
        by = f", to be reviewed by {british(review)}" if review else ", with no review day"
        return f"{code}'s agreement is in force{signed}{by}. See it: marg agency show {code}"
    return (
        f"{code}'s agreement: {agency.isa.standing}. While it is not in force, {code} is sent no "
        "personal data. See all: marg agency list"
    )
