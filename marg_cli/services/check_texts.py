"""Every text a paper holds, with where it stands, to look for names in."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from marg_cli.domain.action import ActionStatus, NoteKind
from marg_cli.domain.checks.actions import GIVE_OWNER
from marg_cli.domain.checks.names import Names, Text
from marg_cli.domain.plan import FACTORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from marg_cli.domain.information import Information
    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.minutes import Entry
    from marg_cli.domain.papers.actions import ActionLine
    from marg_cli.domain.papers.at_the_table import AtTheTable, PlanLine
    from marg_cli.domain.papers.minutes import Learnt
    from marg_cli.services.group import Group
    from marg_cli.store.protocol import Store

FIELDS = ("what", "intended", "outcome")
"""What is written of an action, and the options that put it right."""

TOLD = {NoteKind.PROGRESS, NoteKind.MOVED}
"""The lines of an action's story that papers show."""


def names(store: Store, made: Group, meeting: Meeting) -> Names:
    """The names of everybody the register's cases are about; staff may be named anywhere."""
    known = [
        *(member.name for member in store.members.listed()),
        *(agency.name for agency in store.agencies.listed()),
        meeting.chair,
        meeting.minute_taker,
        meeting.venue,
        made.text("group.chair"),
        made.text("group.minute_taker"),
        made.text("group.name"),
    ]
    people = ((c.ref, [c.name or "", *c.aliases]) for c in store.cases.listed())
    return Names(people, filter(None, known))


def entry_texts(entries: Iterable[Entry]) -> Iterator[Text]:
    """What was recorded."""
    for entry in entries:
        ref = f"E{entry.number}"
        mend = f'marg minutes edit {ref} "..."'
        yield Text(entry.case_ref, entry.heading, entry.text, mend, entry=ref)


def action_texts(store: Store, lines: Iterable[ActionLine]) -> Iterator[Text]:
    """What actions say, and the lines of their stories by the number `action show` gives them."""
    shown = {line.ref: line for line in lines}
    for ref, line in shown.items():
        for field in FIELDS:
            text = getattr(line, field)
            if text:
                mend = f'marg action edit {ref} --{field} "..."'
                yield Text(line.case, "actions", text, mend, action=ref)
        if line.owner and line.status == ActionStatus.OPEN:
            mend = GIVE_OWNER.format(action=ref, agency=line.agency)
            yield Text(line.case, "actions", line.owner, mend, action=ref)
    told: defaultdict[str, int] = defaultdict(int)
    for note in store.actions.notes():
        told[note.ref] += 1
        if note.ref in shown and note.kind in TOLD:
            mend = f'marg action progress {note.ref} "..." --replace {told[note.ref]}'
            yield Text(note.case_ref, "actions", note.text, mend, action=note.ref)


def information_texts(shared: Iterable[Information]) -> Iterator[Text]:
    """What agencies shared."""
    for each in shared:
        mend = f'marg info edit {each.ref} "..."'
        yield Text(each.case_ref, "information", each.text, mend)


def declared_texts(store: Store, meeting: Meeting) -> Iterator[Text]:
    """The interests that were declared."""
    for declared in store.meetings.declared(meeting.number):
        mend = f'marg attendance edit {declared.number} "..."'
        yield Text(declared.case_ref, "declarations", declared.interest, mend)


def table_texts(ref: str, table: AtTheTable) -> Iterator[Text]:
    """What was said of a case at the table, each with the command that puts it right."""
    for view in table.views:
        edit = f"marg view edit {view.ref}"
        what = f'{edit} "..."' if view.obtained else f'{edit} --because "..."'
        yield from _texts(ref, "views", {what: view.text, f'{edit} --how "..."': view.how})
        yield from _texts(ref, "views", {f'{edit} --wants "..."': view.wants})
    for told in table.told:
        yield from _texts(ref, "feedback", {f'marg view edit {told.ref} "..."': told.text})
    for risk in table.risks:
        again = f'marg risk agree {risk.ref} LEVEL --dissent "CODE:..."'
        yield from _texts(ref, "risks", {f'marg risk edit {risk.ref} "..."': risk.text})
        for dissent in risk.dissent:
            yield Text(ref, "risks", dissent.text, again)
    for barrier in table.barriers:
        edit = f"marg barrier edit {barrier.ref}"
        said = {f'{edit} "..."': barrier.text, f'{edit} --how "..."': barrier.how}
        yield from _texts(ref, "barriers", {**said, f'{edit} --service "..."': barrier.service})
    for decision in table.decisions:
        edit = f"marg decision edit {decision.ref}"
        said = {f'{edit} "..."': decision.text, f'{edit} --because "..."': decision.because}
        yield from _texts(ref, "decisions", said)
    if table.outcome is not None:
        again = f'marg case outcome {ref} KIND --because "..."'
        yield from _texts(ref, "outcome", {again: table.outcome.because})
    if table.plan is not None:
        yield from _plan_texts(ref, table.plan)


def _plan_texts(ref: str, plan: PlanLine) -> Iterator[Text]:
    edit = f"marg case plan {ref}"
    said = {f'{edit} "..."': plan.text, f'{edit} --contingency "..."': plan.contingency}
    yield from _texts(ref, "plan", {**said, f'{edit} --tells "..."': plan.tells})
    for key, factor in zip(FACTORS, plan.factors, strict=True):
        option = key if factor.present else f"no-{key}"
        yield from _texts(ref, "plan", {f'{edit} --{option} "..."': factor.text})


def _texts(ref: str, heading: str, said: Mapping[str, str | None]) -> Iterator[Text]:
    """Texts under a heading, by the command that puts each right; what is not there is left out."""
    for mend, text in said.items():
        if text:
            yield Text(ref, heading, text, mend)


def learnt_text(case_ref: str, learnt: Learnt) -> Iterator[Text]:
    """What was learnt from a case."""
    yield Text(case_ref, "learning", learnt.text, f'marg learning edit {learnt.ref} "..."')


def case_text(ref: str, option: str, text: str | None) -> Iterator[Text]:
    """One field of a case that a paper shows, under the name of the option that puts it right."""
    if text:
        yield Text(ref, option, text, f'marg case edit {ref} --{option} "..."')
