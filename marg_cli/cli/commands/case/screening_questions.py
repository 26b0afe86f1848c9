"""The questions of a screening, one after the other, beside what was said before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.cli import prompts
from marg_cli.cli.commands.case.asking import typed
from marg_cli.domain.calendar import british
from marg_cli.domain.case import DISADVANTAGES
from marg_cli.domain.screening_answers import READERS
from marg_cli.domain.text import one_line
from marg_cli.errors import CannotAsk
from marg_cli.services.referral import screening

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marg_cli.cli.session import Session
    from marg_cli.services.referral.screening import Known

SHOWN = 60


class Question(NamedTuple):
    """One question, how it is answered, its option, and after which answer alone it is asked."""

    field: str
    asks: str
    how: str
    option: str
    after: str | None = None


QUESTIONS = (
    Question("supervised", "Has it been through case supervision?", "Yes or no?",
             "--supervision yes|no"),
    Question("other_process", "Is it in another multi-agency process?",
             "MAPPA, MARAC, MASH, another, or none?", "--other-process NONE|TEXT"),
    Question("why_here", "Why does it need this group too?", "Why?", "--why-here TEXT",
             after="other_process"),
    Question("tried", "What has business as usual tried?", "What, or none?", "--tried none|TEXT"),
    Question("failed_because", "Why did that fail?", "Why?", "--failed-because TEXT",
             after="tried"),
    Question("immediate_risk", "Is anybody at immediate risk?", "Who, of what? Or no?",
             "--immediate-risk no|TEXT"),
    Question("reported_to", "Whom was it reported to, and when? Police, MASH, GP, crisis service?",
             "To whom?", "--reported-to TEXT", after="immediate_risk"),
    Question("remarks", "Anything else?", "What?", "--remarks TEXT"),
)  # fmt: skip
"""In the order in which they are asked; themes come after the other processes."""

THEMES_AFTER = "why_here"


def given(**options: str | None) -> dict[str, str]:
    """What the options say, by field; a single dash is read from standard input."""
    return {field: typed(text) for field, text in options.items() if text is not None}


def answered(
    session: Session, ref: str, said: Mapping[str, str], themes: list[str] | None, *, same: bool
) -> tuple[dict[str, str], list[str]]:
    """The answers by field, and the themes to add: as given, else asked for.

    Raises CannotAsk, naming the options, where nobody is there and something needed is missing.
    """
    answers, added = dict(said), list(themes or ())
    if same:
        return answers, added
    if not session.may_ask:
        _must_be_whole(session, ref, answers)
        return answers, added
    known = screening.known(session.store, ref)
    _begin(session, known)
    for question in QUESTIONS:
        if question.field not in answers and _comes_up(question, answers):
            if question.field == "reported_to":
                from marg_cli.cli.commands.case.loudly import immediate_risk

                immediate_risk(session, "your answer", is_reported=False)
            answers[question.field] = _asked(session, question, known)
        if question.field == THEMES_AFTER and themes is None:
            added = _themes(session, known)
    return answers, added


def _must_be_whole(session: Session, ref: str, answers: Mapping[str, str]) -> None:
    """Name the options of what is missing, unless a screening of today's is put right."""
    missing = [
        q.option for q in QUESTIONS if q.field in screening.NEEDED and q.field not in answers
    ]
    if missing and screening.known(session.store, ref).last_on != session.today:
        raise CannotAsk(
            "The screening has questions nobody is there to ask.",
            f"Give {', '.join(missing)}; or --same where nothing changed since last time.",
        )


def _begin(session: Session, known: Known) -> None:
    when = f", last on {british(known.last_on)}" if known.last_on else " for the first time"
    session.say(f"Screening {known.ref}{when}. Enter keeps what stands in brackets, - says none.")


def _comes_up(question: Question, answers: Mapping[str, str]) -> bool:
    if question.after is None:
        return True
    return READERS[question.after](answers.get(question.after, "")) is not None


def _asked(session: Session, question: Question, known: Known) -> str:
    """One answer; Enter keeps the one proposed, or leaves what need not be answered."""
    session.say(question.asks)
    for source, told in (("the referral", known.referral), ("last time", known.last)):
        if told.get(question.field):
            session.say(f"  {source}: {one_line(told[question.field])}")
    likely = known.proposed.get(question.field)

    def ask() -> str:
        if likely:
            shown = one_line(likely)
            shown = f"{shown[:SHOWN]}…" if len(shown) > SHOWN else shown
            return prompts.maybe(session, None, f"  {question.how} [{shown}]", "keeps it") or likely
        if question.field in screening.NEEDED:
            return prompts.ask(session, f"  {question.how}", option=question.option)
        return prompts.maybe(session, None, f"  {question.how}", "leaves it open") or ""

    def read(text: str) -> str:
        READERS[question.field](text)
        return text

    return prompts.understood(session, None, ask, read) or ""


def _themes(session: Session, known: Known) -> list[str]:
    """Themes to add to those the case has."""
    from marg_cli.services.cases.themes import read_themes

    session.say(
        f"Which disadvantages? The five: {', '.join(DISADVANTAGES)}; and themes of your own."
    )
    there = ", ".join(known.themes)
    which = f"Others than {there}?" if there else "Which of them?"
    added = prompts.understood(
        session,
        None,
        lambda: prompts.maybe(session, None, f"  {which} Commas between."),
        lambda text: read_themes(part for part in text.split(",") if part.strip()),
    )
    return list(added or ())
