"""Everything kept on one person, put together for review before any of it is released."""

from __future__ import annotations

from datetime import date

from marg_cli.domain.papers.frame import Head
from marg_cli.domain.value import Value


class Words(Value):
    """One thing that is said, under what it is called."""

    label: str
    text: str


class BundleItem(Value):
    """One thing kept: from which agency it comes, of which day, and how it is marked.

    `marks` is None where nobody has marked things of its kind: it has to be read for what is
    about somebody else or about an offence. `only_for` are the agencies it was meant for alone.
    """

    ref: str
    source: str | None
    on: date | None
    marks: tuple[str, ...] | None
    only_for: tuple[str, ...]
    words: tuple[Words, ...]


class BundlePart(Value):
    """The things of one kind."""

    title: str
    things: tuple[BundleItem, ...]


class FromAgency(Value):
    """How many things come from one agency."""

    agency: str
    things: int


class SubjectBundle(Value):
    """Everything on the person of one case; the executive summary is counts and days."""

    head: Head
    ref: str
    request: str | None
    received_on: date | None
    due_on: date | None
    extended_because: str | None
    things: int
    marked_third_party: tuple[str, ...]
    marked_criminal: tuple[str, ...]
    for_some_alone: tuple[str, ...]
    not_marked: int
    agencies: tuple[FromAgency, ...]
    basis: tuple[str, ...]
    files: tuple[str, ...]
    parts: tuple[BundlePart, ...]
