"""Who was given which paper: a pack is one recipient's own copy, and what became of it.

The ledger of packs answers who has to be told of a correction, whose copy has to come back, and
what a copy held that went astray. It holds references, names of files and their hashes, and no
word of what the papers say, so that it can stay when a case is erased.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from marg_cli.domain.calendar import short
from marg_cli.domain.value import Value
from marg_cli.errors import Refused


class PaperKind(StrEnum):
    """Everything that leaves and speaks of cases."""

    AGENDA = "agenda"
    MINUTES = "minutes"
    ACTIONS = "actions"
    REQUEST = "lateral checks"
    CASE = "case"
    KEY = "key"
    SUBJECT = "subject access"
    CASELOAD = "caseload"
    DOCUMENT = "document"
    CORRECTION = "correction"
    LISTS = "who gets what"


class Audience(StrEnum):
    """Whose copy a pack is; what nobody in particular was named for is the holder's own."""

    AGENCY = "agency"
    MEMBER = "member"
    GUEST = "guest"
    MEMBERS = "members"
    CHAIR = "chair"
    HOLDER = "holder"


def recipient_named(audience: Audience, agency: str | None, member: int | None) -> str:
    """An agency's code, `guest:` or `member:` and a number, or whose copy it is."""
    if member is not None:
        return f"{audience}:{member}"
    return agency or audience.value


class Happening(StrEnum):
    """What can become of a pack."""

    SENT = "sent"
    MISSENT = "missent"
    SETTLED = "settled"
    RETURNED = "returned"
    RECALLED = "recalled"
    EXPIRED = "expired"


class Pack(Value):
    """One recipient's own copy of one paper, in one or more files.

    An *extract* leaves out cases the recipient may not see. `built_in` is the audit's line of the
    building. After `expires_on` its files are to be removed; the day itself does not count.
    """

    number: int
    kind: PaperKind
    audience: Audience
    agency: str | None = None
    member: int | None = None
    meeting: int | None = None
    version: str = ""
    draft: bool = False
    extract: bool = False
    overridden: bool = False
    built_on: date
    built_by: str
    built_in: int
    expires_on: date | None = None

    @property
    def ref(self) -> str:
        """The reference people say: P12."""
        return f"P{self.number}"

    @property
    def recipient(self) -> str:
        """An agency's code, `guest:` or `member:` and a number, or whose copy it is."""
        return recipient_named(self.audience, self.agency, self.member)

    def is_past(self, on: date) -> bool:
        """Whether the time of its files is over."""
        return self.expires_on is not None and self.expires_on < on


class PackCase(Value):
    """A case that a pack speaks of."""

    pack: int
    case_ref: str

    @property
    def ref(self) -> str:
        """The case."""
        return self.case_ref


class PackFile(Value):
    """One file of a pack: where it was written, and the hash of what it held.

    `file` is empty for what went to the screen. `copy` numbers a copy that is for paper.
    """

    pack: int
    position: int
    file: str
    format: str
    sha256: str
    copy: int | None = None

    @property
    def ref(self) -> str:
        """The pack it belongs to."""
        return f"P{self.pack}"


class PackAllowance(Value):
    """Words of a case that the scan found in a pack, and that somebody let pass with a reason."""

    pack: int
    case_ref: str
    field: str
    because: str

    @property
    def ref(self) -> str:
        """The pack it belongs to."""
        return f"P{self.pack}"


class PackEvent(Value):
    """What became of a pack on a day.

    Sent and returned say *how*; one sent to the wrong person says *to_whom*, and since when it is
    *known_at* (YYYY-MM-DDTHH:MM, the clock on the wall); settled says whether it was *reported*
    to the ICO, and why. `copy` is the number of the paper copy it is about.
    """

    number: int
    pack: int
    what: Happening
    happened_on: date
    how: str | None = None
    to_whom: str | None = None
    known_at: str | None = None
    reported: bool | None = None
    copy: int | None = None

    @property
    def ref(self) -> str:
        """The pack it is about."""
        return f"P{self.pack}"


def astray(events: Sequence[PackEvent]) -> PackEvent | None:
    """The event by which a pack went to the wrong person, while nobody has settled it."""
    found = None
    for event in events:
        if event.what is Happening.MISSENT:
            found = event
        elif event.what is Happening.SETTLED:
            found = None
    return found


def happened(pack: Pack, before: Sequence[PackEvent], event: PackEvent) -> PackEvent:
    """Give an event back. Raises Refused where it contradicts what became of the pack *before*."""
    if event.happened_on < pack.built_on:
        raise Refused(
            f"{pack.ref} was built on {short(pack.built_on)}; nothing became of it before.",
            f"See it with: marg pack show {pack.ref}",
        )
    is_astray = astray(before) is not None
    if event.what is Happening.SETTLED and not is_astray:
        raise Refused(
            f"{pack.ref} is not known to have gone to the wrong person.",
            f"Say so with: marg pack missent {pack.ref} --to TEXT --known-at WHEN",
        )
    if event.what is Happening.MISSENT and is_astray:
        raise Refused(
            f"{pack.ref} is known to have gone astray, and that is not settled yet.",
            f"Settle it with: marg pack settle {pack.ref} --reported --because TEXT",
        )
    came_back = (e for e in before if e.what is Happening.RETURNED and e.copy == event.copy)
    if event.what is Happening.RETURNED and (earlier := next(came_back, None)):
        raise Refused(
            f"{pack.ref} came back on {short(earlier.happened_on)} already.",
            "If that was another copy, name it with: --copy N",
        )
    return event
