"""Members as rows."""

from __future__ import annotations

from marg_cli.domain.agency import Member
from marg_cli.store.sqlite.database import Database, Row
from marg_cli.store.sqlite.table import Table, day

LISTED = """
SELECT number, name, agency, role, email, deputy_for, left_on
  FROM member
 ORDER BY agency, deputy_for IS NOT NULL, number
"""


def _member(row: Row) -> Member:
    return Member(
        number=row[0],
        name=row[1],
        agency=row[2],
        role=row[3],
        email=row[4],
        deputy_for=row[5],
        left_on=day(row[6]),
    )


MEMBER = Table("member", ("number",), Member.__slots__)
TABLES = {"Member": MEMBER}


class Members:
    """Finds members."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, number: int) -> Member | None:
        """The member with that number."""
        row = self._db.row(MEMBER.fetch, number=number)
        return _member(row) if row else None

    def listed(self) -> list[Member]:
        """Every member by agency, deputies after those they stand in for."""
        return [_member(row) for row in self._db.rows(LISTED)]
