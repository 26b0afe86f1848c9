"""`marg key`: who may open the register."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from marg_cli.cli import prompts
from marg_cli.cli.keeping import let_go
from marg_cli.cli.lazy import noun, verb
from marg_cli.cli.new_passphrases import chosen_passphrase, recovery_words
from marg_cli.cli.output import Column, emit, emit_one
from marg_cli.cli.progress import working
from marg_cli.cli.session import Format, Session
from marg_cli.domain.fingerprint import ending, short_form
from marg_cli.errors import UsageRefused
from marg_cli.services import keys
from marg_cli.store.keyring import RECOVERY

app = noun("Who may open the register, and the recovery key.")

LISTED = (
    Column("name", "Name", whole=True),
    Column("fingerprint", "Public key", whole=True),
    Column("kind", "Kind", whole=True),
    Column("since", "Since (UTC)", lambda at: at.partition("T")[0], whole=True),
    Column("added_by", "Added by", whole=True),
)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The key holder's name.")]

ENVELOPE = (
    "Write the recovery key on paper, seal it in an envelope and keep it away from this computer: "
    "it is shown only now. The one before opens nothing that is written from now on; destroy it.\n"
    "When it is in its envelope, prove that it was copied right: marg key recovery --test"
)


@verb(app, "list")
def list_(ctx: typer.Context) -> None:
    """List who holds a key, since when, and who let them in."""
    session = Session.of(ctx)
    found = keys.listed(session.keyring)
    emit(session, found, LISTED, keys.KeyLine._fields, empty="Nobody holds a key.")


@verb(app)
def add(
    ctx: typer.Context,
    name: NameArgument,
    recipient: Annotated[
        str | None,
        typer.Option("--recipient", metavar="age1…", help="Their public key, instead of a phrase."),
    ] = None,
) -> None:
    """Let somebody in by a passphrase or key of their own."""
    session = Session.of(ctx)
    keyring = session.keyring
    keys.may_add(keyring, name)
    passphrase = None
    if recipient is None:
        session.say(f"{name} types a passphrase of their own now; nobody else needs to know it.")
        passphrase = chosen_passphrase(session)
    else:
        recipient = keyring.public_key(recipient)
        _compare(session, name, recipient)
    added = keys.add(keyring, name, passphrase=passphrase, recipient=recipient)
    if session.format is not Format.TABLE:
        emit_one(session, added, {})
    session.say(f"{added.name} can open the register now. See everybody: marg key list")


@verb(app)
def remove(ctx: typer.Context, name: NameArgument) -> None:
    """Let somebody in no longer: the others get a new key."""
    session = Session.of(ctx)
    keyring = session.keyring
    own = keys.may_remove(keyring, name)
    warning = "This is the key you are using: you will be locked out. " if own else ""
    if not prompts.confirm(session, f"{warning}Remove {name} and write the register anew?"):
        session.say("Nothing was changed.")
        return
    with working(session, "Writing the register under a new key"):
        removed = keys.remove(keyring, name)
    let_go(session, removed.name)
    if session.format is not Format.TABLE:
        emit_one(session, removed, {})
    session.say(
        f"{removed.name} can open nothing that is written from now on. Copies and backups made "
        "until now still open with the key they had, and one put back lets them in again: make a "
        "new one (marg register backup FILE), and keep the old ones where they cannot reach them."
    )


@verb(app)
def passphrase(ctx: typer.Context) -> None:
    """Change your own passphrase."""
    session = Session.of(ctx)
    session.typed_anew = True
    keyring = session.keyring
    keys.may_change_passphrase(keyring)
    keys.change_passphrase(keyring, chosen_passphrase(session))
    session.say(
        "Your passphrase is changed. Backups made until now still open with the one before."
    )
    let_go(session, keyring.store.holder)


@verb(app)
def recovery(
    ctx: typer.Context,
    test: Annotated[
        bool, typer.Option("--test", help="Prove that the one there is opens it.")
    ] = False,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="With --test: read it from here.")
    ] = None,
) -> None:
    """Make a new recovery key, or test the one there is."""
    session = Session.of(ctx)
    if test:
        _test(session, file)
        return
    if file:
        raise UsageRefused("--file goes with --test.", "Say: marg key recovery --test --file FILE")
    if not prompts.confirm(session, "Make a new recovery key, which ends the one there is?"):
        session.say("Nothing was changed.")
        return
    keyring = session.keyring
    with working(session, "Writing the register under a new key"):
        made = keys.new_recovery(keyring)
    let_go(session, RECOVERY)
    if session.format is Format.TABLE:
        sys.stdout.write(f"Recovery key\n  {made.recovery_key}\n")
    else:
        emit_one(session, made, {})
    session.say(ENVELOPE)


def _test(session: Session, file: Path | None) -> None:
    keyring = session.keyring
    tested = keys.try_recovery(keyring, recovery_words(session, file))
    if session.format is not Format.TABLE:
        emit_one(session, tested, {})
    session.say(f"The recovery key {tested.fingerprint} opens the register. Nothing was changed.")


def _compare(session: Session, name: str, public_key: str) -> None:
    """Have the last characters typed as the other person reads them: not as they stand here."""
    session.say(f"The public key given for {name} is\n  {public_key}")
    if session.is_sure:
        return
    typed = prompts.ask(
        session,
        f"Ask {name}, in person or by telephone. What are the last eight characters of theirs?",
        option="--yes, once you have compared them",
    )
    if "".join(typed.split()).casefold() != ending(public_key).replace(" ", ""):
        raise UsageRefused(
            f"Those are not the last characters of {short_form(public_key)}.",
            "Nothing was changed. Have them send their public key again, another way.",
        )
