"""No sequence of commands brings a case where the rules forbid it to be."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from marg_cli.domain.agenda import AgendaKind
from marg_cli.domain.case import MOVES, TAKEN_ON, Case, CaseStatus, Referral
from marg_cli.errors import MargError
from marg_cli.services import undo
from marg_cli.services.agendas import agenda
from marg_cli.services.cases import life as case_life
from marg_cli.services.referral import screening
from marg_cli.services.referral.screened import screening_of
from tests.builders import a_case, a_meeting, an_agency
from tests.conftest import a_register

REF = "M26-001"
FIRST = date(2026, 11, 16)
ENDED = {CaseStatus.DECLINED, CaseStatus.WITHDRAWN, CaseStatus.CLOSED}
ANSWERS = st.fixed_dictionaries(
    {
        "supervised": st.sampled_from(["yes", "no"]),
        "other_process": st.sampled_from(["none", "MARAC"]),
        "tried": st.sampled_from(["none", "Letters"]),
        "immediate_risk": st.sampled_from(["no", "Fire"]),
    },
    optional={"why_here": st.just("Housing"), "reported_to": st.just("Police")},
)
REASON = st.sampled_from([None, "The chair's reason"])


class CaseLife(RuleBasedStateMachine):
    """One case and one meeting; each command may be refused, and then nothing has changed."""

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        self.store = self._open.enter_context(a_register())
        self.today = FIRST
        self.before: Case | None = None
        self.was_undone = False

    @initialize(themes=st.sampled_from([(), ("homelessness",)]))
    def refer(self, themes: tuple[str, ...]) -> None:
        with self.store.change("init") as change:
            change.number_taken("referral", 1)
            change.save(an_agency(), a_meeting(held_on=date(2026, 12, 8)), a_case(themes=themes))
            change.save(
                Referral(number=1, case_ref=REF, referred_on=FIRST, referrer="GLOW", reason="Rent")
            )
        self.before = self.case

    @property
    def case(self) -> Case:
        found = self.store.cases.get(REF)
        assert found is not None
        return found

    @rule(answers=ANSWERS, same=st.booleans())
    def screen(self, answers: dict[str, str], same: bool) -> None:
        was = self.case
        done = self._try(screening.screen, REF, {} if same else answers, same=same, on=self.today)
        assert not (done and was.status in ENDED)
        if done and was.status in TAKEN_ON:
            assert self.case.status is was.status

    @rule()
    def take_out(self) -> None:
        self._try(screening.take_out, REF)

    @rule(override=REASON)
    def accept(self, override: str | None) -> None:
        was = self.case
        counts = screening_of(self.store, REF)
        if not self._try(case_life.accept, REF, override=override, on=self.today):
            return
        assert override is not None or (counts is not None and not counts.fails)
        assert self.case.because == override
        assert was.status not in ENDED | TAKEN_ON

    @rule()
    def decline(self) -> None:
        self._try(case_life.decline, REF, because="Not us", signposted_to="Advice", on=self.today)

    @rule(until=st.sampled_from(["next meeting", "4 weeks", "yesterday"]))
    def defer(self, until: str) -> None:
        self._try(case_life.defer, REF, until=until, on=self.today)

    @rule()
    def withdraw(self) -> None:
        self._try(case_life.withdraw, REF, because="Moved", on=self.today)

    @rule()
    def close(self) -> None:
        outcome = {"destination": "prison", "outcome": "Sentenced", "day": None}
        self._try(case_life.close, REF, **outcome, on=self.today)

    @rule()
    def refer_again(self) -> None:
        was = self.case.status
        done = self._try(
            case_life.refer_again, REF, reason="Back", referrer=None, day=None, on=self.today
        )
        assert done == (was in ENDED)
        if done:
            assert screening_of(self.store, REF) is None

    @rule()
    def list_it(self) -> None:
        more = {"meeting": "2026-12-08", "kind": AgendaKind.NEW, "at": None}
        was = self.case.status
        done = self._try(agenda.add, REF, **more, minutes=None, guest=None, on=self.today)
        assert not (done and was in ENDED)

    @rule()
    def undo(self) -> None:
        self.was_undone = self._try(undo.undo)

    @rule(days=st.integers(1, 3))
    def let_days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)

    @invariant()
    def a_status_follows_only_what_it_may(self) -> None:
        if self.before is None:
            return
        before, now = self.before.status, self.case.status
        taken_out = (CaseStatus.SCREENED, CaseStatus.REFERRED)
        assert self.was_undone or now in {before, *MOVES[before]} or (before, now) == taken_out
        self.before, self.was_undone = self.case, False

    @invariant()
    def what_says_why_stands_with_its_status_alone(self) -> None:
        if self.before is None:
            return
        case = self.case
        assert (case.deferred_until is not None) == (case.status is CaseStatus.DEFERRED)
        assert (case.destination is not None) == (case.status is CaseStatus.CLOSED)
        assert case.signposted_to is None or case.status is CaseStatus.DECLINED

    @invariant()
    def a_case_the_group_works_on_passed_or_has_the_chairs_reason(self) -> None:
        """Screened again later it may fail: then it was taken on before."""
        if self.before is None or self.case.status is not CaseStatus.SCREENED:
            return
        assert screening_of(self.store, REF) is not None

    @invariant()
    def one_screening_a_day_for_each_referral(self) -> None:
        kept = self.store.screenings.listed()
        days = [(each.referral, each.screened_on) for each in kept]
        assert len(days) == len(set(days))

    def teardown(self) -> None:
        self._open.close()

    def _try(self, do: object, *given: object, **named: object) -> bool:
        with suppress(MargError):
            do(self.store, *given, **named)  # type: ignore[operator]
            return True
        return False


TestCaseLife = CaseLife.TestCase
TestCaseLife.settings = settings(
    max_examples=30,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
