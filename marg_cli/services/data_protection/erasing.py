"""Erasing a case for good: who may, what goes, and what is left to be done outside the register."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.erasure import ErasedFor, Erasure
from marg_cli.domain.minutes import MinutesStatus
from marg_cli.domain.minutes_life import MinutesBlock
from marg_cli.domain.refs import read_case_ref
from marg_cli.domain.retention import must_be_destroyed, must_not_be_held
from marg_cli.domain.value import replace
from marg_cli.errors import Busy, NotWritable, UsageRefused
from marg_cli.services import finding
from marg_cli.services.data_protection.copies import copies_of
from marg_cli.services.data_protection.retention import decision_on, hold_on

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from marg_cli.domain.minutes_life import MinutesVersion
    from marg_cli.services.data_protection.copies import CopySeen
    from marg_cli.store.protocol import Change, Store

    Hash = Callable[[MinutesVersion, str], str]
    """Says the SHA-256 of the file a version is written as, from its text."""

BACKED_UP, WRITTEN = "register backup", "written"


class Erased(NamedTuple):
    """The receipt, and what is outside the register.

    `minutes` are the meetings whose final minutes have an amendment now, `copies` those whose
    holders have to be told, `backups` the days of older ones. While `cleared` is False the file
    still holds free pages: `register check` says so too.
    """

    case: str
    erased_on: date
    erased_by: str
    category: str
    minutes: list[date]
    copies: list[CopySeen]
    backups: list[date]
    cleared: bool


def to_carry_out(store: Store, ref: str) -> str:
    """Let pass a record that may be destroyed, before its reference is typed.

    Raises CaseNotFound; Refused under a legal hold, or without a decision to destroy it.
    """
    with store.in_full(), store.read("retention carry-out") as reading:
        case = finding.case(store, ref)
        reading.about(case.ref)
        must_be_destroyed(case.ref, decision_on(store, case), hold_on(store, case.ref))
        return case.ref


def to_erase(store: Store, ref: str) -> str:
    """Let pass a case that may be erased, before its reference is typed.

    One that is erased and not cleared away passes too. Raises CaseNotFound, or Refused under a
    legal hold.
    """
    with store.in_full(), store.read("subject erase") as reading:
        said = read_case_ref(ref)
        if _to_clear(store, said) is None:
            said = finding.case(store, ref).ref
            must_not_be_held(said, hold_on(store, said))
        reading.about(said)
        return said


def carry_out(store: Store, ref: str, *, hash_of: Hash, on: date) -> Erased:
    """Destroy a record as it was decided. Raises as `to_carry_out` does."""
    with store.in_full(), store.change("retention carry-out") as change:
        case = finding.case(store, ref)
        decision = decision_on(store, case)
        must_be_destroyed(case.ref, decision, hold_on(store, case.ref))
        by = decision.decided_by if decision else store.holder
        receipt = _receipt(change, case.ref, ErasedFor.RETENTION, by, on)
        minutes = _erase(store, change, receipt, hash_of)
    return _cleared(store, receipt, minutes)


def erase(
    store: Store, ref: str, *, category: ErasedFor, by: str, hash_of: Hash, on: date
) -> Erased:
    """Erase a case for another reason than its age, or clear away after one that was cut short.

    Raises CaseNotFound, or Refused under a legal hold.
    """
    with store.in_full():
        left = _to_clear(store, read_case_ref(ref))
        if left is not None:
            return _cleared(store, left, [])
        with store.change("subject erase") as change:
            case = finding.case(store, ref)
            must_not_be_held(case.ref, hold_on(store, case.ref))
            receipt = _receipt(change, case.ref, category, by, on)
            minutes = _erase(store, change, receipt, hash_of)
    return _cleared(store, receipt, minutes)


def read_category(text: str) -> ErasedFor:
    """Read why, as one of a few words; its first letters are enough. Raises UsageRefused."""
    word = " ".join(text.casefold().split())
    found = [each for each in ErasedFor if word and each.value.casefold().startswith(word)]
    if len(found) != 1 or found[0] is ErasedFor.RETENTION:
        others = [each.value for each in ErasedFor if each is not ErasedFor.RETENTION]
        raise UsageRefused(
            "The reason is kept for good, so it is one of a few and no sentence.",
            f"One of: {'; '.join(others)}    A period that is over: marg retention due",
        )
    return found[0]


def _to_clear(store: Store, ref: str) -> Erasure | None:
    """The receipt of an erasure that was cut short before the file was cleared."""
    found = store.data_protection.erasures.listed(case_ref=ref)
    return next((each for each in found if not each.cleared), None)


def _receipt(change: Change, ref: str, category: ErasedFor, by: str, on: date) -> Erasure:
    return Erasure(case_ref=ref, erased_on=on, erased_by=by, category=category, seq=change.seq)


def _erase(store: Store, change: Change, receipt: Erasure, hash_of: Hash) -> list[date]:
    """Take everything out, leave the receipt, and amend the minutes that spoke of the case."""
    meetings = change.erase(receipt.case_ref, receipt.sentence)
    change.save(receipt)
    change.note(" ".join([receipt.case_ref, *(f"minutes-{number}" for number in meetings)]))
    return [_amended(store, change, number, receipt, hash_of) for number in meetings]


def _amended(store: Store, change: Change, number: int, receipt: Erasure, hash_of: Hash) -> date:
    """Keep what is left of the latest version as a numbered amendment; answer the meeting's day.

    Where an amendment is open, the one that ends it will not speak of the case either.
    """
    meeting, minutes = store.meetings.get(number), store.minutes.get(number)
    assert meeting is not None  # noqa: S101 - its minutes are kept
    assert minutes is not None  # noqa: S101 - they have a version
    if meeting.amending:
        return meeting.held_on
    latest = store.minutes_versions.listed(number)[-1]
    blocks = store.minutes_versions.blocks(number, latest.number)
    named = _renamed(latest)
    text = "".join(named(block.text) for block in blocks)
    seq, head = store.audit.head()
    version = replace(
        latest,
        number=latest.number + 1,
        made_on=receipt.erased_on,
        made_by=store.holder,
        because=f"{receipt.case_ref} was erased: {receipt.category.value}",
        anchor=f"#{seq} {head}",
        title=named(latest.title),
        header=tuple(map(named, latest.header)),
        footer=tuple(map(named, latest.footer)),
        approved_on=None,
        erased=False,
    )
    change.save(replace(minutes, status=MinutesStatus.AMENDED))
    change.save(replace(version, sha256=hash_of(version, text)))
    change.save(*_kept_anew(blocks, version, named))
    return meeting.held_on


def _renamed(latest: MinutesVersion) -> Callable[[str], str]:
    """What turns the name the latest version gives itself into that of the amendment."""
    before = "FINAL v1" if latest.number == 1 else f"AMENDED v{latest.number}"
    return lambda text: text.replace(before, f"AMENDED v{latest.number + 1}")


def _kept_anew(
    blocks: Sequence[MinutesBlock], version: MinutesVersion, named: Callable[[str], str]
) -> list[MinutesBlock]:
    return [replace(block, version=version.number, text=named(block.text)) for block in blocks]


def _cleared(store: Store, receipt: Erasure, minutes: list[date]) -> Erased:
    """Write the register anew without what was taken out, and say so in the receipt."""
    try:
        store.clear_away()
        with store.change("register clear") as change:
            receipt = replace(receipt, cleared=True, seq=change.seq)
            change.save(receipt)
    except (Busy, NotWritable):
        pass  # the receipt says that it is still to be done, and a check finds it
    return Erased(
        case=receipt.case_ref,
        erased_on=receipt.erased_on,
        erased_by=receipt.erased_by,
        category=receipt.category.value,
        minutes=minutes,
        copies=copies_of(store, receipt.case_ref),
        backups=_backups(store),
        cleared=receipt.cleared,
    )


def _backups(store: Store) -> list[date]:
    """The days of the backups known, all of which still hold what was erased."""
    rows = (row for row in store.audit.rows() if row.command == BACKED_UP)
    days = {row.day for row in rows if row.refs.startswith(WRITTEN)}
    return [date.fromisoformat(day) for day in sorted(days)]
