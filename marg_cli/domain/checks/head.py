"""What every paper of a meeting says at its top: chair, minute taker, place and time."""

from __future__ import annotations

from marg_cli.domain.checks.rules import Rule
from marg_cli.domain.papers.frame import Head

HEAD_RULES: tuple[Rule[Head], ...] = (
    Rule(
        "chair",
        "Nobody is named as the chair.",
        "marg meeting edit {day} --chair NAME",
        lambda head: not head.chair,
    ),
    Rule(
        "minute taker",
        "Nobody is named to take the minutes.",
        "marg meeting edit {day} --minute-taker NAME",
        lambda head: not head.minute_taker,
    ),
    Rule(
        "venue",
        "No venue is set.",
        'marg meeting edit {day} --venue "..."',
        lambda head: not head.venue,
    ),
    Rule(
        "time",
        "The meeting has no time to start at.",
        "marg meeting edit {day} --at HH:MM",
        lambda head: not head.at,
    ),
)
