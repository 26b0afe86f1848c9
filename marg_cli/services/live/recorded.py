"""What a meeting's minutes hold so far of one place, in the order it was said."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from marg_cli.domain.calendar import short
from marg_cli.domain.information import Information, InformationKind
from marg_cli.domain.person_view import ViewState
from marg_cli.domain.refs import action_ref
from marg_cli.services.at_the_table.risk_view import weighed
from marg_cli.services.group import group

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.risk import Weighed
    from marg_cli.store.changes import JournalLine
    from marg_cli.store.protocol import Store
    from marg_cli.store.rows import ActionRow

NO_LETTER = ""
"""What stands for the reference of a case's outcome: there is one at a meeting."""
OF_A_RISK = {"RiskRating", "RiskAgreement", "RiskDissent"}


class RecordedLine(NamedTuple):
    """One thing recorded: its reference, the heading it stands under, and what it says.

    `bare` is what a full room may read of it: no word that anybody said. `shared` is the
    information it is, which may not be for all.
    """

    ref: str
    heading: str
    text: str
    bare: str = ""
    shared: Information | None = None


def recorded(
    store: Store, meeting: Meeting, *, case: str | None, heading: str
) -> list[RecordedLine]:
    """What is recorded of a case at a meeting, or under a general heading."""
    if case is None:
        return list(_in_general(store, meeting, heading))
    lines = {line.ref: line for line in _of_case(store, meeting, case)}
    said = _in_order(store.journal.of_case(case), meeting.number)
    order = {ref: place for place, ref in enumerate(said)}
    return sorted(lines.values(), key=lambda line: order.get(line.ref, -1))


def how_many(store: Store, meeting: Meeting) -> Counter[str]:
    """How many things are recorded at each place, by case or by general heading."""
    table, number = store.at_the_table, meeting.number
    entries = store.minutes.entries(meeting=number)
    count = Counter(entry.case_ref or entry.heading for entry in entries)
    for kind in (table.views, table.barriers, table.decisions, table.outcomes):
        count.update(each.case_ref for each in kind.listed(meeting=number))
    count.update(case for case, _ in _spoken_of(store, meeting=number))
    shared = store.information.listed(meeting=number)
    count.update(each.case_ref for each in shared if not each.returned)
    count.update(row.case_ref or "matters" for row in store.actions.listed(meeting=number))
    return count


def _in_general(store: Store, meeting: Meeting, heading: str) -> Iterator[RecordedLine]:
    for entry in store.minutes.entries(meeting=meeting.number, heading=heading):
        if entry.case_ref is None:
            yield RecordedLine(f"E{entry.number}", entry.heading, entry.text)
    if heading == "matters":
        rows = store.actions.listed(meeting=meeting.number)
        yield from (_action(row) for row in rows if row.case_ref is None)


def _of_case(store: Store, meeting: Meeting, case: str) -> Iterator[RecordedLine]:
    table, number = store.at_the_table, meeting.number
    here = {"meeting": number, "case_ref": case}
    for entry in store.minutes.entries(meeting=number, case_ref=case):
        yield RecordedLine(f"E{entry.number}", entry.heading, entry.text)
    for shared in store.information.listed(meeting=number, case_ref=case):
        if shared.returned:
            continue
        sign = ":" if shared.kind is InformationKind.FACT else "?"
        marks = "".join(f" ({mark})" for mark in shared.marks)
        only = f" (only for {', '.join(shared.only_for)})" if shared.only_for else ""
        text = f"{shared.agency}{sign} {shared.text}{marks}{only}"
        yield RecordedLine(shared.ref, "information", text, shared.agency, shared)
    for view in table.views.listed(**here):
        said = view.text if view.state is not ViewState.NOT_OBTAINED else None
        text = f"{view.agency or 'the person'}: {said}" if said else f"not obtained: {view.because}"
        yield RecordedLine(view.ref, "views", text, view.state.value)
    for barrier in table.barriers.listed(**here):
        yield RecordedLine(barrier.ref, "barriers", barrier.text)
    for each in _risks_at(store, number, case):
        yield _risk(each)
    for decision in table.decisions.listed(**here):
        because = f", because {decision.because}" if decision.because else ""
        yield RecordedLine(decision.ref, "decision", decision.text + because)
    for row in store.actions.listed(meeting=number, case_ref=case):
        yield _action(row)
    for outcome in table.outcomes.listed(**here):
        yield RecordedLine(NO_LETTER, "outcome", outcome.sentence, outcome.said)


def _risks_at(store: Store, number: int, case: str) -> list[Weighed]:
    """Risks of a case raised, rated or agreed at a meeting, as they stand."""
    spoken_of = sorted(_spoken_of(store, meeting=number, case_ref=case))
    found = [risk for _, key in spoken_of if (risk := store.at_the_table.risks.get(key))]
    return weighed(store, group(store), found, case_ref=case) if found else []


def _spoken_of(store: Store, **given: Any) -> set[tuple[str, int]]:  # noqa: ANN401 - a condition each
    """The case and the number of each risk raised, rated or agreed under the conditions given."""
    table = store.at_the_table
    raised = {(each.case_ref, each.number) for each in table.risks.listed(**given)}
    raised |= {(each.case_ref, each.risk) for each in table.ratings.listed(**given)}
    return raised | {(each.case_ref, each.risk) for each in table.agreements.listed(**given)}


def _risk(each: Weighed) -> RecordedLine:
    levels = [f"{rating.agency}={rating.level}" for rating in each.ratings]
    if each.now:
        levels.append(f"agreed={each.now.level or 'none'}")
    levels += [f"dissent {dissent.agency}" for dissent in each.dissent]
    risk = each.risk
    text = " ".join([f"{risk.to_whom}:", risk.text, *levels])
    return RecordedLine(risk.ref, "risk", text, " ".join([risk.to_whom, *levels]))


def _action(row: ActionRow) -> RecordedLine:
    who = f"{row.agency} {row.owner}" if row.owner else row.agency
    due = short(date.fromisoformat(row.due_on))
    direct = ", direct" if row.direct else ""
    intended = f", so that {row.intended}" if row.intended else ""
    text = f"{who}: {row.what}, due {due}{intended}{direct}"
    return RecordedLine(action_ref(row.number), "action", text, f"{row.agency}, due {due}")


def _in_order(lines: Iterable[JournalLine], meeting: int) -> list[str]:
    """References in the order they were first spoken of at a meeting."""
    found: dict[str, None] = {}
    for line in lines:
        row = line.after or line.before or {}
        if row.get("meeting") != meeting:
            continue
        if line.thing in OF_A_RISK:
            found.setdefault(f"R{row['risk']}")
        elif line.thing == "Outcome":
            found.setdefault(NO_LETTER)
        elif line.thing in LETTERS:
            found.setdefault(f"{LETTERS[line.thing]}{row['number']}")
    return list(found)


LETTERS = {
    "Entry": "E",
    "Information": "I",
    "PersonView": "V",
    "Barrier": "B",
    "Risk": "R",
    "Decision": "D",
    "Action": "A",
}
"""The letter of each kind's references, by what the journal calls it."""
