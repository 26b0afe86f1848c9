"""The themes of cases, and which of them are new to the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.case import DISADVANTAGES
from marg_cli.domain.themes import like, read_theme, with_themes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marg_cli.store.protocol import Store


def read_themes(texts: Iterable[str]) -> tuple[str, ...]:
    """Read themes, each once. Raises ThemeMistyped."""
    return with_themes((), [read_theme(text) for text in texts])


def new_themes(store: Store, themes: Iterable[str]) -> list[str]:
    """Say which themes no case had before, each with the one it may be a slip of."""
    own = [theme for theme in themes if theme not in DISADVANTAGES]
    if not own:
        return []
    known = {theme.casefold(): theme for case in store.cases.listed() for theme in case.themes}
    return [_is_new(theme, known) for theme in own if theme.casefold() not in known]


def _is_new(theme: str, known: dict[str, str]) -> str:
    meant = like(theme, known.values())
    near = f" There is one called {meant}." if meant else ""
    return f"{theme} is a theme no case had before.{near}"
