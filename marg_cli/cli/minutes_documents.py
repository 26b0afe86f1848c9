"""Minutes as documents: a draft as its template words it, a final version as it was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.cli.rendering import Source
from marg_cli.services.minutes.versions import Kept

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from marg_cli.documents.document import Document
    from marg_cli.domain.minutes_life import Wording
    from marg_cli.domain.papers.minutes import MinutesPaper

TEMPLATE = "minutes.md.j2"


def source_of(found: MinutesPaper | Kept, *, approval: bool) -> Source:
    """How minutes are written; with *approval* a version says below that it was approved."""
    if not isinstance(found, Kept):
        return Source(
            found.agency or "",
            found.head.marking,
            found.head.meeting_on,
            lambda search: composed(found, search),
            found.head.version,
            draft=True,
            extract=found.head.extract is not None,
            paper=found,
        )
    version, own = found.version, found.own
    approved_on = version.approved_on if approval else None

    def made(search: Sequence[Path]) -> Document:
        from marg_cli.documents.kept import approved, document_of, own_copy

        document = document_of(version, found.markdown, search=search, whole=found.whole)
        document = own_copy(document, own, search=search) if own else document
        return approved(document, approved_on, search=search) if approved_on else document

    named = f"v{version.number} ({version.kind})"
    return Source(
        own.agency if own else "",
        version.marking,
        found.meeting_on,
        made,
        named,
        extract=own is not None and own.extract is not None,
    )


def composed(paper: MinutesPaper, search: Sequence[Path]) -> Document:
    """A draft as its template words it."""
    from marg_cli.documents.render import compose

    return compose(TEMPLATE, paper, search=search)


def wording(paper: MinutesPaper, search: Sequence[Path]) -> Wording:
    """What is to be kept of minutes that become final."""
    from marg_cli.documents.kept import wording_of

    return wording_of(composed(paper, search))
