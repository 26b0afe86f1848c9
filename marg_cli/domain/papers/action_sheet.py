"""The action sheet: what one agency promised, with room to say what became of it."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.papers.actions import ActionLine
from marg_cli.domain.papers.frame import Head
from marg_cli.domain.papers.returning import ReturnBy
from marg_cli.domain.value import Value


class ActionSheet(Value):
    """One agency's open actions; without a meeting ahead there is no day to return it by.

    `after` is the meeting whose action list this is, if it is one; `draft` says that its minutes
    are not final. The group's own actions stand apart, whether they are overdue or not.
    """

    head: Head
    agency: str
    agency_name: str
    return_by: ReturnBy | None
    overdue: tuple[ActionLine, ...]
    open: tuple[ActionLine, ...]
    groups_own: tuple[ActionLine, ...] = ()
    after: date | None = None
    draft: bool = False
