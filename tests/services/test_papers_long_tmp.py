"""Whoever reads, whatever the policy: no paper holds a word of a case they may not see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from marg_cli.cli.minutes_documents import source_of, wording
from marg_cli.documents.render import compose
from marg_cli.domain.agency import AgencyKind
from marg_cli.domain.agenda import AgendaItem, AgendaKind
from marg_cli.domain.barrier import Barrier
from marg_cli.domain.case import CaseStatus, Involvement, Referral
from marg_cli.domain.decision import Decision
from marg_cli.domain.learning import Learning
from marg_cli.domain.meeting import Attendance, AttendanceState, Declaration, MeetingStatus
from marg_cli.domain.minutes import CASE_HEADINGS, GENERAL_HEADINGS, Entry, Minutes
from marg_cli.domain.need_to_know import Policy, ReaderKind, Sight
from marg_cli.domain.outcome import Outcome, OutcomeKind
from marg_cli.domain.person_view import PersonView, ViewState
from marg_cli.domain.plan import Plan
from marg_cli.domain.risk import Risk, RiskAgreement, RiskDissent, RiskRating, RiskTo
from marg_cli.domain.settings import Setting
from marg_cli.errors import Refused
from marg_cli.services import finding
from marg_cli.services.minutes import life, versions
from marg_cli.services.need_to_know import sight_of
from marg_cli.services.papers.action_sheet import action_sheets
from marg_cli.services.papers.agenda import agenda_of
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, a_member, an_action, an_agency, information
from tests.conftest import a_register

ON = date(2026, 11, 10)
REFS = [f"M26-{number:03}" for number in range(1, 5)]
NEEDLES = dict(zip(REFS, ("Aardvark", "Bumblebee", "Capybara", "Dormouse"), strict=True))
CODES = ["GLOW", "HSOL", "VOL", "PAWS"]
KINDS = dict(zip(CODES, ("core", "core", "associate", "guest"), strict=True))
READERS = [*CODES, "member:1", "member:2", "guest:3", "guest:2"]


class Tied(NamedTuple):
    """What a case is tied to, and what is said of it."""

    lead: str | None
    referrer: str | None
    involved: dict[str, bool]
    guest: int | None
    withdrew: int | None
    holder: str
    only_for: list[str]
    listed: bool
    closed: bool
    speaks_of: str


@st.composite
def tied(draw: st.DrawFn) -> Tied:
    return Tied(
        draw(st.sampled_from([None, *CODES[:3]])),
        draw(st.sampled_from([None, *CODES[:3]])),
        draw(st.dictionaries(st.sampled_from(CODES[:3]), st.booleans())),
        draw(st.sampled_from([None, 3, 2])),
        draw(st.sampled_from([None, 1, 2])),
        draw(st.sampled_from(CODES)),
        draw(st.lists(st.sampled_from(CODES), unique=True, max_size=2)),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.sampled_from(["", *REFS])),
    )


def fill(store: SqliteStore, policy: Policy, cases: dict[str, Tied], general: list[str]) -> None:
    with store.change("test") as change:
        change.save(Setting(key="sharing.policy", value=policy.value))
        for number, code in enumerate(CODES, 1):
            change.save(an_agency(code=code, name=code.title(), kind=AgencyKind(KINDS[code])))
            name = f"Member {'Wxyz'[number - 1]}"
            change.save(a_member(number=number, agency=code, name=name))
        change.save(a_meeting(number=1, held_on=ON, status=MeetingStatus.UNDER_WAY))
        change.save(a_meeting(number=2, held_on=date(2026, 12, 8)), Minutes(meeting=1))
        for number, code in enumerate(CODES, 1):
            name = f"Member {'Wxyz'[number - 1]}"
            change.save(
                Attendance(meeting=1, agency=code, member=name, state=AttendanceState.PRESENT)
            )
        for number, text in enumerate(general, 900):
            heading = list(GENERAL_HEADINGS)[number % len(GENERAL_HEADINGS)]
            change.save(Entry(number=number, meeting=1, case_ref=None, heading=heading, text=text))
    for at, (ref, each) in enumerate(cases.items()):
        _fill_case(store, at * 50, ref, each)


def _fill_case(store: SqliteStore, first: int, ref: str, tied: Tied) -> None:
    said = f"{NEEDLES[ref]} {tied.speaks_of}".strip()
    of: dict[str, Any] = {"case_ref": ref, "number": first + 1}
    with store.change("test") as change:
        change.save(
            a_case(
                ref=ref,
                name=said,
                resolving=said,
                lead_agency=tied.lead,
                case_coordinator=said,
                themes=(said,),
                status=CaseStatus.CLOSED if tied.closed else CaseStatus.ACTIVE,
                closed_on=ON if tied.closed else None,
                destination="other" if tied.closed else None,
                outcome=said if tied.closed else None,
                because=said,
            ),
            Referral(referred_on=ON, referrer=tied.referrer, reason=said, **of),
            *(
                Involvement(case_ref=ref, agency=code, contact=said if named else None)
                for code, named in tied.involved.items()
            ),
        )
        if tied.listed:
            for meeting in (1, 2):
                change.save(
                    AgendaItem(
                        meeting=meeting,
                        case_ref=ref,
                        position=first + 1,
                        kind=AgendaKind.CLOSURE if tied.closed else AgendaKind.REVIEW,
                        guest=tied.guest,
                    )
                )
        if tied.withdrew:
            name = f"Member {'Wxyz'[tied.withdrew - 1]}"
            for meeting in (1, 2):
                change.save(
                    Declaration(
                        number=first + meeting,
                        meeting=meeting,
                        member=name,
                        agency=CODES[tied.withdrew - 1],
                        case_ref=ref,
                        interest=said,
                    )
                )
        for number, heading in enumerate(CASE_HEADINGS, first + 1):
            change.save(Entry(number=number, meeting=1, case_ref=ref, heading=heading, text=said))
        change.save(
            information(**of, text=said, shared_on=ON, meeting=1),
            information(
                case_ref=ref,
                number=first + 2,
                agency="GLOW",
                text=f"Secret {said}",
                shared_on=ON,
                meeting=1,
                only_for=tuple(tied.only_for),
            ),
            PersonView(
                agency="GLOW",
                state=ViewState.GIVEN,
                text=said,
                how=said,
                said_on=ON,
                meeting=1,
                **of,
            ),
            Barrier(text=said, service=said, raised_on=ON, meeting=1, **of),
            Risk(text=said, to_whom=RiskTo.SELF, raised_on=ON, meeting=1, **of),
            RiskRating(
                number=first + 1,
                risk=first + 1,
                case_ref=ref,
                agency="GLOW",
                level="low",
                rated_on=ON,
                meeting=1,
            ),
            RiskAgreement(
                number=first + 1,
                risk=first + 1,
                case_ref=ref,
                level="low",
                agreed_on=ON,
                meeting=1,
            ),
            RiskDissent(
                agreement=first + 1, risk=first + 1, case_ref=ref, agency="GLOW", text=said
            ),
            Decision(text=said, because=said, decided_on=ON, meeting=1, **of),
            Plan(text=said, contingency=said, made_on=ON, meeting=1, tells=said, tell_by=ON, **of),
            Outcome(kind=OutcomeKind.CONTINUE, because=said, said_on=ON, meeting=1, **of),
            Learning(text=said, said_on=ON, meeting=1, **of),
            an_action(
                number=first + 1,
                case_ref=ref,
                agency=tied.holder,
                what=f"Task {said}",
                intended=said,
                meeting=1,
                set_on=ON,
                due_on=date(2026, 12, 1),
            ),
        )


def papers(store: SqliteStore, reader: str) -> Iterator[tuple[str, Sight, str]]:
    """Every paper of one reader, in words: its name, what they may see, and what it says."""
    for meeting in ("2026-11-10", "2026-12-08"):
        held = finding.meeting(store, meeting, today=ON)
        try:
            sight = sight_of(store, held, reader)
        except Refused:  # a guest without a slot gets no paper
            continue
        agenda = agenda_of(store, held, sight, on=ON)
        yield f"agenda {meeting}", sight, whole(compose("agenda.md.j2", agenda))
        if meeting == "2026-11-10":
            found = versions.minutes_for(store, held, sight)
            yield "minutes", sight, whole(source_of(found, approval=False).make(()))
    if reader in CODES:
        sheets = action_sheets(store, [reader], meeting=None, on=ON)
        for sheet in sheets.papers.values():
            yield "sheet", sight, whole(compose("action_sheet.md.j2", sheet))


def whole(document: Any) -> str:
    frame = document.frame
    return "\n".join((*frame.header, document.markdown, *frame.footer))


def left_over(said: str, sight: Sight, cases: dict[str, Tied]) -> list[str]:
    """What stands in a paper of cases its reader may not see, their own actions aside."""
    is_agency = sight.reader.kind is ReaderKind.AGENCY
    found = []
    for ref, each in cases.items():
        if sight.sees(ref):
            continue
        own = is_agency and each.holder == sight.reader.agency
        holds_own = own and ref not in sight.reader.withdrew_for
        lines = said.splitlines()
        if not holds_own:
            found += [line for line in lines if ref in line or NEEDLES[ref] in line]
        else:
            found += [line for line in lines if f"Secret {NEEDLES[ref]}" in line]
            found += [line for line in lines if line.startswith(f"### {ref} ")]
    return found


def secrets_told(said: str, sight: Sight, cases: dict[str, Tied]) -> list[str]:
    """Information for some agencies only that stands in another reader's paper."""
    return [
        ref
        for ref, each in cases.items()
        if each.only_for
        and sight.reader.agency not in {"GLOW", *each.only_for}
        and f"Secret {NEEDLES[ref]}" in said
    ]


@settings(max_examples=400, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(
    policy=st.sampled_from(Policy),
    ties=st.lists(tied(), min_size=4, max_size=4),
    named=st.lists(st.tuples(st.sampled_from(REFS), st.booleans()), max_size=4),
    readers=st.lists(st.sampled_from(READERS), min_size=1, max_size=3, unique=True),
)
def test_no_paper_holds_a_word_of_a_case_its_reader_may_not_see(
    policy: Policy, ties: list[Tied], named: list[tuple[str, bool]], readers: list[str]
):
    cases = dict(zip(REFS, ties, strict=True))
    general = [
        f"{NEEDLES[ref]} of {ref.lower() if low else ref}\n\nand {NEEDLES[ref]} again"
        for ref, low in named
    ]
    with a_register() as store:
        fill(store, policy, cases, general)
        drafts = [paper for reader in readers for paper in papers(store, reader)]
        life.finalise(store, "2026-11-10", write=partial(wording, search=()), on=ON)
        finals = [paper for reader in readers for paper in papers(store, reader)]
    for name, sight, said in [*drafts, *finals]:
        assert left_over(said, sight, cases) == [], name
        assert secrets_told(said, sight, cases) == [], name
