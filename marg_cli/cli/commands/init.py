"""`marg init`: start a register for a group."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.lazy import word
from marg_cli.cli.output import emit_one
from marg_cli.cli.session import Format, Session
from marg_cli.domain.settings import RULES
from marg_cli.errors import RegisterExists

POLICIES = """\
Who is to see a case in the papers?
  core      Every core member sees every case. Simple, and what went wrong
            elsewhere, when one detailed list of all went to everybody.
  involved  The referrer, the lead agency and the agencies involved. The others
            discuss the case at the meeting without papers.
  named     Only those you name, case by case."""

ELSEWHERE = "Give another folder with --store or MARG_STORE; nothing there was touched."


def init(
    ctx: typer.Context,
    group: Annotated[
        str | None, typer.Option("--group", metavar="NAME", help="The group's name.")
    ] = None,
    holder: Annotated[
        str | None, typer.Option("--holder", metavar="NAME", help="The first key holder.")
    ] = None,
    recipient: Annotated[
        str | None,
        typer.Option("--recipient", metavar="age1…", help="Their public key, instead of a phrase."),
    ] = None,
    sharing: Annotated[
        str | None,
        typer.Option("--sharing", metavar="core|involved|named", help="Who sees which case."),
    ] = None,
) -> None:
    """Start a register for a group."""
    session = Session.of(ctx)
    if (session.folder / "store.json").exists():
        raise RegisterExists("There is a register in that folder already.", ELSEWHERE)
    name = group or prompts.ask(session, "What is the group called?", option="--group NAME")
    who = holder or prompts.ask(session, "Who holds the first key?", option="--holder NAME")
    if sharing is None and session.may_ask:
        session.say(POLICIES)
    policy = RULES["sharing.policy"].read(
        sharing
        or prompts.choose(
            session, "Which?", ["core", "involved", "named"], option="--sharing POLICY"
        )
    )
    started = session.start_register(
        holder=who, recipient=recipient, settings={"group.name": name, "sharing.policy": policy}
    )
    emit_one(session, started, {"Register": started.store, "Key holder": started.holder})
    if session.format is Format.TABLE:
        sys.stdout.write(f"Recovery key\n  {started.recovery_key}\n")
    session.say(
        "Write the recovery key on paper, seal it in an envelope and keep it away from this "
        "computer: it is shown only now, and opens the register if the passphrase is lost.\n"
        "Next, read your agencies: marg import agencies.csv    or add one: marg agency add"
    )


app = word(init)
