"""The first word of a command, whose module is loaded only when that word is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

import typer
from typer.core import DEFAULT_MARKUP_MODE, TyperCommand, TyperGroup
from typer.main import get_command_from_info
from typer.models import CommandInfo

from marg_cli.cli.nouns import NOUNS, module_of
from marg_cli.cli.options import everywhere
from marg_cli.cli.session import ROOM

F = TypeVar("F", bound=Callable[..., None])


class MargCommand(TyperCommand):
    """A verb; it also takes the options every command takes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params = [*self.params, *everywhere(shown=True)]

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Do it; where the whole room sees the screen, as far as it is fit for that."""
        if ROOM in ctx.obj.asked:
            from marg_cli.cli.room import for_the_room

            for_the_room(ctx)
        return super().invoke(ctx)


class NounGroup(TyperGroup):
    """A noun with its verbs, each made a command when it is used: twelve take 15 % of a start."""

    verbs: dict[str, CommandInfo | str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params = [*self.params, *everywhere(shown=False)]

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        """Make the verb that was typed, loading the module it is kept in."""
        found: Any = super().get_command(ctx, cmd_name)
        if isinstance(found, str):
            import_module(found)
            found = self.verbs[cmd_name]
        if isinstance(found, CommandInfo):
            self.commands[cmd_name] = found = _made(found)
        return found


class RootGroup(NounGroup):
    """All nouns; help is told from the table, and only the noun that is used is loaded."""

    def __init__(self, *args: Any, alone: Callable[[typer.Context], None], **kwargs: Any) -> None:
        super().__init__(*args, invoke_without_command=True, **kwargs)
        self.alone = alone

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run the word that was typed, or what *alone* does without one.

        Ctrl-C is told by whoever called: Typer would end without a word.
        """
        self.callback = lambda: None if ctx.invoked_subcommand else self.alone(ctx)
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as pressed:
            raise typer.Abort from pressed

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002
        """Name every noun, in the order of the help."""
        return list(NOUNS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # noqa: ARG002
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


@cache
def load(word: str) -> Any:
    """Load a noun's commands, once however often the shell uses it."""
    app = import_module(module_of(word)).app
    return app.group(word) if isinstance(app, NounApp) else _made(app)


class NounApp:
    """One noun; it keeps its verbs as they were registered, or the name of who will do so."""

    def __init__(self, about: str, modules: Mapping[str, str]) -> None:
        self.about = about
        self.verbs: dict[str, CommandInfo | str] = dict(modules)

    def group(self, word: str) -> NounGroup:
        """Make the group of commands that goes by *word*."""
        commands: Any = dict(self.verbs)
        group = NounGroup(name=word, help=self.about, no_args_is_help=True, commands=commands)
        group.verbs = self.verbs
        return group


def noun(about: str, modules: Mapping[str, str] | None = None) -> NounApp:
    """Start a noun; its verbs are registered by `verb`.

    A noun of many verbs names the *modules* that register them, in the order of the help; each
    is loaded when a verb of its own is typed.
    """
    return NounApp(about, modules or {})


def verb(
    app: NounApp, name: str | None = None, cls: type[MargCommand] = MargCommand
) -> Callable[[F], F]:
    """Register a function as a verb of a noun; its docstring is its help.

    Modules of verbs in daily use do without the future import of annotations: Typer would put
    each option's text together four times over.
    """

    def register(function: F) -> F:
        called = name or function.__name__
        app.verbs[called] = CommandInfo(called, cls=cls, callback=function)
        return function

    return register


def word(function: Callable[..., None]) -> CommandInfo:
    """Make the command of a word that stands alone, such as `status`."""
    return CommandInfo(function.__name__, cls=MargCommand, callback=function)


def _made(info: CommandInfo) -> Any:
    return get_command_from_info(
        info, pretty_exceptions_short=True, rich_markup_mode=DEFAULT_MARKUP_MODE
    )
