"""`marg case basis`: why a case may be shared, in three answers with a reason each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from marg_cli.cli import prompts
from marg_cli.cli.answering import answer
from marg_cli.cli.commands.case import CaseArgument, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.session import Session
from marg_cli.domain.basis import NO_SUCH_DATA, PARTS, read_choice
from marg_cli.domain.counting import in_a_sentence
from marg_cli.errors import CannotAsk
from marg_cli.services.data_protection import basis as bases

if TYPE_CHECKING:
    from marg_cli.services.data_protection.basis import BasisView


def _choice(name: str, what: str) -> Any:  # noqa: ANN401 - Typer says so itself
    return typer.Option(f"--{name}", metavar="CHOICE", help=what)


def _why(name: str) -> Any:  # noqa: ANN401 - Typer says so itself
    return typer.Option(f"--{name}-because", metavar="TEXT", help="Why that one; - reads it.")


@verb(app)
def basis(
    ctx: typer.Context,
    ref: CaseArgument,
    lawful: Annotated[str | None, _choice("lawful", "The lawful basis: public task …")] = None,
    lawful_because: Annotated[str | None, _why("lawful")] = None,
    special: Annotated[
        str | None, _choice("special", "The condition for special category data.")
    ] = None,
    special_because: Annotated[str | None, _why("special")] = None,
    criminal: Annotated[
        str | None, _choice("criminal", "The condition for criminal-offence data.")
    ] = None,
    criminal_because: Annotated[str | None, _why("criminal")] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who decided; else who you are.")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the basis back out.")] = False,
) -> None:
    """Say why a case may be shared: basis and conditions."""
    session = Session.of(ctx)
    if remove:
        gone = bases.take_out(session.store, ref)
        answer(session, gone, f"{gone.case} has no basis any more. Take that back with: marg undo")
        return
    given = _given(
        session,
        lawful=lawful,
        lawful_because=lawful_because,
        special=special,
        special_because=special_because,
        criminal=criminal,
        criminal_because=criminal_because,
    )
    if not given:
        given = _asked(session, ref)
    decided = bases.decide(session.store, ref, given, by=by, on=session.today)
    answer(session, decided.basis, _said(decided.basis), decided.remarks)


def _given(session: Session, **texts: str | None) -> dict[str, str]:
    read = {
        name: prompts.optional(session, text, None, option=f"--{name.replace('_', '-')}")
        for name, text in texts.items()
    }
    return {name: text for name, text in read.items() if text}


def _asked(session: Session, ref: str) -> dict[str, str]:
    """Ask for each answer and its reason; Enter keeps what is there, or leaves it open."""
    if not session.may_ask:
        raise CannotAsk(
            "Nothing was said of the basis, and nobody is there to ask.",
            "Give --lawful, --special or --criminal, each with its reason: --lawful-because TEXT",
        )
    kept = bases.current(session.store, ref)
    session.say("Enter keeps what stands in brackets; the first letters of an answer are enough.")
    answers: dict[str, str] = {}
    for name, part in PARTS.items():
        session.say(f"{part.title.capitalize()} ({part.law}):")
        for choice, as_the_law_says in part.choices.items():
            session.say(f"  {choice}: {as_the_law_says}")
        there = getattr(kept, name) if kept else None
        chosen = _chosen(session, name, there)
        if chosen and chosen != there:
            answers[name] = chosen
            answers[f"{name}_because"] = _reason(session, name, chosen)
    return answers


def _chosen(session: Session, name: str, there: str | None) -> str | None:
    enter = f"keeps {there}" if there else "leaves it open"
    return prompts.understood(
        session,
        None,
        lambda: prompts.maybe(session, None, "  Which?", enter),
        lambda text: read_choice(name, text),
    )


def _reason(session: Session, name: str, chosen: str) -> str:
    question = "How do you know?" if chosen == NO_SUCH_DATA else "Why that one?"
    return prompts.ask(session, f"  {question}", option=f"--{name}-because TEXT")


def _said(basis: BasisView) -> str:
    if basis.missing:
        return f"{basis.case}: kept. Still open: {in_a_sentence(basis.missing)}."
    return f"{basis.case} has its basis for sharing. See it with: marg case show {basis.case}"
