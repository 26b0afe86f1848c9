"""The person's own views: asked for, given or not obtained, and what they were told afterwards."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from marg_cli.domain.value import Value, replace
from marg_cli.errors import Refused


class ViewState(StrEnum):
    """How one attempt to hear the person stands; `told` is word carried back to them."""

    ASKED = "asked"
    GIVEN = "given"
    NOT_OBTAINED = "not obtained"
    TOLD = "told"


REQUEST = {"agency", "asked_on", "until", "safe_contact", "knows"}
"""What was asked: of which agency, by when, how contact is safe, whether the person knows."""

BELONGS = {
    ViewState.ASKED: REQUEST,
    ViewState.GIVEN: REQUEST | {"said_on", "text", "how", "wants"},
    ViewState.NOT_OBTAINED: REQUEST | {"said_on", "because"},
    ViewState.TOLD: {"said_on", "text", "told_by"},
}
"""Which fields are said in which state."""


class PersonView(Value):
    """One time the person was to be heard, was heard, or was told.

    `until` is the last day in time. `knows` is whether the person knows of the referral, None
    where nobody has said. `text` holds their own words, or what they were told; `said_on` is the
    day of it, or the day it was clear that there would be none.
    """

    number: int
    case_ref: str
    state: ViewState
    agency: str | None = None
    asked_on: date | None = None
    until: date | None = None
    safe_contact: str | None = None
    knows: bool | None = None
    said_on: date | None = None
    text: str | None = None
    how: str | None = None
    wants: str | None = None
    because: str | None = None
    told_by: str | None = None
    meeting: int | None = None

    @property
    def ref(self) -> str:
        """The reference people say: V5."""
        return f"V{self.number}"

    @property
    def is_outstanding(self) -> bool:
        """Whether somebody was asked and has not answered."""
        return self.state is ViewState.ASKED

    def is_late(self, on: date) -> bool:
        """Whether it is outstanding past its day; the day itself is still in time."""
        return self.is_outstanding and self.until is not None and self.until < on

    def given(
        self, text: str, *, how: str, wants: str | None, on: date, meeting: int | None
    ) -> PersonView:
        """Keep what the person said, in their own words."""
        return replace(
            self,
            state=ViewState.GIVEN,
            text=text,
            how=how,
            wants=wants,
            said_on=on,
            meeting=meeting,
        )

    def not_obtained(self, because: str, *, on: date, meeting: int | None) -> PersonView:
        """Keep why the person could not be heard: nobody may waive their voice."""
        return replace(
            self, state=ViewState.NOT_OBTAINED, because=because, said_on=on, meeting=meeting
        )

    def put_right(self, **given: Any) -> PersonView:  # noqa: ANN401 - each field its own type
        """Change fields that were typed wrong. Raises Refused for one this state does not have."""
        odd = sorted(given.keys() - BELONGS[self.state])
        if odd:
            raise Refused(
                f'{self.ref} is "{self.state}", so it has no "{odd[0].replace("_", " ")}".',
                f"See what it has: marg view show {self.ref}",
            )
        return replace(self, **given)
