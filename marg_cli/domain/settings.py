"""What a group may set for itself, so that another group needs other settings and no other code."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from marg_cli.domain import setting_values as values
from marg_cli.domain.value import Value
from marg_cli.errors import NotFound

STATEMENT = (
    "What is shared here is shared to protect the adult at risk and others, under the group's "
    "information-sharing agreement. It stays with those who need to know, is not copied or passed "
    "on without the agreement of the agency that shared it, and is kept securely."
)
NOT_SET = "[not set]"


class Setting(Value):
    """One setting the group has made; `value` is text as it was read."""

    key: str
    value: str

    @property
    def ref(self) -> str:
        """The key people say."""
        return self.key


class Rule(NamedTuple):
    """What a setting may be: its default, how its text is read, what it is for, how it is said."""

    default: str
    read: Callable[[str], str]
    about: str
    say: Callable[[str], str] = str


def _before(default: str, about: str) -> Rule:
    return Rule(default, values.before, about, values.days_said)


def _after(default: str, about: str) -> Rule:
    return Rule(default, values.after, about, values.days_said)


def _date(about: str) -> Rule:
    return Rule("", values.day, about, values.day_said)


def _quorum(value: str) -> str:
    return "no rule" if value == "0" else f"{value} agencies"


def _kept_for(value: str) -> str:
    return "no rule" if value == "0" else f"{value} days"


def _length(value: str) -> str:
    return "no rule" if value == "0" else f"{value} minutes"


RULES = {
    "group.name": Rule("", values.plain, "the group's name, on every paper"),
    "group.marking": Rule(
        "OFFICIAL-SENSITIVE", values.plain, "the protective marking of every page"
    ),
    "group.prefix": Rule("M", values.prefix, "the letters a new case's reference begins with"),
    "group.chair": Rule("", values.plain, "who chairs, unless a meeting says otherwise"),
    "group.minute_taker": Rule("", values.plain, "who takes the minutes (ToR 9.1)"),
    "group.statement": Rule(
        STATEMENT, values.plain, "the statement read at the start of a meeting"
    ),
    "group.tor_review": _date("when the terms of reference are to be reviewed"),
    "group.membership_review": _date("when membership is to be reviewed"),
    "group.dpia": _date("when the data protection impact assessment is to be reviewed"),
    "meeting.rule": Rule("", values.meeting_rule, "when the group meets, such as: second Tuesday"),
    "meeting.at": Rule("10:00", values.time, "when a meeting starts", values.time_said),
    "meeting.venue": Rule("", values.plain, "where the group meets"),
    "meeting.holiday": Rule(
        "ask", values.one_of("ask", "move", "skip"), "a meeting on a bank holiday: ask, move, skip"
    ),
    "meeting.quorum": Rule(
        "0", values.whole_number(0, 99), "how many agencies make a quorum; 0 is no rule", _quorum
    ),
    "meeting.opening": Rule("20", values.whole_number(0, 240), "minutes before the first case"),
    "meeting.length": Rule(
        "180", values.whole_number(0, 720), "minutes a meeting lasts at most; 0 is no rule", _length
    ),
    "meeting.slot": Rule("15", values.whole_number(1, 480), "minutes a case is given"),
    "calendar.closed": Rule(
        "", values.days, "days the group does not work, besides bank holidays", values.day_said
    ),
    "sharing.policy": Rule(
        "",
        values.one_of("core", "involved", "named"),
        "who sees a case: core (every core member every one), involved (referrer, lead and "
        "agencies involved), named (lead, and those involved that name a contact)",
    ),
    "risk.levels": Rule(
        "low medium high very-high", values.levels, "the levels of risk, the lowest first"
    ),
    "repeat.months": Rule(
        "12", values.whole_number(1, 120), "months within which a new referral is a repeat"
    ),
    "document.limit": Rule(
        "25", values.whole_number(1, 1000), "the largest document kept, in MB", "{} MB".format
    ),
    "pack.days": Rule(
        "30", values.whole_number(0, 3650), "days rendered papers are kept; 0 is no rule", _kept_for
    ),
    "document.large_print": Rule(
        "no", values.one_of("yes", "no"), "every paper in large print (18 points or more): yes, no"
    ),
    "pack.password": Rule(
        "no", values.one_of("yes", "no"), "whether packs open with a password: yes, no"
    ),
    "pack.watermark": Rule(
        "yes",
        values.one_of("yes", "no"),
        "whose copy a pack is, light behind every page, but in large print: yes, no",
    ),
    "backup.days": Rule("7", values.whole_number(1, 366), "days after which a backup is due"),
    "deadline.referrals": _before("-10", "referrals close"),
    "deadline.checks_asked": _before("-10", "lateral checks are asked"),
    "deadline.checks_back": _before("-3", "lateral checks are back"),
    "deadline.agenda": _before("-5", "the agenda goes out"),
    "deadline.action_list": _after("1", "the action list goes out"),
    "deadline.draft": _after("3", "the draft minutes go to the chair"),
    "deadline.minutes": _after("5", "the minutes go out"),
    "deadline.minutes_latest": _after("10", "the minutes go out at the latest"),
}

NO_SILENT_DEFAULT = {"sharing.policy"}
"""What a group must have decided, so that it cannot be unset."""

WORDS = "words."
"""Keys that begin so hold the group's own words for levels and nouns in documents."""


def rule_of(key: str) -> Rule:
    """Find what a setting may be, by its key in any case.

    Raises NotFound, with the near keys, for an unknown one.
    """
    key = key.strip().casefold()
    if re.fullmatch(r"words\.[a-z_-]{1,40}", key):
        return Rule("", values.plain, f"the group's own word for: {key.removeprefix(WORDS)}")
    rules = RULES if key in RULES else every_rule()
    if key not in rules:
        from marg_cli.domain.text import did_you_mean

        raise NotFound(
            f"No setting {key}.{did_you_mean(key, rules)}", "See them all with: marg config show"
        )
    return rules[key]


def every_rule() -> dict[str, Rule]:
    """Every setting with the group's own periods of retention, which few commands need."""
    from marg_cli.domain.retention import PERIODS, read_period

    return RULES | {key: Rule("", read_period, about) for key, about in PERIODS.items()}


def said(key: str, value: str) -> str:
    """Say a setting's value as a person reads it."""
    if not value:
        return NOT_SET
    return RULES[key].say(value) if key in RULES else value
