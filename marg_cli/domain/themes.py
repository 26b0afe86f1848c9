"""Themes of a case: the five disadvantages, known by their words, and the group's own."""

from __future__ import annotations

from collections.abc import Iterable

from marg_cli.domain.case import DISADVANTAGES
from marg_cli.errors import UsageRefused

TOO_LIKE = 0.8
"""How like a known word another one may be before it counts as a slip of it."""


class ThemeMistyped(UsageRefused):
    """A theme so like one of the five disadvantages that it must be meant."""


def read_theme(text: str) -> str:
    """Read a theme: one of the five disadvantages in its own spelling, or the group's own as typed.

    Raises ThemeMistyped for a slip of one of the five, and UsageRefused for nothing.
    """
    theme = " ".join(text.split())
    if not theme:
        raise UsageRefused("A theme is missing.", f"Such as: {', '.join(DISADVANTAGES)}")
    word = theme.casefold()
    if word in DISADVANTAGES:
        return word
    meant = like(word, DISADVANTAGES)
    if meant is not None:
        raise ThemeMistyped(
            f"There is no theme {theme}. Did you mean {meant}?",
            f"The five every register knows: {', '.join(DISADVANTAGES)}",
        )
    return theme


def like(word: str, known: Iterable[str]) -> str | None:
    """The known theme that *word* is most like, when it is too like it to be another."""
    from difflib import get_close_matches

    folded = {theme.casefold(): theme for theme in known}
    found = get_close_matches(word.casefold(), folded, 1, TOO_LIKE)
    return folded[found[0]] if found else None


def with_themes(
    themes: tuple[str, ...], more: Iterable[str], fewer: Iterable[str] = ()
) -> tuple[str, ...]:
    """Add and take away themes; one already there is not there twice, in whatever letters."""
    kept = {theme.casefold(): theme for theme in themes}
    for theme in more:
        kept.setdefault(theme.casefold(), theme)
    for theme in fewer:
        kept.pop(theme.casefold(), None)
    return tuple(kept.values())
