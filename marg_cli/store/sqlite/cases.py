"""Cases as rows, with their referrals and the agencies involved."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.case import Case, CaseStatus, Destination, Involvement, Referral
from marg_cli.store.sqlite.database import Database, Row
from marg_cli.store.sqlite.table import Table, day, texts, where

LISTED = """
SELECT ref, status, initials, name, born, aliases, address, nhs, police_ref, area, themes,
       resolving, lead_agency, case_coordinator, deferred_until, because, signposted_to, closed_on,
       destination, outcome
  FROM case_record
"""

CONDITIONS = {"status": "status = :status", "lead_agency": "lead_agency = :lead_agency"}

HAS = """
SELECT 1
  FROM case_record
 WHERE ref = :ref
"""

HAS_BASIS = """
SELECT 1
  FROM sharing_basis
 WHERE case_ref = :ref
"""

REFS = """
SELECT ref
  FROM case_record
 ORDER BY ref
"""

PER_STATUS = """
SELECT status, count(*)
  FROM case_record
 GROUP BY status
"""

REFERRALS = """
SELECT number, case_ref, referred_on, referrer, reason, while_open
  FROM referral
"""

INVOLVED = """
SELECT case_ref, agency, contact
  FROM involvement
"""

FILES = """
SELECT number, kind, added_on
  FROM document
 WHERE case_ref = :case_ref
 ORDER BY number
"""

OF_CASE = {"case_ref": "case_ref = :case_ref"}


def _case(row: Row) -> Case:
    return Case(
        ref=row[0],
        status=CaseStatus(row[1]),
        initials=row[2],
        name=row[3],
        born=day(row[4]),
        aliases=texts(row[5]),
        address=row[6],
        nhs=row[7],
        police_ref=row[8],
        area=row[9],
        themes=texts(row[10]),
        resolving=row[11],
        lead_agency=row[12],
        case_coordinator=row[13],
        deferred_until=day(row[14]),
        because=row[15],
        signposted_to=row[16],
        closed_on=day(row[17]),
        destination=Destination(row[18]) if row[18] else None,
        outcome=row[19],
    )


def _referral(row: Row) -> Referral:
    return Referral(
        number=row[0],
        case_ref=row[1],
        referred_on=date.fromisoformat(row[2]),
        referrer=row[3],
        reason=row[4],
        while_open=bool(row[5]),
    )


def _involvement(row: Row) -> Involvement:
    return Involvement(case_ref=row[0], agency=row[1], contact=row[2])


WRITTEN = ("themes", "resolving", "because", "signposted_to", "outcome")
CASE = Table("case_record", ("ref",), Case.__slots__, WRITTEN)
REFERRAL = Table("referral", ("number",), Referral.__slots__, ("reason",))
INVOLVEMENT = Table("involvement", ("case_ref", "agency"), Involvement.__slots__)
TABLES = {"Case": CASE, "Referral": REFERRAL, "Involvement": INVOLVEMENT}


class Cases:
    """Finds cases."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, ref: str) -> Case | None:
        """The case with that reference."""
        row = self._db.row(CASE.fetch, ref=ref)
        return _case(row) if row else None

    def has(self, ref: str) -> bool:
        """Whether there is a case with that reference."""
        return self._db.row(HAS, ref=ref) is not None

    def has_basis(self, ref: str) -> bool:
        """Whether it was decided why that case may be shared."""
        return self._db.row(HAS_BASIS, ref=ref) is not None

    def refs(self) -> list[str]:
        """Every reference, oldest first."""
        return [row[0] for row in self._db.rows(REFS)]

    def per_status(self) -> dict[str, int]:
        """How many cases stand where."""
        return dict(self._db.rows(PER_STATUS))

    def listed(self, *, status: str | None = None, lead_agency: str | None = None) -> list[Case]:
        """Cases that meet every condition given, by reference."""
        clause, values = where(CONDITIONS, {"status": status, "lead_agency": lead_agency})
        return [_case(row) for row in self._db.rows(f"{LISTED}{clause} ORDER BY ref", **values)]

    def referrals(self, case_ref: str | None = None) -> list[Referral]:
        """The referrals of one case, or of all, oldest first."""
        clause, values = where(OF_CASE, {"case_ref": case_ref})
        rows = self._db.rows(f"{REFERRALS}{clause} ORDER BY referred_on, number", **values)
        return [_referral(row) for row in rows]

    def files(self, case_ref: str) -> list[tuple[int, str, date]]:
        """Number, kind and day of each document kept with a case, in the order they came."""
        rows = self._db.rows(FILES, case_ref=case_ref)
        return [(number, kind, date.fromisoformat(added)) for number, kind, added in rows]

    def involved(self, case_ref: str | None = None) -> list[Involvement]:
        """The agencies involved in one case, or in all."""
        clause, values = where(OF_CASE, {"case_ref": case_ref})
        rows = self._db.rows(f"{INVOLVED}{clause} ORDER BY case_ref, agency", **values)
        return [_involvement(row) for row in rows]
