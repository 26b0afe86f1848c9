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

WHERE_RELEVANT = ("welcome", "systems", "aob")
"""General headings that may rightly be empty."""

RECORD_GENERAL = RECORD.replace("{case}", "general")


def _silent(told: MeetingTold) -> Iterator[Spot]:
    if told.attendance and told.silent:
        yield Spot({"agencies": in_a_sentence(told.silent), "first": told.silent[0]})


def _not_quorate(told: MeetingTold) -> Iterator[Spot]:
    """Too few agencies, and the minutes do not mention it."""
    said = " ".join(entry.text for entries in told.said.values() for entry in entries)
    if told.attendance and told.present < told.quorum and "quor" not in said.casefold():
        yield Spot({"present": str(told.present), "quorum": str(told.quorum)})


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
        "Agencies present: {present}; a quorum is {quorum}, and the minutes do not mention it.",
        'marg minutes record general matters "The meeting was not quorate."{where}',
        _not_quorate,
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
