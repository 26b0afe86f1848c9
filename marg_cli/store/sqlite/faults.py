"""The driver's faults in our own words; its own never leave this room."""

from __future__ import annotations

from marg_cli.errors import Busy, Damaged, MargError, NotWritable

_NOT_ALLOWED = NotWritable, "The register could not be written: you may not write there."
_DAMAGED = Damaged, "The register is damaged."
_BUSY = Busy, "Another command is writing to the register."

# SQLite's result codes, which it promises not to renumber (sqlite.org/rescode.html).
REFUSALS: dict[int, tuple[type[MargError], str]] = {
    3: _NOT_ALLOWED,  # PERM
    5: _BUSY,  # BUSY
    6: _BUSY,  # LOCKED
    8: _NOT_ALLOWED,  # READONLY
    10: (NotWritable, "The register could not be written: the disk reported a fault."),  # IOERR
    11: _DAMAGED,  # CORRUPT
    13: (NotWritable, "The register could not be written: the disk is full."),  # FULL
    14: _NOT_ALLOWED,  # CANTOPEN
    26: _DAMAGED,  # NOTADB
}
CONSTRAINT, MISMATCH = 19, 20

SAID = {
    "database is locked": 5,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}
"""The driver gives no code with what stops a copy, only SQLite's words for it."""


class ConstraintFailed(Exception):
    """The schema says no: told on inside the store, which knows what it means; never outside it.

    `kind` is what SQLite calls the rule (`UNIQUE`, `CHECK`, `NOT NULL`, `FOREIGN KEY`), or empty
    for a trigger's; `where` is the column, the check or the trigger's sentence, or empty.
    """

    def __init__(self, words: str) -> None:
        super().__init__("a rule of the schema was broken")
        kind, found, where = words.partition(" constraint failed")
        self.kind = kind if found else ""
        self.where = where.removeprefix(": ") if found else words


def refusal(error: Exception) -> Exception:
    """What to raise in the place of a fault of the driver."""
    code = getattr(error, "sqlite_errorcode", SAID.get(str(error), 0)) & 0xFF
    if code in (CONSTRAINT, MISMATCH):
        return ConstraintFailed(str(error))
    if code in REFUSALS:
        kind, message = REFUSALS[code]
        return kind(message)
    return MargError(
        f"The register did not understand marg (SQLite result {code}).",
        "That is a fault in marg, and nothing was changed: please report it with this number.",
    )
