"""Taking a referral in: as a new case, as a case that comes again, or into one that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.case import LIVE, Case, Involvement, Referral
from marg_cli.domain.case_document import DocumentKind
from marg_cli.domain.person import Person
from marg_cli.domain.referral.answers import ANSWERS, ReferralAnswers
from marg_cli.domain.themes import with_themes
from marg_cli.domain.value import replace
from marg_cli.services import finding
from marg_cli.services.cases.days import after
from marg_cli.services.cases.document import keep
from marg_cli.services.cases.themes import new_themes, read_themes
from marg_cli.services.cases.view import CaseView, view
from marg_cli.services.group import group
from marg_cli.services.past_days import day_that_came

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from marg_cli.store.protocol import Change, Store

SHOWN = {
    "name": "name",
    "born": "birth date",
    "aliases": "other names",
    "address": "address",
    "nhs": "NHS number",
    "police_ref": "police reference",
    "area": "area",
}
"""How the fields of a person are called where they differ from what the case holds."""


class Intake(NamedTuple):
    """All that a referral says. `agencies` are codes with whom to ask, `answers` go by fields."""

    initials: str
    person: Person
    referrer: str
    day: str | None
    reason: str
    themes: Sequence[str]
    resolving: str | None
    agencies: Mapping[str, str | None] = {}
    answers: Mapping[str, str | None] = {}


class Original(NamedTuple):
    """The referral as it came, to be kept with the case."""

    name: str
    content: bytes


class TakenIn(NamedTuple):
    """A case with its new referral; `urgent` when somebody is said to be at immediate risk."""

    case: CaseView
    how: str
    referrer: str
    referred_on: date
    original: str | None
    urgent: bool
    reported_to: str | None
    remarks: list[str]


def take_in(
    store: Store,
    intake: Intake,
    *,
    command: str,
    same: str | None = None,
    original: Original | None = None,
    on: date,
) -> TakenIn:
    """Keep a referral with its answers, its agencies and its *original*, all or nothing.

    Without *same* a new case gets the next reference of the year it was referred in. An ended
    case of that reference is referred again; an open one stays as it is, and the referral is
    added. Raises AgencyNotFound, CaseNotFound, DateNotUnderstood, ThemeMistyped, or Refused for a
    day to come, before the latest referral, or an original that is too large.
    """
    with store.change(command) as change:
        referred_on = day_that_came(intake.day, on=on)
        referrer = finding.agency_at_work(store, intake.referrer).code
        themes = read_themes(intake.themes)
        remarks = new_themes(store, themes)
        before = finding.case(store, same) if same else None
        if before is None:
            case = _new(store, change, intake, themes, referred_on)
        else:
            remarks += _differing(before, intake)
            case = _filled(_open_for(store, before, referred_on), intake, themes)
        referral = _referral(
            change,
            case,
            intake,
            referrer=referrer,
            referred_on=referred_on,
            while_open=before is not None and before.status in LIVE,
        )
        change.save(case, referral)
        answers = _answers(change, referral, intake)
        _involve(store, change, case, intake.agencies)
        return TakenIn(
            view(store, case, on=on),
            _how(before),
            referrer,
            referred_on,
            _kept(store, change, case, original, on) if original else None,
            answers.is_urgent,
            answers.reported_to,
            remarks,
        )


def _open_for(store: Store, case: Case, referred_on: date) -> Case:
    """An open case as it is, an ended one referred again; not before its latest referral."""
    again = case if case.status in LIVE else case.referred_again()
    after(next(reversed(store.cases.referrals(case.ref)), None), referred_on)
    return again


def _referral(
    change: Change,
    case: Case,
    intake: Intake,
    *,
    referrer: str,
    referred_on: date,
    while_open: bool,
) -> Referral:
    return Referral(
        number=change.next_number("referral"),
        case_ref=case.ref,
        referred_on=referred_on,
        referrer=referrer,
        reason=intake.reason,
        while_open=while_open,
    )


def _kept(store: Store, change: Change, case: Case, original: Original, on: date) -> str:
    """Keep the referral as it came with its case; answers the document's reference."""
    kept = keep(
        store,
        change,
        case.ref,
        [original.content],
        name=original.name,
        kind=DocumentKind.REFERRAL,
        on=on,
    )
    return kept.ref


def _new(
    store: Store, change: Change, intake: Intake, themes: tuple[str, ...], referred_on: date
) -> Case:
    from marg_cli.domain.refs import case_ref

    number = change.next_number(f"case:{referred_on.year}")
    return Case(
        ref=case_ref(group(store).text("group.prefix"), referred_on.year, number),
        initials=intake.initials,
        themes=themes,
        resolving=intake.resolving,
        **intake.person._asdict(),
    )


def _filled(case: Case, intake: Intake, themes: tuple[str, ...]) -> Case:
    """Fill what the case did not know yet; what it knows stays, and other names are added."""
    person = intake.person._asdict()
    fresh = {field: value for field, value in person.items() if value and not getattr(case, field)}
    fresh["aliases"] = with_themes(case.aliases, intake.person.aliases)
    fresh["themes"] = with_themes(case.themes, themes)
    if intake.resolving and not case.resolving:
        fresh["resolving"] = intake.resolving
    return replace(case, **fresh)


def _differing(case: Case, intake: Intake) -> list[str]:
    """Say which fields the case holds otherwise, without a word of what they hold."""
    person = intake.person._asdict() | {"aliases": ()}
    other = [
        said
        for field, said in SHOWN.items()
        if person[field] and getattr(case, field) not in {None, (), person[field]}
    ]
    if not other:
        return []
    keeps = f"{case.ref} keeps what it holds; the referral says otherwise of: {', '.join(other)}."
    return [f"{keeps} Put it right with: marg case edit {case.ref}"]


def _answers(change: Change, referral: Referral, intake: Intake) -> ReferralAnswers:
    given = {field: intake.answers.get(field) or None for field in ANSWERS}
    answers = ReferralAnswers(referral=referral.number, case_ref=referral.case_ref, **given)
    if answers.says_anything:
        change.save(answers)
    return answers


def _involve(store: Store, change: Change, case: Case, agencies: Mapping[str, str | None]) -> None:
    """Add agencies that were not involved, and whom to ask where nobody was named."""
    there = {involved.agency: involved for involved in store.cases.involved(case.ref)}
    for code, contact in agencies.items():
        known = there.get(code, Involvement(case_ref=case.ref, agency=code))
        if code not in there or (contact and not known.contact):
            change.save(replace(known, contact=known.contact or contact))


def _how(before: Case | None) -> str:
    if before is None:
        return "added"
    return "was open and has one more referral" if before.status in LIVE else "referred again"
