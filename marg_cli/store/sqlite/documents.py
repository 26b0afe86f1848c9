"""Documents as rows; their content in pieces, a row each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from marg_cli.domain.case_document import CaseDocument, DocumentKind
from marg_cli.store.sqlite.database import Database, Row
from marg_cli.store.sqlite.table import Table, texts, where

LISTED = """
SELECT number, case_ref, name, type, size, sha256, added_on, kind, only_for
  FROM document
"""

OF_CASE = {"case_ref": "case_ref = :case_ref"}

NEAREST = """
SELECT number
  FROM document
 ORDER BY abs(number - :number), number
 LIMIT 2
"""

PART = """
SELECT content
  FROM document_part
 WHERE document = :number
   AND part = :part
"""

NOT_WHOLE = """
SELECT number
  FROM document
 WHERE size <> (SELECT coalesce(sum(length(content)), 0)
                  FROM document_part
                 WHERE document = document.number)
 ORDER BY number
"""


def _document(row: Row) -> CaseDocument:
    return CaseDocument(
        number=row[0],
        case_ref=row[1],
        name=row[2],
        type=row[3],
        size=row[4],
        sha256=row[5],
        added_on=date.fromisoformat(row[6]),
        kind=DocumentKind(row[7]),
        only_for=texts(row[8]),
    )


DOCUMENT = Table("document", ("number",), CaseDocument.__slots__, ("name",))
TABLES = {"CaseDocument": DOCUMENT}


class Documents:
    """Finds documents."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, number: int) -> CaseDocument | None:
        """The document with that number."""
        row = self._db.row(DOCUMENT.fetch, number=number)
        return _document(row) if row else None

    def nearest(self, number: int) -> list[int]:
        """The numbers nearest to one that is not there."""
        return [row[0] for row in self._db.rows(NEAREST, number=number)]

    def listed(self, case_ref: str | None = None) -> list[CaseDocument]:
        """The documents of one case, or of all, in the order they came."""
        clause, values = where(OF_CASE, {"case_ref": case_ref})
        return [
            _document(row) for row in self._db.rows(f"{LISTED}{clause} ORDER BY number", **values)
        ]

    def gone(self, numbers: Collection[int]) -> list[int]:
        """Those of these numbers whose document and content are gone for good."""
        return sorted(each for each in numbers if self._db.value(PART, number=each, part=0) is None)

    def content(self, number: int) -> Iterator[bytes]:
        """The content of one document, piece by piece; no reader holds the register between."""
        part = 0
        while (piece := self._db.value(PART, number=number, part=part)) is not None:
            yield piece
            part += 1

    def not_whole(self) -> list[int]:
        """The numbers of documents whose content is not as long as it was."""
        return [row[0] for row in self._db.rows(NOT_WHOLE)]
