"""Information an agency shares about a case: always with its source, as fact or perception."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from marg_cli.domain.refs import information_ref
from marg_cli.domain.value import Value


class InformationKind(StrEnum):
    """What an agency knows, or how it sees things."""

    FACT = "fact"
    PERCEPTION = "perception"


MARKS = {
    "third_party": "about somebody else",
    "criminal": "criminal-offence data",
}
"""What information can be marked as, by field; papers say it in these words."""


class Information(Value):
    """One thing an agency shared. `only_for` are the agencies that may read it; none is everybody.

    `meeting` is the meeting it was shared for; `returned` says that it answers that meeting's
    lateral check. `agency` is its source, which may always read it.
    """

    number: int
    case_ref: str
    agency: str
    kind: InformationKind
    text: str
    third_party: bool = False
    criminal: bool = False
    only_for: tuple[str, ...] = ()
    shared_on: date
    meeting: int | None = None
    returned: bool = False

    @property
    def ref(self) -> str:
        """The reference people say, such as I40."""
        return information_ref(self.number)

    @property
    def marks(self) -> tuple[str, ...]:
        """What it is marked as, in words."""
        return tuple(words for field, words in MARKS.items() if getattr(self, field))

    def may_be_read_by(self, agency: str | None) -> bool:
        """Whether a paper for an agency may hold it; None is a paper for every member."""
        return not self.only_for or agency in {self.agency, *self.only_for}
