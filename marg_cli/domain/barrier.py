"""Barriers: what keeps the person from engaging, or a service from helping, until unblocked."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.value import Value, replace
from marg_cli.errors import Refused


class Barrier(Value):
    """One barrier; `service` is the one it stands before. Unblocked, it has a day and a how."""

    number: int
    case_ref: str
    text: str
    service: str | None
    raised_on: date
    meeting: int | None = None
    unblocked_on: date | None = None
    how: str | None = None

    @property
    def ref(self) -> str:
        """The reference people say: B3."""
        return f"B{self.number}"

    def stood(self, on: date) -> bool:
        """Whether it was still in the way at the end of a day."""
        return self.unblocked_on is None or self.unblocked_on > on

    def unblocked(self, how: str, *, on: date) -> Barrier:
        """Say how it was unblocked.

        Raises Refused when it is unblocked already, or on a day before it was raised.
        """
        if self.unblocked_on is not None:
            raise Refused(
                f"{self.ref} is unblocked already.",
                f"Put right how it was done: marg barrier edit {self.ref} --how TEXT",
            )
        if on < self.raised_on:
            raise Refused(
                f"{self.ref} was raised after that day.",
                f"Give a later day, or see it with: marg barrier show {self.ref}",
            )
        return replace(self, unblocked_on=on, how=how)

    def blocked_again(self) -> Barrier:
        """Take back that it was unblocked."""
        return replace(self, unblocked_on=None, how=None)
