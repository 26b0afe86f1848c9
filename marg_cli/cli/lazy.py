"""The first word of a command, whose module is loaded only when that word is used."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from marg_cli.cli.nouns import NOUNS, module_of
from marg_cli.cli.options import everywhere

F = TypeVar("F", bound=Callable[..., None])


class MargCommand(TyperCommand):
    """A verb; it also takes the options every command takes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params = [*self.params, *everywhere(shown=True)]


class NounGroup(TyperGroup):
    """A noun with its verbs; a word that is no verb gets the near ones."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params = [*self.params, *everywhere(shown=False)]


class RootGroup(NounGroup):
    """All nouns; help is told from the table, and only the noun that is used is loaded."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Name every noun, in the order of the help."""
        return list(NOUNS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # noqa: ARG002 # noqa: ARG002
        """Sketch a noun for help and completion, without loading it."""
        noun = NOUNS.get(cmd_name)
        if noun is None:
            return None
        return TyperCommand(cmd_name, help=noun.about, rich_help_panel=noun.panel)

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """Load the noun that was typed. A usage error names the near ones."""
        self.commands = dict.fromkeys(NOUNS)  # type: ignore[assignment]  # only its keys are read
        word, sketch, rest = super().resolve_command(ctx, args)
        if word is None or sketch is None:
            return word, sketch, rest
        return word, load(word), rest


def load(word: str) -> Any:
    """Load a noun's commands."""
    name = module_of(word)
    import_module(name)
    return typer.main.get_command(sys.modules[name].app)


def noun(about: str) -> typer.Typer:
    """Make the Typer app for one noun; its verbs are registered by `verb`."""
    return typer.Typer(
        cls=NounGroup,
        help=about,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        callback=_noun,
    )


def _noun() -> None: ...


def verb(app: typer.Typer, name: str | None = None) -> Callable[[F], F]:
    """Register a function as a verb of a noun; its docstring is its help."""
    return app.command(name, cls=MargCommand)


def word(function: Any) -> typer.Typer:
    """Make the Typer app of a word that stands alone, such as `status`."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command(cls=MargCommand)(function)
    return app
