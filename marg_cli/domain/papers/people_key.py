"""The key: which reference stands for whom, on a sheet of its own, for a reader who may know."""

from __future__ import annotations

from marg_cli.domain.papers.frame import Head
from marg_cli.domain.papers.trawl_request import PersonSought
from marg_cli.domain.value import Value


class PeopleKey(Value):
    """The people behind the references of one meeting's papers, as far as the reader sees them."""

    head: Head
    people: tuple[PersonSought, ...]
