"""What an agency answers to its lateral checks: one at a time, or nil to all that are left."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.counting import in_a_sentence
from marg_cli.domain.information import Information, InformationKind
from marg_cli.domain.lateral_check import CheckState, LateralCheck, state_of
from marg_cli.domain.value import replace
from marg_cli.errors import NotFound, Refused
from marg_cli.services import finding
from marg_cli.services.past_days import day_that_came
from marg_cli.services.trawl.view import CheckView, Viewer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from marg_cli.domain.agency import Agency
    from marg_cli.domain.meeting import Meeting
    from marg_cli.store.protocol import Change, Store


class NotAsked(NotFound):
    """An agency was not asked about that case for that meeting."""


class Marked(NamedTuple):
    """What information is marked as, and who alone may read it (none: everybody)."""

    third_party: bool = False
    criminal: bool = False
    only_for: tuple[str, ...] = ()


class Written(NamedTuple):
    """A text an agency returned, and how it is marked."""

    text: str
    marked: Marked = Marked()


class Answer(NamedTuple):
    """All an agency says about one case; *written* holds one text of each kind at the most."""

    nil: bool = False
    speak: bool = False
    written: Mapping[InformationKind, Written] = {}
    by: str | None = None

    @property
    def state(self) -> CheckState:
        """How the check then stands. Raises UsageRefused where this contradicts itself."""
        return state_of(nil=self.nil, speak=self.speak, written=bool(self.written))


class Answered(NamedTuple):
    """Checks just answered, what is left for the agency, the change, and what is to be said."""

    checks: list[CheckView]
    left: int
    seq: int
    remarks: list[str]


def answer(
    store: Store,
    agency: str,
    case: str,
    said: Answer,
    *,
    meeting: str,
    day: str | None = None,
    on: date,
) -> Answered:
    """Keep what an agency says about one case; said again it replaces.

    A text replaces one of its kind (fact, perception) and leaves the other; a nil return takes
    both out. Raises AgencyNotFound, CaseNotFound, MeetingNotFound, NotAsked, UsageRefused; Refused
    once the minutes are final.
    """
    state = said.state
    with store.change("trawl return") as change:
        code, held = _who_and_when(store, agency, meeting, on)
        check = asked(store, held, code, finding.case(store, case).ref)
        answered_on = day_that_came(day, on=on)
        answered = check.answered(state, on=answered_on, by=said.by)
        change.save(answered)
        remarks = keep_written(store, change, answered, said.written)
        change.about(code, held.ref)
        return _answered(store, held, [answered], seq=change.seq, remarks=remarks, on=on)


def nil_for_all(store: Store, agency: str, *, meeting: str, by: str | None, on: date) -> Answered:
    """Keep a nil return about every case the agency has still to answer. Raises NotAsked."""
    with store.change("trawl return") as change:
        code, held = _who_and_when(store, agency, meeting, on)
        checks = _still_asked(store, held, code)
        if not checks:
            raise NotAsked(
                f"{code} has no check left to answer for {held.ref}.",
                f"See what it said with: marg trawl list --agency {code} --meeting {held.ref}",
            )
        answered = [check.answered(CheckState.NIL, on=on, by=by) for check in checks]
        change.save(*answered)
        change.about(code, held.ref)
        return _answered(store, held, answered, seq=change.seq, remarks=[], on=on)


def ask_again(store: Store, agency: str, case: str, *, meeting: str, on: date) -> Answered:
    """Take an answer back, so that the question stands again. Raises NotAsked."""
    with store.change("trawl return") as change:
        code, held = _who_and_when(store, agency, meeting, on)
        check = asked(store, held, code, finding.case(store, case).ref).unanswered()
        change.save(check)
        remarks = take_out_written(store, change, check)
        change.about(code, held.ref)
        return _answered(store, held, [check], seq=change.seq, remarks=remarks, on=on)


def remove(
    store: Store, agency: str, case: str | None, *, meeting: str, on: date
) -> list[CheckView]:
    """Take out a question asked by mistake, or all an agency was asked. Raises NotAsked.

    Raises Refused where one of them has been answered.
    """
    with store.change("trawl remove") as change:
        code, held = _who_and_when(store, agency, meeting, on)
        ref = finding.case(store, case).ref if case else None
        checks = store.lateral_checks.listed(meeting=held.number, agency=code, case_ref=ref)
        if not checks:
            raise _not_asked(held, code, ref)
        done = [check.case_ref for check in checks if check.is_answered]
        if done:
            raise Refused(
                f"{code} has answered about {in_a_sentence(done)}, so that question stays.",
                f"Take the answer back first: marg trawl return {code} {done[0]} --asked",
            )
        seen = Viewer(store, held, on).views(checks)
        change.remove(*checks)
        change.about(code, held.ref)
        return seen


def asked(store: Store, meeting: Meeting, code: str, ref: str) -> LateralCheck:
    """What an agency was asked about a case. Raises NotAsked."""
    check = store.lateral_checks.get(meeting.number, code, ref)
    if check is None:
        raise _not_asked(meeting, code, ref)
    return check


def keep_written(
    store: Store,
    change: Change,
    check: LateralCheck,
    written: Mapping[InformationKind, Written],
) -> list[str]:
    """Keep what came in writing with an answer; says what a nil return took out."""
    if check.state is CheckState.NIL:
        return take_out_written(store, change, check)
    there = {shared.kind: shared for shared in returned(store, check)}
    for kind, text in written.items():
        before = there.get(kind)
        if before is not None:
            marked = text.marked._replace(only_for=text.marked.only_for or before.only_for)
            change.save(replace(before, text=text.text, **marked._asdict()))
        else:
            change.save(_information(change, check, kind, text))
    return []


def take_out_written(store: Store, change: Change, check: LateralCheck) -> list[str]:
    """Take out what an answer held that no longer stands; says which it was."""
    gone = returned(store, check)
    change.remove(*gone)
    verb = "was" if len(gone) == 1 else "were"
    return [f"{in_a_sentence([i.ref for i in gone])} {verb} taken out."] if gone else []


def returned(store: Store, check: LateralCheck) -> list[Information]:
    """What an agency wrote in answer to a check."""
    shared = store.information.listed(
        meeting=check.meeting, agency=check.agency, case_ref=check.case_ref
    )
    return [information for information in shared if information.returned]


def _information(
    change: Change, check: LateralCheck, kind: InformationKind, written: Written
) -> Information:
    assert check.answered_on is not None  # noqa: S101 - it is only written with an answer
    return Information(
        number=change.next_number("information"),
        case_ref=check.case_ref,
        agency=check.agency,
        kind=kind,
        text=written.text,
        shared_on=check.answered_on,
        meeting=check.meeting,
        returned=True,
        **written.marked._asdict(),
    )


def _who_and_when(store: Store, agency: str, meeting: str, on: date) -> tuple[str, Meeting]:
    known: Agency = finding.agency(store, agency)
    held = finding.meeting(store, meeting, today=on)
    held.must_be_open()
    return known.code, held


def _still_asked(store: Store, meeting: Meeting, code: str) -> list[LateralCheck]:
    listed = [item.case_ref for item in store.agendas.listed(meeting=meeting.number)]
    checks = {
        check.case_ref: check
        for check in store.lateral_checks.listed(meeting=meeting.number, agency=code)
        if not check.is_answered
    }
    return [checks[ref] for ref in listed if ref in checks]


def _not_asked(meeting: Meeting, code: str, ref: str | None) -> NotAsked:
    about = f"about {ref} " if ref else ""
    return NotAsked(
        f"{code} was not asked {about}for {meeting.ref}.",
        f"Ask what is not asked yet with: marg trawl ask --meeting {meeting.ref}",
    )


def _answered(
    store: Store,
    meeting: Meeting,
    checks: Iterable[LateralCheck],
    *,
    seq: int,
    remarks: list[str],
    on: date,
) -> Answered:
    viewer = Viewer(store, meeting, on)
    views = [viewer.view(check) for check in checks]
    left = len(_still_asked(store, meeting, views[0].agency))
    return Answered(views, left, seq, remarks)
