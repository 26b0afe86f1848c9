"""No sequence of commands reaches what the rules forbid, and a final text never changes."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from marg_cli.cli.minutes_documents import wording
from marg_cli.domain.meeting import AttendanceState, MeetingStatus
from marg_cli.domain.minutes import MinutesStatus
from marg_cli.domain.minutes_life import MOVES
from marg_cli.errors import MargError, Refused
from marg_cli.services import undo
from marg_cli.services.meetings import attendance
from marg_cli.services.minutes import as_text as minutes_text
from marg_cli.services.minutes import life as minutes_life
from marg_cli.services.minutes import minutes
from marg_cli.services.minutes import versions as minutes_versions
from tests.builders import a_case, a_meeting, an_agency
from tests.services.machine import SOME, RegisterMachine

ON = date(2026, 12, 20)
DAYS = {1: "2026-11-10", 2: "2026-12-08"}
MEETINGS = st.sampled_from(sorted(DAYS))
WORDS = st.sampled_from(["Said", "Said [b]otherwise[/b]", "# Said", "[E1] said"])


class MinutesLife(RegisterMachine):
    """Two meetings; each command may be refused, and then nothing has changed."""

    def __init__(self) -> None:
        super().__init__()
        self.left: dict[tuple[int, int], str] = {}
        self.status: dict[int, MinutesStatus] = {}

    @initialize()
    def begin(self) -> None:
        with self.store.change("init") as change:
            change.save(an_agency(), a_case())
            for number, day in DAYS.items():
                change.save(a_meeting(number=number, held_on=date.fromisoformat(day)))

    @rule(meeting=MEETINGS)
    def start(self, meeting: int) -> None:
        self._try(minutes.start, DAYS[meeting], at="10:00", on=ON)

    @rule(meeting=MEETINGS, words=WORDS)
    def record(self, meeting: int, words: str) -> None:
        open_before = self._is_open(meeting)
        done = self._try(minutes.record, "M26-001", "views", words, meeting=DAYS[meeting], on=ON)
        assert not done or open_before

    @rule(entry=st.integers(1, 6), words=WORDS)
    def edit(self, entry: int, words: str) -> None:
        self._try(minutes.edit, f"E{entry}", words)

    @rule(entry=st.integers(1, 6))
    def remove(self, entry: int) -> None:
        self._try(minutes.remove, f"E{entry}")

    @rule(meeting=MEETINGS)
    def attend(self, meeting: int) -> None:
        self._try(attendance.record, "GLOW", AttendanceState.PRESENT, meeting=DAYS[meeting], on=ON)

    @rule(meeting=MEETINGS, words=WORDS)
    def correct_as_one_text(self, meeting: int, words: str) -> None:
        with suppress(MargError):
            handed = minutes_text.handed_out(self.store, DAYS[meeting], on=ON, leaving=True)
            text = f"{handed.text}\n# M26-001\n## Outcome\n{words}\n"
            minutes_text.taken_over(self.store, text, on=ON, removing=True)

    @rule(meeting=MEETINGS)
    def finalise(self, meeting: int) -> None:
        write = partial(wording, search=())
        self._try(minutes_life.finalise, DAYS[meeting], write=write, on=ON)

    @rule(meeting=MEETINGS)
    def finalise_and_send(self, meeting: int) -> None:
        self.finalise(meeting)
        self.render(meeting)

    @rule(meeting=MEETINGS)
    def approve(self, meeting: int) -> None:
        self._try(minutes_life.approve, DAYS[meeting], at=None, on=ON)

    @rule(meeting=MEETINGS)
    def amend(self, meeting: int) -> None:
        self._try(minutes_life.amend, DAYS[meeting], because="Corrected", on=ON)

    @rule()
    def undo(self) -> None:
        with suppress(Refused):
            undo.undo(self.store)
            self.status.clear()

    @rule(meeting=MEETINGS)
    def render(self, meeting: int) -> None:
        """Whatever is final and has left stays so from here on."""
        with suppress(MargError):
            found = minutes_versions.leaving(self.store, DAYS[meeting], version=None, on=ON)
            if isinstance(found, minutes_versions.Kept):
                for version in self.store.minutes_versions.listed(meeting):
                    self.left[meeting, version.number] = self._said(meeting, version.number)

    @invariant()
    def what_left_as_final_is_as_it_was(self) -> None:
        for (meeting, version), text in self.left.items():
            assert self._said(meeting, version) == text

    @invariant()
    def a_status_follows_only_what_it_may(self) -> None:
        for kept in self.store.minutes.listed():
            before = self.status.get(kept.meeting, kept.status)
            assert kept.status == before or kept.status in MOVES[before]
            self.status[kept.meeting] = kept.status

    @invariant()
    def minutes_and_meeting_agree(self) -> None:
        for kept in self.store.minutes.listed():
            meeting = self.store.meetings.get(kept.meeting)
            versions = self.store.minutes_versions.listed(kept.meeting)
            assert meeting is not None
            assert (meeting.status is MeetingStatus.HELD) == bool(versions)
            assert (kept.status is MinutesStatus.DRAFT) == (not versions)
            assert meeting.amending == (kept.because is not None)
            assert [v.number for v in versions] == [*range(1, len(versions) + 1)]
            if kept.status is MinutesStatus.APPROVED:
                assert versions[-1].approved_on is not None

    def _is_open(self, meeting: int) -> bool:
        kept = self.store.minutes.get(meeting)
        return kept is not None and kept.is_open

    def _said(self, meeting: int, version: int) -> str:
        blocks = self.store.minutes_versions.blocks(meeting, version)
        return "".join(block.text for block in blocks)


TestMinutesLife = MinutesLife.TestCase
TestMinutesLife.settings = SOME
