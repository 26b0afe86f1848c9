"""Who holds a copy that speaks of a case, and what each has to be told was put right in it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.calendar import short
from marg_cli.domain.circulation import Audience, Happening, PaperKind
from marg_cli.domain.papers.correction_notice import CopyHeld, CorrectionNotice, PutRight
from marg_cli.domain.refs import read_information_ref
from marg_cli.errors import Refused
from marg_cli.services import finding
from marg_cli.services.circulation.ledger import Viewer
from marg_cli.services.group import group
from marg_cli.services.minutes.correction import correct, corrections_of_case
from marg_cli.services.papers import frame

if TYPE_CHECKING:
    from marg_cli.domain.correction import Correction
    from marg_cli.services.circulation.ledger import PackSeen
    from marg_cli.services.minutes.correction import CorrectionSeen
    from marg_cli.store.protocol import Store

NEVER_CORRECTED = frozenset(
    {
        *(PaperKind.REQUEST, PaperKind.KEY, PaperKind.LISTS),
        *(PaperKind.DOCUMENT, PaperKind.CORRECTION),
    }
)
"""What asks, says who is who or who gets what, was written elsewhere, or is a correction itself."""

BACK = frozenset({"returned"})
"""Where a copy is no more with whoever had it."""


class CopySeen(NamedTuple):
    """One copy that speaks of a case, and what became of it last."""

    pack: str
    kind: str
    recipient: str
    meeting: date | None
    version: str
    built_on: date
    state: str


class Rectified(NamedTuple):
    """What is put right of a case, and whose copies say otherwise."""

    case: str
    corrections: list[CorrectionSeen]
    copies: list[CopySeen]


def copies_of(store: Store, ref: str) -> list[CopySeen]:
    """The copies that speak of a case and are not known to be back; inside a reading or change."""
    numbers = [each.pack for each in store.circulation.cases.listed(case_ref=ref)]
    if not numbers:
        return []
    viewer = Viewer(store)
    packs = (store.circulation.packs.get(number) for number in sorted(numbers))
    seen = [viewer.view(pack) for pack in packs if pack is not None]
    return [
        CopySeen(
            pack=each.ref,
            kind=each.kind,
            recipient=each.recipient,
            meeting=each.meeting,
            version=each.version,
            built_on=each.built_on,
            state=each.state,
        )
        for each in seen
        if each.state not in BACK and not _is_removed(each)
    ]


def _is_removed(copy: PackSeen) -> bool:
    """Whether it was the holder's own, and its files are gone; others still have what they got."""
    return copy.recipient == Audience.HOLDER and any(
        event.what == Happening.EXPIRED for event in copy.events
    )


def rectify(
    store: Store, ref: str, thing: str, field: str, text: str, *, because: str, on: date
) -> Rectified:
    """Put right what was wrong about a person and has left, keeping both wordings.

    Raises as `marg correct` does, and Refused for a thing of another case.
    """
    with store.read("subject rectify") as reading:
        case = finding.case(store, ref)
        reading.about(case.ref)
    made = correct(store, thing, field, text, because=because, on=on, of_case=case.ref)
    with store.read("subject rectify", case.ref):
        return Rectified(case.ref, [made], _told(store, case.ref))


def to_tell(store: Store, ref: str) -> Rectified:
    """Everything put right of a case, and whose copies say otherwise. Raises CaseNotFound."""
    with store.read("subject rectify") as reading:
        case = finding.case(store, ref)
        reading.about(case.ref)
        return Rectified(case.ref, corrections_of_case(store, case.ref), _told(store, case.ref))


def notices(store: Store, ref: str, *, on: date) -> dict[str, CorrectionNotice]:
    """A notice for each recipient whose copy is older than a correction, by recipient.

    The holder's own copies are for the holder to replace, without a notice.
    Raises CaseNotFound, and Refused where nobody has to be told.
    """
    with store.read("subject rectify", leaving=True) as reading:
        case = finding.case(store, ref)
        reading.about(case.ref)
        made = store.afterwards.corrections.listed(case_ref=case.ref)
        held: defaultdict[str, list[CopySeen]] = defaultdict(list)
        for copy in _told(store, case.ref):
            if copy.recipient != Audience.HOLDER:
                held[copy.recipient].append(copy)
        written = {
            recipient: _notice(store, case.ref, copies, made, on=on)
            for recipient, copies in held.items()
        }
    if not written:
        raise Refused(
            f"Nobody holds a copy that speaks of {case.ref} and says otherwise.",
            f"See who holds what: marg pack ledger --case {case.ref}",
        )
    return written


def _told(store: Store, ref: str) -> list[CopySeen]:
    """The copies made before the latest correction, on its day too."""
    made = store.afterwards.corrections.listed(case_ref=ref)
    if not made:
        return []
    latest = max(each.made_on for each in made)
    return [
        copy
        for copy in copies_of(store, ref)
        if copy.kind not in NEVER_CORRECTED and copy.built_on <= latest
    ]


def _notice(
    store: Store, ref: str, copies: list[CopySeen], made: list[Correction], *, on: date
) -> CorrectionNotice:
    """One recipient's notice; the copies are all of that one."""
    recipient = copies[0].recipient
    first = min(copy.built_on for copy in copies)
    return CorrectionNotice(
        head=frame.head_on(
            group(store),
            on,
            title=f"Correction to papers on {ref}",
            copy_for=_called(store, recipient),
            version=f"Notice of {short(on)}",
        ),
        ref=ref,
        recipient=_called(store, recipient),
        copies=tuple(CopyHeld(**copy._asdict()) for copy in copies),
        corrections=tuple(
            _put_right(store, each, recipient) for each in made if each.made_on >= first
        ),
    )


CALLED = {
    Audience.MEMBERS: "All members",
    Audience.CHAIR: "The chair",
}


def _called(store: Store, recipient: str) -> str:
    """Whose copy it is, as a notice says: an agency by its name, a person by theirs."""
    kind, _, number = recipient.partition(":")
    if number:
        member = store.members.get(int(number))
        return member.name if member else recipient
    if kind in CALLED:
        return CALLED[Audience(kind)]
    agency = store.agencies.get(recipient)
    return f"{agency.code} · {agency.name}" if agency else recipient


def _put_right(store: Store, made: Correction, recipient: str) -> PutRight:
    """What was put right; its words only for a reader who may have them."""
    may_read = _may_read(store, made.thing, recipient)
    return PutRight(
        ref=made.thing,
        field=made.field.replace("_", " "),
        was=made.was if may_read else None,
        now=made.now if may_read else None,
        because=made.because if may_read else None,
        made_on=made.made_on,
    )


def _may_read(store: Store, thing: str, recipient: str) -> bool:
    """Information for some agencies alone never reaches another reader."""
    if not (thing.startswith("I") and thing[1:].isdecimal()):
        return True
    shared = store.information.get(read_information_ref(thing))
    return shared is None or shared.may_be_read_by(recipient)
