"""What follows from a case being spoken of at a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marg_cli.domain.case import CaseStatus

if TYPE_CHECKING:
    from marg_cli.domain.case import Case
    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Change, Store


def discussed(store: Store, change: Change, case: Case, held: Meeting) -> list[str]:
    """Note that a meeting speaks of a case; say what a person might not have expected of it.

    The first discussion makes an accepted case active.
    """
    remarks = []
    if case.status is CaseStatus.ACCEPTED:
        change.save(case.moved_to(CaseStatus.ACTIVE))
        remarks.append(f"{case.ref} is active now: this is its first discussion.")
    if not any(item.case_ref == case.ref for item in store.agendas.listed(meeting=held.number)):
        remarks.append(f"{case.ref} is not on the agenda of {held.ref}.")
    return remarks


def anything_said(store: Store, **given: Any) -> bool:  # noqa: ANN401 - a condition each
    """Whether a view, risk, barrier, decision or plan meets the conditions (meeting, case_ref)."""
    table = store.at_the_table
    kinds = (
        table.views,
        table.risks,
        table.ratings,
        table.agreements,
        table.barriers,
        table.decisions,
        table.plans,
    )
    return any(kind.listed(**given) for kind in kinds)
