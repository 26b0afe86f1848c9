"""Agencies as rows, with their training."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.agency import Agency, AgencyKind, AgreementOverride, IsaStatus, Training
from marg_cli.store.sqlite.database import Database, Row
from marg_cli.store.sqlite.table import Table, day

LISTED = """
SELECT code, name, kind, sector, part_of, isa_status, isa_signed_on, isa_review_on, isa_officer,
       isa_note, retired_on
  FROM agency
 ORDER BY CASE kind WHEN 'core' THEN 1 WHEN 'associate' THEN 2 ELSE 3 END, name, code
"""

CODES = """
SELECT code
  FROM agency
 ORDER BY code
"""

TRAINED = """
SELECT number, agency, held_on, name, people
  FROM training
 ORDER BY held_on, number
"""

OVERRIDES = """
SELECT meeting, agency, because, said_on, said_by
  FROM agreement_override
 WHERE (:meeting IS NULL OR meeting = :meeting)
   AND (:agency IS NULL OR agency = :agency)
 ORDER BY meeting, agency
"""

MEMBERS = """
SELECT count(*)
  FROM member
 WHERE agency = :code
"""

ACTIONS = """
SELECT count(*)
  FROM action
 WHERE agency = :code
"""

CASES = """
SELECT count(*)
  FROM (SELECT ref      FROM case_record WHERE lead_agency = :code
        UNION
        SELECT case_ref FROM referral    WHERE referrer = :code
        UNION
        SELECT case_ref FROM involvement WHERE agency = :code)
"""

MEETINGS = """
SELECT count(DISTINCT meeting)
  FROM attendance
 WHERE agency = :code
"""

DECLARATIONS = """
SELECT count(*)
  FROM declaration
 WHERE agency = :code
"""

TRAININGS = """
SELECT count(*)
  FROM training
 WHERE agency = :code
"""

CHECKS = """
SELECT count(*)
  FROM lateral_check
 WHERE agency = :code
"""

SHARED = """
SELECT count(*)
  FROM information
 WHERE agency = :code
    OR EXISTS (SELECT 1 FROM json_each(only_for) WHERE value = :code)
"""

VIEWS = """
SELECT count(*)
  FROM person_view
 WHERE agency = :code
"""

RATINGS = """
SELECT count(*)
  FROM (SELECT risk FROM risk_rating  WHERE agency = :code
        UNION
        SELECT risk FROM risk_dissent WHERE agency = :code)
"""

PACKS = """
SELECT count(*)
  FROM pack
 WHERE agency = :code
"""

OVERRIDDEN = """
SELECT count(*)
  FROM agreement_override
 WHERE agency = :code
"""

SPEAKING = {
    "member": MEMBERS,
    "action": ACTIONS,
    "case": CASES,
    "meeting": MEETINGS,
    "declaration": DECLARATIONS,
    "training record": TRAININGS,
    "lateral check": CHECKS,
    "piece of information": SHARED,
    "view": VIEWS,
    "risk": RATINGS,
    "paper that left": PACKS,
    "override": OVERRIDDEN,
}
"""What can speak of an agency; a test holds it to every table that refers to one."""


def _agency(row: Row) -> Agency:
    return Agency(
        code=row[0],
        name=row[1],
        kind=AgencyKind(row[2]),
        sector=row[3],
        part_of=row[4],
        isa_status=IsaStatus(row[5]),
        isa_signed_on=day(row[6]),
        isa_review_on=day(row[7]),
        isa_officer=row[8],
        isa_note=row[9],
        retired_on=day(row[10]),
    )


def _training(row: Row) -> Training:
    return Training(
        number=row[0],
        agency=row[1],
        held_on=date.fromisoformat(row[2]),
        name=row[3],
        people=row[4],
    )


def _override(row: Row) -> AgreementOverride:
    return AgreementOverride(
        meeting=row[0],
        agency=row[1],
        because=row[2],
        said_on=date.fromisoformat(row[3]),
        said_by=row[4],
    )


AGENCY = Table("agency", ("code",), Agency.__slots__)
TRAINING = Table("training", ("number",), Training.__slots__)
OVERRIDE = Table("agreement_override", ("meeting", "agency"), AgreementOverride.__slots__)
TABLES = {"Agency": AGENCY, "Training": TRAINING, "AgreementOverride": OVERRIDE}


class Agencies:
    """Finds agencies."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, code: str) -> Agency | None:
        """The agency with that code, written in any case."""
        row = self._db.row(AGENCY.fetch, code=code.strip().upper())
        return _agency(row) if row else None

    def codes(self) -> list[str]:
        """Every code, retired agencies' too."""
        return [row[0] for row in self._db.rows(CODES)]

    def listed(self) -> list[Agency]:
        """Every agency: core, associate, guest, and by name."""
        return [_agency(row) for row in self._db.rows(LISTED)]

    def speaking_of(self, code: str) -> dict[str, int]:
        """How much of what speaks of an agency, by the name of one such thing."""
        return {what: self._db.value(sql, code=code) for what, sql in SPEAKING.items()}

    def trained(self) -> list[Training]:
        """Who was trained, oldest first."""
        return [_training(row) for row in self._db.rows(TRAINED)]

    def overrides(
        self, *, meeting: int | None = None, agency: str | None = None
    ) -> list[AgreementOverride]:
        """Who was let through without an agreement, for one meeting or of one agency, or all."""
        rows = self._db.rows(OVERRIDES, meeting=meeting, agency=agency)
        return [_override(row) for row in rows]
