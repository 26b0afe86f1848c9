"""How ratings and dissent are typed, and how a risk's standing is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.cli import prompts
from marg_cli.errors import UsageRefused
from marg_cli.services.at_the_table.risk import code_and

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marg_cli.cli.session import Session
    from marg_cli.services.at_the_table.risk_view import RiskSeen

RATING = "--rate POL=high"
DISSENT = '--dissent "GLOW:still high"'


def ratings(given: Iterable[str] | None) -> list[tuple[str, str]]:
    """Read CODE=LEVEL, each. Raises UsageRefused."""
    return [_rating(text) for text in given or ()]


def _rating(text: str) -> tuple[str, str]:
    code, level = code_and(text, "=", RATING)
    if level is None:
        raise UsageRefused(f"{text} gives no level.", f"For example: {RATING}")
    return code, level


def dissents(session: Session, given: Iterable[str] | None) -> list[tuple[str, str]]:
    """Read CODE:TEXT, each; the words are asked for where they are left out, and - reads them."""
    said = [code_and(text, ":", DISSENT) for text in given or ()]
    option = "--dissent CODE:TEXT"
    return [
        (code, prompts.text(session, text, f"What does {code} say?", option=option))
        for code, text in said
    ]


def level(session: Session, given: str | None, question: str) -> str:
    """A level as given, else asked for."""
    return given or prompts.ask(session, question, option="LEVEL")


def standing(seen: RiskSeen) -> str:
    """Say how a risk stands, and the next step."""
    way_on = f"marg risk agree {seen.ref} LEVEL"
    if not seen.ratings and seen.agreed_on is None:
        return f"{seen.case}. Rate it with: marg risk rate {seen.ref} LEVEL --agency CODE"
    rated = f"rated {spread(seen)}" if seen.ratings else "not rated"
    if seen.agreed_on is None:
        return f"{seen.case}: {rated}. What is agreed: {way_on}"
    if seen.agreed is None and not seen.dissent:
        return f"{seen.case}: {rated}, no level agreed. Who dissents: {way_on[:-5]}none {DISSENT}"
    dissent = f"; {', '.join(d.agency for d in seen.dissent)} dissents" if seen.dissent else ""
    agreed = f"{seen.agreed} agreed" if seen.agreed else "no level agreed"
    return f"{seen.case}: {rated}, {agreed}{dissent}. See it with: marg risk show {seen.ref}"


def spread(seen: RiskSeen) -> str:
    """The lowest and the highest rating: "medium to high"."""
    if seen.lowest == seen.highest:
        return seen.lowest or ""
    return f"{seen.lowest} to {seen.highest}"
