"""What is said of a case at the table, as rows: its views, risks, plans, outcomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from marg_cli.domain.barrier import Barrier
from marg_cli.domain.decision import Decision
from marg_cli.domain.outcome import Outcome, OutcomeKind
from marg_cli.domain.person_view import PersonView, ViewState
from marg_cli.domain.plan import Plan
from marg_cli.domain.risk import Risk, RiskAgreement, RiskDissent, RiskRating, RiskTo
from marg_cli.domain.value import Value
from marg_cli.store.sqlite.database import Database, Row
from marg_cli.store.sqlite.table import Table, day, where

T = TypeVar("T", bound=Value)

NUMBER = ("number",)
SAID = ("text", "how", "wants", "because", "safe_contact")
VIEW = Table("person_view", NUMBER, PersonView.__slots__, SAID)
RISK = Table("risk", NUMBER, Risk.__slots__, ("text",))
RATING = Table("risk_rating", NUMBER, RiskRating.__slots__)
AGREEMENT = Table("risk_agreement", NUMBER, RiskAgreement.__slots__)
DISSENT = Table("risk_dissent", ("agreement", "agency"), RiskDissent.__slots__, ("text",))
BARRIER = Table("barrier", NUMBER, Barrier.__slots__, ("text", "service", "how"))
DECISION = Table("decision", NUMBER, Decision.__slots__, ("text", "because"))
PLANNED = ("text", "contingency", "coordination_text", "sharing_text", "experts_text")
PLAN = Table("plan", NUMBER, Plan.__slots__, PLANNED)
OUTCOME = Table("outcome", NUMBER, Outcome.__slots__, ("process", "because"))
TABLES = {
    "PersonView": VIEW,
    "Risk": RISK,
    "RiskRating": RATING,
    "RiskAgreement": AGREEMENT,
    "RiskDissent": DISSENT,
    "Barrier": BARRIER,
    "Decision": DECISION,
    "Plan": PLAN,
    "Outcome": OUTCOME,
}

Readers = Mapping[str, Callable[[Any], Any]]

READERS: Readers = {
    "state": ViewState,
    "kind": OutcomeKind,
    "to_whom": RiskTo,
    **dict.fromkeys(("knows", "coordination", "sharing", "experts"), bool),
    **dict.fromkeys(("asked_on", "until", "said_on", "raised_on", "rated_on", "agreed_on"), day),
    **dict.fromkeys(("unblocked_on", "decided_on", "made_on", "tell_by", "review_on"), day),
}
"""How the columns are read that do not hold what the field does."""

CONDITIONS = {
    "case_ref": "case_ref = :case_ref",
    "meeting": "meeting = :meeting",
    "agency": "agency = :agency",
    "risk": "risk = :risk",
    "state": "state = :state",
    "thing": "thing = :thing",
    "request": "request = :request",
}

NEAREST = """
SELECT number
  FROM {table}
 ORDER BY abs(number - :number), number
 LIMIT 3
"""


class Kept(Generic[T]):
    """Finds things of one kind."""

    def __init__(
        self,
        db: Database,
        kind: type[T],
        table: Table,
        readers: Readers = READERS,
        conditions: Mapping[str, str] = CONDITIONS,
    ) -> None:
        self._db = db
        self._kind = kind
        self._table = table
        self._readers = readers
        self._conditions = conditions

    def get(self, number: int) -> T | None:
        """The one with that number."""
        row = self._db.row(self._table.fetch, number=number)
        return self._made(row) if row else None

    def listed(self, **given: Any) -> list[T]:
        """Those that meet every condition given, in the order they were added."""
        clause, values = where(self._conditions, given)
        order = ", ".join(self._table.key)
        sql = f"SELECT {self._table.listed} FROM {self._table.name}{clause} ORDER BY {order}"
        return [self._made(row) for row in self._db.rows(sql, **values)]

    def nearest(self, number: int) -> list[int]:
        """The numbers nearest to one that is not there."""
        sql = NEAREST.format(table=self._table.name)
        return [row[0] for row in self._db.rows(sql, number=number)]

    def _made(self, row: Row) -> T:
        read = self._readers
        return self._kind(
            **{
                column: read[column](value) if column in read and value is not None else value
                for column, value in self._table.row(row).items()
            }
        )


class AtTheTable:
    """Finds what is said of cases at the table, by kind."""

    def __init__(self, db: Database) -> None:
        self.views = Kept(db, PersonView, VIEW)
        self.risks = Kept(db, Risk, RISK)
        self.ratings = Kept(db, RiskRating, RATING)
        self.agreements = Kept(db, RiskAgreement, AGREEMENT)
        self.dissents = Kept(db, RiskDissent, DISSENT)
        self.barriers = Kept(db, Barrier, BARRIER)
        self.decisions = Kept(db, Decision, DECISION)
        self.plans = Kept(db, Plan, PLAN)
        self.outcomes = Kept(db, Outcome, OUTCOME)
