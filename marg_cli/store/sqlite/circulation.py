"""The ledger of packs as rows: who was given which paper, and what became of it."""

from __future__ import annotations

from marg_cli.domain.circulation import (
    Audience,
    Happening,
    Pack,
    PackAllowance,
    PackCase,
    PackEvent,
    PackFile,
    PaperKind,
)
from marg_cli.store.sqlite.at_the_table import NUMBER, Kept, Readers
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.table import Table, day

PACK = Table("pack", NUMBER, Pack.__slots__)
CASE = Table("pack_case", ("pack", "case_ref"), PackCase.__slots__)
FILE = Table("pack_file", ("pack", "position"), PackFile.__slots__)
ALLOWANCE = Table("pack_allowance", ("pack", "case_ref", "field"), PackAllowance.__slots__)
EVENT = Table("pack_event", NUMBER, PackEvent.__slots__)
TABLES = {
    "Pack": PACK,
    "PackCase": CASE,
    "PackFile": FILE,
    "PackAllowance": ALLOWANCE,
    "PackEvent": EVENT,
}

READERS: Readers = {
    "kind": PaperKind,
    "audience": Audience,
    "what": Happening,
    **dict.fromkeys(("draft", "extract", "overridden", "reported"), bool),
    **dict.fromkeys(("built_on", "expires_on", "happened_on"), day),
}

CONDITIONS = {
    "pack": "pack = :pack",
    "case_ref": "case_ref = :case_ref",
    "meeting": "meeting = :meeting",
    "agency": "agency = :agency",
    "kind": "kind = :kind",
}

ASTRAY = """
SELECT DISTINCT pack
  FROM pack_event
 WHERE what = 'missent'
 ORDER BY pack
"""


class Circulation:
    """Finds packs, what they hold, and what became of them."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.packs = Kept(db, Pack, PACK, READERS, CONDITIONS)
        self.cases = Kept(db, PackCase, CASE, READERS, CONDITIONS)
        self.files = Kept(db, PackFile, FILE, READERS, CONDITIONS)
        self.allowances = Kept(db, PackAllowance, ALLOWANCE, READERS, CONDITIONS)
        self.events = Kept(db, PackEvent, EVENT, READERS, CONDITIONS)

    def ever_astray(self) -> list[int]:
        """The numbers of packs that went to the wrong person at any time."""
        return [row[0] for row in self._db.rows(ASTRAY)]
