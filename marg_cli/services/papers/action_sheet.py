"""The action sheets: each agency gets its own open actions, and nothing of another's."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.calendar import short
from marg_cli.domain.counting import counted
from marg_cli.domain.meeting import MeetingStatus
from marg_cli.domain.need_to_know import Reader, ReaderKind, Sight
from marg_cli.domain.papers.action_sheet import ActionSheet
from marg_cli.services import finding
from marg_cli.services.agencies.gate import gate, said
from marg_cli.services.group import group
from marg_cli.services.need_to_know import need_to_know
from marg_cli.services.papers import frame
from marg_cli.services.papers.lines import ActionLines, others_of
from marg_cli.services.papers.returning import return_by

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from marg_cli.domain.agency import Agency
    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.papers.actions import ActionLine
    from marg_cli.services.group import Group
    from marg_cli.store.protocol import Store
    from marg_cli.store.rows import ActionRow

DAY = timedelta(days=1)

BACK_BY = "agenda"
"""Answers are due when the agenda goes out: its action log says what became of each action."""


class ActionSheets(NamedTuple):
    """A sheet for each agency, by its code, and what is to be said beside."""

    papers: dict[str, ActionSheet]
    remarks: list[str]


class _Around(NamedTuple):
    """The meeting that answers are due before, and the one whose action list the sheets are."""

    ahead: Meeting | None
    after: Meeting | None


def action_sheets(
    store: Store, agencies: Sequence[str], *, meeting: str | None, on: date
) -> ActionSheets:
    """Put together a sheet for each of *agencies* that holds open actions, or for all that do.

    An agency that has retired gets one only when it is named. Sheets are due before *meeting*,
    else before the next one. Where *meeting* has taken place they are its action list, due before
    the one after it, and drafts until its minutes are final. Raises AgencyNotFound and
    MeetingNotFound.
    """
    with store.read("action chase", leaving=True) as reading:
        named = [finding.agency(store, code) for code in dict.fromkeys(agencies)]
        around = _around(store, meeting, on)
        made = group(store)
        holding = _holding(store, made, on)
        asked, remarks = _asked(store, named, holding)
        asked, held_back = _through_the_gate(store, asked, holding, around, on)
        remarks += held_back
        if around.ahead is None and asked:
            remarks.append(
                "No meeting is planned, so the sheets name no day to send them back by. "
                "Add one with: marg meeting add DATE"
            )
        papers = {a.code: _sheet(made, around, a, holding[a.code], on) for a in asked}
        if papers and around.after is not None:
            reading.about(around.after.ref)
        for code in papers:
            lines = holding[code]
            reading.about(code, *(line.case for line in lines if line.case))
            reading.about(*(line.ref for line in lines))
    return ActionSheets(papers, remarks)


def sheets_of(
    store: Store, held: Meeting, sights: Sequence[Sight], *, on: date
) -> dict[str, ActionSheet]:
    """The sheet of each agency, or of one person of it, that holds open actions: by its reader.

    Within a reading or a change; the meeting is as in `action_sheets`.
    """
    made, around = group(store), _around_it(store, held, on)
    rows = _open_by_agency(store)
    lines = ActionLines(store, made.working_days, on)
    sheets = {}
    for sight in sights:
        agency = store.agencies.get(sight.reader.agency or "")
        if agency is None or sight.reader.kind is not ReaderKind.AGENCY:
            continue
        own = _own(lines, rows[agency.code], sight)
        if own:
            sheets[sight.reader.named] = _sheet(made, around, agency, own, on)
    return sheets


def _around(store: Store, named: str | None, on: date) -> _Around:
    return _around_it(store, finding.meeting(store, named, today=on) if named else None, on)


def _around_it(store: Store, meeting: Meeting | None, on: date) -> _Around:
    if meeting is not None and meeting.held_on >= on and meeting.status is MeetingStatus.PLANNED:
        return _Around(meeting, None)
    earliest = max(on, meeting.held_on + DAY) if meeting else on
    ahead = store.meetings.listed(since=earliest)
    return _Around(ahead[0] if ahead else None, meeting)


def _holding(store: Store, made: Group, on: date) -> dict[str, list[ActionLine]]:
    """The open actions of each agency, overdue first, without a word of a case it may not see."""
    lines, rule = ActionLines(store, made.working_days, on), need_to_know(store)
    return {
        code: list(_own(lines, rows, Sight(rule, Reader(kind=ReaderKind.AGENCY, agency=code))))
        for code, rows in _open_by_agency(store).items()
    }


def _open_by_agency(store: Store) -> defaultdict[str, list[ActionRow]]:
    held: defaultdict[str, list[ActionRow]] = defaultdict(list)
    for row in store.actions.listed(status="open"):
        held[row.agency].append(row)
    return held


def _own(lines: ActionLines, rows: Sequence[ActionRow], sight: Sight) -> tuple[ActionLine, ...]:
    """An agency's own actions show themselves, whether it may see their cases or not."""
    others = others_of(sight, (row.case_ref for row in rows))
    return others.struck_from(lines.for_reader(rows, sight))


def _asked(
    store: Store, named: Sequence[Agency], holding: dict[str, list[ActionLine]]
) -> tuple[list[Agency], list[str]]:
    """Who gets a sheet, and a sentence for each agency that might have been expected to."""
    if named:
        idle = [a.code for a in named if a.code not in holding]
        asked = [a for a in named if a.code in holding]
        return asked, [f"{code} holds no open action." for code in idle]
    agencies = [a for a in store.agencies.listed() if a.code in holding]
    return [a for a in agencies if a.retired_on is None], [
        f"{a.code} has retired and still holds {counted(len(holding[a.code]), 'open action')}: "
        "marg action reassign REF --agency CODE"
        for a in agencies
        if a.retired_on is not None
    ]


def _through_the_gate(
    store: Store,
    asked: Sequence[Agency],
    holding: dict[str, list[ActionLine]],
    around: _Around,
    on: date,
) -> tuple[list[Agency], list[str]]:
    """Who may have a sheet that speaks of cases; one with the group's own actions alone passes."""
    speaking = [a for a in asked if any(line.case for line in holding[a.code])]
    passages = gate(store, speaking, around.after or around.ahead, on=on)
    through = [a for a in asked if a.code not in passages or not passages[a.code].held_back]
    return through, said(passages, what="action sheet")


def _sheet(
    made: Group,
    around: _Around,
    agency: Agency,
    lines: Sequence[ActionLine],
    on: date,
) -> ActionSheet:
    ahead, after = around
    draft = after is not None and (after.status is not MeetingStatus.HELD or after.amending)
    version = f"DRAFT, made on {short(on)}" if draft else f"Made on {short(on)}"
    title = "Action list" if after else "Action sheet"
    words = {"title": title, "copy_for": agency.code, "version": version}
    meeting = after or ahead
    of_cases = [line for line in lines if line.case is not None]
    return ActionSheet(
        head=frame.head(made, meeting, **words) if meeting else frame.head_on(made, on, **words),
        agency=agency.code,
        agency_name=agency.name,
        return_by=return_by(made, ahead, BACK_BY, on) if ahead else None,
        overdue=tuple(line for line in of_cases if line.overdue),
        open=tuple(line for line in of_cases if not line.overdue),
        groups_own=tuple(line for line in lines if line.case is None),
        after=after.held_on if after else None,
        draft=draft,
    )
