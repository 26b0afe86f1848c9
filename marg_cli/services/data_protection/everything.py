"""Everything kept of one case, kind by kind: what a request for it is answered from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from marg_cli.domain.basis import PARTS, named
from marg_cli.domain.calendar import short
from marg_cli.domain.information import MARKS
from marg_cli.domain.minutes_life import in_plain_words
from marg_cli.domain.papers.subject_bundle import BundleItem, BundlePart, Words
from marg_cli.domain.refs import action_ref
from marg_cli.domain.value import replace
from marg_cli.services.cases.history import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from marg_cli.domain.minutes_life import MinutesBlock
    from marg_cli.store.protocol import Store


class Source(NamedTuple):
    """One kind of thing: how it is found, named and told, who it comes from and of which day.

    `kinds` are the things of the domain it tells of. Without `named` a thing goes by its `ref`.
    """

    title: str
    kinds: tuple[str, ...]
    find: Callable[[Store, str], Iterable[Any]]
    fields: tuple[str, ...]
    agency: str | None = None
    day: str | None = None
    named: Callable[[Any], str] | None = None


PERSON = ("initials", "name", "born", "aliases", "address", "nhs", "police_ref", "area")
STANDING = (
    *("status", "themes", "resolving", "lead_agency", "case_coordinator", "deferred_until"),
    *("because", "signposted_to", "closed_on", "destination", "outcome"),
)
ANSWERS = (
    *("referred_by", "knows", "safe_contact", "basis", "tried", "failed_because", "supervision"),
    *("other_process", "immediate_risk", "reported_to"),
)
SCREENED = (
    *("supervised", "other_process", "why_here", "themes", "tried", "failed_because"),
    *("immediate_risk", "reported_to", "remarks"),
)
PLANNED = (
    *("text", "contingency", "coordination_text", "sharing_text", "experts_text"),
    *("tells", "tell_by"),
)


ISO = {"due_on"}
"""Days that come as text, from lists."""


def _at_the_table(kind: str) -> Callable[[Store, str], Iterable[Any]]:
    return lambda store, ref: getattr(store.at_the_table, kind).listed(case_ref=ref)


def _owed(kind: str) -> Callable[[Store, str], Iterable[Any]]:
    return lambda store, ref: getattr(store.data_protection, kind).listed(case_ref=ref)


def _final_minutes(store: Store, ref: str) -> Iterable[MinutesBlock]:
    """What final versions say of the case, as words and not as they are written."""
    for block in store.minutes_versions.blocks():
        if block.case_ref == ref and (text := in_plain_words(block.text)):
            yield replace(block, text=text)


SOURCES = (
    Source(
        "The person and the case", ("Case",),
        lambda store, ref: filter(None, [store.cases.get(ref)]), (*PERSON, *STANDING),
    ),
    Source(
        "Referrals", ("Referral",), lambda store, ref: store.cases.referrals(ref),
        ("reason",), "referrer", "referred_on", lambda each: f"Referral {each.number}",
    ),
    Source(
        "What referrals say", ("ReferralAnswers",),
        lambda store, ref: store.referral_answers.listed(ref), ANSWERS,
        named=lambda each: f"Referral {each.referral}",
    ),
    Source(
        "Screenings", ("Screening",), lambda store, ref: store.screenings.listed(ref),
        SCREENED, day="screened_on", named=lambda _: "Screening",
    ),
    Source(
        "Agencies involved", ("Involvement",), lambda store, ref: store.cases.involved(ref),
        ("contact",), "agency", named=lambda _: "Involvement",
    ),
    Source(
        "Information agencies shared", ("Information",),
        lambda store, ref: store.information.listed(case_ref=ref), ("kind", "text"),
        "agency", "shared_on",
    ),
    Source(
        "Views of the person", ("PersonView",), _at_the_table("views"),
        ("state", "text", "how", "wants", "because", "safe_contact", "told_by"),
        "agency", "said_on",
    ),
    Source("Risks", ("Risk",), _at_the_table("risks"), ("text", "to_whom"), day="raised_on"),
    Source(
        "How agencies rated risks", ("RiskRating",), _at_the_table("ratings"), ("level",),
        "agency", "rated_on", lambda each: f"R{each.risk}",
    ),
    Source(
        "What was agreed of risks", ("RiskAgreement",), _at_the_table("agreements"), ("level",),
        day="agreed_on", named=lambda each: f"R{each.risk}",
    ),
    Source(
        "Who dissented", ("RiskDissent",), _at_the_table("dissents"), ("text",), "agency",
        named=lambda each: f"R{each.risk}",
    ),
    Source(
        "Barriers", ("Barrier",), _at_the_table("barriers"), ("text", "service", "how"),
        day="raised_on",
    ),
    Source(
        "Decisions", ("Decision",), _at_the_table("decisions"), ("text", "because"),
        day="decided_on",
    ),
    Source(
        "Plans", ("Plan",), _at_the_table("plans"), PLANNED, day="made_on",
        named=lambda each: f"Plan {each.number}",
    ),
    Source(
        "Outcomes", ("Outcome",), _at_the_table("outcomes"),
        ("kind", "review_on", "process", "because"), day="said_on", named=lambda _: "Outcome",
    ),
    Source(
        "What was learnt", ("Learning",),
        lambda store, ref: store.afterwards.learnt.listed(case_ref=ref),
        ("text", "theme", "approach", "intended", "happened"), day="said_on",
    ),
    Source(
        "Actions", ("Action",), lambda store, ref: store.actions.listed(case_ref=ref),
        ("what", "owner", "due_on", "status", "intended", "outcome", "closed_because"),
        "agency", "set_on", lambda each: action_ref(each.number),
    ),
    Source(
        "How actions went", ("ActionNote",), lambda store, ref: store.actions.notes(case_ref=ref),
        ("kind", "text", "agreed_by"), day="made_on",
        named=lambda each: action_ref(each.action),
    ),
    Source(
        "Lateral checks", ("LateralCheck",),
        lambda store, ref: store.lateral_checks.listed(case_ref=ref),
        ("state", "answered_on", "answered_by"), "agency", "asked_on",
        lambda _: "Check",
    ),
    Source(
        "When the case was listed", ("AgendaItem",), lambda store, ref: [
            item for item in store.agendas.listed() if item.case_ref == ref
        ],
        ("kind",), named=lambda _: "Slot",
    ),
    Source(
        "Interests members declared", ("Declaration",), lambda store, ref: [
            each for each in store.meetings.declared() if each.case_ref == ref
        ],
        ("member", "interest"), "agency", named=lambda _: "Declaration",
    ),
    Source(
        "What minutes record", ("Entry",),
        lambda store, ref: store.minutes.entries(case_ref=ref), ("heading", "text"),
    ),
    Source(
        "What final minutes say", ("MinutesBlock",), _final_minutes,
        ("text",), named=lambda each: f"Version {each.version}",
    ),
    Source(
        "Corrections", ("Correction",),
        lambda store, ref: store.afterwards.corrections.listed(case_ref=ref),
        ("field", "was", "now", "because"), day="made_on",
    ),
    Source(
        "Files", ("CaseDocument",), lambda store, ref: store.documents.listed(ref),
        ("name", "kind", "size", "sha256"), day="added_on",
    ),
    Source(
        "Why it may be shared", ("SharingBasis",), _owed("bases"),
        tuple(field for name in PARTS for field in (name, f"{name}_because")),
        day="decided_on", named=lambda _: "Basis",
    ),
    Source(
        "Requests for it", ("SubjectRequest",), _owed("requests"),
        ("asked_by", "extended_because", "how"), day="received_on",
    ),
    Source(
        "What was held back", ("HeldBack",), _owed("held_back"), ("what", "exemption", "because"),
    ),
    Source(
        "Restriction", ("Restriction",), _owed("restrictions"), ("because",), day="restricted_on",
        named=lambda _: "Restriction",
    ),
    Source(
        "Decisions on the record", ("RetentionDecision",), _owed("decisions"),
        ("decision", "because", "until", "decided_by"), day="decided_on",
        named=lambda _: "Retention",
    ),
    Source(
        "Legal holds", ("LegalHold",), _owed("holds"), ("because", "held_by", "released_on"),
        day="held_on", named=lambda _: "Hold",
    ),
)  # fmt: skip
"""Every kind that is kept of a case, in the order a reader wants them."""


def everything(store: Store, ref: str) -> list[BundlePart]:
    """All that is kept of one case, by kind; a kind of which there is nothing is left out."""
    meetings = {number: date.fromisoformat(day) for number, day, _ in store.meetings.days()}
    parts = [
        (source, _items(source, list(source.find(store, ref)), meetings)) for source in SOURCES
    ]
    return [BundlePart(title=source.title, things=tuple(items)) for source, items in parts if items]


def _items(source: Source, things: Sequence[Any], meetings: dict[int, date]) -> list[BundleItem]:
    """The things of one kind; the same words a second time, as in the next version, once."""
    items: dict[object, BundleItem] = {}
    for thing in things:
        item = BundleItem(
            ref=source.named(thing) if source.named else thing.ref,
            source=getattr(thing, source.agency) if source.agency else None,
            on=_day(source, thing, meetings),
            marks=_marks(thing),
            only_for=getattr(thing, "only_for", ()),
            words=tuple(_words(source, thing)),
        )
        items.setdefault((item.on, item.source, item.words), item)
    return list(items.values())


def _marks(thing: object) -> tuple[str, ...] | None:
    """What it is marked as; None for a kind that is not marked."""
    if not hasattr(thing, "third_party"):
        return None
    return tuple(words for field, words in MARKS.items() if getattr(thing, field))


def _day(source: Source, thing: Any, meetings: dict[int, date]) -> date | None:  # noqa: ANN401
    day = getattr(thing, source.day) if source.day else meetings.get(getattr(thing, "meeting", 0))
    return date.fromisoformat(day) if isinstance(day, str) else day


def _words(source: Source, thing: Any) -> Iterable[Words]:  # noqa: ANN401 - any kind of thing
    for field in source.fields:
        text = _text(field, getattr(thing, field))
        if text:
            label = WORDS.get(field, field.replace("_", " "))
            yield Words(label=f"{label[:1].upper()}{label[1:]}", text=text)


def _text(field: str, value: Any) -> str:  # noqa: ANN401 - any field of any thing
    if value is None:
        return ""
    if isinstance(value, date):
        return short(value)
    if field in ISO:
        return short(date.fromisoformat(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return (named(field, value) if field in PARTS else None) or str(value)
