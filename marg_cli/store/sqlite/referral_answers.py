"""What referrals answered, as rows."""

from __future__ import annotations

from marg_cli.domain.referral.answers import ReferralAnswers
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.table import Table, where

WRITTEN = (
    *("knows", "safe_contact", "basis", "tried", "failed_because", "supervision"),
    *("other_process", "immediate_risk", "reported_to"),
)
ANSWERS = Table("referral_answers", ("referral",), ReferralAnswers.__slots__, WRITTEN)
TABLES = {"ReferralAnswers": ANSWERS}

LISTED = f"""
SELECT {ANSWERS.listed}
  FROM referral_answers
"""

OF_CASE = {"case_ref": "case_ref = :case_ref"}


class AnswersKept:
    """Finds what referrals answered."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, referral: int) -> ReferralAnswers | None:
        """The answers of the referral with that number."""
        row = self._db.row(ANSWERS.fetch, referral=referral)
        return ReferralAnswers(**ANSWERS.row(row)) if row else None

    def listed(self, case_ref: str | None = None) -> list[ReferralAnswers]:
        """The answers of one case's referrals, or of all, in the order they were given."""
        clause, values = where(OF_CASE, {"case_ref": case_ref})
        rows = self._db.rows(f"{LISTED}{clause} ORDER BY referral", **values)
        return [ReferralAnswers(**ANSWERS.row(row)) for row in rows]
