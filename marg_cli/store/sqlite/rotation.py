"""Write the register anew under another key, so that whoever was let go cannot read on.

    1  hold the register alone: nobody reads or writes        the old one opens, for all
    2  copy it under the new key, prove the copy, change
       the list of holders in the copy, with its audit row    the old one opens, for all
    3  write the key file: new and old key, for who remains   the old one opens, for who remains
    4  put the copy in its place                              the new one opens, for who remains
    5  remove the files of those who were let go              the new one opens, for who remains
    6  write the key file: the new key alone                  the new one opens, for who remains

Cut short after any of them, the key file opens exactly one of the two; whoever opens it next finds
two keys in it and finishes 5 and 6, or, where the old register is still in its place, takes 2 and
3 back. Until that is done nobody else changes anything: the old file is held alone until 4, and
from before 4 the write lock of the copy is held too.

`PRAGMA rekey` would be shorter. With a reader present it reports success and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress

from marg_cli.errors import Busy, Damaged, MargError, NotWritable
from marg_cli.store import renaming
from marg_cli.store.disk import read_file, replace_file, sync_folder, writing
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite.alone import SOMEBODY_WROTE, WAIT, let_go
from marg_cli.store.sqlite.connection import Connection, connect_alone, create, translated
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.folder import Folder
from marg_cli.store.sqlite.holders import Holders
from marg_cli.store.sqlite.keyslots import KEY_BYTES, SALT_BYTES, new_generation, seal_generations
from marg_cli.store.sqlite.mending import clear
from marg_cli.store.sqlite.proof import prove_same

LATER = "The last step could not be written; the next command that opens the register will do it."


def rotate(
    source: Connection,
    folder: Folder,
    old: Secret,
    *,
    write: Callable[[Database], tuple[int, str]],
    removed: list[str],
    warn: Callable[[str], None],
) -> tuple[int, str]:
    """Put a copy under a new key in the register's place; *source* is held alone.

    *write* changes the list of holders in the copy, and answers where its audit ends then, which
    is what this answers too. Raises NotWritable, and
    MargError when the copy is not what it should be; then nothing was changed.
    """
    with new_generation() as new:
        clear(folder)
        try:
            _copy(source, folder, new, old)
            with closing(connect_alone(folder.successor, new)) as successor:
                copy = Database(successor)
                head = write(copy)
                copy.begin()  # nobody else writes to it before all of this is done
                _put_in_place(source, copy, folder, [new, old], removed, warn)
                return head
        except BaseException:
            if not source.was_replaced():  # else the name is free for somebody else's copy
                with suppress(NotWritable):
                    clear(folder)
            raise


def _copy(source: Connection, folder: Folder, new: Secret, old: Secret) -> None:
    with closing(create(folder.successor, new)) as successor:
        with translated():
            source.backup(successor)
        prove_same(Database(source), Database(successor))
    with folder.successor.open("rb") as file:  # while no lock is held: closing it drops them all
        salted = file.read(SALT_BYTES) == new.reveal()[KEY_BYTES:]
    if not salted or _opens(folder, old):
        raise MargError("The copy under the new key can be opened with the old one.")


def _rename(source: Connection, copy: Database, folder: Folder) -> None:
    """Put the copy in the register's place, while both are held.

    Where nothing moves that is open, both are closed first. Somebody might come before the place
    of the old one is taken, who writes to it, or takes all of this back. Raises Busy.
    """
    if renaming.OPEN_FILES_MOVE:
        renaming.rename(folder.successor, folder.database)
        return
    unchanged = let_go(Database(source), folder.database)
    copy.close()
    try:
        renaming.rename(folder.successor, folder.database, first=unchanged)
    except FileNotFoundError as error:
        raise Busy(SOMEBODY_WROTE, WAIT) from error


def _opens(folder: Folder, key: Secret) -> bool:
    try:
        connect_alone(folder.successor, key).close()
    except Damaged:
        return False
    return True


def _put_in_place(
    source: Connection,
    copy: Database,
    folder: Folder,
    keys: list[Secret],
    removed: list[str],
    warn: Callable[[str], None],
) -> None:
    people = Holders(copy).public_keys()
    before = read_file(folder.key_file)
    try:
        replace_file(folder.key_file, seal_generations(keys, people))
        with writing("The register"):
            _rename(source, copy, folder)
    except BaseException:
        if folder.successor.exists():  # it never took its place
            with suppress(NotWritable):
                replace_file(folder.key_file, before)
        raise
    try:
        sync_folder(folder.path)
        with writing("A key holder's file"):
            for name in removed:
                folder.holder_file(name).unlink(missing_ok=True)
        sync_folder(folder.holders_folder)
        replace_file(folder.key_file, seal_generations(keys[:1], people))
    except NotWritable:
        warn(LATER)
