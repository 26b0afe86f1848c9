"""What typed lines are read against at a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.live.line import Known
from marg_cli.errors import DateNotUnderstood
from marg_cli.services.actions.due import due_day
from marg_cli.services.group import group

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Store


def known(store: Store, held: Meeting, on: date) -> Known:
    """The agencies at work, the group's levels, and the days that can be read."""

    def is_due(text: str) -> bool:
        try:
            due_day(store, text, meeting=held, today=on)
        except DateNotUnderstood:
            return False
        return True

    codes = [agency.code for agency in store.agencies.listed() if agency.retired_on is None]
    return Known(tuple(codes), tuple(group(store).levels), is_due)
