"""What every store finds of the papers that left."""

from __future__ import annotations

from typing import Protocol

from marg_cli.domain.circulation import Pack, PackAllowance, PackCase, PackEvent, PackFile
from marg_cli.store.finders.at_the_table import Kept


class Circulation(Protocol):
    """Finds packs, what they hold, and what became of them.

    Conditions of `listed`: pack (its number), case_ref, meeting (its number), agency, kind.
    """

    @property
    def packs(self) -> Kept[Pack]:
        """Packs."""

    @property
    def cases(self) -> Kept[PackCase]:
        """Which cases packs speak of."""

    @property
    def files(self) -> Kept[PackFile]:
        """The files of packs."""

    @property
    def allowances(self) -> Kept[PackAllowance]:
        """What was let pass though the scan found it."""

    @property
    def events(self) -> Kept[PackEvent]:
        """What became of packs, in the order it was said."""

    def ever_astray(self) -> list[int]:
        """The numbers of packs that went to the wrong person at any time."""
