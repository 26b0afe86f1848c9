"""The room's screen at a terminal: read only, one key blanks it."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import ColorDepth, create_output

from marg_cli.cli.live import for_the_room
from marg_cli.cli.shell.idle import MOST_MINUTES, Watch
from marg_cli.domain.text import visible
from marg_cli.errors import Busy, MargError

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyPressEvent

A_LOOK = 0.5
"""Seconds between two looks at the register."""
KEYS = "Space blanks   q ends"
CLOSED = "The room's screen is closed."
OPEN_LONG_ENOUGH = "The room's screen was open for twelve hours."


def run(window: for_the_room.Window) -> str:
    """Show it until somebody ends it; answers why it ended."""
    return RoomScreen(window).run()


class RoomScreen:
    """What stands on it, or nothing while it is blanked."""

    def __init__(self, window: for_the_room.Window) -> None:
        self._window = window
        self._is_blank = False
        self._app: Application[str] = Application(
            Layout(
                Window(FormattedTextControl(self._text), wrap_lines=True, always_hide_cursor=True)
            ),
            key_bindings=self._keys(),
            full_screen=True,
            mouse_support=False,
            color_depth=ColorDepth.DEPTH_1_BIT,
            output=create_output(sys.stderr),
        )

    def run(self) -> str:
        """Show it until a key, the clock or the end of the meeting ends it; answers why."""

        def begin() -> None:
            self._app.create_background_task(self._followed())

        return self._app.run(pre_run=begin)

    def _text(self) -> str:
        if self._is_blank:
            return ""
        width = self._app.output.get_size().columns
        shown = for_the_room.lines(self._window.picture, self._window.seconds_left(), width)
        return visible("\n".join([*shown, "", KEYS]))

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()

        @keys.add("<any>")
        def _(_event: KeyPressEvent) -> None:
            self._is_blank = not self._is_blank

        @keys.add("q")
        @keys.add("c-c")
        @keys.add("c-d")
        def _(event: KeyPressEvent) -> None:
            event.app.exit(result=CLOSED)

        return keys

    async def _followed(self) -> None:
        try:
            why = await self._follow()
        except MargError as refusal:
            why = refusal.message
        except Exception as fault:  # noqa: BLE001 - what nobody foresaw is not shown to a room
            why = f"A fault that marg did not foresee ended it: {type(fault).__name__}."
        self._app.exit(result=why)

    async def _follow(self) -> str:
        watch = Watch(MOST_MINUTES)
        while not watch.is_over():
            with suppress(Busy):  # somebody writes: the next look sees what
                self._window.look()
            self._app.invalidate()
            await asyncio.sleep(A_LOOK)
        return OPEN_LONG_ENOUGH
