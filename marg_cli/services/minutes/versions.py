"""Minutes as they were made final: their versions, what each says, and what changed between."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.minutes_life import (
    MinutesBlock,
    MinutesVersion,
)
from marg_cli.errors import NotFound, UsageRefused
from marg_cli.services.agencies.gate import must_pass
from marg_cli.services.minutes.extract import own_copy
from marg_cli.services.minutes.minutes import kept_minutes, the_meeting
from marg_cli.services.need_to_know import sight_of
from marg_cli.services.papers.minutes import minutes_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.need_to_know import Sight
    from marg_cli.domain.papers.minutes import MinutesPaper, OwnCopy
    from marg_cli.store.protocol import Store


CHANGES = {"-": "removed", "+": "added"}
"""What the first sign of a line says that compares two texts."""

HELD_OUT = "[A case is held out here: it is restricted.]\n\n"
"""What stands in a final version where a case's section would, while nobody may use it."""

HEADER = 2
"""How many lines name the two texts before they are compared."""


class VersionNotFound(NotFound):
    """No final version of that number."""


class VersionView(NamedTuple):
    """One final version, as lists and programs see it; `anchor` is for `audit verify`."""

    meeting: date
    version: int
    kind: str
    made_on: date
    made_by: str
    because: str | None
    approved_on: date | None
    sha256: str
    anchor: str


class LineChanged(NamedTuple):
    """One line of the text that was added or removed between two versions."""

    what: str
    text: str


class Kept(NamedTuple):
    """What a final version says, as it was kept, and the cases it says something of.

    `own` is one reader's own copy of it, where that is what was asked for.
    `whole` is False where a case is held out of it, so that it is not what was made final.
    """

    meeting_on: date
    version: MinutesVersion
    markdown: str
    cases: list[str]
    whole: bool = True
    own: OwnCopy | None = None


def versions(store: Store, meeting: str | None, *, on: date) -> list[VersionView]:
    """List the final versions of a meeting's minutes, the first one first."""
    with store.read("minutes versions") as reading:
        held = the_meeting(store, meeting, on=on)
        found = store.minutes_versions.listed(held.number)
        reading.note(f"{held.ref} ({len(found)})")
        return [version_view(held, version) for version in found]


def leaving(
    store: Store,
    meeting: str | None,
    *,
    version: int | None,
    on: date,
    reader: str | None = None,
) -> MinutesPaper | Kept:
    """What is to be written of a meeting's minutes: a draft's paper, or a version as it was kept.

    Without *version* the latest there is, be it a draft. A *reader* gets their own copy: an
    agency's code, or guest: and a member's name. Raises MeetingNotFound, VersionNotFound,
    AgencyNotFound, MemberNotFound, or Refused before they start.
    """
    with store.read("minutes render", leaving=True) as reading:
        held = the_meeting(store, meeting, on=on)
        sight = _one_reader(store, held, reader, on) if reader else None
        reading.about(held.ref, *([sight.reader.named] if sight else []))
        found = minutes_for(store, held, sight, version=version)
        reading.about(*cases_in(found))
        return found


def minutes_for(
    store: Store, held: Meeting, sight: Sight | None, *, version: int | None = None
) -> MinutesPaper | Kept:
    """The minutes as they stand, or one final version, for one reader or (None) as the record.

    Within a reading or a change. Raises VersionNotFound, or Refused before they start.
    """
    if version is None and kept_minutes(store, held).is_open:
        return minutes_of(store, held, sight)
    kept = _kept(store, held, version)
    if sight is None or not sight.reader.is_one:
        return kept
    blocks = store.minutes_versions.blocks(held.number, kept.version.number)
    return kept._replace(own=own_copy(store, held, blocks, sight))


def cases_in(found: MinutesPaper | Kept) -> list[str]:
    """The cases that minutes say something of, or one reader's copy of them does."""
    if isinstance(found, Kept):
        return list(found.own.cases) if found.own else found.cases
    return [case.ref for case in found.cases]


def changes(
    store: Store, meeting: str | None, first: int, second: int, *, on: date
) -> list[LineChanged]:
    """What the version *second* says otherwise than *first*. Raises VersionNotFound."""
    from difflib import unified_diff

    with store.read("minutes versions") as reading:
        held = the_meeting(store, meeting, on=on)
        reading.note(f"{held.ref} v{first} v{second}")
        one, other = (_kept(store, held, number).markdown for number in (first, second))
    lines = unified_diff(one.splitlines(), other.splitlines(), n=0, lineterm="")
    said = list(lines)[HEADER:]
    return [LineChanged(CHANGES[line[0]], line[1:]) for line in said if line[0] in CHANGES]


def version_view(held: Meeting, version: MinutesVersion) -> VersionView:
    """Put a version as lists and programs see it."""
    return VersionView(
        meeting=held.held_on,
        version=version.number,
        kind=version.kind,
        made_on=version.made_on,
        made_by=version.made_by,
        because=version.because,
        approved_on=version.approved_on,
        sha256=version.sha256,
        anchor=version.anchor,
    )


def _one_reader(store: Store, held: Meeting, named: str, on: date) -> Sight:
    sight = sight_of(store, held, named)
    if not sight.reader.is_one:
        raise UsageRefused(
            "Minutes that are not one reader's own copy are the group's record.",
            "Leave out --for, or name an agency by its code.",
        )
    must_pass(store, sight.reader, held, on=on)
    return sight


def _kept(store: Store, held: Meeting, number: int | None) -> Kept:
    version = _version(store, held, number)
    blocks = store.minutes_versions.blocks(held.number, version.number)
    cases = dict.fromkeys(block.case_ref for block in blocks if block.case_ref)
    is_whole = [block.position for block in blocks] == [*range(1, len(blocks) + 1)]
    return Kept(held.held_on, version, _joined(blocks), list(cases), is_whole)


def _joined(blocks: Sequence[MinutesBlock]) -> str:
    """The pieces put together again; where a whole section is held out, that is said."""
    said, last = [], 0
    for block in blocks:
        if block.position > last + 1 and block.text.startswith("#"):
            said.append(HELD_OUT)
        said.append(block.text)
        last = block.position
    return "".join(said)


def _version(store: Store, held: Meeting, number: int | None) -> MinutesVersion:
    found = store.minutes_versions.listed(held.number)
    if not found:
        raise VersionNotFound(
            f"The minutes of {held.ref} are a draft: there is no final version yet.",
            f"Make them final with: marg minutes finalise {held.ref}",
        )
    wanted = len(found) if number is None else number
    if not 1 <= wanted <= len(found):
        many = "version 1 only" if len(found) == 1 else f"the versions 1 to {len(found)}"
        raise VersionNotFound(
            f"The minutes of {held.ref} have {many}.",
            f"See them with: marg minutes versions {held.ref}",
        )
    return found[wanted - 1]
