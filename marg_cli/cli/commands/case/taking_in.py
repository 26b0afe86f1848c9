"""`marg case add`, `refer-again`: taking a case in, for the first time or once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from marg_cli.cli import prompts
from marg_cli.cli.commands.case import CaseArgument, app
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
from marg_cli.cli.options import EditOption
from marg_cli.cli.session import Session
from marg_cli.domain.calendar import british

if TYPE_CHECKING:
    from marg_cli.services.cases.life import Again


@verb(app)
def add(
    ctx: typer.Context,
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
    edit: EditOption = False,
) -> None:
    """Take a case in and give it its reference."""
    from marg_cli.cli.commands.case import asking, same_person
    from marg_cli.services.referral.taking_in import Intake, take_in

    session = Session.of(ctx)
    code = asking.referrer(session, referrer)
    given = asking.Given(name, born, alias, address, nhs, police_ref, area)
    person = asking.person(session, given)
    letters = asking.initials(session, initials, person.name)
    ref = same_person.which_case(session, person, new=new, same=same)
    why = prompts.text(session, reason, "Why is it referred?", option="--reason TEXT", edit=edit)
    intake = Intake(
        initials=letters,
        person=person,
        referrer=code,
        day=on,
        reason=why,
        themes=theme or (),
        resolving=asking.typed(resolving or "") or None,
    )
    taken = take_in(session.store, intake, command="case add", same=ref, on=session.today)
    answer(
        session,
        taken.case,
        f"{taken.how}, referred by {code} on {british(taken.referred_on)}. "
        f"See it with: marg case show {taken.case.ref}",
        taken.remarks,
    )


@verb(app, "refer-again")
def refer_again(
    ctx: typer.Context,
    ref: CaseArgument,
    reason: ReasonOption = None,
    on: ReferredOption = None,
    referrer: ReferrerOption = None,
    edit: EditOption = False,
) -> None:
    """Take an ended case in again, under its reference."""
    from marg_cli.cli.commands.case.asking import before
    from marg_cli.domain.case import CaseStatus
    from marg_cli.services.cases import life as case_life

    session = Session.of(ctx)
    before(session, ref, CaseStatus.REFERRED, "refer-again")
    again = case_life.refer_again(
        session.store,
        ref,
        reason=prompts.text(
            session, reason, "Why is it referred?", option="--reason TEXT", edit=edit
        ),
        referrer=prompts.maybe(session, referrer, "Which agency refers?"),
        day=on,
        on=session.today,
    )
    answer(session, again.case, _how_often(again))


def _how_often(again: Again) -> str:
    repeat = "a repeat" if again.case.repeat else "no repeat"
    before = f" (the one before was on {british(again.before)})" if again.before else ""
    see = f"See it with: marg case show {again.case.ref}"
    return f"referred again: referral {again.times}, {repeat}{before}. {see}"
