"""`marg case receive`: a referral as it came, by form or e-mail, becomes a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli.commands.case import app
from marg_cli.cli.commands.case.answering import answer
from marg_cli.cli.commands.case.person_options import (
    AddressOption,
    AliasOption,
    AreaOption,
    BornOption,
    InitialsOption,
    NameOption,
    NhsOption,
    PoliceOption,
    ReasonOption,
    ReferredOption,
    ReferrerOption,
    ResolvingOption,
    ThemeOption,
)
from marg_cli.cli.commands.case.same_person import NewOption, SameOption
from marg_cli.cli.lazy import verb
from marg_cli.cli.output import Column, emit
from marg_cli.cli.session import Session
from marg_cli.domain.calendar import british
from marg_cli.domain.case import CaseStatus
from marg_cli.domain.referral.answers import says_yes

if TYPE_CHECKING:
    from marg_cli.services.referral.receiving import Draft
    from marg_cli.services.referral.taking_in import TakenIn

READ = (
    Column("label", "Field", whole=True),
    Column("text", "What it says"),
    Column("certain", "Certain", whole=True),
)


@verb(app)
def receive(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE|-", help="A form or an e-mail; - takes a paste.")
    ],
    initials: InitialsOption = None,
    name: NameOption = None,
    born: BornOption = None,
    alias: AliasOption = None,
    address: AddressOption = None,
    nhs: NhsOption = None,
    police_ref: PoliceOption = None,
    area: AreaOption = None,
    referrer: ReferrerOption = None,
    on: ReferredOption = None,
    reason: ReasonOption = None,
    theme: ThemeOption = None,
    resolving: ResolvingOption = None,
    new: NewOption = False,
    same: SameOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what is read; keep nothing.")
    ] = False,
) -> None:
    """Take in a referral by form or e-mail, and keep it."""
    from marg_cli.cli.commands.case import filling_in, same_person
    from marg_cli.services.referral.receiving import intake
    from marg_cli.services.referral.taking_in import take_in

    session = Session.of(ctx)
    came = filling_in.read(session, file)
    given = filling_in.given(
        initials=initials,
        name=name,
        born=born,
        aliases=alias,
        address=address,
        nhs=nhs,
        police_ref=police_ref,
        area=area,
        referrer=referrer,
        on=on,
        reason=reason,
        other_themes=theme,
        resolving=resolving,
    )
    draft = filling_in.draft(session, came.received).with_texts(given)
    if dry_run:
        _rehearse(session, draft)
        return
    said = intake(
        session.store, filling_in.completed(session, came.received, draft), on=session.today
    )
    ref = same_person.which_case(session, said.person, new=new, same=same)
    taken = take_in(
        session.store,
        said,
        command="case receive",
        same=ref,
        original=came.original,
        on=session.today,
    )
    _answer(session, taken, draft)


def _answer(session: Session, taken: TakenIn, draft: Draft) -> None:
    from marg_cli.domain.counting import counted

    case = taken.case
    remarks = list(taken.remarks)
    if draft.unknown_agencies:
        unknown = counted(draft.unknown_agencies, "agency")
        remarks.append(
            f"{unknown} said to be involved cannot be found in the register. "
            f"See the original, then: marg case involve {case.ref} CODE"
        )
    step = f"Screen it with: marg case screen {case.ref}"
    if case.status != CaseStatus.REFERRED:
        step = f"It stays {case.status}: marg case show {case.ref}"
    when = f"referred by {taken.referrer} on {british(taken.referred_on)}"
    answer(session, case, f"{taken.how}, {when}. The original is {taken.original}. {step}", remarks)
    was_said = session.may_ask and says_yes(draft.texts.get("immediate_risk"))
    if taken.urgent and not was_said:
        from marg_cli.cli.commands.case.loudly import immediate_risk

        immediate_risk(session, "this referral", is_reported=bool(taken.reported_to))


def _rehearse(session: Session, draft: Draft) -> None:
    """Say what was read, what is missing and who it may be; nothing is kept."""
    from marg_cli.cli.commands.case.filling_in import AsRead, as_read, in_words

    emit(session, as_read(draft), READ, AsRead._fields, empty="Nothing was read.")
    for what, lines in {"Missing": draft.missing(), "To be looked at": draft.doubtful()}.items():
        if lines:
            session.say(f"{what}: {in_words(lines)}.")
    session.say("This was a rehearsal: nothing was kept.")
