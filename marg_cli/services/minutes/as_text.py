"""A draft of minutes handed out as one text, and taken over when it comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.minutes import Entry
from marg_cli.domain.minutes_text import Draft, NotUnderstood, Place, Said, plain, read, written
from marg_cli.domain.value import replace
from marg_cli.errors import Refused
from marg_cli.services import finding
from marg_cli.services.at_the_table.discussion import discussed
from marg_cli.services.minutes.minutes import entry_view, kept_minutes, the_meeting
from marg_cli.services.papers.minutes import minutes_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from marg_cli.domain.meeting import Meeting
    from marg_cli.services.minutes.minutes import EntryView
    from marg_cli.store.protocol import Change, Store


class WouldRemove(Refused):
    """The text leaves entries out, and nobody has said that they are to go."""

    def __init__(self, refs: list[str]) -> None:
        super().__init__(
            f"The text leaves out {' and '.join(refs)}.", "To remove what it leaves out, say --yes."
        )
        self.refs = refs


class ChangedMeanwhile(Refused):
    """Entries were changed in the register as well as in the text, each in its own way.

    `numbers` are theirs, and `now` what they say in the register; nothing for one that is gone.
    """

    def __init__(self, now: Mapping[int, str], meeting: str) -> None:
        refs = " and ".join(f"E{number}" for number in now)
        super().__init__(
            f"The register changed {refs} since this text was written.",
            f"Write the text anew and correct that: marg minutes edit {meeting} --out FILE",
        )
        self.now = dict(now)


class Handed(NamedTuple):
    """A draft as one text, of the meeting on a day."""

    meeting: date
    marking: str
    text: str


class Corrected(NamedTuple):
    """What a text that came back changed, and what a person might not have expected of it."""

    meeting: date
    changed: list[EntryView]
    added: list[EntryView]
    removed: list[EntryView]
    remarks: list[str]


def handed_out(store: Store, meeting: str | None, *, on: date, leaving: bool) -> Handed:
    """Write a draft as one text; *leaving* says that it goes into a file.

    Raises MeetingNotFound, or Refused when the minutes are final.
    """
    with store.read("minutes edit", leaving=leaving) as reading:
        held = the_meeting(store, meeting, on=on)
        held.must_be_open()
        paper = minutes_of(store, held)
        cases = [case.ref for case in paper.cases]
        reading.about(held.ref, *cases)
        said = [
            Said(entry.number, _place(entry), entry.text, 0)
            for entry in store.minutes.entries(meeting=held.number)
        ]
        seq, _ = store.audit.head()
        text = written(Draft(held.held_on, seq, said), cases)
        return Handed(held.held_on, paper.head.marking, text)


def taken_over(
    store: Store,
    text: str,
    *,
    on: date,
    removing: bool = False,
    settled: Collection[int] = (),
) -> Corrected:
    """Take over a text that was handed out before, as one change.

    What was recorded since stays. Of entries that are *settled* the text's wording is taken
    whatever the register says. Raises UsageRefused for what cannot be read; WouldRemove unless
    *removing*; ChangedMeanwhile; MeetingNotFound; Refused when the minutes are final.
    """
    with store.change("minutes edit") as change:
        draft = read(text, lambda name: finding.case(store, name).ref)
        held = finding.meeting(store, draft.meeting.isoformat(), today=on)
        held.must_be_open()
        kept_minutes(store, held)
        corrections = _Corrections(store, draft, held, frozenset(settled))
        if corrections.clashing:
            raise ChangedMeanwhile(corrections.clashing, held.ref)
        if corrections.removed and not removing:
            raise WouldRemove([f"E{entry.number}" for entry in corrections.removed])
        change.about(held.ref)
        return _applied(store, change, held, corrections)


def _applied(store: Store, change: Change, held: Meeting, corrections: _Corrections) -> Corrected:
    added = [
        Entry(
            number=change.next_number("entry"),
            meeting=held.number,
            case_ref=said.place.case,
            heading=said.place.heading,
            text=said.text,
        )
        for said in corrections.added
    ]
    change.save(*corrections.changed, *added)
    change.remove(*corrections.removed)
    spoken_of = dict.fromkeys(e.case_ref for e in (*corrections.changed, *added) if e.case_ref)
    remarks = [
        remark
        for ref in spoken_of
        for remark in discussed(store, change, finding.case(store, ref), held)
    ]
    return Corrected(
        held.held_on,
        [entry_view(entry) for entry in corrections.changed],
        [entry_view(entry) for entry in added],
        [entry_view(entry) for entry in corrections.removed],
        remarks,
    )


class _Corrections:
    """A text against the register, now and as it was when the text was written."""

    def __init__(self, store: Store, draft: Draft, held: Meeting, settled: Collection[int]) -> None:
        self._now = {entry.number: entry for entry in store.minutes.entries(meeting=held.number)}
        self._was = _as_of(store, draft.seq, held, self._now)
        self._settled = settled
        self.changed: list[Entry] = []
        self.added: list[Said] = []
        self.removed: list[Entry] = []
        self.clashing: dict[int, str] = {}
        for said in draft.said:
            if said.number is None:
                self.added.append(said)
            else:
                self._take(said, said.number)
        self._leave_out({said.number for said in draft.said})

    def _take(self, said: Said, number: int) -> None:
        now, was = self._now.get(number), self._was.get(number)
        if now is None and was is None:
            raise NotUnderstood(
                said.line,
                f"[E{number}] is no entry of these minutes.",
                "Take the mark away to add what follows as something new.",
            )
        mine = (said.place, said.text)
        if was is not None and mine == was:
            return
        if now is None:
            if number in self._settled:
                self.added.append(said)
            else:
                self.clashing[number] = ""
        elif mine != _shown(now):
            if was is not None and _shown(now) != was and number not in self._settled:
                self.clashing[number] = now.text
            else:
                self.changed.append(_put_right(now, said))

    def _leave_out(self, in_text: Collection[int | None]) -> None:
        for number, was in self._was.items():
            now = self._now.get(number)
            if now is None or number in in_text or not was[1]:
                continue
            if _shown(now) != was and number not in self._settled:
                self.clashing[number] = now.text
            else:
                self.removed.append(now)


def _as_of(
    store: Store, seq: int, held: Meeting, now: Mapping[int, Entry]
) -> dict[int, tuple[Place, str]]:
    """How a meeting's entries stood after the audit's row *seq*. Raises Refused for none yet."""
    if seq > store.audit.head()[0]:
        raise Refused(
            "This text was not written from this register, or from a later copy of it.",
            f"Write it anew: marg minutes edit {held.ref} --out FILE",
        )
    was = {number: _shown(entry) for number, entry in now.items()}
    for line in reversed(store.journal.since(seq, "Entry")):
        row = line.before or line.after or {}
        if row.get("meeting") != held.number:
            continue
        if line.before is None:
            was.pop(row["number"], None)
        else:
            place = Place(row["case_ref"], row["heading"])
            was[row["number"]] = (place, plain(row["text"]))
    return was


def _place(entry: Entry) -> Place:
    return Place(entry.case_ref, entry.heading)


def _shown(entry: Entry) -> tuple[Place, str]:
    """An entry as the text shows it."""
    return _place(entry), plain(entry.text)


def _put_right(entry: Entry, said: Said) -> Entry:
    """The entry as the text has it; wording that was not touched stays to the letter."""
    text = entry.text if plain(entry.text) == said.text else said.text
    return replace(entry, case_ref=said.place.case, heading=said.place.heading, text=text)
