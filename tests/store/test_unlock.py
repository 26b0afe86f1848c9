import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from marg_cli.errors import Busy, CannotUnlock, Damaged, UsageRefused
from marg_cli.store.credential import IdentityFile, Passphrase
from marg_cli.store.disk import create_file, replace_file
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite import connection, identities, keyslots, unlock
from marg_cli.store.sqlite.folder import Folder, create, inspect
from marg_cli.store.sqlite.identities import new_identity, public_key, seal_identity
from marg_cli.store.sqlite.keyslots import new_generation, seal_generations
from marg_cli.store.sqlite.unlock import identities_for, open_register

WORDS = "correct horse battery staple"


class Register(NamedTuple):
    folder: Folder
    key: Secret
    identity: Secret
    identity_file: IdentityFile


def identity_file(folder: Path, *identities: Secret) -> IdentityFile:
    path = folder / f"{os.urandom(4).hex()}.txt"
    create_file(path, "\n".join(each.text() for each in identities).encode())
    return IdentityFile(path)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    key, identity = new_generation(), new_identity()
    with create(tmp_path / "group.marg") as folder:
        create_file(folder.key_file, seal_generations([key], [public_key(identity)]))
        database = connection.create(folder.database, key)
        database.execute("CREATE TABLE thing (name TEXT)")
        database.close()
    return Register(folder, key, identity, identity_file(tmp_path, identity))


@pytest.fixture(scope="module")
def ann() -> tuple[Secret, bytes]:
    identity = new_identity()
    return identity, seal_identity(identity, Secret.of_text(WORDS))


def test_an_identity_file_opens_the_register_and_says_who(register: Register) -> None:
    opened = open_register(inspect(register.folder.path), register.identity_file)
    assert opened.connection.execute("SELECT count(*) FROM thing").fetchone() == (0,)
    assert opened.public_key == public_key(register.identity)
    assert opened.key.reveal() == register.key.reveal()
    assert opened.generations == 1
    opened.connection.close()


def test_a_passphrase_opens_the_register_and_says_who(
    register: Register, ann: tuple[Secret, bytes]
) -> None:
    identity, sealed = ann
    create_file(register.folder.holder_file("ann"), sealed)
    replace_file(register.folder.key_file, seal_generations([register.key], [public_key(identity)]))
    opened = open_register(register.folder, Passphrase("ann", Secret.of_text(WORDS)))
    assert opened.public_key == public_key(identity)
    opened.connection.close()


def test_a_wrong_passphrase_cannot_unlock(register: Register, ann: tuple[Secret, bytes]) -> None:
    create_file(register.folder.holder_file("ann"), ann[1])
    with pytest.raises(CannotUnlock, match="passphrase does not open"):
        open_register(register.folder, Passphrase("ann", Secret.of_text("wrong")))


def test_a_holder_who_is_not_there_cannot_unlock(register: Register) -> None:
    with pytest.raises(CannotUnlock, match="no key holder ben here"):
        identities_for(register.folder, Passphrase("ben", Secret.of_text(WORDS)))


def test_a_holder_is_no_way_out_of_the_folder(register: Register) -> None:
    with pytest.raises(UsageRefused):
        identities_for(register.folder, Passphrase("../../ann", Secret.of_text(WORDS)))


def test_a_holder_file_that_is_a_link_is_damage(register: Register) -> None:
    register.folder.holder_file("ann").symlink_to(register.identity_file.path)
    with pytest.raises(Damaged, match="cannot be read"):
        identities_for(register.folder, Passphrase("ann", Secret.of_text(WORDS)))


def test_an_identity_it_was_not_sealed_to_cannot_unlock(register: Register, tmp_path: Path) -> None:
    with pytest.raises(CannotUnlock, match="not among those"):
        open_register(register.folder, identity_file(tmp_path, new_identity(), new_identity()))


def test_of_several_identities_the_one_that_fits_is_used(
    register: Register, tmp_path: Path
) -> None:
    several = identity_file(tmp_path, new_identity(), register.identity, new_identity())
    opened = open_register(register.folder, several)
    assert opened.public_key == public_key(register.identity)
    opened.connection.close()


def test_all_secrets_but_the_key_in_use_are_wiped(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Secret] = []
    read, opened = identities.read_identities, keyslots.open_generations
    monkeypatch.setattr(unlock, "read_identities", lambda path: keep(seen, read(path)))
    monkeypatch.setattr(unlock, "open_generations", lambda *given: keep(seen, opened(*given)))
    older = new_generation()
    to = [public_key(register.identity)]
    replace_file(register.folder.key_file, seal_generations([register.key, older], to))
    result = open_register(register.folder, register.identity_file)
    assert len(seen) == 3
    assert [secret for secret in seen if not wiped(secret)] == [result.key]
    result.connection.close()


def keep(seen: list[Secret], found: list[Secret]) -> list[Secret]:
    seen.extend(found)
    return found


def wiped(secret: Secret) -> bool:
    try:
        return not any(secret.reveal())
    except ValueError:
        return True


@pytest.mark.parametrize("order", [1, -1])
def test_a_change_of_key_cut_short_opens_and_is_said(register: Register, order: int) -> None:
    generations = [register.key, new_generation()][::order]
    to = [public_key(register.identity)]
    replace_file(register.folder.key_file, seal_generations(generations, to))
    opened = open_register(register.folder, register.identity_file)
    assert opened.key.reveal() == register.key.reveal()
    assert opened.generations == 2
    opened.connection.close()


def test_a_key_changed_between_reading_it_and_opening_is_read_again(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = [public_key(register.identity)]
    right = register.folder.key_file.read_bytes()
    replace_file(register.folder.key_file, seal_generations([new_generation()], to))
    tries: list[int] = []

    def slow(
        path: Path, keys: list[Secret], **options: Any
    ) -> tuple[connection.Connection, Secret]:
        tries.append(len(keys))
        if len(tries) == 1:
            replace_file(register.folder.key_file, right)
        return connection.connect_any(path, keys, **options)

    monkeypatch.setattr(unlock, "connect_any", slow)
    open_register(register.folder, register.identity_file).connection.close()
    assert len(tries) == 2


def test_a_key_that_stays_wrong_is_damage(register: Register) -> None:
    to = [public_key(register.identity)]
    replace_file(register.folder.key_file, seal_generations([new_generation()], to))
    with pytest.raises(Damaged):
        open_register(register.folder, register.identity_file)


@pytest.mark.parametrize("content", [b"", b"age-encryption.org/v1\n", b"\0" * 400])
def test_a_broken_key_file_is_damage(register: Register, content: bytes) -> None:
    replace_file(register.folder.key_file, content)
    with pytest.raises(Damaged, match=r"register\.key\.age"):
        open_register(register.folder, register.identity_file)


def test_a_register_somebody_is_rebuilding_is_busy(register: Register) -> None:
    first = open_register(register.folder, register.identity_file)
    first.connection.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Busy):
        open_register(register.folder, register.identity_file, busy_seconds=0)
    first.connection.close()


def test_a_register_may_be_opened_for_reading_only(register: Register) -> None:
    opened = open_register(register.folder, register.identity_file, readonly=True)
    assert opened.connection.execute("SELECT count(*) FROM thing").fetchone() == (0,)
    opened.connection.close()


def test_what_only_some_commands_need_is_not_loaded_by_all() -> None:
    script = """
import sys, sqlcipher3
before = set(sys.modules)
import marg_cli.store.sqlite.unlock, marg_cli.store.sqlite.hardening
print(*(set(sys.modules) - before))
"""
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "marg_cli.store.sqlite.connection" in loaded
    dear = {"pyrage", "json", "sqlite3", "subprocess", "getpass", "ctypes", "uuid", "dataclasses"}
    assert not dear & set(loaded)
