"""Who is at a meeting, and who withdrew for which case."""

from __future__ import annotations

from marg_cli.domain.value import Value


class Attending(Value):
    """One line of the attendance table; a core agency that said nothing has no state."""

    agency: str | None
    agency_name: str | None
    name: str | None
    role: str | None
    state: str | None
    deputy_for: str | None
    arrived: str | None
    left: str | None
    items: tuple[str, ...]
    isa: str | None


class Declared(Value):
    """An interest a member declared in a case, and withdrew for."""

    name: str
    agency: str | None
    case: str
    interest: str
