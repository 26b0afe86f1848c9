"""Why an agency without an agreement in force got the papers of a meeting all the same."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.value import Value


class AgreementOverride(Value):
    """One agency let through for one meeting, with the coordinator's reason."""

    meeting: int
    agency: str
    because: str
    said_on: date
    said_by: str

    @property
    def ref(self) -> str:
        """The agency it is about."""
        return self.agency
