from __future__ import annotations

import shutil
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from marg_cli.errors import CannotUnlock, MargError, NotWritable
from marg_cli.store.credential import IdentityFile, Passphrase
from marg_cli.store.disk import create_file
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.identities import new_identity, public_key
from marg_cli.store.sqlite.keyring import open_keyring
from marg_cli.store.sqlite.register import open_register
from marg_cli.store.sqlite.unlock import identities_for
from tests.conftest import clock
from tests.store.keyrings import WITH_BEN, WORDS, Boundaries, Group, a_group, killed

CLEO = new_identity()
NEW_WORDS = "four quite other words"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Group:
    return a_group(tmp_path_factory.mktemp("first"))


@pytest.fixture
def group(first: Group, tmp_path: Path) -> Group:
    return first.copied(tmp_path / "group")


def let_in(group: Group) -> None:
    """Let cleo in by her public key."""
    ring = group.ring()
    try:
        with ring.sealing("key add") as change:
            change.add("cleo", passphrase=None, recipient=public_key(CLEO))
    finally:
        ring.close()


def names(group: Group) -> list[str]:
    ring = group.ring()
    found = [holder.name for holder in ring.holders()]
    ring.close()
    return found


def test_letting_somebody_in_leaves_the_data_key_as_it_is(group: Group) -> None:
    before = group.opening(group.ann)
    let_in(group)
    everybody = (group.ann, group.ben, group.recovery, CLEO.text())
    assert all(group.opening(one) == before for one in everybody)


def test_a_register_of_before_the_list_said_who_let_them_in_says_so_now(group: Group) -> None:
    ring = group.ring()
    assert {holder.name: holder.added_by for holder in ring.holders()} == {
        "ann": "ann",
        "ben": "ann",
        "recovery": "ann",
    }
    ring.close()


def test_a_file_left_by_hands_that_are_no_key_holders_goes(group: Group) -> None:
    (group.folder / "holders" / "mallory.age").write_bytes(b"theirs")
    group.ring().close()
    assert group.files() == WITH_BEN


def let_in_whole(group: Group) -> bool:
    """Check what holds however letting cleo in was cut short; answers whether she is in."""
    assert len(group.opening(group.ann)) == 1
    there = names(group)
    assert there in (["ann", "ben", "recovery"], ["ann", "ben", "cleo", "recovery"])
    is_in = "cleo" in there
    assert bool(group.generations(CLEO.text())) is is_in
    assert group.files() - {"register.db-journal"} == WITH_BEN  # SQLite's, and void
    assert group.seen_by("ann")[0] == there[:-1]
    assert group.is_sound()
    return is_in


def crossed(group: Group) -> int:
    group.credential("ann")
    return Boundaries().around(lambda: let_in(group))


def test_killed_anywhere_somebody_is_let_in_or_is_not(first: Group, tmp_path: Path) -> None:
    seen = set()
    for at in range(1, crossed(first.copied(tmp_path / "spare")) + 1):
        group = first.copied(tmp_path / str(at))
        group.credential("ann")
        killed(partial(let_in, group), at)
        seen.add(let_in_whole(group))
        shutil.rmtree(group.folder)
    assert seen == {True, False}


def test_whoever_is_not_on_the_list_is_not_let_in(group: Group) -> None:
    let_in(group)
    sealed_to_cleo = (group.folder / "register.key.age").read_bytes()
    database = (group.folder / "register.db").read_bytes()
    own = group.folder.parent / "cleo.txt"
    create_file(own, CLEO.text().encode())
    open_register(group.folder, IdentityFile(own), clock=clock(), warn=pytest.fail).close()
    ring = group.ring()
    with ring.sealing("key remove") as change:
        change.remove("cleo")
    ring.close()
    assert (group.folder / "register.db").read_bytes() != database
    (group.folder / "register.key.age").write_bytes(sealed_to_cleo)
    with pytest.raises(CannotUnlock, match="not among its key holders"):
        open_register(group.folder, IdentityFile(own), clock=clock(), warn=pytest.fail)


@pytest.mark.parametrize("fault", [OSError(28, "disk full"), KeyboardInterrupt()])
def test_a_fault_anywhere_lets_somebody_in_or_does_not(
    first: Group, tmp_path: Path, fault: BaseException
) -> None:
    def fail() -> None:
        raise fault

    for at in range(1, crossed(first.copied(tmp_path / "spare")) + 1):
        group = first.copied(tmp_path / str(at))
        group.credential("ann")
        with suppress(OSError, KeyboardInterrupt, MargError):
            Boundaries(at, fail).around(partial(let_in, group))
        let_in_whole(group)
        shutil.rmtree(group.folder)


def test_a_disk_that_refuses_the_commit_leaves_every_file_as_it_was(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    group.ring().close()
    before = (group.folder / "register.key.age").read_bytes()

    def full(_: Database) -> None:
        raise NotWritable("The register could not be written: the disk is full.")

    monkeypatch.setattr(Database, "commit", full)
    with pytest.raises(NotWritable):
        let_in(group)
    monkeypatch.undo()
    assert (group.folder / "register.key.age").read_bytes() == before
    assert names(group) == ["ann", "ben", "recovery"]


def opens(group: Group, words: str) -> bool:
    ring_for = Passphrase("ben", Secret.of_text(words))
    try:
        open_keyring(group.folder, ring_for, clock=clock(), warn=pytest.fail).close()
    except CannotUnlock:
        return False
    return True


def test_a_disk_that_refuses_leaves_the_passphrase_as_it_was(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = Passphrase("ben", Secret.of_text(WORDS))
    ring = open_keyring(group.folder, shown, clock=clock(), warn=pytest.fail)

    def full(_: Database) -> None:
        raise NotWritable("The register could not be written: the disk is full.")

    monkeypatch.setattr(Database, "commit", full)
    with pytest.raises(NotWritable):
        ring.change_passphrase("key passphrase", Secret.of_text(NEW_WORDS))
    monkeypatch.undo()
    ring.close()
    assert opens(group, WORDS)
    assert not opens(group, NEW_WORDS)


def test_another_passphrase_leaves_the_key_as_it_is_and_nothing_of_the_old_file(
    group: Group,
) -> None:
    file = group.folder / "holders" / "ben.age"
    before, data_key = file.read_bytes(), group.opening(group.ann)
    shown = Passphrase("ben", Secret.of_text(WORDS))
    ring = open_keyring(group.folder, shown, clock=clock(), warn=pytest.fail)
    ring.change_passphrase("key passphrase", Secret.of_text(NEW_WORDS))
    ring.close()
    assert group.opening(group.ann) == data_key
    assert group.files() == WITH_BEN
    assert before[-64:] not in b"".join(
        (group.folder / name).read_bytes() for name in WITH_BEN if "." in name
    )
    with pytest.raises(CannotUnlock):
        identities_for(inspect(group.folder), Passphrase("ben", Secret.of_text(WORDS)))
    assert opens(group, NEW_WORDS)
