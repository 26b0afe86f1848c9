"""What one case says for people, line by line: labels and sentences, nothing to work out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from marg_cli.cli.output import write_lines
from marg_cli.domain.calendar import british, clock, short
from marg_cli.domain.case import LIVE
from marg_cli.domain.person import age
from marg_cli.domain.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from marg_cli.domain.person import Person
    from marg_cli.services.actions.view import ActionView
    from marg_cli.services.at_the_table.standing import Said
    from marg_cli.services.cases.show import Referred, Shown

UNKNOWN = "[not recorded]"


def write(shown: Shown, on: date, *, room: bool) -> None:
    """Write all of a case, off a terminal, without wrapping a line."""
    sys.stdout.write(f"{title(shown)}\n")
    write_lines(told(shown, on, room=room))
    for label, text in action_labels(shown.actions):
        sys.stdout.write(f"{label}{one_line(text)}".rstrip() + "\n")


def title(shown: Shown) -> str:
    """Which case it is, and how it stands."""
    repeat = "repeat" if shown.repeat else ""
    standing = ", ".join(filter(None, (shown.status, repeat)))
    return "  ".join(filter(None, (shown.ref, shown.initials, standing)))


def told(shown: Shown, on: date, *, room: bool) -> dict[str, str]:
    """Say each thing under its label; for the *room*, what was taken away is not missed."""
    missing = "" if room else UNKNOWN
    rows = {
        "Resolving": shown.resolving or missing,
        "Person": "" if room else _person(shown.person, on) or missing,
        "Referred": _referred(shown.referrals),
        "Before": _before(shown.referrals),
        **_standing(shown),
        "Screening": _screening(shown),
        "Basis": _basis(shown, room=room),
        "Themes": ", ".join(shown.themes),
        "Lead": _lead(shown, room=room),
        "Agencies": _agencies(shown),
        "Views": _said(shown.views) or missing,
        "Asked": _asked(shown),
        "Risks": _risks(shown),
        "Barriers": " · ".join(f"{b.ref} {b.text}" for b in shown.standing_barriers),
        "Decision": _said(shown.last_decision),
        "Plan": _plan(shown),
        "Tell": _tell(shown, on),
        "Outcome": _said(shown.last_outcome),
        "Learnt": " · ".join(
            f"{learnt.ref} {learnt.text}{_mark(learnt.corrected_on)}" for learnt in shown.learnt
        ),
        "Corrected": _corrected(shown),
        "Documents": _documents(shown),
        "Checks": _checks(shown),
        "Next slot": _slot(shown),
        "Actions": _actions(shown),
    }
    return {label: text for label, text in rows.items() if text}


def _person(person: Person, on: date) -> str:
    born = f"born {short(person.born)} ({age(person.born, on)})" if person.born else None
    also = f"also {', '.join(person.aliases)}" if person.aliases else None
    nhs = f"NHS {person.nhs}" if person.nhs else None
    police = f"police {person.police_ref}" if person.police_ref else None
    parts = (person.name, born, also, person.address, person.area, nhs, police)
    return "; ".join(filter(None, parts))


def _referred(referrals: list[Referred]) -> str:
    if not referrals:
        return UNKNOWN
    latest = referrals[-1]
    return f"{_by(latest)}: {latest.reason}" if latest.reason else _by(latest)


def _before(referrals: list[Referred]) -> str:
    return "; ".join(_by(referral) for referral in referrals[-2::-1])


def _by(referral: Referred) -> str:
    return (
        f"{short(referral.on)} by {referral.referrer}" if referral.referrer else short(referral.on)
    )


def _screening(shown: Shown) -> str:
    """When it was screened, whether it passes and why not, what changed, and who is at risk now."""
    said = shown.screening
    if said is None:
        return f"not done yet: marg case screen {shown.ref}" if shown.status == "referred" else ""
    from marg_cli.domain.screening import LABELS

    verdict = "passes" if said.passes else f"does not pass: {'; '.join(said.fails_because)}"
    lines = [f"{short(said.on)}: {verdict}"]
    shown_below = {LABELS["immediate_risk"], LABELS["reported_to"]} if said.immediate_risk else ()
    lines += [
        f"changed: {change.field}: {change.before} → {change.after}"
        for change in said.changed
        if change.field not in shown_below
    ]
    if said.immediate_risk:
        is_new = any(change.field == LABELS["immediate_risk"] for change in said.changed)
        risk = "immediate risk, not so last time" if is_new else "immediate risk"
        told = said.reported_to or "NOBODY IS SAID TO HAVE BEEN TOLD"
        lines += [f"{risk}: {said.immediate_risk}", f"reported to: {told}"]
    return "\n".join(lines)


def _basis(shown: Shown, *, room: bool) -> str:
    """Why the case may be shared, and what of that nobody has decided."""
    if room:
        return ""
    if shown.basis is None:
        live = shown.status in LIVE
        return f"not decided yet: marg case basis {shown.ref}" if live else ""
    from marg_cli.services.data_protection.basis import in_words

    return "\n".join(in_words(shown.basis))


def _standing(shown: Shown) -> dict[str, str]:
    """Say why the case stands where it does."""
    if shown.closed is not None:
        on = short(shown.closed.on) if shown.closed.on else None
        how = ", ".join(filter(None, (on, shown.closed.destination)))
        mark = _mark(shown.closed.corrected_on) if shown.closed.outcome else ""
        return {"Closed": ": ".join(filter(None, (how, shown.closed.outcome))) + mark}
    if shown.deferred_until is not None:
        return {"Deferred": f"until {british(shown.deferred_until)}"}
    if shown.because is None:
        return {}
    to = f"; signposted to {shown.signposted_to}" if shown.signposted_to else ""
    label = {"declined": "Declined", "withdrawn": "Withdrawn"}.get(shown.status, "Override")
    return {label: f"{shown.because}{to}"}


def _lead(shown: Shown, *, room: bool) -> str:
    lead = shown.lead_agency or UNKNOWN
    return lead if room else f"{lead}; case coordinator {shown.case_coordinator or UNKNOWN}"


def _agencies(shown: Shown) -> str:
    return ", ".join(f"{a.code} ({a.contact})" if a.contact else a.code for a in shown.agencies)


def _said(said: Said | None) -> str:
    return f"{short(said.on)}: {said.text}" if said else ""


def _asked(shown: Shown) -> str:
    """Who is asked for the person's views, and by when."""
    return "; ".join(
        f"{each.by} for the views by {short(each.until)}{', late' if each.late else ''}"
        for each in shown.views_asked
        if each.until
    )


def _agreed_risk(shown: Shown) -> str:
    """The highest agreed level at first and now."""
    agreed = shown.agreed_risk
    if agreed is None:
        return ""
    now = (
        f"{agreed.now} now ({short(agreed.now_on)})" if agreed.now and agreed.now_on else "none now"
    )
    return f"{agreed.first} at first ({short(agreed.first_on)}), {now}"


def _risks(shown: Shown) -> str:
    """Each risk stated with what is agreed of it; else what the minutes say."""
    if not shown.every_risk:
        return _said(shown.risks)
    each = "; ".join(
        f"{risk.ref} {risk.text} ({risk.to}, {risk.agreed or 'no level agreed'})"
        for risk in shown.every_risk
    )
    return ": ".join(filter(None, (_agreed_risk(shown), each)))


def _plan(shown: Shown) -> str:
    contingency = f"if it does not hold: {shown.contingency}" if shown.contingency else ""
    return " / ".join(filter(None, (_said(shown.plan), contingency)))


def _tell(shown: Shown, on: date) -> str:
    """Who told the person what was agreed, else who is to, by when, and whether that is past."""
    if shown.told_back:
        return f"told on {short(shown.told_back.on)} by {shown.told_back.by}"
    late = ", late" if shown.tell_by and shown.tell_by < on else ""
    by = f"; by {short(shown.tell_by)}{late}" if shown.tell_by else ""
    return f"{shown.tells}{by}" if shown.tells else ""


def _mark(corrected_on: date | None) -> str:
    return f" (corrected {short(corrected_on)})" if corrected_on else ""


def _corrected(shown: Shown) -> str:
    """What was put right after it had left in final minutes."""
    which = ", ".join(shown.corrected)
    return f"{which}: marg case history {shown.ref}" if which else ""


def _documents(shown: Shown) -> str:
    """The files kept with the case, without their names: those may hold a person's."""
    return ", ".join(f"{file.ref} {file.kind} ({short(file.on)})" for file in shown.documents)


def _slot(shown: Shown) -> str:
    slot = shown.next_slot
    if slot is None:
        return (
            "none: marg agenda add " + shown.ref if shown.status in {"accepted", "active"} else ""
        )
    at = f" at {clock(slot.at)}" if slot.at else ""
    return f"{british(slot.on)}{at}, {slot.kind}"


def _checks(shown: Shown) -> str:
    """Whose lateral checks are missing before the next slot."""
    if shown.checks is None:
        return ""
    missing = ", ".join(shown.checks.missing)
    return f"missing from {missing}, due {short(shown.checks.due)}" if missing else "all answered"


def _actions(shown: Shown) -> str:
    late = sum(action.overdue for action in shown.actions)
    return f"{shown.open_actions} open, {late} overdue" if late else f"{shown.open_actions} open"


def action_labels(actions: Sequence[ActionView]) -> Iterator[tuple[str, str]]:
    """What stands in front of each action, in columns, and what is said of it."""
    cells = [
        (a.ref, short(a.due).rjust(11), "overdue" if a.overdue else "", a.agency) for a in actions
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for action, row in zip(actions, cells, strict=True):
        columns = (cell.ljust(width) for cell, width in zip(row, widths, strict=True) if width)
        yield f"  {'  '.join(columns)}  ", ": ".join(filter(None, (action.owner, action.what)))
