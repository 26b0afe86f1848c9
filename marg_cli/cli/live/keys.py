"""The keys of the minute taker's screen; no mouse."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from prompt_toolkit.filters import Condition, Filter
from prompt_toolkit.key_binding import KeyBindings

from marg_cli.services.live.attending import MARKS

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_toolkit.key_binding import KeyPressEvent

    from marg_cli.cli.live.screen import Screen

STILL_THERE = "Ctrl-D ends the sitting; what is typed below is still there."


def bindings(screen: Screen) -> KeyBindings:
    """What each key does; on the roll letters are keys, as long as nothing is typed."""
    keys, desk = KeyBindings(), screen.desk
    blank = Condition(lambda: screen.is_blank)
    asks = Condition(lambda: bool(screen.roll.asks))
    roll = Condition(lambda: desk.at_attendance and not screen.input.text) & ~asks & ~blank

    def on(*pressed: str, when: Filter = ~blank) -> Callable[[Callable[[], object]], None]:
        def bound(do: Callable[[], object]) -> None:
            def handler(_event: KeyPressEvent) -> None:
                do()

            for key in pressed:
                keys.add(key, filter=when, eager=True)(handler)

        return bound

    def attempt(what: Callable[[], str]) -> Callable[[], object]:
        return lambda: screen.attempt(what)

    def moving(by: int) -> Callable[[], object]:
        return lambda: None if _is_typing(screen) else screen.attempt(lambda: desk.move(by))

    on("enter")(screen.submit)
    on("c-n", "pagedown")(moving(1))
    on("c-p", "pageup")(moving(-1))
    on("c-z")(attempt(desk.undo))
    on("c-d")(screen.ends)
    on("c-c")(lambda: setattr(screen, "message", STILL_THERE))
    on("f1")(lambda: setattr(screen, "shows_help", not screen.shows_help))
    on("f8")(lambda: setattr(screen, "is_blank", True))
    on("<any>", "c-c", "f8", "enter", when=blank)(lambda: setattr(screen, "is_blank", False))
    on("up", when=~roll & ~asks & ~blank)(lambda: screen.choose(desk.earlier()))
    on("down", when=~roll & ~asks & ~blank)(lambda: screen.choose(desk.later()))
    on("up", "k", when=roll)(lambda: screen.roll.move(-1))
    on("down", "j", when=roll)(lambda: screen.roll.move(1))
    on("u", when=roll)(attempt(desk.undo))
    on("+", when=roll)(attempt(screen.roll.another))
    for key in MARKS:
        on(key, when=roll)(attempt(partial(screen.roll.press, key)))

    @keys.add("escape", filter=~blank, eager=True)
    def _(_event: KeyPressEvent) -> None:
        desk.leave_it()
        screen.roll.give_up()
        screen.input.reset()
        screen.message = ""

    return keys


def _is_typing(screen: Screen) -> bool:
    """Whether a line would be taken along to another place; says so."""
    if screen.input.text.strip():
        screen.message = "A line is not kept yet: Enter keeps it here, Esc throws it away."
        return True
    return False
