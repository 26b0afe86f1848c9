"""Subject access: somebody asks for what is kept of them, and the group has a month to answer."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.calendar import WorkingDays, add_months, british
from marg_cli.domain.value import Value, replace
from marg_cli.errors import Refused, UsageRefused

TIME = 1
EXTENSION = 2
"""Calendar months to answer in, and by how many more a complex request may be extended.

UK GDPR Art 12(3).
"""

EXEMPTIONS = {
    "third party": "about somebody else, who has not agreed (DPA 2018 Sch 2 para 16)",
    "crime": "would prejudice preventing or detecting crime (Sch 2 para 2)",
    "harm": "would be likely to cause serious harm to somebody's health (Sch 3 para 5)",
    "social work": "would be likely to prejudice social work by serious harm (Sch 3 para 8)",
    "privilege": "legal professional privilege (Sch 2 para 19)",
    "court": "held back by a court, or only held for one (Sch 2 para 14, Sch 3 paras 3 and 9)",
    "public protection": "would prejudice protecting the public (Sch 2 para 7)",
    "negotiations": "would prejudice negotiations with the person (Sch 2 para 23)",
    "not about them": "not their personal data",
}
"""Why something may be held back, in plain words."""


class SubjectRequest(Value):
    """One request for what is kept of the person of a case.

    `asked_by` is the person, or whoever may ask for them. The clock runs from `received_on`: the
    day it came, or the day it was known who asks where that had to be found out first.
    """

    number: int
    case_ref: str
    received_on: date
    asked_by: str | None = None
    extended_on: date | None = None
    extended_because: str | None = None
    released_on: date | None = None
    how: str | None = None
    released_by: str | None = None

    @property
    def ref(self) -> str:
        """The reference people say."""
        return request_ref(self.number)

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its answer."""
        return self.released_on is None

    @property
    def due_on(self) -> date:
        """The last day in time; that day itself still counts."""
        return answer_due(self.received_on, TIME + (EXTENSION if self.extended_on else 0))

    def extended(self, because: str, *, on: date) -> SubjectRequest:
        """Give it two months more. Raises Refused after its first month, or a second time."""
        self.must_be_open()
        if self.extended_on is not None:
            raise Refused(
                f"{self.ref} is extended already, to {british(self.due_on)}.",
                f"Answer it with: marg subject export {self.case_ref}",
            )
        if on > self.due_on:
            raise Refused(
                f"{self.ref} was due on {british(self.due_on)}: it can be extended only in time.",
                f"Answer it now: marg subject export {self.case_ref}",
            )
        return replace(self, extended_on=on, extended_because=because)

    def released(self, how: str, *, by: str, on: date) -> SubjectRequest:
        """Answer it. Raises Refused where it is answered, or was not there yet on that day."""
        self.must_be_open()
        if on < self.received_on:
            raise Refused(
                f"{self.ref} came on {british(self.received_on)}: it is not answered before.",
                "Give the day the answer went out: --on DATE",
            )
        return replace(self, released_on=on, how=how, released_by=by)

    def must_be_open(self) -> None:
        """Raises Refused for one that was answered."""
        if self.released_on is not None:
            raise Refused(
                f"{self.ref} was answered on {british(self.released_on)}.",
                f"Keep another one with: marg subject request {self.case_ref}",
            )


class HeldBack(Value):
    """Something held back from an answer, under which exemption, and why."""

    number: int
    request: int
    case_ref: str
    what: str
    exemption: str
    because: str

    @property
    def ref(self) -> str:
        """The request it belongs to."""
        return request_ref(self.request)


def request_ref(number: int) -> str:
    """Write a request's reference: Q4."""
    return f"Q{number}"


def answer_due(received_on: date, months: int) -> date:
    """The last day to answer: the same day *months* on, or that month's last where it has none.

    On a weekend or a bank holiday it is the next working day (the Commissioner's rule); a day the
    group itself does not work moves nothing.
    """
    return WorkingDays().next_working(add_months(received_on, months))


def in_time(received_on: date, today: date) -> date:
    """Let pass the day a request came. Raises Refused for one still to come."""
    if received_on > today:
        raise Refused(
            f"{british(received_on)} is still to come.", "Give the day it came: --on DATE"
        )
    return received_on


def read_exemption(text: str) -> str:
    """Read why something is held back; its first letters are enough. Raises UsageRefused."""
    word = " ".join(text.casefold().split())
    found = [each for each in EXEMPTIONS if each.startswith(word)] if word else []
    if len(found) != 1:
        raise UsageRefused(
            f'"{text.strip()}" is no reason for which something may be held back.',
            f"One of: {'; '.join(EXEMPTIONS)}",
        )
    return found[0]
