"""A sitting of the minute taker, from opening the register to what is still missing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from marg_cli.cli.live.desk import Desk, Ends, HelpAsked
from marg_cli.cli.live.helping import HELP
from marg_cli.cli.refusal import refuse
from marg_cli.cli.session import DAY_TOLD
from marg_cli.cli.shell import screen
from marg_cli.cli.shell.idle import MOST_HOURS, Watch
from marg_cli.cli.shell.opening import lock
from marg_cli.cli.shell.reading import Overdue
from marg_cli.domain.calendar import british
from marg_cli.domain.counting import counted
from marg_cli.errors import CannotAsk, Exit, MargError

if TYPE_CHECKING:
    from marg_cli.cli.session import Session
    from marg_cli.store.protocol import Store


def sit(session: Session, meeting: str | None, *, idle_minutes: int) -> int:
    """Take minutes until somebody ends; answers the exit code.

    Raises CannotAsk where somebody is at a terminal and may not be asked.
    """
    if "no_input" in session.asked and sys.stdin.isatty():
        raise CannotAsk(
            "Minutes are taken by typing, and nobody may be asked.",
            "Give one thing at a time: marg minutes record CASE HEADING TEXT",
        )
    holding = session.holding(room=False)

    def lend() -> Store:
        return holding.open(holding.session())

    try:
        desk = Desk(lend, meeting, clock=session.clock, on=session.today)
        begun = "begun" if desk.is_new else "go on"
        session.say(f"Minutes of {british(desk.held_on)} {begun}.")
        if not screen.obeys():
            return _line_by_line(session, desk)
        watch = Watch(idle_minutes)
        while True:
            try:
                at = _at_the_screen(desk, watch)
            except Overdue:
                desk.forget()
                if DAY_TOLD in session.asked:  # the shell it was opened from locks by itself
                    return Exit.DONE
                why = _why(watch, idle_minutes)
                if not lock(session, holding, why, "minutes take"):
                    return Exit.DONE
                watch.opened()
                desk.look_again()
                continue
            _tell_the_shell()
            _end(session, desk, at, ask=True)
            return Exit.DONE
    finally:
        holding.forget()


def _at_the_screen(desk: Desk, watch: Watch) -> str:
    """Show the screen until somebody ends; answers the time they typed, if any."""
    from marg_cli.cli.live.screen import Screen

    watch.touched()
    return Screen(desk, watch).run()


def _tell_the_shell() -> None:
    """Somebody was at this screen: a shell it was opened from is not to lock for want of keys."""
    touched = getattr(sys.stdin, "touched", None)
    if touched is not None:
        touched()


def _why(watch: Watch, idle_minutes: int) -> str:
    if watch.is_idle():
        return f"nobody pressed a key for {counted(idle_minutes, 'minute')}"
    return f"it was open for {counted(MOST_HOURS, 'hour')}"


def _line_by_line(session: Session, desk: Desk) -> int:
    """Take lines from a file, a program or a plain terminal, up to the first that fails there."""
    asks = sys.stdin.isatty()
    if asks:
        session.say("This terminal shows one line after another. /help says what can be typed.")
    for number, typed in enumerate(iter(lambda: _typed(desk, asks=asks), ""), start=1):
        try:
            said = desk.enter(typed.rstrip("\r\n"))
        except Ends as end:
            _end(session, desk, end.at, ask=asks)
            return Exit.DONE
        except HelpAsked:
            said = HELP
        except MargError as refusal:
            code = refuse(session, refusal)
            if asks:
                continue
            session.say(f"Stopped at line {number}, which ended with {code}.")
            return code
        if said:
            session.say(said)
    if asks:
        session.say("")
        _end(session, desk, "", ask=True)
    return Exit.DONE


def _typed(desk: Desk, *, asks: bool) -> str:
    if asks:
        sys.stderr.write(f"{prompt_of(desk)}> ")
        sys.stderr.flush()
    return sys.stdin.readline()


def prompt_of(desk: Desk) -> str:
    """Where a line goes that is typed now."""
    where = desk.editing.where if desk.editing else None
    key = (where.case or "") if where else desk.place.key
    heading = where.heading if where else desk.heading
    place = " ".join(part for part in (key, heading if heading != key else "") if part)
    return f"changing {place}" if where else place


def _end(session: Session, desk: Desk, at: str, *, ask: bool) -> None:
    """Note when the meeting ended, and say what its minutes still lack."""
    from marg_cli.cli import prompts
    from marg_cli.domain.clock_times import read_clock

    now = session.clock()
    usual = desk.finished or now

    def asked() -> str:
        answer = prompts.maybe(
            session, None, "When did the meeting end?", enter=f"for {usual}, - if it goes on"
        )
        return answer or usual

    given = at or (None if ask else "-")
    ended = prompts.understood(
        session, given, asked, lambda text: "" if text == "-" else read_clock(text, now=now)
    )
    found = desk.finish(ended or None)
    day = desk.meeting
    done = f"The meeting ended at {ended}." if ended else f"Go on with: marg minutes take {day}."
    lacks = f"{counted(found, 'thing')} missing still: marg minutes check {day}"
    ready = f"Nothing is missing. See the draft: marg minutes render {day}"
    session.say(f"{done} {lacks if found else ready}")
