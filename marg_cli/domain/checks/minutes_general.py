"""The rules for the general part of minutes, the most serious first."""

from __future__ import annotations

from collections.abc import Iterator

from marg_cli.domain.checks import actions
from marg_cli.domain.checks.finding import Finding
from marg_cli.domain.checks.head import HEAD_RULES
from marg_cli.domain.checks.minutes import EDIT, RECORD, placeholders
from marg_cli.domain.checks.rules import Rule, Spot
from marg_cli.domain.checks.told import MeetingTold
from marg_cli.domain.counting import in_a_sentence
from marg_cli.domain.meeting import AttendanceState
from marg_cli.domain.quorum import said as quorum_said

WHERE_RELEVANT = ("welcome", "systems", "aob")
"""General headings that may rightly be empty."""

RECORD_GENERAL = RECORD.replace("{case}", "general")


def _silent(told: MeetingTold) -> Iterator[Spot]:
    if told.attendance and told.silent:
        yield Spot({"agencies": in_a_sentence(told.silent), "first": told.silent[0]})


def _not_quorate(told: MeetingTold) -> Iterator[Spot]:
    """Too few agencies, all the time or for some of it, and the minutes do not speak of it."""
    said = " ".join(entry.text for entries in told.said.values() for entry in entries)
    found = told.paper.quorum
    if not told.attendance or found is None or "quor" in said.casefold():
        return
    if found.gaps or not found.is_quorate:
        yield Spot({"quorum": quorum_said(found)})


def _guests_unsigned(told: MeetingTold) -> Iterator[Spot]:
    for person in told.paper.attending:
        if person.state == AttendanceState.PRESENT and person.signed is False:
            yield Spot({"agency": str(person.agency)})


def _authority_unknown(told: MeetingTold) -> Iterator[Spot]:
    for person in told.paper.attending:
        if person.deputy_for and person.authority is None:
            yield Spot({"agency": str(person.agency)})


def _empty(heading: str, says: str) -> Rule[MeetingTold]:
    return Rule(
        heading,
        says,
        RECORD_GENERAL.replace("{heading}", heading),
        lambda told: heading not in told.said and _is_wanted(told, heading),
    )


def _is_wanted(told: MeetingTold, heading: str) -> bool:
    """Some headings are filled by something else, or have nothing to speak of."""
    wanted = {
        "declarations": not told.paper.declarations,
        "accuracy": told.has_earlier,
        "matters": bool(told.paper.reviewed),
    }
    return wanted.get(heading, True)


GENERAL_RULES: tuple[Rule[MeetingTold], ...] = (
    Rule(
        "attendance",
        "Nobody's attendance is recorded.",
        "marg attendance set CODE present{where}",
        lambda told: not told.attendance,
    ),
    Rule(
        "attendance",
        "{quorum} The minutes do not say what the meeting did about it.",
        'marg minutes record general matters "The meeting was not quorate: ..."{where}',
        _not_quorate,
    ),
    Rule(
        "attendance",
        "No signed confidentiality statement is recorded of the guest from {agency}.",
        "marg attendance set {agency} present --member NAME --signed{where}",
        _guests_unsigned,
    ),
    Rule(
        "attendance",
        "It is not recorded whether the deputy from {agency} decides for the member (ToR 6.3).",
        "marg attendance set {agency} present --member NAME --authority{where}",
        _authority_unknown,
    ),
    _empty("statement", "It is not recorded that the confidentiality statement was read."),
    _empty("declarations", "It is not recorded whether anybody declared an interest."),
    Rule(
        "attendance",
        "Nothing is recorded of {agencies}: the minutes say that no apology was sent.",
        "marg attendance set {first} apologies{where}",
        _silent,
    ),
    Rule(
        "finish",
        "It is not recorded when the meeting ended.",
        "marg minutes finish {day} --at HH:MM",
        lambda told: not told.paper.finished_at,
    ),
    _empty("accuracy", "It is not recorded whether the last minutes were agreed."),
    _empty("matters", "The chair's direction on the action log is not recorded."),
    Rule(
        "actions",
        actions.NO_OWNER,
        actions.GIVE_OWNER,
        lambda told: actions.each(told.own_actions, actions.without_owner),
    ),
    Rule(
        "actions",
        "{action} does not say what it is to achieve.",
        'marg action edit {action} --intended "..."',
        lambda told: actions.each(told.own_actions, actions.without_intent),
    ),
    Rule(
        "next meeting",
        "No meeting is planned after this one.",
        "marg meeting add DATE",
        lambda told: told.paper.next_meeting is None,
    ),
    Rule("{heading}", "Only a placeholder stands here.", EDIT, lambda t: placeholders(t.said)),
)


def general_findings(told: MeetingTold, words: dict[str, str]) -> list[Finding]:
    """What is wrong in the part that belongs to no case."""
    head = [f for rule in HEAD_RULES for f in rule.found(told.paper.head, None, words)]
    return [f for rule in GENERAL_RULES for f in rule.found(told, None, words)] + head


def general_left_empty(told: MeetingTold) -> list[str]:
    """General headings without an entry that may rightly have none."""
    return [heading for heading in WHERE_RELEVANT if heading not in told.said]
