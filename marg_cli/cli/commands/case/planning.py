"""`marg case plan`: the shared plan, its contingency, the chair's three factors, who tells whom."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from marg_cli.cli import prompts
from marg_cli.cli.answering import answer
from marg_cli.cli.commands.case import CaseArgument, app
from marg_cli.cli.lazy import verb
from marg_cli.cli.options import EditOption, MeetingOption
from marg_cli.cli.session import Session
from marg_cli.domain.counting import in_a_sentence
from marg_cli.domain.plan import FACTORS
from marg_cli.services.at_the_table import plan as plans

HELPS = {
    "text": "What is the plan?",
    "contingency": "What if it does not hold?",
    "tells": "Who tells the person what was agreed?",
}
"""What is asked of a plan where nothing was given, in its order."""


def _there(flag: str, what: str) -> Any:  # noqa: ANN401 - Typer says so itself
    return typer.Option(f"--{flag}", metavar="TEXT", help=what)


@verb(app)
def plan(
    ctx: typer.Context,
    ref: CaseArgument,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="The plan; - reads it.")
    ] = None,
    contingency: Annotated[
        str | None, _there("contingency", "What is done if the plan does not hold.")
    ] = None,
    coordination: Annotated[
        str | None, _there("coordination", "How the case is co-ordinated.")
    ] = None,
    no_coordination: Annotated[
        str | None, _there("no-coordination", "Why the case is not co-ordinated.")
    ] = None,
    sharing: Annotated[
        str | None, _there("sharing", "How risk and information are managed together.")
    ] = None,
    no_sharing: Annotated[str | None, _there("no-sharing", "Why they are not.")] = None,
    experts: Annotated[str | None, _there("experts", "How Expert Citizens are involved.")] = None,
    no_experts: Annotated[str | None, _there("no-experts", "Why they are not.")] = None,
    tells: Annotated[
        str | None, typer.Option("--tells", metavar="NAME", help="Who tells the person.")
    ] = None,
    tell_by: Annotated[
        str | None, typer.Option("--tell-by", metavar="WHEN", help="By when they are told.")
    ] = None,
    meeting: MeetingOption = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take the latest version back out.")
    ] = False,
    edit: EditOption = False,
) -> None:
    """Work out the shared plan; an empty text clears."""
    session = Session.of(ctx)
    if remove:
        _take_back(session, ref)
        return
    fields = _given(
        session,
        edit=edit,
        text=text,
        contingency=contingency,
        tells=tells,
        tell_by=tell_by,
    )
    present = _given(session, coordination=coordination, sharing=sharing, experts=experts)
    absent = _given(session, coordination=no_coordination, sharing=no_sharing, experts=no_experts)
    if not (fields or present or absent) and session.may_ask:
        fields, present, absent = _asked(session, ref, meeting)
    worked = plans.work_out(
        session.store,
        ref,
        fields=fields,
        present=present,
        absent=absent,
        meeting=meeting,
        on=session.today,
    )
    answer(session, worked.plan, _said(worked), worked.remarks)


def _given(session: Session, *, edit: bool = False, **texts: str | None) -> dict[str, str]:
    """What was given; a dash is read from standard input, the plan itself may be edited."""
    if edit:
        given, question = texts["text"], HELPS["text"]
        texts["text"] = prompts.text(session, given, question, option="TEXT", edit=True)
    read = {
        name: prompts.optional(session, text, None, option=f"--{name}")
        for name, text in texts.items()
    }
    return {name: text for name, text in read.items() if text is not None}


def _asked(session: Session, ref: str, meeting: str | None) -> tuple[dict[str, str], ...]:
    """Ask for what a plan says and for each factor; Enter keeps what is there."""
    plans.current(session.store, ref)
    session.say("Enter keeps what is there; a single dash clears it.")
    fields = {name: _answered(session, question) for name, question in HELPS.items()}
    fields["tell_by"] = _by_when(session, meeting)
    factors = {
        key: _answered(session, f"{title}: how? (or: no, and why not)")
        for key, title in FACTORS.items()
    }
    present = {key: text for key, text in factors.items() if not _denies(text)}
    absent = {key: _why_not(session, key, text) for key, text in factors.items() if _denies(text)}
    return tuple(
        {name: text for name, text in said.items() if text is not None}
        for said in (fields, present, absent)
    )


def _answered(session: Session, question: str) -> str | None:
    answer = prompts.maybe(session, None, question, "keeps it")
    return "" if answer is not None and answer.strip() == "-" else answer


def _by_when(session: Session, meeting: str | None) -> str | None:
    """By when the person is told; a slip is asked for again, so that nothing typed is lost."""
    from marg_cli.services.actions.due import due_day
    from marg_cli.services.at_the_table.under_way import named_or_under_way

    at = named_or_under_way(session.store, meeting, today=session.today)

    def read(text: str) -> str:
        return text and due_day(session.store, text, meeting=at, today=session.today).isoformat()

    return prompts.understood(session, None, lambda: _answered(session, "By when?"), read)


def _denies(text: str | None) -> bool:
    return (text or "").casefold().split(maxsplit=1)[:1] in (["no"], ["no,"], ["no:"], ["no;"])


def _why_not(session: Session, key: str, text: str | None) -> str:
    _, *why = (text or "").split(maxsplit=1)
    return why[0] if why else prompts.ask(session, "Why not?", option=f"--no-{key} TEXT")


def _said(worked: plans.Changed) -> str:
    ref = worked.plan.case
    if not worked.lacks:
        return f"The plan of {ref} is whole. See it with: marg case show {ref}"
    return f"The plan of {ref} is kept. Not said yet: {in_a_sentence(worked.lacks)}."


def _take_back(session: Session, ref: str) -> None:
    before = plans.take_back(session.store, ref)
    if before is None:
        session.say(f"{ref.upper()} has no plan any more. Take it back with: marg undo")
        return
    answer(session, before.plan, f"{before.plan.case} has the plan from before again.")
