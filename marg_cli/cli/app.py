"""`marg` itself: the root of all commands, and the one place that names the concrete store."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import typer
from typer.core import TyperOption

from marg_cli import __version__
from marg_cli.cli.lazy import RootGroup
from marg_cli.cli.session import ROOM, Doors, Session
from marg_cli.errors import CannotUnlock, Exit, MargError, NoRegister

if TYPE_CHECKING:
    from marg_cli.store.credential import Credential, HeldIdentity
    from marg_cli.store.keyring import Keyring
    from marg_cli.store.last_seen import LastSeen
    from marg_cli.store.protocol import Store
    from marg_cli.store.sqlite.folder import Folder
    from marg_cli.store.sqlite.restore import Restoring
    from marg_cli.store.sqlite.store import Clock, SqliteStore

T = TypeVar("T")

WELCOME = """\
marg keeps the register of a Multi-agency Resolution Group: cases, actions, agendas, minutes.
Everything is encrypted on this computer and goes nowhere else.
Look around with an invented group: marg demo    Start your own: marg init
"""

UNLOCKING = "Unlocking"
OPENS_NO_LONGER = "The key that marg unlock kept opens this register no longer. It is forgotten."


def _version(_ctx: typer.Context, _param: object, asked: bool) -> None:  # noqa: FBT001 - Typer's
    if asked:
        sys.stdout.write(f"marg {__version__}\n")
        raise typer.Exit


def alone(ctx: typer.Context) -> None:
    """Answer `marg` without a word: how to start, or how the group stands.

    On Windows a double click opens the shell: the window would be gone with the answer.
    """
    from marg_cli.cli.commands.status import status
    from marg_cli.store.sqlite.folder import inspect

    session = Session.of(ctx)
    if sys.platform == "win32":
        from marg_cli.cli.commands.shell import shell
        from marg_cli.cli.double_click import was_double_clicked

        if was_double_clicked():
            shell(ctx)
            return
    try:
        inspect(session.folder)
    except NoRegister:
        sys.stdout.write(WELCOME)
        return
    status(ctx, room=ROOM in session.asked)


def root() -> RootGroup:
    """Make `marg` itself."""
    version = TyperOption(
        param_decls=["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        default=False,
        callback=_version,
        help="Say which version.",
    )
    return RootGroup(
        name="marg",
        help="Keep the register of a Multi-agency Resolution Group, encrypted.",
        params=[version],
        context_settings={"help_option_names": ["-h", "--help"]},
        alone=alone,
    )


def open_store(session: Session) -> Store:
    """Unlock the register this session speaks of."""
    from marg_cli.store.sqlite.register import open_register

    return _unlocked(session, open_register)


def open_as_it_is(session: Session) -> Store:
    """Unlock the register this session speaks of, and bring nothing of it up to date."""
    from marg_cli.store.sqlite.register import open_register

    return _unlocked(session, partial(open_register, as_it_is=True))


def open_keyring(session: Session) -> Keyring:
    """Unlock the register this session speaks of, and keep the key to it."""
    from marg_cli.store.sqlite.keyring import open_keyring

    return _unlocked(session, open_keyring)


def _unlocked(session: Session, unlock: Callable[..., T]) -> T:
    from marg_cli.store.sqlite.folder import inspect

    folder = inspect(session.folder)
    session.register_id = folder.id
    if session.shown:
        return _opened_with(session.shown, session, folder, unlock)
    kept = _kept(session, folder)
    if kept:
        try:
            return _opened_with(kept, session, folder, unlock)
        except CannotUnlock:
            from marg_cli.cli.keeping import let_go

            let_go(session, kept.holder)
            session.say(OPENS_NO_LONGER)
    return _opened_with(_credential(session, folder), session, folder, unlock)


def _opened_with(
    shown: Credential, session: Session, folder: Folder, unlock: Callable[..., T]
) -> T:
    from marg_cli.store.credential import Passphrase

    session.shown = shown
    clock, seen = _clock(session), _last_seen(session, folder.id)
    if not isinstance(shown, Passphrase):
        return unlock(session.folder, shown, clock=clock, warn=session.say, seen=seen)
    from marg_cli.cli.progress import working

    with working(session, UNLOCKING):
        return unlock(session.folder, shown, clock=clock, warn=session.say, seen=seen)


def _kept(session: Session, folder: Folder) -> HeldIdentity | None:
    """What `marg unlock` keeps: it spares the question, and gives way to whatever was named."""
    from marg_cli.cli.unlocking import PROMPT, source_of

    source = source_of(session.environ, session.passphrase_fd)
    if source.name != PROMPT or session.typed_anew:
        return None
    from marg_cli.agent.client import held

    return held(session.environ, folder.id, session.variable("MARG_HOLDER") or "")


def own_identity(session: Session) -> HeldIdentity:
    """Have what opens this session's register shown, and take the holder's own key out of it."""
    from marg_cli.cli.progress import working
    from marg_cli.store.credential import HeldIdentity
    from marg_cli.store.sqlite import unlock
    from marg_cli.store.sqlite.folder import inspect
    from marg_cli.store.sqlite.hardening import harden

    harden()
    folder = inspect(session.folder)
    shown = _credential(session, folder)
    with working(session, UNLOCKING):
        identity = unlock.own_identity(folder, shown)
    session.shown = held = HeldIdentity("", identity)
    held.holder = session.store.holder
    return held


def _credential(session: Session, folder: Folder) -> Credential:
    """Gather what opens the register in a folder."""
    from marg_cli.cli.unlocking import IDENTITY, credential, source_of

    source = source_of(session.environ, session.passphrase_fd)
    holders = [] if source.name == IDENTITY else folder.holders()
    return credential(source, session.variable("MARG_HOLDER") or "", holders, session.ask_hidden)


def lend(session: Session, store: SqliteStore) -> Store | None:
    """Lend the open register to one more command; None where another lies in its place by now."""
    from marg_cli.store.sqlite.hardening import harden_for_long

    harden_for_long()
    return store.lent(clock=_clock(session), warn=session.say)


def prove_copy(session: Session, folder: Path) -> Any:  # noqa: ANN401 - told to the store alone
    """Prove that a folder holds a sound register, which opens with what was shown before."""
    from marg_cli.store.sqlite.proven import prove

    return prove(folder, session.shown)


@contextmanager
def restore_store(session: Session, file: Path, told: Callable[[int], None]) -> Iterator[Restoring]:
    """Take a backup apart beside this session's folder and prove it."""
    from marg_cli.store.sqlite.register import open_register
    from marg_cli.store.sqlite.restore import restoring

    def use(path: Path, shown: Credential) -> Store:
        return open_register(path, shown, clock=_clock(session), warn=session.say)

    def show(folder: Folder) -> Credential:
        return _credential(session, folder)

    def last_seen(register_id: str) -> LastSeen:
        return _last_seen(session, register_id)

    with restoring(
        session.folder, file, show=show, use=use, seen=told, last_seen=last_seen
    ) as waiting:
        yield waiting


def start_store(
    session: Session, *, holder: str, recipient: str | None, settings: dict[str, str]
) -> Any:  # noqa: ANN401 - the record `init` answers with
    """Make the register this session speaks of, under a new passphrase or for a public key."""
    from marg_cli.cli.unlocking import new_passphrase, source_of
    from marg_cli.store.sqlite.start import start_register

    passphrase = None
    if recipient is None:
        source = source_of(session.environ, session.passphrase_fd)
        passphrase = new_passphrase(source, session.ask_hidden, session.say)
    return start_register(
        session.folder,
        holder=holder,
        passphrase=passphrase,
        recipient=recipient,
        settings=settings,
        clock=_clock(session),
    )


def new_identity(file: Path) -> str:
    """Write a fresh age identity, readable by its owner alone; answers its public key."""
    from marg_cli.store.disk import create_file
    from marg_cli.store.sqlite import identities

    identity = identities.new_identity()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    create_file(file, f"{identity.text()}\n".encode())
    return identities.public_key(identity)


def _last_seen(session: Session, register_id: str) -> LastSeen:
    from marg_cli.store.last_seen import LastSeen

    folder = session.state_folder
    return LastSeen(folder / f"{register_id}.seen" if folder else None)


def _clock(session: Session) -> Clock:
    from marg_cli.store.sqlite.store import Clock

    return Clock(session.now, session.today.isoformat())


def doors() -> Doors:
    """What only this module can do for a session."""
    return Doors(
        open_store,
        open_as_it_is,
        open_keyring,
        start_store,
        new_identity,
        run,
        prove_copy,
        restore_store,
        own_identity,
        lend,
    )


def run(
    args: Sequence[str],
    environ: Mapping[str, str],
    by: Doors | None = None,
    asked: Mapping[str, str] = MappingProxyType({}),
) -> int:
    """Run one command and answer its exit code; every refusal is one plain sentence.

    The shell's commands come *by* doors of its own, with what was *asked* of all of them.
    """
    session = Session(environ, by or doors(), asked)
    try:
        code = root().main(args=list(args), prog_name="marg", standalone_mode=False, obj=session)
        sys.stdout.flush()  # an answer that cannot be written is a fault of this command
    except MargError as refusal:
        from marg_cli.cli.refusal import refuse

        return refuse(session, refusal)
    except (Exception, KeyboardInterrupt) as fault:  # noqa: BLE001 - no traceback, ever
        from marg_cli.cli.refusal import explain

        return explain(session, fault, args)
    finally:
        session.close()
    return code if isinstance(code, int) else Exit.DONE
