from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from marg_cli.errors import Busy, MargError
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite import rotation
from marg_cli.store.sqlite.alone import alone
from marg_cli.store.sqlite.connection import connect
from marg_cli.store.sqlite.identities import new_identity, public_key
from marg_cli.store.sqlite.keyslots import seal_generations
from tests.store.keyrings import KEPT, WITH_BEN, WITHOUT_BEN, Boundaries, Group, a_group, killed
from tests.store.windows import files_stay_put

POINTS = 48
"""Of the boundaries a rotation crosses; the torture run takes every one."""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Group:
    return a_group(tmp_path_factory.mktemp("first"))


@pytest.fixture
def group(first: Group, tmp_path: Path) -> Group:
    return first.copied(tmp_path / "group")


def let_go(group: Group, warn: Callable[[str], None] = pytest.fail) -> None:
    """Rotate, leaving ben out."""
    ring = group.ring(warn=warn)
    try:
        with ring.rotation("key remove") as change:
            change.remove("ben")
    finally:
        ring.close()


def test_whoever_is_removed_opens_nothing_written_afterwards(group: Group) -> None:
    (old,) = group.opening(group.ben)
    let_go(group)
    assert group.generations(group.ben) == []
    assert not group.opens(Secret(bytes.fromhex(old)))
    assert group.files() == WITHOUT_BEN


def test_those_who_remain_open_it_and_all_of_it_is_there(group: Group) -> None:
    before = group.seen_by("ann")
    let_go(group)
    for who in ("ann", "recovery"):
        assert group.seen_by(who) == (["ann"], KEPT, before[2] + 1)
    assert group.is_sound()


def test_the_key_file_ends_with_one_key_and_the_database_begins_with_its_salt(
    group: Group,
) -> None:
    let_go(group)
    (key,) = group.generations(group.ann)
    assert (group.folder / "register.db").read_bytes()[:16] == key.reveal()[32:]


def test_the_new_files_are_their_owners_alone(group: Group) -> None:
    let_go(group)
    for name in ("register.db", "register.key.age"):
        assert (group.folder / name).stat().st_mode & 0o777 == 0o600


def test_another_recovery_key_ends_the_one_before(group: Group) -> None:
    ring = group.ring()
    with ring.rotation("key recovery") as change:
        made = change.new_recovery_key().text()
    ring.close()
    assert group.generations(group.recovery) == []
    assert len(group.opening(made)) == 1
    assert len(group.opening(group.ben)) == 1


def test_whoever_writes_to_the_folder_cannot_add_themselves(group: Group) -> None:
    stranger = new_identity()
    people = [public_key(Secret.of_text(one)) for one in (group.ann, group.ben, group.recovery)]
    sealed = seal_generations(group.generations(group.ben), [*people, public_key(stranger)])
    (group.folder / "register.key.age").write_bytes(sealed)
    assert group.opening(stranger.text())
    let_go(group)
    assert group.generations(stranger.text()) == []
    assert group.opening(group.ann)


def test_a_key_file_with_one_recipient_too_many_is_written_anew_from_the_list(
    group: Group,
) -> None:
    stranger = new_identity()
    people = [public_key(Secret.of_text(one)) for one in (group.ann, group.ben, group.recovery)]
    sealed = seal_generations(group.generations(group.ben), [*people, public_key(stranger)])
    (group.folder / "register.key.age").write_bytes(sealed)
    group.ring().close()
    assert group.generations(stranger.text()) == []


def test_a_line_too_many_in_the_key_file_is_not_used_and_goes(group: Group) -> None:
    people = [public_key(Secret.of_text(one)) for one in (group.ann, group.ben, group.recovery)]
    planted = Secret(os.urandom(48))
    sealed = seal_generations([planted, *group.generations(group.ann)], people)
    (group.folder / "register.key.age").write_bytes(sealed)
    assert group.seen_by("ann")[0] == ["ann", "ben"]
    (key,) = group.generations(group.ann)
    assert key.reveal() != planted.reveal()


def contents(group: Group) -> dict[str, bytes]:
    return {
        str(file.relative_to(group.folder)): file.read_bytes()
        for file in group.folder.rglob("*")
        if file.is_file()
    }


READER = """
import sys
from pathlib import Path
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite.connection import connect
opened = connect(Path(sys.argv[1]), Secret(bytes.fromhex(sys.argv[2])))
opened.execute(sys.argv[3])
opened.execute("SELECT count(*) FROM setting").fetchone()
print("reading", flush=True)
sys.stdin.readline()
"""


@pytest.mark.parametrize("lock", ["BEGIN", "BEGIN IMMEDIATE"])
def test_with_somebody_reading_it_is_busy_and_nothing_is_changed(group: Group, lock: str) -> None:
    (key,) = group.opening(group.ann)
    place = str(group.folder / "register.db")
    ring, before = group.ring(busy_seconds=0.1), contents(group)
    with subprocess.Popen(
        [sys.executable, "-c", READER, place, key, lock],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdout
        assert reader.stdout.readline() == "reading\n"
        with pytest.raises(Busy) as refused, ring.rotation("key remove") as change:
            change.remove("ben")
        reader.communicate("\n")
    ring.close()
    assert refused.value.exit == 11
    assert refused.value.hint
    assert contents(group) == before
    let_go(group)


def test_a_command_that_had_it_open_writes_nothing_into_the_old_file(group: Group) -> None:
    from marg_cli.store.sqlite.register import open_register
    from tests.conftest import clock

    store = open_register(group.folder, group.credential("ann"), clock=clock(), warn=pytest.fail)
    let_go(group)
    before = contents(group)
    for doing in (store.change("status"), store.read("status")):
        with pytest.raises(Busy) as refused, doing:
            pytest.fail("it went on")
        assert refused.value.hint
    store.close()
    assert contents(group) == before


def test_two_rotations_at_once_are_done_one_after_the_other(group: Group) -> None:
    one, two = group.ring(), group.ring("ben", busy_seconds=0.1)
    with one.rotation("key recovery") as change:
        change.new_recovery_key()
        with pytest.raises(Busy), two.rotation("key recovery") as other:
            other.new_recovery_key()
    with pytest.raises(Busy), two.rotation("key recovery"):
        pytest.fail("it went on in the file that was replaced")
    one.close()
    two.close()
    assert group.seen_by("ann")[0] == ["ann", "ben"]


def test_a_copy_that_differs_is_never_put_in_place(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise MargError("The copy of the register is not like the register itself.")

    monkeypatch.setattr(rotation, "prove_same", refuse)
    before = contents(group)
    with pytest.raises(MargError, match="not like"):
        let_go(group)
    assert contents(group) == before


def test_a_copy_the_old_key_opens_is_never_put_in_place(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    (key,) = group.opening(group.ann)
    monkeypatch.setattr(rotation, "new_generation", lambda: Secret(bytes.fromhex(key)))
    before = contents(group)
    with pytest.raises(MargError, match="opened with the old one"):
        let_go(group)
    assert contents(group) == before


def crossed(group: Group, place: Path) -> int:
    spare = group.copied(place)
    spare.credential("ann")
    return Boundaries().around(lambda: let_go(spare))


def points(total: int) -> list[int]:
    return sorted({1 + round(step * (total - 1) / (POINTS - 1)) for step in range(POINTS)})


def one_generation_stands(group: Group, old: str) -> bool:
    """Check what holds however a rotation was cut short; answers whether ben was let go."""
    gone = old not in group.opening(group.ann)
    for who in (group.ann, group.recovery):
        assert len(group.opening(who)) == 1
    assert group.opening(group.ben) in ([], [old])
    if gone:
        assert group.generations(group.ben) == []
        assert not group.opens(Secret(bytes.fromhex(old)))
    names, kept, _ = group.seen_by("ann")
    assert (names, kept) == (["ann", *([] if gone else ["ben"])], KEPT)
    group.ring().close()
    assert group.files() == (WITHOUT_BEN if gone else WITH_BEN)
    for who in (group.ann, group.recovery, *([] if gone else [group.ben])):
        assert len(group.generations(who)) == len(group.opening(who)) == 1
    assert group.is_sound()
    return gone


def test_killed_anywhere_exactly_one_generation_opens(first: Group, tmp_path: Path) -> None:
    (old,) = first.opening(first.ann)
    total = crossed(first, tmp_path / "spare")
    assert total > POINTS
    seen = set()
    for at in points(total):
        group = first.copied(tmp_path / str(at))
        group.credential("ann")
        killed(partial(let_go, group), at)
        seen.add(one_generation_stands(group, old))
        shutil.rmtree(group.folder)
    assert seen == {True, False}


@pytest.mark.parametrize("fault", [OSError(28, "disk full"), KeyboardInterrupt()])
def test_a_fault_anywhere_leaves_it_whole_or_not_at_all(
    first: Group, tmp_path: Path, fault: BaseException
) -> None:
    (old,) = first.opening(first.ann)

    warned: list[str] = []

    def fail() -> None:
        raise fault

    total = crossed(first, tmp_path / "spare")
    for at in points(total)[::2]:
        group = first.copied(tmp_path / str(at))
        group.credential("ann")
        with suppress(OSError, KeyboardInterrupt, MargError):
            Boundaries(at, fail).around(partial(let_go, group, warned.append))
        one_generation_stands(group, old)
        shutil.rmtree(group.folder)


WRITER = """
import os, signal, sys
from pathlib import Path
from marg_cli.store.secret import Secret
from marg_cli.store.sqlite.connection import connect
opened = connect(Path(sys.argv[1]), Secret(bytes.fromhex(sys.argv[2])))
opened.execute("PRAGMA cache_size = 1")
opened.execute("BEGIN IMMEDIATE")
opened.execute("UPDATE setting SET value = 'never said'")
for number in range(200):
    opened.execute("INSERT INTO setting VALUES (?, hex(randomblob(2000)))", [f"x{number}"])
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_change_cut_short_before_it_does_not_come_back(group: Group) -> None:
    (key,) = group.opening(group.ann)
    place = str(group.folder / "register.db")
    subprocess.run([sys.executable, "-c", WRITER, place, key], check=False)
    assert (group.folder / "register.db-journal").stat().st_size
    let_go(group)
    assert group.files() == WITHOUT_BEN
    assert group.seen_by("ann")[:2] == (["ann"], KEPT)


def test_the_age_program_opens_the_key_file_between_the_two_steps(
    first: Group, tmp_path: Path
) -> None:
    group = first.copied(tmp_path / "group")
    (old,) = group.opening(group.ann)
    people = [public_key(Secret.of_text(group.recovery))]
    newer = Secret(os.urandom(48))
    (group.folder / "register.key.age").write_bytes(
        seal_generations([newer, Secret(bytes.fromhex(old))], people)
    )
    envelope = tmp_path / "envelope.txt"
    envelope.write_text(group.recovery)
    done = subprocess.run(
        ["age", "-d", "-i", envelope, group.folder / "register.key.age"],
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert lines == [newer.reveal().hex(), old]
    connect(group.folder / "register.db", Secret(bytes.fromhex(lines[1]))).close()


def test_where_nothing_moves_that_is_open_both_are_closed_first(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    files_stay_put(monkeypatch)
    let_go(group)
    assert group.generations(group.ben) == []
    assert group.seen_by("ann")[0] == ["ann"]
    assert group.files() == WITHOUT_BEN


@pytest.mark.parametrize("has_it_open", [True, False])
def test_where_nothing_moves_that_is_open_a_change_in_the_gap_is_not_lost(
    group: Group, monkeypatch: pytest.MonkeyPatch, has_it_open: bool
) -> None:
    def writing(renamed: Path) -> bool:
        if renamed.name != "register.db.new":
            return False
        store = group.ring().store
        with store.change("config set"):
            pass
        store.close()
        return has_it_open

    before = group.seen_by("ann")[2]
    files_stay_put(monkeypatch, writing)
    with pytest.raises(Busy, match="wrote to the register meanwhile"):
        let_go(group)
    monkeypatch.undo()
    assert group.seen_by("ann") == (["ann", "ben"], KEPT, before + 1)
    assert group.opening(group.ben)


def test_where_somebody_keeps_it_open_on_windows_nothing_changes(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    files_stay_put(monkeypatch)
    with (
        (group.folder / "register.db").open("rb"),
        pytest.raises(Busy, match="another program has it open"),
    ):
        let_go(group)
    monkeypatch.undo()
    assert group.seen_by("ann")[0] == ["ann", "ben"]
    assert group.files() == WITH_BEN


def test_having_it_alone_ends_no_transaction_half_done(group: Group) -> None:
    ring = group.ring()
    connection = ring._connection  # noqa: SLF001 - held as a rotation holds it

    def interrupted() -> None:
        with alone(connection):
            connection.execute("BEGIN IMMEDIATE")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not connection.in_transaction
    assert group.seen_by("ann")[0] == ["ann", "ben"]
    ring.close()
