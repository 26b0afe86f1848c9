"""`marg member`: the people who represent an agency, and their deputies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.lazy import noun, verb
from marg_cli.cli.options import AgencyOption
from marg_cli.cli.output import Column, emit, emit_one
from marg_cli.cli.session import Format, Session
from marg_cli.domain.calendar import british
from marg_cli.domain.counting import in_a_sentence
from marg_cli.services.members import member as members
from marg_cli.services.members.view import MemberView

if TYPE_CHECKING:
    from marg_cli.services.members.leaving import Left

app = noun("People who represent an agency, and their deputies.")

WhoArgument = Annotated[
    str, typer.Argument(metavar="MEMBER", help="The member's number, or their name if unique.")
]
RoleOption = Annotated[
    str | None, typer.Option("--role", metavar="TEXT", help="Their role, such as team leader.")
]
EmailOption = Annotated[
    str | None, typer.Option("--email", metavar="ADDRESS", help="Their e-mail address.")
]
DeputyOption = Annotated[
    str | None, typer.Option("--deputy-for", metavar="MEMBER", help="For whom they stand in.")
]

LISTED = (
    Column("number", "No.", whole=True),
    Column("name", "Name"),
    Column("agency", "Agency", whole=True),
    Column("role", "Role"),
    Column("email", "E-mail"),
    Column("deputy_for", "Deputy for"),
)
LEFT = (*LISTED, Column("left_on", "Left", whole=True))


@verb(app, "list")
def list_(
    ctx: typer.Context,
    agency: AgencyOption = None,
    left: Annotated[bool, typer.Option("--left", help="Also those who have left.")] = False,
) -> None:
    """List who comes for which agency."""
    session = Session.of(ctx)
    found = members.listed(session.store, agency=agency, left=left)
    columns = LEFT if left else LISTED
    empty = "No members. Add one with: marg member add"
    emit(session, found, columns, MemberView._fields, empty=empty)


@verb(app)
def show(ctx: typer.Context, who: WhoArgument) -> None:
    """Show one member."""
    session = Session.of(ctx)
    shown = members.show(session.store, who)
    emit_one(session, shown, _lines(shown))


@verb(app)
def add(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Who it is; asked when left out.")
    ] = None,
    agency: Annotated[
        str | None, typer.Option("--agency", "-a", metavar="CODE", help="For whom they come.")
    ] = None,
    role: RoleOption = None,
    email: EmailOption = None,
    deputy_for: DeputyOption = None,
) -> None:
    """Add a member; asks for what is not given."""
    session = Session.of(ctx)
    called = prompts.text(session, name, "Who is it?", option="NAME")
    code = agency or prompts.ask(session, "For which agency?", option="--agency CODE")
    if name is None:
        role = prompts.maybe(session, role, "In which role?")
        email = prompts.maybe(session, email, "E-mail address?")
        deputy_for = prompts.maybe(session, deputy_for, "Deputy for whom?")
    added = members.add(
        session.store, name=called, agency=code, role=role, email=email, deputy_for=deputy_for
    )
    step = f"See who comes: marg member list --agency {added.agency}"
    _answer(session, added, f"Member {added.number} added for {added.agency}. {step}")


@verb(app)
def edit(
    ctx: typer.Context,
    who: WhoArgument,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Their name; - reads it.")
    ] = None,
    agency: Annotated[
        str | None, typer.Option("--agency", "-a", metavar="CODE", help="For whom they come.")
    ] = None,
    role: RoleOption = None,
    email: EmailOption = None,
    deputy_for: DeputyOption = None,
) -> None:
    """Put right what was typed wrong; asks when nothing is given."""
    session = Session.of(ctx)
    if (name, agency, role, email, deputy_for) == (None,) * 5:
        name, role, email = _asked(session)
    changed = members.edit(
        session.store,
        who,
        name=prompts.text(session, name, "Who is it?", option="--name NAME") if name else name,
        agency=agency,
        role=role,
        email=email,
        deputy_for=deputy_for,
    )
    member = changed.member
    carried = f" ({in_a_sentence(changed.renamed)} too)" if changed.renamed else ""
    step = f"See: marg member show {member.number}"
    _answer(session, member, f"Member {member.number} changed{carried}. {step}")


@verb(app)
def leave(
    ctx: typer.Context,
    who: WhoArgument,
    successor: Annotated[
        str | None,
        typer.Option("--successor", metavar="MEMBER", help="Who takes over their work."),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="When they left; else today.")
    ] = None,
    back: Annotated[bool, typer.Option("--back", help="They have not left after all.")] = False,
) -> None:
    """Say that a member left, and who takes over."""
    from marg_cli.services.members import leaving

    session = Session.of(ctx)
    if back:
        member = leaving.bring_back(session.store, who)
        step = f"See: marg member show {member.number}"
        _answer(session, member, f"Member {member.number} is back for {member.agency}. {step}")
        return
    left = leaving.leave(session.store, who, successor=successor, day=on, on=session.today)
    _answer(session, left.member, " ".join(_left_sentences(left)))


@verb(app)
def remove(ctx: typer.Context, who: WhoArgument) -> None:
    """Remove a member who should not have been added."""
    session = Session.of(ctx)
    removed = members.remove(session.store, who)
    session.say(f"Member {removed.number} removed. Take it back with: marg undo")


def _asked(session: Session) -> tuple[str | None, str | None, str | None]:
    """Ask for each thing that may change; where nobody may be asked, nothing is given."""
    leaves = "leaves it"
    return (
        prompts.maybe(session, None, "Name?", enter=leaves),
        prompts.maybe(session, None, "Role?", enter=leaves),
        prompts.maybe(session, None, "E-mail address?", enter=leaves),
    )


def _lines(member: MemberView) -> dict[str, object]:
    return {
        "Member": member.number,
        "Name": member.name,
        "Agency": member.agency,
        "Role": member.role,
        "E-mail": member.email,
        "Deputy for": member.deputy_for,
        "Deputies": member.deputies,
        "Left": member.left_on,
    }


def _left_sentences(left: Left) -> list[str]:
    """Say what went to whom, by reference and number, or what waits for a successor."""
    number, work = left.member.number, in_a_sentence(left.work or ["nothing"])
    deputies = in_a_sentence([f"member {n}" for n in left.deputies] or ["nobody"])
    day = british(left.member.left_on) if left.member.left_on else ""
    said = [f"Member {number} left {left.member.agency} on {day}."]
    if left.successor is not None:
        said.append(f"Member {left.successor} takes over {work}.")
        if left.deputies:
            said.append(f"Deputy of member {left.successor} now: {deputies}.")
        said.append(f"See: marg member show {left.successor}")
    elif left.work or left.deputies:
        if left.work:
            said.append(f"Still theirs: {work}.")
        if left.deputies:
            said.append(f"Stood in for them: {deputies}.")
        said.append(f"Name who takes over: marg member leave {number} --successor MEMBER")
    else:
        said.append("No open work was theirs.")
    if left.stood_in_for is not None:
        said.append(
            f"Member {left.stood_in_for} has no deputy now: marg member edit MEMBER "
            f"--deputy-for {left.stood_in_for}"
        )
    return said


def _answer(session: Session, member: MemberView, sentence: str) -> None:
    """Say what happened and the next step; programs get the member."""
    if session.format is not Format.TABLE:
        emit_one(session, member, {})
    session.say(sentence)
