"""The prompt on a terminal: lines are edited, completed by Tab, and remembered in memory alone."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from prompt_toolkit import PromptSession
from prompt_toolkit.application import Application, in_terminal
from prompt_toolkit.completion import Completer, Completion, PathCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.output import create_output
from prompt_toolkit.shortcuts import CompleteStyle

from marg_cli.cli.shell.idle import A_LOOK
from marg_cli.cli.shell.offering import Known, offered
from marg_cli.cli.shell.reading import Overdue

if TYPE_CHECKING:
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.key_binding import KeyPressEvent

BLANK_KEY = "f8"


class Editing:
    """Asks by prompt_toolkit: no file, no clipboard of the system's, no title, no mouse."""

    def __init__(
        self,
        prompt: str,
        is_over: Callable[[], bool],
        touched: Callable[[], None],
        known: Known,
    ) -> None:
        self._prompt = prompt
        self._is_over = is_over
        self._touched = touched
        self._known = known
        self.forget()

    def forget(self) -> None:
        """Begin anew: what was typed, cut and searched for is gone."""
        self._session: PromptSession[str] = PromptSession(
            self._prompt,
            completer=Words(self._known),
            complete_while_typing=False,
            complete_style=CompleteStyle.READLINE_LIKE,
            key_bindings=self._keys(),
            output=create_output(sys.stderr),
        )

    def ask(self) -> str:
        """What is typed at the prompt. Raises EOFError, KeyboardInterrupt and Overdue."""
        return self._session.prompt(pre_run=lambda: self._watch(self._session.app))

    def blank(self) -> None:
        """Blank the screen until a key is pressed. Raises Overdue."""
        nothing = self._nothing()
        nothing.run(pre_run=lambda: self._watch(nothing))

    def _watch(self, application: Application[Any]) -> None:
        """Look at the clock while nobody types; every key says that somebody is there."""
        self._touched()
        application.key_processor.before_key_press += lambda _: self._touched()
        application.create_background_task(self._looked_at(application))

    async def _looked_at(self, application: Application[Any]) -> None:
        while not self._is_over():  # noqa: ASYNC110 - a clock tells nobody by itself
            await asyncio.sleep(A_LOOK)
        if application.is_running:
            application.exit(exception=Overdue)

    def _nothing(self) -> Application[None]:
        keys = KeyBindings()
        keys.add("<any>")(_leave)
        keys.add("c-c")(_leave)
        return Application(
            Layout(Window(always_hide_cursor=True)),
            key_bindings=keys,
            full_screen=True,
            output=create_output(sys.stderr),
        )

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()

        @keys.add(BLANK_KEY)
        async def _(event: KeyPressEvent) -> None:
            nothing = self._nothing()
            try:
                async with in_terminal():
                    await nothing.run_async(pre_run=lambda: self._watch(nothing))
            except Overdue:
                event.app.exit(exception=Overdue)

        return keys


class Words(Completer):
    """Offers what `offered` finds, and the names of files where a file is meant."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._files = PathCompleter(expanduser=True)

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterator[Completion]:
        """What may stand at the cursor."""
        offer = offered(document.text_before_cursor, self._known)
        if offer.is_file:
            begun = Document(offer.begun, len(offer.begun))
            yield from self._files.get_completions(begun, event)
        for word in offer.words:
            yield Completion(word, start_position=-len(offer.begun))


def _leave(event: KeyPressEvent) -> None:
    event.app.exit()
