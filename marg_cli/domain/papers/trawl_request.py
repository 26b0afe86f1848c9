"""The lateral-check request: whom an agency is to look for, and room to answer."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.papers.frame import Head
from marg_cli.domain.papers.returning import ReturnBy
from marg_cli.domain.value import Value


class PersonSought(Value):
    """Whom an agency is to look for; what nobody recorded is None, and the sheet leaves it out."""

    case: str
    name: str | None
    aliases: tuple[str, ...]
    born: date | None
    address: str | None
    nhs: str | None
    police_ref: str | None


class TrawlRequest(Value):
    """One agency's request; `nameless` are cases it will be asked about once a name is known."""

    head: Head
    agency: str
    agency_name: str
    return_by: ReturnBy
    statement: str
    people: tuple[PersonSought, ...]
    nameless: tuple[str, ...]
