"""What every store finds by the words that are written about cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from marg_cli.domain.sought import Sought
from marg_cli.store.rows import PassageRow


class PassagesFound(Protocol):
    """Finds what is written about cases by its words."""

    def found(
        self, sought: Sequence[Sought], *, case_ref: str | None = None, limit: int | None = None
    ) -> list[PassageRow]:
        """Where all that is sought is written, what was written last first, at most *limit*.

        Accents and the case of letters make no difference.
        """
