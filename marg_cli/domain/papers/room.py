"""Who is at a meeting, and who withdrew for which case."""

from __future__ import annotations

from marg_cli.domain.value import Value


class Attending(Value):
    """One line of the attendance table; a core agency that said nothing has no state.

    `signed` is whether a guest signed the confidentiality statement, None for anyone else;
    `authority` whether a deputy decides for the member (ToR 6.3), None where it is not known.
    """

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
    signed: bool | None = None
    authority: bool | None = None


class Declared(Value):
    """An interest a member declared in a case, and withdrew for."""

    name: str
    agency: str | None
    case: str
    interest: str
