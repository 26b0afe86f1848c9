"""How an erasure is told: what is gone, and what is left to be done outside the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.cli.answering import answer
from marg_cli.domain.calendar import british, short
from marg_cli.domain.counting import in_a_sentence

if TYPE_CHECKING:
    from marg_cli.cli.session import Session
    from marg_cli.domain.minutes_life import MinutesVersion
    from marg_cli.services.data_protection.copies import CopySeen
    from marg_cli.services.data_protection.erasing import Erased


def hash_of(version: MinutesVersion, text: str) -> str:
    """The SHA-256 of the Markdown file that a version with that *text* is written as."""
    from marg_cli.documents import kept

    return kept.hash_of(version, text)


def tell(session: Session, erased: Erased) -> None:
    """Say what was erased; programs get the receipt."""
    answer(session, erased, _said(erased), _left_to_do(erased))


def _said(erased: Erased) -> str:
    return (
        f"{erased.case} is erased; its receipt stays, and its reference is not used again. "
        "This cannot be undone, nor can anything that was changed before it."
    )


def _copy(copy: CopySeen) -> str:
    return f"{copy.pack}, {copy.kind} for {copy.recipient} ({short(copy.built_on)})"


def _left_to_do(erased: Erased) -> list[str]:
    """What the register cannot do by itself."""
    said = []
    if erased.minutes:
        days = in_a_sentence([british(day) for day in erased.minutes])
        said.append(f"The minutes of {days} have an amendment without it: marg minutes versions")
    if erased.copies:
        held = in_a_sentence([_copy(copy) for copy in erased.copies])
        said.append(
            f"Copies that speak of it are still about: {held}. Call them back: "
            f"marg pack recall {erased.case} --because TEXT"
        )
    if erased.backups:
        days = in_a_sentence([short(day) for day in erased.backups])
        said.append(
            f"Older backups still hold it, of {days}: destroy them, or let them run out, and say "
            "in your schedule which. Make a new one: marg register backup FILE"
        )
    if not erased.cleared:
        said.append(
            "The file could not be cleared of its free pages yet. Give the command again: "
            f"marg subject erase {erased.case}"
        )
    return said
