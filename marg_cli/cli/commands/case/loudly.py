"""Saying loudly that somebody is at risk now, and that the group is no emergency service."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marg_cli.cli.session import Session


def immediate_risk(session: Session, source: str, *, is_reported: bool) -> None:
    """Say it, never in the way of anything (ToR 1.5); *source* is what says so."""
    session.say(f"IMMEDIATE RISK: {source} says that somebody is at risk now.")
    session.say(
        "The group does not replace the police, MASH, a GP or crisis services (ToR 1.5). "
        + (
            "It says who was told: make sure that they were."
            if is_reported
            else "It does not say that anybody was told: ring them now."
        )
    )
