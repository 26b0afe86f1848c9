"""What every store does for the services: find things, and change them in one piece.

A shared server store is to come behind this protocol, so nothing here speaks of files or SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from marg_cli.domain.action import Action, ActionNote
from marg_cli.domain.agency import Agency, Member, Training
from marg_cli.domain.agenda import AgendaItem
from marg_cli.domain.case import Case, Involvement, Referral
from marg_cli.domain.meeting import Attendance, Declaration, Meeting, MeetingStatus
from marg_cli.store.at_the_table import Afterwards, AtTheTable
from marg_cli.store.deeds import Audit, Journal
from marg_cli.store.facts import BackedUp, Problem, StoreFacts
from marg_cli.store.finders import InformationShared, LateralChecks
from marg_cli.store.minutes_finders import MinutesKept, MinutesVersions
from marg_cli.store.referral_finders import AnswersKept, Documents, Screenings
from marg_cli.store.rows import ActionRow, AttendedRow, ClosedRow, LateRow, OpenedRow


class Reading(Protocol):
    """A reading under way, which the audit will remember."""

    def about(self, *refs: str) -> None:
        """Name what was read."""

    def note(self, text: str) -> None:
        """Say how much was read instead of naming every reference."""


class Change(Protocol):
    """A change under way: all of it stands, with its line in the audit, or none."""

    @property
    def seq(self) -> int:
        """The number its line in the audit will have."""

    @property
    def steps(self) -> int:
        """How many rows it has changed so far."""

    def next_number(self, counter: str) -> int:
        """Give out a number that is never given out again."""

    def number_taken(self, counter: str, number: int) -> None:
        """Never give out *number* or one below it."""

    def save(self, *things: Any) -> None:  # noqa: ANN401 - any thing of the domain that is kept
        """Add things, or replace those with their keys. Raises Refused where they contradict."""

    def remove(self, *things: Any) -> None:  # noqa: ANN401 - any thing of the domain that is kept
        """Remove things. Raises Refused while something else speaks of one."""

    def keep_content(self, number: int, pieces: Iterable[bytes]) -> None:
        """Keep the content of the document *number*, which is saved after it."""

    def forget_content(self, number: int) -> None:
        """Let go, for good, of the content of a document just removed."""

    def take_back(self, seq: int) -> None:
        """Undo the change *seq*. Raises Refused when it was changed since."""

    def put_back(self, seq: int) -> None:
        """Put back what the change *seq* did, without undoing it: something takes its place."""

    def about(self, *refs: str) -> None:
        """Name references besides those of what is saved."""

    def note(self, text: str) -> None:
        """Say how much was changed instead of naming every reference."""


class Actions(Protocol):
    """Finds actions."""

    def get(self, number: int) -> Action | None:
        """The action with that number."""

    def beginning_with(self, digits: str) -> list[int]:
        """The first hundred numbers that begin with some digits, which may be none."""

    def nearest(self, number: int) -> list[int]:
        """The numbers nearest to one that is not there."""

    def overdue(self, on: date) -> list[ActionRow]:
        """Open actions due before *on*, the longest overdue first."""

    def listed(self, **given: Any) -> list[ActionRow]:  # noqa: ANN401 - a condition each
        """Actions that meet every condition given, by due date.

        Conditions: number, case_ref, agency, owner, status, meeting (its number), due_before
        (that day excluded), closed_since (included).
        """

    def notes(self, *, action: int | None = None, case_ref: str | None = None) -> list[ActionNote]:
        """The story of one action, of a case's actions, or of all, oldest first."""

    def open_per_case(self) -> dict[str, int]:
        """How many open actions each case has; cases without one are left out."""

    def open_of_case(self, case_ref: str) -> int:
        """How many open actions one case has."""

    def how_many(self, on: date) -> tuple[int, int]:
        """How many actions are open, and how many of them were due before *on*."""


class Agencies(Protocol):
    """Finds agencies."""

    def get(self, code: str) -> Agency | None:
        """The agency with that code, written in any case."""

    def codes(self) -> list[str]:
        """Every code, retired agencies' too."""

    def listed(self) -> list[Agency]:
        """Every agency: core, associate, guest, and by name."""

    def speaking_of(self, code: str) -> dict[str, int]:
        """How much of what speaks of an agency, by the name of one such thing: 2 of "action"."""

    def trained(self) -> list[Training]:
        """Who was trained, oldest first."""


class Members(Protocol):
    """Finds members."""

    def get(self, number: int) -> Member | None:
        """The member with that number."""

    def listed(self) -> list[Member]:
        """Every member by agency, deputies after those they stand in for."""


class Cases(Protocol):
    """Finds cases."""

    def get(self, ref: str) -> Case | None:
        """The case with that reference."""

    def has(self, ref: str) -> bool:
        """Whether there is a case with that reference."""

    def refs(self) -> list[str]:
        """Every reference, oldest first."""

    def per_status(self) -> dict[str, int]:
        """How many cases stand where."""

    def listed(self, *, status: str | None = None, lead_agency: str | None = None) -> list[Case]:
        """Cases that meet every condition given, by reference."""

    def referrals(self, case_ref: str | None = None) -> list[Referral]:
        """The referrals of one case, or of all, oldest first."""

    def involved(self, case_ref: str | None = None) -> list[Involvement]:
        """The agencies involved in one case, or in all."""


class Meetings(Protocol):
    """Finds meetings."""

    def get(self, number: int) -> Meeting | None:
        """The meeting with that number."""

    def listed(
        self,
        *,
        held_on: date | None = None,
        status: MeetingStatus | None = None,
        since: date | None = None,
        before: date | None = None,
        cancelled: bool = False,
    ) -> list[Meeting]:
        """Meetings that meet every condition given, by date; *since* is included."""

    def days(self) -> list[tuple[int, str, str]]:
        """Every meeting's number, ISO date and status, by date."""

    def attendance(self, meeting: int | None = None) -> list[Attendance]:
        """Who came to one meeting, or to all."""

    def away(self) -> dict[tuple[int | None, str], bool]:
        """Of each meeting's number and agency, whether nobody of that agency was there.

        Those of which nothing is recorded are left out.
        """

    def declared(self, meeting: int | None = None) -> list[Declaration]:
        """What was declared at one meeting, or at all."""

    def asked(self, meeting: int) -> list[tuple[str, str, str]]:
        """Each lateral check on a case that is listed: the case, the agency, and the state kept.

        In the order of the agenda.
        """


class Agendas(Protocol):
    """Finds slots."""

    def listed(
        self, *, meeting: int | None = None, case_ref: str | None = None
    ) -> list[AgendaItem]:
        """Slots of a meeting, of a case, or all, in the order of the meeting."""

    def next_slots(self, day: str) -> dict[str, str]:
        """Each case's next meeting on *day* or after (ISO text)."""


class Figures(Protocol):
    """Counts things; nothing it answers names a case or a person."""

    def opened(self, since: date, until: date) -> list[OpenedRow]:
        """How many actions were set in each month that had any, both days included."""

    def closed(self, since: date, until: date) -> list[ClosedRow]:
        """How many actions were closed in each month that had any, both days included."""

    def late(self, on: date) -> list[LateRow]:
        """How many open actions each agency holds, and how many of them were due before *on*.

        Agencies come by code; those without an open action are left out.
        """

    def attended(self, since: date, until: date) -> list[AttendedRow]:
        """What is recorded of agencies at meetings that took place, both days included."""

    def views_asked(self, on: date) -> tuple[int, int]:
        """How many views were asked for and are not there, and how many were due before *on*."""


class Settings(Protocol):
    """Finds what the group has set."""

    def all(self) -> dict[str, str]:
        """Every setting that was made; the defaults stand in the domain."""


class Store(Protocol):
    """One group's register, unlocked by `holder`."""

    @property
    def holder(self) -> str:
        """Who unlocked it."""

    @property
    def actions(self) -> Actions:
        """Finds actions."""

    @property
    def agencies(self) -> Agencies:
        """Finds agencies."""

    @property
    def members(self) -> Members:
        """Finds members."""

    @property
    def cases(self) -> Cases:
        """Finds cases."""

    @property
    def referral_answers(self) -> AnswersKept:
        """Finds what referrals answered."""

    @property
    def screenings(self) -> Screenings:
        """Finds screenings."""

    @property
    def documents(self) -> Documents:
        """Finds documents."""

    @property
    def meetings(self) -> Meetings:
        """Finds meetings."""

    @property
    def lateral_checks(self) -> LateralChecks:
        """Finds lateral checks."""

    @property
    def information(self) -> InformationShared:
        """Finds information shared."""

    @property
    def agendas(self) -> Agendas:
        """Finds slots."""

    @property
    def minutes(self) -> MinutesKept:
        """Finds minutes."""

    @property
    def minutes_versions(self) -> MinutesVersions:
        """Finds final versions of minutes."""

    @property
    def at_the_table(self) -> AtTheTable:
        """Finds what is said of cases at the table."""

    @property
    def afterwards(self) -> Afterwards:
        """Finds what is said of cases afterwards."""

    @property
    def figures(self) -> Figures:
        """Counts things."""

    @property
    def settings(self) -> Settings:
        """Finds settings."""

    @property
    def audit(self) -> Audit:
        """Reads the audit."""

    @property
    def journal(self) -> Journal:
        """Reads what was changed."""

    def change(self, command: str) -> AbstractContextManager[Change]:
        """Change the register in one piece, with a line in the audit naming *command*.

        Raises Busy when another writer does not finish, NotWritable when the disk refuses.
        """

    def read(
        self, command: str, *refs: str, leaving: bool = False
    ) -> AbstractContextManager[Reading]:
        """Read in one piece, with a line in the audit.

        Where that line cannot be written, a reading on screen warns and goes on; what is
        *leaving* as a file is refused with NotWritable.
        """

    def facts(self) -> StoreFacts:
        """What the store says of itself."""

    def problems(self) -> list[Problem]:
        """Check the whole register, changing nothing; no sentence names a person."""

    def back_up(
        self, file: Path, *, force: bool, prove: Callable[[Path], Any], seen: Callable[[int], None]
    ) -> BackedUp:
        """Write the whole register to one encrypted file, with lines in the audit.

        *prove* opens what was written; *seen* is told the megabytes done. Raises OutputExists,
        UsageRefused, Damaged, Busy and NotWritable; then there is no file.
        """

    def without_waiting(self) -> AbstractContextManager[None]:
        """Inside the `with`, be told Busy at once instead of waiting for another command."""

    def close(self) -> None:
        """Put everything away."""
