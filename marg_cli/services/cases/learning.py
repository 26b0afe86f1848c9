"""What was learnt from cases: kept when one is closed, put right while it is nobody else's yet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.refs import LEARNING
from marg_cli.domain.value import replace
from marg_cli.services.at_the_table.belonging import case_named, note_list
from marg_cli.services.finding import find
from marg_cli.services.minutes.having_left import must_not_have_left

if TYPE_CHECKING:
    from marg_cli.domain.learning import Learning
    from marg_cli.services.minutes.correction import CorrectionSeen
    from marg_cli.store.protocol import Store


class LearningSeen(NamedTuple):
    """One thing learnt, as lists and programs see it."""

    ref: str
    case: str
    text: str
    on: date


def listed(store: Store, case: str | None) -> list[LearningSeen]:
    """List what was learnt from one case or from all, the oldest first. Raises CaseNotFound."""
    with store.read("learning list") as reading:
        ref = case_named(store, case)
        given = {} if ref is None else {"case_ref": ref}
        found = store.afterwards.learnt.listed(**given)
        note_list(reading, ref, len(found))
        return [seen(each) for each in found]


def show(store: Store, ref: str) -> tuple[LearningSeen, list[CorrectionSeen]]:
    """Show one thing learnt, and what was corrected of it. Raises LearningNotFound."""
    from marg_cli.services.minutes.correction import corrections_of

    with store.read("learning show") as reading:
        learning = find(store.afterwards.learnt, ref, LEARNING)
        reading.about(learning.ref, learning.case_ref)
        return seen(learning), corrections_of(store, learning.ref)


def edit(store: Store, ref: str, text: str) -> LearningSeen:
    """Put right what was typed wrong. Raises LearningNotFound; Refused once minutes tell of it."""
    with store.change("learning edit") as change:
        learning = replace(_open_learning(store, ref), text=text)
        change.save(learning)
        change.about(learning.case_ref)
        return seen(learning)


def remove(store: Store, ref: str) -> LearningSeen:
    """Take out what was not learnt. Raises LearningNotFound; Refused once minutes tell of it."""
    with store.change("learning remove") as change:
        learning = _open_learning(store, ref)
        change.remove(learning)
        change.about(learning.case_ref)
        return seen(learning)


def seen(learning: Learning) -> LearningSeen:
    """Say what one thing learnt is."""
    return LearningSeen(learning.ref, learning.case_ref, learning.text, learning.said_on)


def _open_learning(store: Store, ref: str) -> Learning:
    learning = find(store.afterwards.learnt, ref, LEARNING)
    must_not_have_left(store, learning)
    return learning
