"""What a group keeps of its duties to the people of its cases, as rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from marg_cli.domain.basis import SharingBasis
from marg_cli.domain.erasure import ErasedFor, Erasure
from marg_cli.domain.restriction import Restriction
from marg_cli.domain.retention import Choice, LegalHold, RetentionDecision
from marg_cli.domain.subject_request import HeldBack, SubjectRequest
from marg_cli.store.sqlite.at_the_table import NUMBER, Kept
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.table import Table, day

CASE = ("case_ref",)
BASIS = Table("sharing_basis", CASE, SharingBasis.__slots__)
REQUEST = Table("subject_request", NUMBER, SubjectRequest.__slots__)
HELD_BACK = Table("held_back", NUMBER, HeldBack.__slots__)
RESTRICTION = Table("restriction", CASE, Restriction.__slots__)
DECISION = Table("retention_decision", NUMBER, RetentionDecision.__slots__)
HOLD = Table("legal_hold", NUMBER, LegalHold.__slots__)
ERASURE = Table("erasure", CASE, Erasure.__slots__)
TABLES = {
    "SharingBasis": BASIS,
    "SubjectRequest": REQUEST,
    "HeldBack": HELD_BACK,
    "Restriction": RESTRICTION,
    "RetentionDecision": DECISION,
    "LegalHold": HOLD,
    "Erasure": ERASURE,
}

READERS: dict[str, Callable[[Any], Any]] = {
    "decision": Choice,
    "category": ErasedFor,
    "cleared": bool,
    **dict.fromkeys(("decided_on", "until", "held_on", "released_on"), day),
    **dict.fromkeys(("received_on", "extended_on", "restricted_on", "erased_on"), day),
}


class DataProtection:
    """Finds each of them, by kind."""

    def __init__(self, db: Database) -> None:
        self.bases = Kept(db, SharingBasis, BASIS, READERS)
        self.requests = Kept(db, SubjectRequest, REQUEST, READERS)
        self.held_back = Kept(db, HeldBack, HELD_BACK, READERS)
        self.restrictions = Kept(db, Restriction, RESTRICTION, READERS)
        self.decisions = Kept(db, RetentionDecision, DECISION, READERS)
        self.holds = Kept(db, LegalHold, HOLD, READERS)
        self.erasures = Kept(db, Erasure, ERASURE, READERS)
