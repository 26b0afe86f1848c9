"""What a group may set for itself, so that another group needs other settings and no other code."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from marg_cli.domain.value import Value
from marg_cli.errors import NotFound, UsageRefused

STATEMENT = (
    "What is shared here is shared to protect the adult at risk and others, under the group's "
    "information-sharing agreement. It stays with those who need to know, is not copied or passed "
    "on without the agreement of the agency that shared it, and is kept securely."
)


class Setting(Value):
    """One setting the group has made; `value` is text as it was read."""

    key: str
    value: str

    @property
    def ref(self) -> str:
        """The key people say."""
        return self.key


class Rule(NamedTuple):
    """What a setting may be: its default, how its text is read, and what it is for."""

    default: str
    read: Callable[[str], str]
    about: str


def _text(text: str) -> str:
    return text.strip()


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text.strip()).isoformat() if text.strip() else ""
    except ValueError as error:
        raise UsageRefused(
            f"{text} is not a date like 2027-03-31.", "Write year-month-day, or nothing."
        ) from error


def _days(text: str) -> str:
    return " ".join(sorted({_day(part) for part in re.split(r"[\s,;]+", text.strip()) if part}))


def _clock(text: str) -> str:
    match = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", text.strip())
    if text.strip() and not match:
        raise UsageRefused(f"{text} is not a time like 10:00.", "Write hours:minutes.")
    return f"{int(match[1]):02d}:{match[2]}" if match else ""


def _prefix(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{1,6}", text.strip()):
        raise UsageRefused(
            "A prefix is one to six letters.", "For example: marg config set group.prefix M"
        )
    return text.strip().upper()


def _rule(text: str) -> str:
    from marg_cli.domain.meeting_rule import MeetingRule

    if text.strip():
        MeetingRule.parse(text)
    return text.strip()


def _number(least: int, most: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not re.fullmatch(r"[+-]?\d{1,4}", text.strip()) or not least <= int(text) <= most:
            raise UsageRefused(
                f"{text} is not a whole number from {least} to {most}.", "Give another number."
            )
        return str(int(text))

    return read


def _choice(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.strip().casefold() not in words:
            raise UsageRefused(
                f"{text} is none of: {', '.join(words)}.", f"For example: {words[0]}"
            )
        return text.strip().casefold()

    return read


_WORKING_DAYS = _number(-60, 60)

RULES = {
    "group.name": Rule("", _text, "the group's name, on every paper"),
    "group.marking": Rule("OFFICIAL-SENSITIVE", _text, "the protective marking of every page"),
    "group.prefix": Rule("M", _prefix, "the letters a case's reference begins with"),
    "group.chair": Rule("", _text, "who chairs, unless a meeting says otherwise"),
    "group.minute_taker": Rule("", _text, "who takes the minutes (ToR 9.1)"),
    "group.statement": Rule(STATEMENT, _text, "the statement read at the start of a meeting"),
    "group.tor_review": Rule("", _day, "when the terms of reference are to be reviewed"),
    "group.membership_review": Rule("", _day, "when membership is to be reviewed"),
    "group.dpia": Rule("", _day, "when the data protection impact assessment is to be reviewed"),
    "meeting.rule": Rule("", _rule, "when the group meets, such as: second Tuesday"),
    "meeting.at": Rule("10:00", _clock, "when a meeting starts"),
    "meeting.venue": Rule("", _text, "where the group meets"),
    "meeting.holiday": Rule("ask", _choice("ask", "move", "skip"), "a meeting on a bank holiday"),
    "meeting.quorum": Rule("0", _number(0, 99), "how many agencies make a quorum; 0 is no rule"),
    "meeting.opening": Rule("20", _number(0, 240), "minutes before the first case"),
    "meeting.slot": Rule("15", _number(1, 480), "minutes a case is given"),
    "calendar.closed": Rule("", _days, "the group's own non-working days, ISO dates"),
    "sharing.policy": Rule("", _choice("core", "involved", "named"), "who sees which case"),
    "repeat.months": Rule("12", _number(1, 120), "months within which a referral is a repeat"),
    "deadline.referrals": Rule("-10", _WORKING_DAYS, "referrals close, working days"),
    "deadline.checks_asked": Rule("-10", _WORKING_DAYS, "lateral checks asked, working days"),
    "deadline.checks_back": Rule("-3", _WORKING_DAYS, "lateral checks back, working days"),
    "deadline.agenda": Rule("-5", _WORKING_DAYS, "agenda out, working days"),
    "deadline.action_list": Rule("1", _WORKING_DAYS, "action list out, working days"),
    "deadline.draft": Rule("3", _WORKING_DAYS, "draft minutes to the chair, working days"),
    "deadline.minutes": Rule("5", _WORKING_DAYS, "minutes out, working days"),
    "deadline.minutes_latest": Rule("10", _WORKING_DAYS, "minutes out at the latest"),
}

WORDS = "words."
"""Keys that begin so hold the group's own words for levels and nouns in documents."""


def rule_of(key: str) -> Rule:
    """Find what a setting may be. Raises NotFound, with the near keys, for an unknown one."""
    if key.startswith(WORDS) and re.fullmatch(r"words\.[a-z_-]{1,40}", key):
        return Rule("", _text, "the group's own word")
    if key not in RULES:
        from marg_cli.domain.text import did_you_mean

        raise NotFound(
            f"No setting {key}.{did_you_mean(key, RULES)}", "See them all with: marg config show"
        )
    return RULES[key]
