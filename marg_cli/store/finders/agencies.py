"""What every store finds of agencies and their members."""

from __future__ import annotations

from typing import Protocol

from marg_cli.domain.agency import Agency, AgreementOverride, Member, Training


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

    def overrides(
        self, *, meeting: int | None = None, agency: str | None = None
    ) -> list[AgreementOverride]:
        """Who was let through without an agreement, for one meeting or of one agency, or all."""


class Members(Protocol):
    """Finds members."""

    def get(self, number: int) -> Member | None:
        """The member with that number."""

    def listed(self) -> list[Member]:
        """Every member by agency, deputies after those they stand in for."""
