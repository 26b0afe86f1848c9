"""The minute taker's screen: the agenda, what was recorded, and one line to type in."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.layout import HSplit, Layout, VSplit, Window
from prompt_toolkit.layout.containers import ConditionalContainer
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output import ColorDepth, create_output
from prompt_toolkit.styles import Style

from marg_cli.cli.live import drawing
from marg_cli.cli.live.desk import Ends, HelpAsked
from marg_cli.cli.live.helping import HELP
from marg_cli.cli.live.keys import bindings
from marg_cli.cli.live.roll_call import RollCall
from marg_cli.cli.live.sitting import prompt_of
from marg_cli.cli.shell.idle import A_LOOK
from marg_cli.cli.shell.reading import Overdue
from marg_cli.domain.live.line import LineNotUnderstood
from marg_cli.domain.text import visible
from marg_cli.errors import MargError

if TYPE_CHECKING:
    from collections.abc import Callable

    from marg_cli.cli.live.desk import Desk
    from marg_cli.cli.shell.idle import Watch

STYLE = Style.from_dict({"bar": "reverse", "here": "reverse", "bold": "bold"})
A_MOMENT = 0.05
"""Seconds after Esc in which the rest of a special key would follow."""
FRAME = 6
"""Rows that are not the agenda's: the bar, the message, the line, the keys."""


class Screen:
    """One showing of it, from the first key to the last."""

    def __init__(self, desk: Desk, watch: Watch) -> None:
        self.desk = desk
        self._watch = watch
        self.roll = RollCall(desk)
        self.message = f"Begun at {desk.place.key}. F1 says what can be typed."
        self.shows_help = False
        self.is_blank = False
        self.input = Buffer(multiline=False)
        self._app: Application[str] = Application(
            self._layout(),
            key_bindings=bindings(self),
            style=STYLE,
            color_depth=ColorDepth.DEPTH_1_BIT,
            full_screen=True,
            mouse_support=False,
            output=create_output(sys.stderr),
        )
        self._app.ttimeoutlen = A_MOMENT

    def run(self) -> str:
        """Show it until somebody ends; answers the time they typed. Raises Overdue."""
        self.input.text, self.desk.unkept = self.desk.unkept, ""
        self.input.cursor_position = len(self.input.text)
        try:
            return self._app.run(pre_run=self._begin)
        finally:
            self.desk.unkept = self.input.text

    def submit(self) -> None:
        """Do what stands in the line; where it cannot be read it stays, the cursor at the fault."""
        text = self.input.text
        if self.roll.asks:
            self.attempt(lambda: self.roll.answered(text))
            if not self.roll.asks:
                self.input.reset()
            return
        if self.attempt(lambda: self.desk.enter(text)):
            self.input.reset()

    def attempt(self, what: Callable[[], str]) -> bool:
        """Do something and tell how it went; answers whether it did."""
        self.shows_help = False
        try:
            self.message = what()
        except Ends as end:
            self.input.reset()
            self._app.exit(result=end.at)
            return False
        except HelpAsked:
            self.shows_help = True
        except LineNotUnderstood as fault:
            self.message = f"{fault.message} {fault.hint}"
            self.input.cursor_position = min(fault.at, len(self.input.text))
            return False
        except MargError as refusal:
            self.message = f"{refusal.message} {refusal.hint}".rstrip()
            return False
        except Exception as fault:  # noqa: BLE001 - the line must outlive what nobody foresaw
            name = type(fault).__name__
            self.message = f"Something went wrong that marg did not foresee ({name}). Not kept."
            return False
        return True

    def choose(self, text: str | None) -> None:
        """Put a line that was kept before into the input, to be changed."""
        if text is None:
            self.message = "Nothing before that was typed here. Others: marg minutes edit"
            return
        self.input.text = text
        self.input.cursor_position = len(text)
        is_change = self.desk.editing is not None
        self.message = "Enter changes what was kept; Esc leaves it as it is." if is_change else ""

    def ends(self) -> None:
        """End the sitting, unless a line would be lost."""
        if self.input.text.strip():
            self.message = "The line below is not kept yet: Enter keeps it, Esc throws it away."
        else:
            self._app.exit(result="")

    def _begin(self) -> None:
        self._watch.touched()
        self._app.key_processor.before_key_press += lambda _: self._watch.touched()
        self._app.create_background_task(self._time_runs())

    async def _time_runs(self) -> None:
        while not self._watch.is_over():
            await asyncio.sleep(A_LOOK)
            self._app.invalidate()
        if self._app.is_running:
            self._app.exit(exception=Overdue)

    def _layout(self) -> Layout:
        line = Window(
            BufferControl(self.input, input_processors=[BeforeInput(self._prompt)]),
            height=Dimension(min=1, max=4),
            dont_extend_height=True,
            wrap_lines=True,
        )
        shown = HSplit(
            [
                _bar(lambda: drawing.head(self.desk, self._columns)),
                VSplit(
                    [
                        Window(
                            FormattedTextControl(self._agenda),
                            width=lambda: Dimension.exact(self._agenda_width),
                        ),
                        Window(width=1, char="|"),
                        Window(width=1),
                        Window(FormattedTextControl(self._middle)),
                    ]
                ),
                Window(
                    FormattedTextControl(lambda: visible(self.message)),
                    height=Dimension(min=1, max=3),
                    dont_extend_height=True,
                    wrap_lines=True,
                ),
                line,
                _bar(self._keys),
            ]
        )
        blank = Condition(lambda: self.is_blank)
        return Layout(
            HSplit(
                [
                    ConditionalContainer(Window(always_hide_cursor=True), blank),
                    ConditionalContainer(shown, ~blank),
                ]
            ),
            focused_element=line,
        )

    @property
    def _columns(self) -> int:
        return self._app.output.get_size().columns

    @property
    def _rows(self) -> int:
        return max(3, self._app.output.get_size().rows - FRAME)

    def _prompt(self) -> str:
        return f"{self.roll.asks or prompt_of(self.desk)}> "

    def _keys(self) -> str:
        return drawing.keys(self.desk.at_attendance, self._columns)

    @property
    def _agenda_width(self) -> int:
        """How wide the agenda is; none of it where the help wants all there is."""
        return 0 if self.shows_help else drawing.agenda_width(self._columns)

    def _agenda(self) -> Any:  # noqa: ANN401 - what prompt_toolkit draws
        return drawing.agenda(self.desk, drawing.agenda_width(self._columns), self._rows)

    def _middle(self) -> Any:  # noqa: ANN401 - what prompt_toolkit draws
        width = self._columns - self._agenda_width - 3
        if self.shows_help:
            return drawing.page(HELP, width, self._rows)
        if self.desk.at_attendance:
            return drawing.attendance(self.desk.there, self.roll.at, width, self._rows)
        return drawing.recorded_lines(self.desk.lines, width, self._rows)


def _bar(text: Callable[[], str]) -> Window:
    return Window(FormattedTextControl(text), height=1, style="class:bar")
