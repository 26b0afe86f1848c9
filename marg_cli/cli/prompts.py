"""Asking a person for what a command was not given; without one, naming the option to use."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

from marg_cli.cli.session import Session
from marg_cli.domain.text import as_typed, visible
from marg_cli.errors import CannotAsk, MargError

T = TypeVar("T")


def text(
    session: Session, given: str | None, question: str, *, option: str, edit: bool = False
) -> str:
    """A text as the argument, from standard input ("-"), from an editor, or asked for.

    Raises CannotAsk when it is missing and nobody is there.
    """
    if given == "-":
        given = sys.stdin.read().removesuffix("\n").removesuffix("\r")
    elif edit:
        from marg_cli.cli.editor import edited

        given = edited(given or "")
    elif given is None:
        given = ask(session, question, option=option)
    if not given.strip():
        raise CannotAsk(f"{question} Nothing was given.", f"Give it as {option}.")
    return as_typed(given)


def maybe(
    session: Session, given: str | None, question: str, enter: str = "for none"
) -> str | None:
    """What was given, else what a person answers; an empty answer, or nobody there, is None.

    *enter* says what an empty answer does.
    """
    if given is not None:
        return as_typed(given) or None
    if not session.may_ask:
        return None
    return as_typed(_line(f"{question} (Enter {enter}) ")) or None


def optional(
    session: Session, given: str | None, question: str | None, *, option: str
) -> str | None:
    """A text nobody must give: as the option, from standard input ("-"), or asked for.

    Without a *question* it is not asked for; an empty text stays one, to clear what was there.
    """
    if given == "":
        return given
    if given is not None:
        return text(session, given, "", option=option)
    return maybe(session, None, question) if question else None


def case_there(session: Session, case: str) -> None:
    """Say at once that there is no such case, before much is typed. Raises CaseNotFound."""
    if session.may_ask:
        from marg_cli.services.finding import case_or_group

        case_or_group(session.store, case)


def agency(
    session: Session, given: str | None, question: str, *, option: str, leave: str | None = None
) -> str:
    """An agency's code; a slip in an answer is asked for again."""
    if given is not None:
        return given
    from marg_cli.services.finding import agency_at_work

    code = understood(
        session,
        None,
        lambda: ask_or(leave, session, question, option=option),
        lambda text: agency_at_work(session.store, text).code,
    )
    return code or ""


def ask(session: Session, question: str, *, option: str) -> str:
    """Ask until something is answered. Raises CannotAsk where nobody is there to ask."""
    if not session.may_ask:
        raise CannotAsk(f"{question} Nobody is there to ask.", f"Give it as {option}.")
    answer = ""
    while not answer.strip():
        answer = _line(f"{question} ")
    return answer


def ask_or(leave: str | None, session: Session, question: str, *, option: str) -> str | None:
    """Ask until something is answered; where *leave* says what Enter does, that is None."""
    if leave is None:
        return ask(session, question, option=option)
    return maybe(session, None, question, enter=leave)


def time(given: str | None, now: str) -> str:
    """A time as given, or the time it is now, as HH:MM. Raises UsageRefused."""
    from marg_cli.domain.clock_times import read_clock

    return read_clock(given) if given else now


def choose(session: Session, question: str, words: list[str], *, option: str) -> str:
    """Ask for one of a few words; the first letters are enough where they are unique."""
    while True:
        answer = ask(session, f"{question} ({' / '.join(words)})", option=option).strip().casefold()
        found = [word for word in words if word.casefold().startswith(answer)]
        exact = [word for word in words if word.casefold() == answer]
        if len(exact or found) == 1:
            return (exact or found)[0]


def understood(
    session: Session,
    given: str | None,
    ask: Callable[[], str | None],
    read: Callable[[str], T],
) -> T | None:
    """Read what was given or is asked for; a slip in an answer is said and asked for again."""
    while True:
        text = ask() if given is None else given
        if text is None:
            return None
        try:
            return read(text)
        except MargError as refusal:
            if given is not None:
                raise
            session.say(refusal.message)
            if refusal.hint:
                session.say(refusal.hint)


def confirm(session: Session, question: str) -> bool:
    """Ask yes or no, unless --yes was given; where nobody is there, it must have been."""
    if session.is_sure:
        return True
    if not session.may_ask:
        raise CannotAsk(f"{question} Nobody is there to ask.", "Say --yes if you mean it.")
    return _line(f"{question} [y/N] ").strip().casefold() in {"y", "yes"}


def _line(question: str) -> str:
    sys.stderr.write(visible(question))
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")
