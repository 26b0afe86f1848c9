"""What became of packs: sent, sent to the wrong person and what was decided on that, come back."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.breach_clock import hours_left, report_by
from marg_cli.domain.calendar import british
from marg_cli.domain.circulation import Happening, PackEvent, happened
from marg_cli.errors import Refused, UsageRefused
from marg_cli.services.circulation.ledger import PackSeen, Viewer, pack_of
from marg_cli.services.past_days import day_that_came

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from marg_cli.domain.circulation import Pack
    from marg_cli.store.protocol import Change, Store

MINUTE = "%Y-%m-%dT%H:%M"
_BEFORE_AM = re.compile(r"(?i)(?<=\d) +(?=[ap]\.?m\.?$)")
_TIME_ALONE = re.compile(r"(?i)\d{1,2}:\d{2}|\d{1,2}([:.]\d{2})?[ap]\.?m\.?|midday|midnight|noon")
"""A time of day that is no day of a month too, as 10.11 is."""
_RANGE = re.compile(r"(?i)p?(\d{1,9})\s*(?:-|\.\.|–)\s*p?(\d{1,9})")


class Astray(NamedTuple):
    """A pack that went to the wrong person: until when the ICO is told, and what it holds.

    `hours_left` are whole hours, fewer than 0 when the 72 are over.
    """

    pack: PackSeen
    to_whom: str
    known_at: datetime
    report_by: datetime
    hours_left: int


def sent(
    store: Store, packs: Sequence[str], *, how: str, day: str | None, on: date
) -> list[PackSeen]:
    """Note that packs were sent, and how. Raises PackNotFound and Refused."""
    return _all_became(store, "pack sent", packs, Happening.SENT, how=how, day=day, on=on)


def returned(
    store: Store,
    packs: Sequence[str],
    *,
    how: str | None,
    copy: int | None,
    day: str | None,
    on: date,
) -> list[PackSeen]:
    """Note that packs came back or were destroyed, or one numbered *copy* of one.

    Raises PackNotFound, and Refused for a copy there is not.
    """
    return _all_became(
        store, "pack returned", packs, Happening.RETURNED, how=how, copy=copy, day=day, on=on
    )


def missent(store: Store, text: str, *, to: str, known_at: str, now: datetime) -> Astray:
    """Note that a pack went to the wrong person: from *known_at* on the 72 hours run.

    Raises PackNotFound, UsageRefused for a time that cannot be read, and Refused where it is
    still to come, or an earlier one is not settled.
    """
    since = read_moment(known_at, now=now)
    with store.change("pack missent") as change:
        pack = pack_of(store, text)
        _became(
            store,
            change,
            pack,
            PackEvent(
                number=change.next_number("pack event"),
                pack=pack.number,
                what=Happening.MISSENT,
                happened_on=since.date(),
                to_whom=to,
                known_at=since.strftime(MINUTE),
            ),
        )
        seen = Viewer(store).view(pack)
        change.about(*seen.cases)
    return Astray(seen, to, since, report_by(since), hours_left(since, now))


def settle(
    store: Store, text: str, *, reported: bool, because: str, day: str | None, on: date
) -> PackSeen:
    """Note what was decided on a pack that went astray, which stops its clock.

    It was reported to the ICO or not, and why. Raises PackNotFound, and Refused for a pack that
    is not astray.
    """
    with store.change("pack settle") as change:
        pack = pack_of(store, text)
        _became(
            store,
            change,
            pack,
            PackEvent(
                number=change.next_number("pack event"),
                pack=pack.number,
                what=Happening.SETTLED,
                happened_on=day_that_came(day, on=on),
                how=because,
                reported=reported,
            ),
        )
        return Viewer(store).view(pack)


def read_moment(text: str, *, now: datetime) -> datetime:
    """Read a day and a time: `today 9.30am`, `14/12/2026 16:05`, `now`; `16:05` is today's.

    Raises UsageRefused where one is missing, and Refused for a moment to come.
    """
    from marg_cli.domain.clock_times import read_clock
    from marg_cli.domain.duedates import read_day

    typed = _BEFORE_AM.sub("", text.strip().replace("T", " "))
    if typed.casefold() == "now":
        return now
    is_time = _TIME_ALONE.fullmatch(typed)
    day, _, time = ("today", "", typed) if is_time else typed.rpartition(" ")
    if not day:
        raise UsageRefused(
            "When it became known takes a time, and a day unless it was today.",
            'Two that work: "9.30am" and "2026-12-14 16:05".',
        )
    clock = datetime.strptime(read_clock(time), "%H:%M").time()  # noqa: DTZ007 - on the wall
    moment = datetime.combine(read_day(day, today=now.date()), clock)
    if moment > now:
        raise Refused(
            f"{british(moment.date())}, {moment:%H:%M}, is still to come.",
            "Give the moment it became known.",
        )
    return moment


def packs_named(store: Store, texts: Sequence[str]) -> list[Pack]:
    """Find packs by their references, `P3-P9` being all of them from 3 to 9; each once.

    Raises PackNotFound.
    """
    found: dict[int, Pack] = {}
    for text in texts:
        for number in _numbers(text):
            pack = pack_of(store, number)
            found[pack.number] = pack
    return list(found.values())


def _numbers(text: str) -> list[str]:
    bounds = _RANGE.fullmatch(text.strip())
    if bounds is None:
        return [text]
    first, last = int(bounds[1]), int(bounds[2])
    if not first <= last <= first + 999:
        raise UsageRefused(f"{text.strip()} is no range of packs.", "Write it as: P3-P9")
    return [f"P{number}" for number in range(first, last + 1)]


def _all_became(
    store: Store,
    command: str,
    texts: Sequence[str],
    what: Happening,
    *,
    how: str | None,
    day: str | None,
    on: date,
    copy: int | None = None,
) -> list[PackSeen]:
    with store.change(command) as change:
        packs = packs_named(store, texts)
        came = day_that_came(day, on=on)
        for pack in packs:
            _must_have_copy(store, pack, copy)
            event = PackEvent(
                number=change.next_number("pack event"),
                pack=pack.number,
                what=what,
                happened_on=came,
                how=how,
                copy=copy,
            )
            _became(store, change, pack, event)
        viewer = Viewer(store)
        return [viewer.view(pack) for pack in packs]


def _became(store: Store, change: Change, pack: Pack, event: PackEvent) -> None:
    before = store.circulation.events.listed(pack=pack.number)
    change.save(happened(pack, before, event))


def _must_have_copy(store: Store, pack: Pack, copy: int | None) -> None:
    if copy is None:
        return
    copies = [f.copy for f in store.circulation.files.listed(pack=pack.number) if f.copy]
    if copy not in copies:
        many = (
            f"It has the copies {', '.join(map(str, copies))}."
            if copies
            else ("None of its files is a numbered paper copy.")
        )
        raise Refused(f"{pack.ref} has no copy {copy}. {many}", f"See: marg pack show {pack.ref}")
