"""What is left of a case that was erased: that it was, when, by whom and why as a category."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from marg_cli.domain.calendar import short
from marg_cli.domain.value import Value


class ErasedFor(StrEnum):
    """Why a case was erased; a word, never a sentence that could hold what was erased."""

    RETENTION = "retention period over"
    REQUEST = "asked for by the person"
    NO_BASIS = "no lawful basis"
    COURT = "ordered by a court or the Commissioner"
    MISTAKE = "kept by mistake"


class Erasure(Value):
    """The receipt of one erasure. `seq` is its row in the audit: nothing before it can be undone.

    `cleared` says that the file was given back the pages afterwards; until then `register check`
    finds it.
    """

    case_ref: str
    erased_on: date
    erased_by: str
    category: ErasedFor
    seq: int
    cleared: bool = False

    @property
    def ref(self) -> str:
        """The case that was erased."""
        return self.case_ref

    @property
    def sentence(self) -> str:
        """What stands where something of the case stood."""
        return f"[{self.case_ref} was erased on {short(self.erased_on)}: {self.category.value}.]"
