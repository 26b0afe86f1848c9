"""A screening as people and programs see it, with what changed since the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.screening import Difference, differences

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from marg_cli.domain.screening import Screening
    from marg_cli.store.protocol import Store


class ScreeningView(NamedTuple):
    """One screening; `fails_because` says why it does not pass, `changed` what was said before."""

    case: str
    on: date
    meeting: date | None
    supervision: bool
    other_process: str | None
    why_here: str | None
    themes: tuple[str, ...]
    tried: str | None
    failed_because: str | None
    immediate_risk: str | None
    reported_to: str | None
    remarks: str | None
    passes: bool
    fails_because: list[str]
    changed: list[Difference]

    @property
    def is_untold(self) -> bool:
        """Whether somebody is at immediate risk and nobody is said to have been told."""
        return self.immediate_risk is not None and self.reported_to is None


def screening_view(
    store: Store, screening: Screening, before: Screening | None = None
) -> ScreeningView:
    """Put one screening into words, with what changed since the one *before*."""
    meeting = store.meetings.get(screening.meeting) if screening.meeting else None
    return ScreeningView(
        case=screening.case_ref,
        on=screening.screened_on,
        meeting=meeting.held_on if meeting else None,
        supervision=screening.supervised,
        other_process=screening.other_process,
        why_here=screening.why_here,
        themes=screening.themes,
        tried=screening.tried,
        failed_because=screening.failed_because,
        immediate_risk=screening.immediate_risk,
        reported_to=screening.reported_to,
        remarks=screening.remarks,
        passes=not screening.fails,
        fails_because=screening.fails,
        changed=differences(before, screening) if before else [],
    )


def latest_view(store: Store, kept: Sequence[Screening]) -> ScreeningView | None:
    """The last of a case's screenings, seen beside the one before it."""
    if not kept:
        return None
    return screening_view(store, kept[-1], kept[-2] if len(kept) > 1 else None)
