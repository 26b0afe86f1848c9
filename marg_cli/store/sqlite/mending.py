"""Bring the files beside the register into line with the list of key holders inside it."""

from __future__ import annotations

from pathlib import Path

from marg_cli.store.disk import replace_file, sync_folder, writing
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.folder import Folder
from marg_cli.store.sqlite.holders import Holders
from marg_cli.store.sqlite.keyslots import seal_generations

STANZA = b"-> X25519 "
END_OF_HEADER = b"\n--- "


def recipients(sealed: bytes) -> int:
    """Count the keys a key file is sealed to; no more can be told of them from outside."""
    header = sealed.partition(END_OF_HEADER)[0]
    return sum(line.startswith(STANZA) for line in header.splitlines())


def mend(db: Database, folder: Folder, key: Secret) -> None:
    """Finish a change of key that was cut short, or take it back: the register says which.

    *key* is the one the register was opened with. Raises Busy and NotWritable.
    """
    with db.transaction():
        holders = Holders(db)
        replace_file(folder.key_file, seal_generations([key], holders.public_keys()))
        clear(folder)
        take_away_holders(folder, keep={holder.name for holder in holders.listed()})


def leftovers(folder: Folder) -> list[Path]:
    """What a change cut short leaves lying: a copy that never took its place, unfinished files."""
    return [
        *folder.path.glob(f"{folder.successor.name}*"),
        *folder.path.glob(f".{folder.key_file.name}.*.tmp"),
        *folder.holders_folder.glob(".*.age.*.tmp"),
    ]


def clear(folder: Folder) -> None:
    """Remove what an earlier change left, while nobody else changes keys. Raises NotWritable."""
    with writing("What an earlier change of key left"):
        for file in leftovers(folder):
            file.unlink(missing_ok=True)


def take_away_holders(folder: Folder, *, keep: set[str]) -> None:
    """Remove the sealed identities of people who are no key holders. Raises NotWritable."""
    gone = [name for name in folder.holders() if name not in keep]
    with writing("A key holder's file"):
        for name in gone:
            folder.holder_file(name).unlink(missing_ok=True)
    if gone:
        sync_folder(folder.holders_folder)
