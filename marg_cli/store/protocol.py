"""What every store does for the services: find things, and change them in one piece.

A shared server store is to come behind this protocol, so nothing here speaks of files or SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from marg_cli.store.deeds import Audit, Journal
from marg_cli.store.facts import BackedUp, Problem, StoreFacts
from marg_cli.store.finders.actions import Actions
from marg_cli.store.finders.agencies import Agencies, Members
from marg_cli.store.finders.at_the_table import Afterwards, AtTheTable
from marg_cli.store.finders.cases import Cases
from marg_cli.store.finders.circulation import Circulation
from marg_cli.store.finders.data_protection import DataProtection
from marg_cli.store.finders.figures import Figures, Settings
from marg_cli.store.finders.lateral_checks import InformationShared, LateralChecks
from marg_cli.store.finders.meetings import Agendas, Meetings
from marg_cli.store.finders.minutes import MinutesKept, MinutesVersions
from marg_cli.store.finders.passages import PassagesFound
from marg_cli.store.finders.referral import AnswersKept, Documents, Screenings


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

    def erase(self, case_ref: str, sentence: str) -> list[int]:
        """Take out, for good, every trace of a case; *sentence* stands where minutes spoke of it.

        Answers the numbers of the meetings whose final minutes did.
        """

    def about(self, *refs: str) -> None:
        """Name references besides those of what is saved."""

    def note(self, text: str) -> None:
        """Say how much was changed instead of naming every reference."""


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
    def circulation(self) -> Circulation:
        """Finds papers that left."""

    @property
    def passages(self) -> PassagesFound:
        """Finds what is written about cases by its words."""

    @property
    def data_protection(self) -> DataProtection:
        """Finds what is owed to the people of cases."""

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

    def in_full(self) -> AbstractContextManager[None]:
        """Inside the `with`, changes and readings that begin find restricted cases too.

        Everywhere else nothing of a restricted case is found, and none of its references.
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

    def clear_away(self) -> None:
        """Write the register anew without what was taken out of it. Raises Busy, NotWritable."""

    def without_waiting(self) -> AbstractContextManager[None]:
        """Inside the `with`, be told Busy at once instead of waiting for another command."""

    def close(self) -> None:
        """Put everything away."""
