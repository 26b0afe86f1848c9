"""Putting what a file holds into the register: all of it, or none of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from marg_cli.services.exchange.incoming import Incoming
from marg_cli.services.exchange.known import Known
from marg_cli.services.exchange.problems import Problem
from marg_cli.services.exchange.put_actions import put_action
from marg_cli.services.exchange.put_agencies import put_agency, put_member
from marg_cli.services.exchange.put_at_the_table import put_at_the_table
from marg_cli.services.exchange.put_cases import put_case
from marg_cli.services.exchange.put_corrections import put_correction
from marg_cli.services.exchange.put_information import put_information
from marg_cli.services.exchange.put_meetings import put_meeting
from marg_cli.services.exchange.put_packs import put_pack
from marg_cli.services.exchange.put_protection import put_erasure, put_protection
from marg_cli.services.exchange.put_screenings import put_screening
from marg_cli.services.exchange.records import Item, Kind
from marg_cli.services.exchange.report import Report, Tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marg_cli.services.exchange.records import Group
    from marg_cli.store.protocol import Change, Store

Put = Callable[[Known, Tally, Item, date], bool | None]
"""Puts one record: whether it was there before, or None when it cannot be used."""

PUT: dict[Kind, Put] = {
    Kind.AGENCY: put_agency,
    Kind.MEMBER: put_member,
    Kind.CASE: put_case,
    Kind.MEETING: put_meeting,
    Kind.ACTION: put_action,
    Kind.INFORMATION: put_information,
    Kind.AT_THE_TABLE: put_at_the_table,
    Kind.SCREENING: put_screening,
    Kind.CORRECTION: put_correction,
    Kind.PACK: put_pack,
    Kind.PROTECTION: put_protection,
    Kind.ERASURE: put_erasure,
}
"""In this order, since each may speak of what comes before it."""


class _NotWritten(Exception):
    """Leaves the change behind: a rehearsal, or something is wrong."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report


def import_files(
    store: Store,
    files: Sequence[tuple[str, bytes]],
    *,
    kind: str | None,
    columns: Mapping[str, str],
    on: date,
    rehearse: bool = False,
    keep_good: bool = False,
    count: Callable[[int], None] | None = None,
) -> Report:
    """Import files (name and bytes) as one change that can be undone.

    Nothing is written when a problem is fatal, unless *keep_good*; nor in a rehearsal. *count* is
    told how many records are done.
    Raises UsageRefused when *kind* is none.
    """
    try:
        with store.in_full(), store.change("import") as change:
            applying = _Applying(store, change, on, count)
            for name, data in files:
                applying.take(name, data, kind, columns)
            report = applying.finish()
            _stop_unless(report, not rehearse and (keep_good or not report.is_fatal))
            change.note(f"{report.added} added, {report.changed} changed")
    except _NotWritten as stopped:
        return stopped.report
    return report


def _stop_unless(report: Report, is_good: bool) -> None:  # noqa: FBT001 - reads as a sentence
    if not is_good:
        raise _NotWritten(report)


class _Applying:
    """One import under way."""

    def __init__(
        self, store: Store, change: Change, on: date, count: Callable[[int], None] | None
    ) -> None:
        self._count = count
        self._done = 0
        self._store = store
        self._change = change
        self._on = on
        self._tally = Tally()
        self._known = Known(store, change)
        self._waiting: dict[Kind, list[Item]] = {kind: [] for kind in PUT}
        self._read = 0

    def take(self, name: str, data: bytes, kind: str | None, columns: Mapping[str, str]) -> None:
        """Read one file; actions are put as they come where nothing else waits."""
        incoming = Incoming(
            data,
            name=name,
            kind=kind,
            columns=columns,
            today=self._on,
            taken_codes=frozenset(self._store.agencies.codes()),
        )
        for found in incoming:
            if isinstance(found, Item):
                self._waiting[found.kind].append(found)
            elif isinstance(found, Problem):
                self._tally.problems.append(found)
            else:
                self._set(found)
        self._read += incoming.read

    def finish(self) -> Report:
        """Put everything that waits, in the order in which it can stand."""
        for kind, put in PUT.items():
            for item in self._waiting[kind]:
                self._put(put, item)
            self._waiting[kind].clear()
        return self._tally.report(self._read)

    def _put(self, put: Put, item: Item) -> None:
        self._done += 1
        if self._count is not None:
            self._count(self._done)
        before = self._change.steps
        there = put(self._known, self._tally, item, self._on)
        if there is None or self._change.steps == before:
            self._tally.skipped()
        elif there:
            self._tally.changed()
        else:
            self._tally.added()

    def _set(self, group: Group) -> None:
        from marg_cli.domain.settings import Setting, rule_of
        from marg_cli.errors import MargError

        for key, value in group.root.items():
            try:
                self._change.save(Setting(key=key, value=rule_of(key).read(str(value))))
            except MargError as refusal:
                self._tally.refuse(refusal.message, line=None, field=f"group.{key}")
