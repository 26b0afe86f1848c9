"""What was said of a case at the table, from a file put into the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from marg_cli.domain.barrier import Barrier
from marg_cli.domain.decision import Decision
from marg_cli.domain.learning import Learning
from marg_cli.domain.outcome import Outcome
from marg_cli.domain.person_view import PersonView
from marg_cli.domain.plan import FACTORS, Plan
from marg_cli.domain.risk import Risk, RiskAgreement, RiskDissent, RiskRating
from marg_cli.domain.value import Value, replace, values
from marg_cli.services.exchange import table_records as records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from marg_cli.services.exchange.known import Known
    from marg_cli.services.exchange.records import Item
    from marg_cli.services.exchange.report import Tally
    from marg_cli.store.finders.at_the_table import Kept


T = TypeVar(
    "T", PersonView, Risk, RiskRating, RiskAgreement, Barrier, Decision, Plan, Outcome, Learning
)

LEARNT_FIELDS = ("text", "theme", "approach", "intended", "happened", "said_on")

VIEW_FIELDS = (
    *("state", "agency", "asked_on", "until", "safe_contact", "knows", "said_on", "text", "how"),
    *("wants", "because", "told_by"),
)


def put_at_the_table(known: Known, tally: Tally, item: Item, _on: date) -> bool | None:
    """Add what was said of a case; what has its number already is brought up to date."""
    record = item.record
    assert isinstance(record, records.TableRecord)  # noqa: S101 - chosen by its kind
    if not _may_stand(known, tally, item, record):
        return None
    put = _Put(known, record.case)
    there = put.has_any
    for view in record.views:
        put.view(view)
    for risk in record.risks:
        put.risk(risk)
    for barrier in record.barriers:
        put.barrier(barrier)
    for decision in record.decisions:
        put.decision(decision)
    for plan in record.plans:
        put.plan(plan)
    for outcome in record.outcomes:
        put.outcome(outcome)
    for learnt in record.learnt:
        put.learnt(learnt)
    return there


def _may_stand(known: Known, tally: Tally, item: Item, record: records.TableRecord) -> bool:
    """Whether all it speaks of is known; tells every problem there is."""
    checks = [known.case(record.case, tally, item, "case")]
    for field, code in _agencies(record):
        checks.append(known.agency(code, tally, item, field))
    for field, day in _meetings(record):
        if day is not None and day not in known.meetings:
            tally.refuse(f"there is no meeting on {day.isoformat()}", line=item.line, field=field)
            checks.append(False)
    table = known.store.at_the_table
    for field, kept, said in (
        ("views", table.views, record.views),
        ("risks", table.risks, record.risks),
        ("barriers", table.barriers, record.barriers),
        ("decisions", table.decisions, record.decisions),
        ("learnt", known.store.afterwards.learnt, record.learnt),
    ):
        for each in said:
            found: Any = kept.get(each.number) if each.number else None
            if found is not None and found.case_ref != record.case:
                tally.refuse(
                    f"{found.ref} is of another case", line=item.line, field=f"{field}.number"
                )
                checks.append(False)
    return all(checks)


def _agencies(record: records.TableRecord) -> Iterator[tuple[str, str | None]]:
    for view in record.views:
        yield "views.agency", view.agency
    for risk in record.risks:
        for rating in risk.ratings:
            yield "risks.ratings.agency", rating.agency
        for agreement in risk.agreements:
            for dissent in agreement.dissent:
                yield "risks.agreements.dissent.agency", dissent.agency


def _meetings(record: records.TableRecord) -> Iterator[tuple[str, date | None]]:
    for field in ("views", "risks", "barriers", "decisions", "plans", "outcomes", "learnt"):
        for said in getattr(record, field):
            yield f"{field}.meeting", said.meeting
    for risk in record.risks:
        for part in ("ratings", "agreements"):
            for said in getattr(risk, part):
                yield f"risks.{part}.meeting", said.meeting


class _Put:
    """Puts the things of one case, one after another."""

    def __init__(self, known: Known, case_ref: str) -> None:
        self._known = known
        self._change = known.change
        self._case = case_ref
        self._table = known.store.at_the_table

    @property
    def has_any(self) -> bool:
        """Whether anything was said of the case before."""
        table, learnt = self._table, self._known.store.afterwards.learnt
        kinds = (
            *(table.views, table.risks, table.barriers, table.decisions, table.plans),
            *(table.outcomes, learnt),
        )
        return any(kind.listed(case_ref=self._case) for kind in kinds)

    def view(self, said: records.View) -> None:
        """Put one view, request or telling."""
        given = {field: getattr(said, field) for field in VIEW_FIELDS}
        view = PersonView(number=0, **self._of_case(said.meeting), **given)
        self._keep(self._table.views, "view", view, said.number)

    def risk(self, said: records.Risk) -> None:
        """Put one risk with its ratings, agreements and dissents."""
        risk = self._keep(
            self._table.risks,
            "risk",
            Risk(
                number=0,
                **self._of_case(said.meeting),
                text=said.text,
                to_whom=said.to,
                raised_on=said.raised_on,
            ),
            said.number,
        )
        for rating in said.ratings:
            rated = RiskRating(
                number=0,
                risk=risk.number,
                **self._of_case(rating.meeting),
                agency=rating.agency,
                level=rating.level,
                rated_on=rating.on,
            )
            self._keep(self._table.ratings, "risk_rating", rated, None)
        for agreement in said.agreements:
            self._agreement(risk, agreement)

    def _agreement(self, risk: Risk, said: records.Agreement) -> None:
        agreement = self._keep(
            self._table.agreements,
            "risk_agreement",
            RiskAgreement(
                number=0,
                risk=risk.number,
                **self._of_case(said.meeting),
                level=said.level,
                agreed_on=said.on,
            ),
            None,
        )
        for dissent in said.dissent:
            self._change.save(
                RiskDissent(
                    agreement=agreement.number,
                    risk=risk.number,
                    case_ref=self._case,
                    agency=dissent.agency,
                    text=dissent.text,
                )
            )

    def barrier(self, said: records.Barrier) -> None:
        """Put one barrier."""
        barrier = Barrier(
            number=0,
            **self._of_case(said.meeting),
            text=said.text,
            service=said.service,
            raised_on=said.raised_on,
            unblocked_on=said.unblocked_on,
            how=said.how,
        )
        self._keep(self._table.barriers, "barrier", barrier, said.number)

    def decision(self, said: records.Decision) -> None:
        """Put one decision."""
        decision = Decision(
            number=0,
            **self._of_case(said.meeting),
            text=said.text,
            because=said.because,
            decided_on=said.on,
        )
        self._keep(self._table.decisions, "decision", decision, said.number)

    def plan(self, said: records.Plan) -> None:
        """Put one version of the plan."""
        factors: dict[str, Any] = {}
        for key in FACTORS:
            factor = getattr(said, key)
            factors[key] = factor.present if factor else None
            factors[f"{key}_text"] = factor.text if factor else None
        plan = Plan(
            number=0,
            **self._of_case(said.meeting),
            made_on=said.on,
            text=said.text,
            contingency=said.contingency,
            tells=said.tells,
            tell_by=said.tell_by,
            **factors,
        )
        self._keep(self._table.plans, "plan", plan, None)

    def outcome(self, said: records.Outcome) -> None:
        """Put what was agreed of the case; a meeting agrees one thing of it."""
        outcome = Outcome(
            number=0,
            **self._of_case(said.meeting),
            kind=said.kind,
            said_on=said.on,
            review_on=said.review_on,
            process=said.process,
            because=said.because,
        )
        there = self._table.outcomes.listed(case_ref=self._case, meeting=outcome.meeting)
        number = there[0].number if there and outcome.meeting is not None else None
        self._keep(self._table.outcomes, "outcome", outcome, number)

    def learnt(self, said: records.Learnt) -> None:
        """Put one thing learnt."""
        given = {field: getattr(said, field) for field in LEARNT_FIELDS}
        learning = Learning(number=0, **self._of_case(said.meeting), **given)
        self._keep(self._known.store.afterwards.learnt, "learning", learning, said.number)

    def _of_case(self, meeting: date | None) -> dict[str, Any]:
        held = self._known.meetings[meeting] if meeting else None
        return {"case_ref": self._case, "meeting": held.number if held else None}

    def _keep(self, kept: Kept[T], counter: str, thing: T, number: int | None) -> T:
        """Keep a thing under its number, which is never given out again, else as the next.

        Without a number, one that says the very same is not added a second time.
        """
        if number is not None:
            self._change.number_taken(counter, number)
        else:
            same = (there for there in kept.listed(case_ref=self._case) if _same(there, thing))
            found = next(same, None)
            number = found.number if found else self._change.next_number(counter)
        numbered = replace(thing, number=number)
        self._change.save(numbered)
        return numbered


def _same(there: Any, thing: Value) -> bool:  # noqa: ANN401 - any kind of thing
    return values(there) | {"number": 0} == values(thing)
