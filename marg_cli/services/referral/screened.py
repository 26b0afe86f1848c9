"""Which screening of a case counts, and which cases have to be screened, or asked again."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from marg_cli.domain.case import LIVE, CaseStatus, opened_by

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from marg_cli.domain.case import Case, Referral
    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.screening import Screening
    from marg_cli.store.protocol import Store


def screening_of(store: Store, case_ref: str) -> Screening | None:
    """The screening of one case that counts: the last one of its latest referral."""
    kept = of_latest(store.screenings.listed(case_ref), store.cases.referrals(case_ref))
    return kept[-1] if kept else None


def of_latest(kept: Iterable[Screening], referrals: Iterable[Referral]) -> list[Screening]:
    """Those of a case's screenings that judge its latest referral, the oldest first."""
    opened = opened_by(referrals)
    number = opened.number if opened else None
    return [screening for screening in kept if screening.referral == number]


def screenings_that_count(store: Store) -> dict[str, Screening]:
    """The screening of each case that counts; cases without one are left out."""
    return {ref: kept[-1] for ref, kept in _of_latest_referrals(store).items()}


def _of_latest_referrals(store: Store) -> dict[str, list[Screening]]:
    kept: defaultdict[str, list[Screening]] = defaultdict(list)
    for screening in store.screenings.listed():
        kept[screening.case_ref].append(screening)
    if not kept:
        return {}
    referrals: defaultdict[str, list[Referral]] = defaultdict(list)
    for referral in store.cases.referrals():
        referrals[referral.case_ref].append(referral)
    found = {ref: of_latest(of_case, referrals[ref]) for ref, of_case in kept.items()}
    return {ref: of_case for ref, of_case in found.items() if of_case}


class ForMeeting:
    """What the screenings say ahead of one meeting, fetched once for all its cases."""

    def __init__(self, store: Store, meeting: Meeting) -> None:
        self.meeting = meeting
        kept = _of_latest_referrals(store)
        self.screenings = {ref: of_case[-1] for ref, of_case in kept.items()}
        self.before = {ref: of_case[-2] for ref, of_case in kept.items() if len(of_case) > 1}
        items = store.agendas.listed()
        self.listed = {item.case_ref for item in items if item.meeting == meeting.number}
        before = {m.number: m.held_on for m in store.meetings.listed(before=meeting.held_on)}
        self._last_listed: dict[str, date] = {}
        for item in items:
            if item.meeting in before:
                day = before[item.meeting]
                known = self._last_listed.get(item.case_ref, day)
                self._last_listed[item.case_ref] = max(day, known)

    def must_be_asked(self, ref: str) -> bool:
        """Whether a listed case has no screening yet that serves the meeting."""
        screening = self.screenings.get(ref)
        return screening is None or not screening.serves(
            self.meeting.number, self._last_listed.get(ref)
        )


def to_screen(store: Store, *, on: date) -> set[str]:
    """The references of the live cases somebody has to screen, or ask again, as of *on*.

    Those never screened since their referral, those listed for the next meeting whose answers are
    older than the meeting before, and those at immediate risk of whom nobody was told.
    """
    from marg_cli.domain.meeting import MeetingStatus

    ahead = [m for m in store.meetings.listed(since=on) if m.status is not MeetingStatus.HELD]
    coming = ForMeeting(store, ahead[0]) if ahead else None
    screenings = coming.screenings if coming else screenings_that_count(store)
    return {
        case.ref
        for case in store.cases.listed()
        if case.status in LIVE
        and (
            _is_unscreened(case, screenings.get(case.ref))
            or (coming and case.ref in coming.listed and coming.must_be_asked(case.ref))
        )
    }


def _is_unscreened(case: Case, screening: Screening | None) -> bool:
    """Never screened, or nobody told of an immediate risk."""
    if screening is None:
        return case.status is CaseStatus.REFERRED
    return screening.is_untold
