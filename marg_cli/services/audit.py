"""The audit: who did what, and whether the record is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.audit import walk
from marg_cli.services import finding

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.audit import AuditRow
    from marg_cli.store.protocol import Store


class AuditLine(NamedTuple):
    """One row as people and programs see it; `at` is UTC, `day` the business day."""

    seq: int
    at: str
    day: str
    holder: str
    command: str
    refs: str
    hash: str


class Verdict(NamedTuple):
    """Whether the chain is whole; `broken_at` is the first row that does not follow."""

    ok: bool
    rows: int
    head: str
    broken_at: int | None


def listed(
    store: Store,
    *,
    case: str | None,
    holder: str | None,
    since: date | None,
    until: date | None,
) -> list[AuditLine]:
    """List rows, oldest first; *since* and *until* are days in UTC, both included."""
    from datetime import timedelta

    with store.read("audit list") as reading:
        ref = finding.case(store, case).ref if case else None
        after = (until + timedelta(days=1)).isoformat() if until else None
        rows = store.audit.rows(
            ref=ref, holder=holder, since=since.isoformat() if since else None, until=after
        )
        reading.note(f"{ref or 'all'} ({len(rows)})")
    return [_line(row) for row in rows]


def verify(store: Store, *, anchor: tuple[int, str] | None) -> Verdict:
    """Walk the whole chain. *anchor* is a row's number and hash kept elsewhere."""
    with store.read("audit verify"):
        walked = walk(store.audit.each(), anchor)
    return Verdict(walked.broken_at is None, *walked)


def _line(row: AuditRow) -> AuditLine:
    return AuditLine(row.seq, row.at, row.day, row.holder, row.command, row.refs, row.hash)
