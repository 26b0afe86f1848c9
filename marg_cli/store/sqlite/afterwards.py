"""What is said of a case afterwards, as rows: corrections, and what was learnt."""

from __future__ import annotations

from marg_cli.domain.correction import Correction
from marg_cli.domain.learning import Learning
from marg_cli.store.sqlite.at_the_table import NUMBER, Kept
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.table import Table

CORRECTION = Table("correction", NUMBER, Correction.__slots__, ("was", "now", "because"))
LEARNT = ("text", "theme", "approach", "intended", "happened")
LEARNING = Table("learning", NUMBER, Learning.__slots__, LEARNT)
TABLES = {"Correction": CORRECTION, "Learning": LEARNING}


class Afterwards:
    """Finds what is said afterwards, by kind."""

    def __init__(self, db: Database) -> None:
        self.corrections = Kept(db, Correction, CORRECTION)
        self.learnt = Kept(db, Learning, LEARNING)
