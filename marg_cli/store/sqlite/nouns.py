"""The nouns of a register in use: what finds the rows of each, loaded when first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from marg_cli.store.sqlite.audit import Audit

if TYPE_CHECKING:
    from marg_cli.store.sqlite.actions import Actions
    from marg_cli.store.sqlite.afterwards import Afterwards
    from marg_cli.store.sqlite.agencies import Agencies
    from marg_cli.store.sqlite.agendas import Agendas
    from marg_cli.store.sqlite.at_the_table import AtTheTable
    from marg_cli.store.sqlite.cases import Cases
    from marg_cli.store.sqlite.circulation import Circulation
    from marg_cli.store.sqlite.data_protection import DataProtection
    from marg_cli.store.sqlite.database import Database
    from marg_cli.store.sqlite.documents import Documents
    from marg_cli.store.sqlite.figures import Figures
    from marg_cli.store.sqlite.information import InformationShared
    from marg_cli.store.sqlite.journal import Journal
    from marg_cli.store.sqlite.lateral_checks import LateralChecks
    from marg_cli.store.sqlite.meetings import Meetings
    from marg_cli.store.sqlite.members import Members
    from marg_cli.store.sqlite.minutes import MinutesKept
    from marg_cli.store.sqlite.minutes_versions import MinutesVersions
    from marg_cli.store.sqlite.referral_answers import AnswersKept
    from marg_cli.store.sqlite.screenings import Screenings
    from marg_cli.store.sqlite.search import PassagesFound
    from marg_cli.store.sqlite.settings import Settings


class Nouns:
    """What finds things, by noun."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @cached_property
    def actions(self) -> Actions:
        """Finds actions."""
        from marg_cli.store.sqlite.actions import Actions

        return Actions(self._db)

    @cached_property
    def agencies(self) -> Agencies:
        """Finds agencies."""
        from marg_cli.store.sqlite.agencies import Agencies

        return Agencies(self._db)

    @cached_property
    def members(self) -> Members:
        """Finds members."""
        from marg_cli.store.sqlite.members import Members

        return Members(self._db)

    @cached_property
    def cases(self) -> Cases:
        """Finds cases."""
        from marg_cli.store.sqlite.cases import Cases

        return Cases(self._db)

    @cached_property
    def referral_answers(self) -> AnswersKept:
        """Finds what referrals answered."""
        from marg_cli.store.sqlite.referral_answers import AnswersKept

        return AnswersKept(self._db)

    @cached_property
    def screenings(self) -> Screenings:
        """Finds screenings."""
        from marg_cli.store.sqlite.screenings import Screenings

        return Screenings(self._db)

    @cached_property
    def documents(self) -> Documents:
        """Finds documents."""
        from marg_cli.store.sqlite.documents import Documents

        return Documents(self._db)

    @cached_property
    def meetings(self) -> Meetings:
        """Finds meetings."""
        from marg_cli.store.sqlite.meetings import Meetings

        return Meetings(self._db)

    @cached_property
    def lateral_checks(self) -> LateralChecks:
        """Finds lateral checks."""
        from marg_cli.store.sqlite.lateral_checks import LateralChecks

        return LateralChecks(self._db)

    @cached_property
    def information(self) -> InformationShared:
        """Finds information shared."""
        from marg_cli.store.sqlite.information import InformationShared

        return InformationShared(self._db)

    @cached_property
    def agendas(self) -> Agendas:
        """Finds slots."""
        from marg_cli.store.sqlite.agendas import Agendas

        return Agendas(self._db)

    @cached_property
    def minutes(self) -> MinutesKept:
        """Finds minutes."""
        from marg_cli.store.sqlite.minutes import MinutesKept

        return MinutesKept(self._db)

    @cached_property
    def minutes_versions(self) -> MinutesVersions:
        """Finds final versions of minutes."""
        from marg_cli.store.sqlite.minutes_versions import MinutesVersions

        return MinutesVersions(self._db)

    @cached_property
    def at_the_table(self) -> AtTheTable:
        """Finds what is said of cases at the table."""
        from marg_cli.store.sqlite.at_the_table import AtTheTable

        return AtTheTable(self._db)

    @cached_property
    def afterwards(self) -> Afterwards:
        """Finds what is said of cases afterwards."""
        from marg_cli.store.sqlite.afterwards import Afterwards

        return Afterwards(self._db)

    @cached_property
    def circulation(self) -> Circulation:
        """Finds papers that left."""
        from marg_cli.store.sqlite.circulation import Circulation

        return Circulation(self._db)

    @cached_property
    def passages(self) -> PassagesFound:
        """Finds what is written about cases by its words."""
        from marg_cli.store.sqlite.search import PassagesFound

        return PassagesFound(self._db)

    @cached_property
    def data_protection(self) -> DataProtection:
        """Finds what is owed to the people of cases."""
        from marg_cli.store.sqlite.data_protection import DataProtection

        return DataProtection(self._db)

    @cached_property
    def figures(self) -> Figures:
        """Counts things."""
        from marg_cli.store.sqlite.figures import Figures

        return Figures(self._db)

    @cached_property
    def settings(self) -> Settings:
        """Finds settings."""
        from marg_cli.store.sqlite.settings import Settings

        return Settings(self._db)

    @cached_property
    def audit(self) -> Audit:
        """Reads the audit."""
        return Audit(self._db)

    @cached_property
    def journal(self) -> Journal:
        """Reads what was changed."""
        from marg_cli.store.sqlite.journal import Journal

        return Journal(self._db)
