"""`marg trawl return`: what an agency answers, about one case or about each in turn."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import typer

from marg_cli.cli import prompts
from marg_cli.cli.commands.trawl import AgencyArgument, app
from marg_cli.cli.commands.trawl.answering import answer
from marg_cli.cli.information_options import (
    CriminalOption,
    FactOption,
    OnlyForOption,
    ThirdPartyOption,
    asked_kind,
)
from marg_cli.cli.lazy import verb
from marg_cli.cli.meaning import NotDone
from marg_cli.cli.options import EditOption, MeetingOption
from marg_cli.cli.session import Session
from marg_cli.domain.lateral_check import state_of
from marg_cli.domain.text import as_typed
from marg_cli.errors import UsageRefused
from marg_cli.services.trawl import answering
from marg_cli.services.trawl.answering import Answer, Marked, Written

WAYS = ["nil", "speak", "text"]


@verb(app, "return")
def return_(
    ctx: typer.Context,
    agency: AgencyArgument,
    case: Annotated[
        str | None, typer.Argument(metavar="CASE", help="Which case; else each in turn.")
    ] = None,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="What it wrote; - reads it.")
    ] = None,
    nil: Annotated[bool, typer.Option("--nil", help="It holds nothing.")] = False,
    speak: Annotated[
        bool, typer.Option("--speak", help="It holds information and will speak to it.")
    ] = False,
    fact: FactOption = None,
    third_party: ThirdPartyOption = False,
    criminal: CriminalOption = False,
    only_for: OnlyForOption = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who answered for it.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="When; else today.")
    ] = None,
    asked: Annotated[bool, typer.Option("--asked", help="It has not answered after all.")] = False,
    room: Annotated[bool, typer.Option("--room", help="For a full room: references only.")] = False,
    meeting: MeetingOption = None,
    edit: EditOption = False,
) -> None:
    """Keep what an agency answers; alone, case by case."""
    session, named = Session.of(ctx), meeting or "next"
    _must_agree(case, nil=nil, asked=asked, other=bool(text or speak or on))
    if case is None and nil:
        _nil_for_all(session, agency, named, by)
    elif case is None:
        from marg_cli.cli.commands.trawl.walking import walk

        walk(session, agency, meeting=named, room=room, by=by)
    elif asked:
        _ask_again(session, agency, case, named)
    else:
        marked = Marked(third_party, criminal, _codes(session, only_for))
        said = _said(session, agency, text, edit=edit, nil=nil, speak=speak)
        written = {asked_kind(session, fact): Written(said.text, marked)} if said.text else {}
        given = Answer(said.nil, said.speak, written, as_typed(by) if by else None)
        _keep(session, agency, case, given, meeting=named, day=on)


def _must_agree(case: str | None, *, nil: bool, asked: bool, other: bool) -> None:
    """Raises UsageRefused for options that do not go together."""
    if case is None and (asked or other):
        raise UsageRefused(
            "Which case is that about?", "Name it: marg trawl return AGENCY CASE --speak"
        )
    if asked and (nil or other):
        raise UsageRefused(
            "An answer is either taken back or given.", "Leave out --asked to give another."
        )


class _Said(NamedTuple):
    """What an agency says, before it is said what kind its text is."""

    nil: bool
    speak: bool
    text: str | None


def _said(
    session: Session, agency: str, text: str | None, *, edit: bool, nil: bool, speak: bool
) -> _Said:
    """What was said with the command, else what a person answers."""
    writes = edit or text is not None
    if not (nil or speak or writes):
        option = "--nil, --speak or TEXT"
        way = prompts.choose(session, f"What does {agency} say?", WAYS, option=option)
        nil, speak, writes = way == "nil", way == "speak", way == "text"
    if not writes:
        return _Said(nil, speak, None)
    state_of(nil=nil, speak=speak, written=True)
    wrote = prompts.text(session, text, "What does it say?", option="TEXT", edit=edit)
    return _Said(nil, speak, wrote)


def _codes(session: Session, only_for: list[str] | None) -> tuple[str, ...]:
    from marg_cli.services.at_the_table.information import codes

    return codes(session.store, only_for) if only_for else ()


def _keep(
    session: Session, agency: str, case: str, given: Answer, *, meeting: str, day: str | None
) -> None:
    on = session.today
    answer(
        session,
        answering.answer(session.store, agency, case, given, meeting=meeting, day=day, on=on),
    )


def _nil_for_all(session: Session, agency: str, meeting: str, by: str | None) -> None:
    """Keep nil returns once a person has seen about which cases."""
    from marg_cli.services.trawl.walking import walk

    asked = walk(session.store, agency, meeting=meeting, room=False, on=session.today)
    refs = ", ".join(question.check.case for question in asked.questions)
    if refs and not prompts.confirm(session, f"{asked.agency} holds nothing about {refs}?"):
        raise NotDone("Nothing was changed.", "")
    on = session.today
    answer(session, answering.nil_for_all(session.store, agency, meeting=meeting, by=by, on=on))


def _ask_again(session: Session, agency: str, case: str, meeting: str) -> None:
    on = session.today
    answer(session, answering.ask_again(session.store, agency, case, meeting=meeting, on=on))
