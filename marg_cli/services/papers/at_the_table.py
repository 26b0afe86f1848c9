"""What was said of cases at the table, as of a meeting or as of today, put into lines for paper."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from marg_cli.domain.papers.at_the_table import (
    AgreedRiskLine,
    AskedLine,
    AtTheTable,
    BarrierLine,
    DecisionLine,
    DissentLine,
    FactorLine,
    OutcomeLine,
    PlanLine,
    RatingLine,
    RiskLine,
    ToldLine,
    ViewLine,
)
from marg_cli.domain.person_view import ViewState
from marg_cli.domain.plan import latest
from marg_cli.domain.risk import SaidOfRisks, agreed_risk, weigh
from marg_cli.services.papers.corrected import Corrected

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from marg_cli.domain.barrier import Barrier
    from marg_cli.domain.decision import Decision
    from marg_cli.domain.outcome import Outcome
    from marg_cli.domain.person_view import PersonView
    from marg_cli.domain.plan import Plan
    from marg_cli.domain.risk import Risk, RiskAgreement, RiskDissent, RiskRating, Weighed
    from marg_cli.services.group import Group
    from marg_cli.store.protocol import Store

    AtMeeting = PersonView | Risk | RiskRating | RiskAgreement | Barrier | Decision | Plan | Outcome
    OfCase = AtMeeting | RiskDissent
    C = TypeVar("C", bound=OfCase)


class When(NamedTuple):
    """As of which day, since which day (that day excluded), and for which meeting, if for one."""

    on: date
    since: date = date.min
    meeting: int | None = None

    def holds(self, day: date | None, meeting: int | None) -> bool:
        """Whether something said on a day, at a meeting, is new in this time."""
        if self.meeting is not None and meeting == self.meeting:
            return True
        return day is not None and self.since < day <= self.on


class Tables:
    """What was said of every case, fetched once; of *case_ref* alone where it is given."""

    def __init__(self, store: Store, made: Group, *, case_ref: str | None = None) -> None:
        kept, corrected = store.at_the_table, Corrected(store, case_ref=case_ref)
        self._made = made
        self._views = _by_case(map(corrected.marked, kept.views.listed(case_ref=case_ref)))
        self._risks = _by_case(map(corrected.marked, kept.risks.listed(case_ref=case_ref)))
        self._ratings = _by_case(kept.ratings.listed(case_ref=case_ref))
        self._agreements = _by_case(kept.agreements.listed(case_ref=case_ref))
        self._dissents = _by_case(kept.dissents.listed(case_ref=case_ref))
        self._barriers = _by_case(map(corrected.marked, kept.barriers.listed(case_ref=case_ref)))
        self._decisions = _by_case(map(corrected.marked, kept.decisions.listed(case_ref=case_ref)))
        self._plans = _by_case(kept.plans.listed(case_ref=case_ref))
        self._outcomes = _by_case(kept.outcomes.listed(case_ref=case_ref))
        self._spoken_of = self._by_meeting()

    def spoken_of(self, meeting: int) -> list[str]:
        """The cases of which something was said at a meeting, in order of their references."""
        return sorted(self._spoken_of[meeting])

    def _by_meeting(self) -> defaultdict[int | None, set[str]]:
        said: defaultdict[int | None, set[str]] = defaultdict(set)
        for kind in (self._views, self._risks, self._ratings, self._agreements):
            _note(said, kind)
        for other in (self._barriers, self._decisions, self._plans, self._outcomes):
            _note(said, other)
        return said

    def of(self, ref: str, when: When) -> AtTheTable:
        """What was said of one case."""
        weighed = self._weighed(ref, when.on)
        plan = latest(self._plans[ref], on=when.on)
        return AtTheTable(
            said=when.meeting is not None and ref in self._spoken_of[when.meeting],
            views=self._heard(ref, when),
            asked=tuple(
                AskedLine(agency=view.agency, until=view.until, late=view.is_late(when.on))
                for view in self._views[ref]
                if _is_asked(view, when.on) and view.agency and view.until
            ),
            told=tuple(
                ToldLine(ref=view.ref, on=view.said_on, by=view.told_by, text=view.text)
                for view in self._views[ref]
                if view.told_by and view.said_on and when.holds(view.said_on, view.meeting)
            ),
            risks=tuple(self._risk(each) for each in weighed),
            agreed_risk=self._agreed(weighed),
            barriers=tuple(
                _barrier(barrier, when.on)
                for barrier in self._barriers[ref]
                if barrier.raised_on <= when.on and barrier.stood(when.since)
            ),
            decisions=self._decided(ref, when),
            plan=_plan(plan) if plan else None,
            outcome=self._outcome(ref, when),
        )

    def last_decision(self, ref: str) -> Decision | None:
        """The latest decision of a case."""
        decided = self._decisions[ref]
        return max(decided, key=lambda each: (each.decided_on, each.number), default=None)

    def _decided(self, ref: str, when: When) -> tuple[DecisionLine, ...]:
        return tuple(
            DecisionLine(ref=each.ref, text=each.text, because=each.because)
            for each in self._decisions[ref]
            if each.meeting == when.meeting or when.meeting is None
        )

    def _outcome(self, ref: str, when: When) -> OutcomeLine | None:
        """What the meeting agreed of the case; without one, what holds on the day."""
        said = [
            outcome
            for outcome in self._outcomes[ref]
            if (outcome.meeting == when.meeting if when.meeting else outcome.said_on <= when.on)
        ]
        return OutcomeLine(said=said[-1].said, because=said[-1].because) if said else None

    def _heard(self, ref: str, when: When) -> tuple[ViewLine, ...]:
        """What the person said since, or why not; else what they said last before."""
        heard = [view for view in self._views[ref] if _settled(view)]
        new = [view for view in heard if when.holds(view.said_on, view.meeting)]
        before = [view for view in heard if view.said_on and view.said_on <= when.on]
        last = max(before, key=lambda view: (view.said_on, view.number), default=None)
        return tuple(_view(view) for view in new or ([last] if last else []))

    def _weighed(self, ref: str, on: date) -> list[Weighed]:
        said = SaidOfRisks(self._ratings[ref], self._agreements[ref], self._dissents[ref])
        return [
            weigh(risk, said, levels=self._made.levels, on=on)
            for risk in self._risks[ref]
            if risk.raised_on <= on
        ]

    def _risk(self, weighed: Weighed) -> RiskLine:
        risk, ratings, spread, first, now, dissent = weighed
        lowest, highest = spread or (None, None)
        return RiskLine(
            ref=risk.ref,
            text=risk.text,
            to=self._made.word(risk.to_whom.value),
            ratings=tuple(
                RatingLine(agency=each.agency, level=self._made.word(each.level))
                for each in ratings
            ),
            lowest=self._level(lowest),
            highest=self._level(highest),
            weighed=now is not None,
            agreed=self._level(now.level if now else None),
            first_agreed=self._level(first.level if first else None),
            dissent=tuple(DissentLine(agency=d.agency, text=d.text) for d in dissent),
        )

    def _agreed(self, weighed: Sequence[Weighed]) -> AgreedRiskLine | None:
        agreed = agreed_risk(weighed, self._made.levels)
        if agreed is None:
            return None
        return AgreedRiskLine(
            first=self._made.word(agreed.first),
            first_on=agreed.first_on,
            now=self._level(agreed.now),
            now_on=agreed.now_on,
        )

    def _level(self, level: str | None) -> str | None:
        return self._made.word(level) if level else None


def _by_case(things: Iterable[C]) -> defaultdict[str, list[C]]:
    found: defaultdict[str, list[C]] = defaultdict(list)
    for thing in things:
        found[thing.case_ref].append(thing)
    return found


def _note(said: defaultdict[int | None, set[str]], kind: Mapping[str, Sequence[AtMeeting]]) -> None:
    """Note at which meetings something of a kind was said of which cases."""
    for ref, things in kind.items():
        for thing in things:
            said[thing.meeting].add(ref)


def _settled(view: PersonView) -> bool:
    return view.state in {ViewState.GIVEN, ViewState.NOT_OBTAINED}


def _is_asked(view: PersonView, on: date) -> bool:
    """Whether views were asked for by a day, and were not there at its end."""
    if view.asked_on is None or view.asked_on > on:
        return False
    return view.said_on is None or view.said_on > on


def _view(view: PersonView) -> ViewLine:
    return ViewLine(
        ref=view.ref,
        on=view.said_on or date.min,
        obtained=view.state is ViewState.GIVEN,
        agency=view.agency,
        text=view.text or view.because or "",
        how=view.how,
        wants=view.wants,
    )


def _barrier(barrier: Barrier, on: date) -> BarrierLine:
    stands = barrier.stood(on)
    return BarrierLine(
        ref=barrier.ref,
        text=barrier.text,
        service=barrier.service,
        raised_on=barrier.raised_on,
        unblocked_on=None if stands else barrier.unblocked_on,
        how=None if stands else barrier.how,
    )


def _plan(plan: Plan) -> PlanLine:
    return PlanLine(
        made_on=plan.made_on,
        text=plan.text,
        contingency=plan.contingency,
        factors=tuple(
            FactorLine(title=title, present=present, text=text)
            for title, present, text in plan.factors
        ),
        tells=plan.tells,
        tell_by=plan.tell_by,
    )
