"""How a command that failed says so: one sentence, the way out, and never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING

import typer
from typer.exceptions import TyperException

from marg_cli.errors import Exit, MargError, NotWritable, UsageRefused
from marg_cli.store.disk import reason

if TYPE_CHECKING:
    from marg_cli.cli.session import Session


class Unforeseen(MargError):
    """Something marg did not foresee; the message says where, never with what."""

    hint = "Nothing half-done was kept. Please report the words above to whoever looks after marg."


class Interrupted(MargError):
    """Ctrl-C."""

    exit = Exit.INTERRUPTED
    hint = "Nothing half-done was kept. What was done before that is in: marg audit list"


def refuse(session: Session, refusal: MargError) -> int:
    """Say what happened and the way out, where that can be written; for programs as JSON."""
    with suppress(OSError):  # the exit code says it all the same
        _say(session, refusal)
    return refusal.exit


def _say(session: Session, refusal: MargError) -> None:
    if _wants_json(session):
        import json

        from marg_cli.domain.text import escaped

        error = {
            "code": refusal.code,
            "message": refusal.message,
            "hint": refusal.hint,
            "exit": int(refusal.exit),
        }
        text = json.dumps({"error": error}, ensure_ascii=False, indent=2)
        sys.stderr.write(f"{escaped(text)}\n")
    else:
        session.say(refusal.message)
        if refusal.hint:
            session.say(refusal.hint)


def explain(session: Session, fault: BaseException, typed: Sequence[str]) -> int:
    """Turn a fault that is not ours into one sentence; *typed* are the words of the command."""
    if type(fault).__name__ == "NoArgsIsHelpError":
        return Exit.USAGE
    if isinstance(fault, BrokenPipeError):
        return Exit.UNEXPECTED
    if isinstance(fault, KeyboardInterrupt | typer.Abort | EOFError):
        if session.is_terminal:
            sys.stderr.write("\n")  # it shows ^C where the next word would begin
        return refuse(session, Interrupted("Interrupted."))
    if isinstance(fault, TyperException):
        _remember_format(session, typed)
        return refuse(session, _usage(fault))
    if isinstance(fault, OSError) and fault.filename is None and (why := reason(fault)):
        return refuse(session, _unsaid(why))
    frame = extract_tb(fault.__traceback__)[-1]
    where = f"{type(fault).__name__} at {Path(frame.filename).name}:{frame.lineno}"
    return refuse(session, Unforeseen(f"Something went wrong that marg did not foresee ({where})."))


def _unsaid(why: str) -> MargError:
    """The answer, or a word beside it, could not be written where it was sent."""
    return NotWritable(
        f"The answer could not be written: {why}.",
        "A change that was asked for is made all the same: see it with marg audit list.",
    )


def _usage(fault: TyperException) -> MargError:
    ctx = getattr(fault, "ctx", None)
    path = ctx.command_path if ctx else "marg"
    sentence = fault.format_message()
    end = "" if sentence.endswith((".", "?")) else "."
    return UsageRefused(f"{sentence}{end}", f"How to write it: {path} --help")


def _remember_format(session: Session, typed: Sequence[str]) -> None:
    """Find how a command that was never understood was to be answered."""
    words = [word for item in typed for word in item.split("=", 1)]
    if "format" not in session.asked and "--format" in words[:-1]:
        session.asked["format"] = words[words.index("--format") + 1]


def _wants_json(session: Session) -> bool:
    return (session.asked.get("format") or session.variable("MARG_FORMAT")) == "json"
