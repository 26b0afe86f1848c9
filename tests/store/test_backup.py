from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import sys
import threading
import warnings
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from marg_cli.errors import (
    Busy,
    CannotUnlock,
    Damaged,
    MargError,
    NewerVersion,
    NotFound,
    NotSafe,
    NotWritable,
    OutputExists,
    RegisterExists,
    UsageRefused,
)
from marg_cli.store.credential import IdentityFile
from marg_cli.store.disk import held
from marg_cli.store.facts import BackedUp, Restored, Waiting
from marg_cli.store.last_seen import LastSeen
from marg_cli.store.sqlite import archive, backup
from marg_cli.store.sqlite.database import Database
from marg_cli.store.sqlite.folder import inspect
from marg_cli.store.sqlite.proven import Proven, prove
from marg_cli.store.sqlite.register import open_register
from marg_cli.store.sqlite.restore import restoring
from marg_cli.store.sqlite.store import SqliteStore
from marg_cli.store.sqlite.unlock import open_register as unlock
from tests.builders import a_case, an_agency
from tests.conftest import Place, clock

Back = Callable[..., BackedUp]


def unseen(_: int) -> None: ...


def proving(place: Place) -> Callable[[Path], Proven]:
    return lambda folder: prove(folder, IdentityFile(place.identity))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    stick = tmp_path / "stick"
    stick.mkdir()
    return stick / "netherwick.margbackup"


@pytest.fixture
def back_up(place: Place, store: SqliteStore, file: Path) -> Back:
    def made(to: Path = file, *, force: bool = False) -> BackedUp:
        return store.back_up(to, force=force, prove=proving(place), seen=unseen)

    return made


def used(place: Place, folder: Path) -> SqliteStore:
    shown = IdentityFile(place.identity)
    return open_register(folder, shown, clock=clock(), warn=pytest.fail)


def restored(place: Place, file: Path, folder: Path) -> tuple[Waiting, Restored]:
    with restoring(
        folder,
        file,
        show=lambda _: IdentityFile(place.identity),
        use=lambda path, _: used(place, path),
        seen=unseen,
    ) as waiting:
        return waiting.waiting, waiting.put_in_place("2026-11-23")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        part.relative_to(folder).as_posix(): part.read_bytes()
        for part in sorted(folder.rglob("*"))
        if part.is_file()
    }


def test_what_was_backed_up_comes_back_as_it_was(
    place: Place, store: SqliteStore, back_up: Back, file: Path, tmp_path: Path
):
    with store.change("case add") as change:
        change.save(an_agency(), a_case())
    (place.folder / "templates" / "house").mkdir(parents=True)
    (place.folder / "templates" / "house" / "house.toml").write_text("# ours")
    back_up()
    waiting, done = restored(place, file, tmp_path / "laptop" / "register")
    assert (waiting.kept, done.aside) == (False, None)
    before, after = bytes_of(place.folder), bytes_of(Path(done.store))
    assert [name for name in before if before[name] != after.get(name)] == ["register.db"]
    with closing(used(place, Path(done.store))) as again:
        assert again.cases.get("M26-001") == store.cases.get("M26-001")
        assert [row.command for row in again.audit.rows()][-2:] == [
            "register backup",
            "register restore",
        ]


def test_the_anchor_is_the_head_just_before_and_stands_in_the_copy(
    place: Place, store: SqliteStore, back_up: Back, file: Path, tmp_path: Path
):
    seq, head = store.audit.head()
    assert back_up().anchor == f"#{seq} {head}"
    _, done = restored(place, file, tmp_path / "other")
    with closing(used(place, Path(done.store))) as again:
        assert again.audit.hash_of(seq) == head


def test_a_backup_is_for_its_owners_eyes_and_leaves_nothing_beside_it(back_up: Back, file: Path):
    made = back_up()
    assert (file.stat().st_mode & 0o777, file.stat().st_size) == (0o600, made.size)
    assert list(file.parent.iterdir()) == [file]


def test_the_same_register_makes_the_same_file(place: Place, tmp_path: Path):
    opened = unlock(inspect(place.folder), IdentityFile(place.identity))
    database = Database(opened.connection)
    made = [
        backup.write_backup(
            database,
            inspect(place.folder),
            tmp_path / name,
            force=False,
            prove=proving(place),
            seen=unseen,
        )
        for name in ("one", "two")
    ]
    database.close()
    assert made[0] == made[1]


def test_what_is_there_is_overwritten_only_when_asked_to(back_up: Back, file: Path):
    file.write_bytes(b"the only copy")
    with pytest.raises(OutputExists):
        back_up()
    assert file.read_bytes() == b"the only copy"
    back_up(force=True)
    assert zipfile.is_zipfile(file)


def test_a_file_that_appears_meanwhile_is_not_overwritten(
    place: Place, store: SqliteStore, file: Path
):
    def slow(folder: Path) -> Proven:
        file.write_bytes(b"somebody else's")
        return proving(place)(folder)

    with pytest.raises(OutputExists):
        store.back_up(file, force=False, prove=slow, seen=unseen)
    assert file.read_bytes() == b"somebody else's"


def test_where_files_cannot_be_linked_it_gets_its_name_all_the_same(
    back_up: Back, file: Path, monkeypatch: pytest.MonkeyPatch
):
    def no_links(*_: Any) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr("os.link", no_links)
    back_up()
    assert zipfile.is_zipfile(file)
    with pytest.raises(OutputExists):
        back_up()


def test_places_that_would_not_do_are_refused_before_anything_is_done(
    place: Place, store: SqliteStore, back_up: Back, tmp_path: Path
):
    head = store.audit.head()
    refusals: list[tuple[Path, type[MargError]]] = [
        (tmp_path, UsageRefused),
        (place.folder / "inside", UsageRefused),
        (place.folder / "holders" / "inside", UsageRefused),
        (tmp_path / "nowhere" / "file", NotWritable),
    ]
    for to, kind in refusals:
        with pytest.raises(kind):
            back_up(to)
    assert store.audit.head() == head


def test_a_damaged_register_gives_no_backup(place: Place, back_up: Back, file: Path):
    database = place.folder / "register.db"
    content = bytearray(database.read_bytes())
    content[-100] ^= 1
    database.write_bytes(content)
    with pytest.raises(Damaged):
        back_up()
    assert list(file.parent.iterdir()) == []


def test_only_a_backup_that_stands_counts(place: Place, store: SqliteStore, back_up: Back):
    assert store.audit.last_backup() is None
    with pytest.raises(OutputExists):
        back_up(place.identity)
    assert store.audit.last_backup() is None
    back_up()
    assert str(store.audit.last_backup()) == "2026-11-23"


def test_a_register_brought_back_knows_of_the_backup_it_came_from(
    place: Place, back_up: Back, file: Path, tmp_path: Path
):
    back_up()
    _, done = restored(place, file, tmp_path / "other")
    with closing(used(place, Path(done.store))) as again:
        assert str(again.audit.last_backup()) == "2026-11-23"


def test_a_backup_is_sound_while_others_write(
    place: Place, store: SqliteStore, back_up: Back, file: Path, tmp_path: Path
):
    stop = threading.Event()
    written: list[int] = []

    def write() -> None:
        with closing(used(place, place.folder)) as other:
            while not stop.is_set():
                with other.change("agency add") as change:
                    change.save(an_agency())
                    written.append(change.seq)
                stop.wait(0.002)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            back_up(file.with_name(f"{number}"))
            restored(place, file.with_name(f"{number}"), tmp_path / f"restored-{number}")
    finally:
        stop.set()
        writer.join()
    assert len(written) > 5
    assert store.problems() == []


SMALL_DISK = """
import resource, sys
from pathlib import Path
from marg_cli.cli.app import run
import os
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
sys.exit(run(sys.argv[2:], os.environ))
"""


def test_a_file_that_cannot_be_written_whole_is_not_written_at_all(place: Place, file: Path):
    size = (place.folder / "register.db").stat().st_size
    ran = subprocess.run(
        [sys.executable, "-c", SMALL_DISK, str(size), "register", "backup", str(file)],
        env={**os.environ, **place.environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (17, "")
    assert ran.stderr.startswith("The backup could not be written")
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize("name", ["backup", "copy/register.db", "copy/store.json"])
def test_a_full_disk_leaves_no_file(
    back_up: Back, file: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    real = os.fsync

    def full(descriptor: int) -> None:
        if str(Path(f"/proc/self/fd/{descriptor}").readlink()).endswith(name):
            raise OSError(errno.ENOSPC, "full")
        real(descriptor)

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(NotWritable, match="The backup could not be written: the disk is full"):
        back_up()
    assert list(file.parent.iterdir()) == []


def test_the_register_that_is_there_is_kept_and_what_it_has_more_is_counted(
    place: Place, store: SqliteStore, back_up: Back, file: Path
):
    back_up()
    for _ in range(2):
        with store.change("agency add") as change:
            change.save(an_agency(name=f"Glow {change.seq}"))
    with store.change("key remove"):
        pass
    with store.read("key list"):
        pass
    before = bytes_of(place.folder)
    waiting, done = restored(place, file, place.folder)
    assert (waiting.kept, waiting.same, waiting.lost) == (True, True, 3)
    assert done.aside == f"{place.folder}.before-restore-2026-11-23"
    assert bytes_of(Path(done.aside)) == before
    _, again = restored(place, file, place.folder)
    assert again.aside == f"{place.folder}.before-restore-2026-11-23-2"


def test_what_a_damaged_register_has_more_cannot_be_known(place: Place, back_up: Back, file: Path):
    back_up()
    (place.folder / "register.db").write_bytes(b"nothing")
    waiting, done = restored(place, file, place.folder)
    assert (waiting.same, waiting.lost) == (None, None)
    assert Path(done.aside or "").is_dir()


def test_one_bit_flipped_changes_nothing_that_is_there(place: Place, back_up: Back, file: Path):
    back_up()
    content = file.read_bytes()
    before = bytes_of(place.folder)
    names = sorted(part.name for part in place.folder.parent.iterdir())
    read = 0
    everywhere = range(0, len(content), len(content) // 60)
    in_the_directory = range(len(content) - 300, len(content), 7)
    for at in (*everywhere, *in_the_directory):
        flipped = bytearray(content)
        flipped[at] ^= 1 << at % 8
        file.write_bytes(flipped)
        with (
            contextlib.suppress(Damaged, CannotUnlock, NewerVersion),
            restoring(
                place.folder,
                file,
                show=lambda _: IdentityFile(place.identity),
                use=lambda path, _: used(place, path),
                seen=unseen,
            ) as waiting,
        ):
            assert waiting.waiting.lost == 0
            read += 1  # a bit of the archive that says nothing: a day, a version
    assert read < 20
    assert bytes_of(place.folder) == before
    assert sorted(part.name for part in place.folder.parent.iterdir()) == names


def entries(file: Path) -> list[tuple[zipfile.ZipInfo, bytes]]:
    with zipfile.ZipFile(file) as packed:
        return [(info, packed.read(info)) for info in packed.infolist()]


def repacked(file: Path, parts: list[tuple[str | zipfile.ZipInfo, bytes]], how: int = 0) -> None:
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in parts:
            info = zipfile.ZipInfo(name) if isinstance(name, str) else name
            info.external_attr = info.external_attr or (0o100600 << 16)
            packed.writestr(info, content, compress_type=how)


STRAY = [
    "../outside",
    "/outside",
    "holders/../../outside.age",
    "holders/a/b.age",
    "holders/.age",
    "templates/../../outside",
    "templates/./x",
    "templates/a\\b",
    "templates/c:x",
    "templates/.hidden",
    "templates/",
    "register.db-journal",
    "register.db-wal",
    "notes.txt",
    "STORE.JSON",
    "store.json/x",
]


@pytest.mark.parametrize("name", STRAY)
def test_what_does_not_belong_into_a_register_is_never_unpacked(
    place: Place, back_up: Back, file: Path, tmp_path: Path, name: str
):
    back_up()
    repacked(file, [*((info, content) for info, content in entries(file)), (name, b"x")])
    with pytest.raises(Damaged):
        restored(place, file, tmp_path / "target" / "register")
    assert list((tmp_path / "target").iterdir()) == []
    assert not (tmp_path / "outside").exists()


def test_links_compression_doubles_and_gaps_are_refused(
    place: Place, back_up: Back, file: Path, tmp_path: Path
):
    back_up()
    whole = entries(file)
    link = zipfile.ZipInfo("templates/link")
    link.external_attr = 0o120777 << 16
    broken: list[tuple[list[Any], int]] = [
        ([*whole, (link, b"/etc/passwd")], 0),
        ([*whole, whole[0]], 0),
        (whole, zipfile.ZIP_DEFLATED),
        *(([part for part in whole if part is not missing], 0) for missing in whole[:3]),
    ]
    for parts, how in broken:
        with warnings.catch_warnings(action="ignore"):  # of the double, by who packs it
            repacked(file, parts, how)
        with pytest.raises(Damaged):
            restored(place, file, tmp_path / "target")


@pytest.mark.parametrize("content", [b"", b"PK", b"no archive at all" * 99])
def test_any_other_file_is_no_backup(place: Place, file: Path, tmp_path: Path, content: bytes):
    file.write_bytes(content)
    with pytest.raises(Damaged, match="no backup"):
        restored(place, file, tmp_path / "target")
    assert not (tmp_path / "target").exists()


def test_a_file_that_is_not_there_makes_no_folder(place: Place, file: Path, tmp_path: Path):
    with pytest.raises(NotFound):
        restored(place, file, tmp_path / "new" / "register")
    assert not (tmp_path / "new").exists()


def test_a_folder_with_other_things_is_left_alone(
    place: Place, back_up: Back, file: Path, tmp_path: Path
):
    back_up()
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.txt").write_text("mine")
    for target in (tmp_path / "papers", file):
        with pytest.raises(RegisterExists):
            restored(place, file, target)
    assert (tmp_path / "papers" / "letter.txt").read_text() == "mine"


@pytest.mark.parametrize("which", [".register.restoring-", "register", ".register.restored-"])
def test_a_rename_that_fails_leaves_the_register_where_it_was(
    place: Place, back_up: Back, file: Path, monkeypatch: pytest.MonkeyPatch, which: str
):
    back_up()
    before = bytes_of(place.folder)
    names = sorted(place.folder.parent.iterdir())
    real = Path.replace

    def refused(self: Path, target: Path) -> Path:
        takes_back = ".restoring-" in target.name or "before-restore" in self.name
        if self.name.startswith(which) and not takes_back:
            raise OSError(errno.EIO, "fault")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(NotWritable):
        restored(place, file, place.folder)
    assert bytes_of(place.folder) == before
    assert sorted(place.folder.parent.iterdir()) == names


def test_a_restore_cut_short_between_its_renames_is_finished_by_the_next_command(
    place: Place, back_up: Back, file: Path, monkeypatch: pytest.MonkeyPatch
):
    back_up()
    before = bytes_of(place.folder)
    child = os.fork()
    if not child:
        real = Path.replace
        monkeypatch.setattr(
            Path,
            "replace",
            lambda self, to: os._exit(9) if ".restored-" in self.name else real(self, to),
        )
        restored(place, file, place.folder)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert not place.folder.exists()
    with closing(used(place, place.folder)) as again:
        assert again.audit.rows()[-1].command == "register restore"
    aside = place.folder.with_name("register.before-restore-2026-11-23")
    assert bytes_of(aside) == before
    assert not [part for part in place.folder.parent.iterdir() if part.name.startswith(".")]


def test_what_killed_commands_left_is_cleared_away_and_what_others_work_in_is_not(
    place: Place, store: SqliteStore, back_up: Back, file: Path
):
    parent = place.folder.parent
    left = [
        file.parent / ".margbackup-0",
        parent / ".register.restoring-0",
        parent / ".register.restored-0",
    ]
    for folder in left:
        folder.mkdir(mode=0o700)
        (folder / "register.db").write_bytes(b"a copy")
    assert [problem.damage for problem in store.problems()] == [False, False]
    with held(left[1], 0):
        back_up()
        restored(place, file, place.folder)
        assert [folder.exists() for folder in left] == [False, True, False]
    restored(place, file, place.folder)
    assert not left[1].exists()


def test_nobody_may_be_in_the_register_that_is_to_be_replaced(
    place: Place, store: SqliteStore, back_up: Back, file: Path, monkeypatch: pytest.MonkeyPatch
):
    back_up()
    before = bytes_of(place.folder)
    monkeypatch.setitem(unlock.__kwdefaults__ or {}, "busy_seconds", 0.05)
    with store.change("agency add") as change:
        change.save(an_agency())
        with pytest.raises(Busy):
            restored(place, file, place.folder)
    restored(place, file, place.folder)
    assert bytes_of(place.folder) != before
    with pytest.raises(Busy, match="put in place anew"), store.read("status"):
        pytest.fail("it was read")


def test_this_machine_remembers_a_restore_only_once_it_stands(
    place: Place, back_up: Back, file: Path, tmp_path: Path
):
    back_up()
    seen = LastSeen(tmp_path / "seen")
    with restoring(
        place.folder,
        file,
        show=lambda _: IdentityFile(place.identity),
        use=lambda path, _: used(place, path),
        seen=unseen,
        last_seen=lambda _: seen,
    ) as waiting:
        assert not (tmp_path / "seen").exists()
        waiting.put_in_place("2026-11-23")
    with closing(used(place, place.folder)) as again:
        assert (tmp_path / "seen").read_text().split()[1] == again.audit.head()[1]


def failing_sync(folder: Path, code: int) -> Callable[[int], None]:
    """A disk that cannot see one folder's names safe."""
    real = os.fsync

    def sync(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").readlink() == folder:
            raise OSError(code, "fault")
        real(descriptor)

    return sync


def test_a_backup_whose_name_may_not_outlast_a_power_cut_is_not_called_safe(
    back_up: Back, file: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("os.fsync", failing_sync(file.parent, errno.EIO))
    with pytest.raises(NotSafe, match="The backup was written, but"):
        back_up()
    assert list(file.parent.iterdir()) == [file]
    monkeypatch.setattr("os.fsync", failing_sync(file.parent, errno.EINVAL))  # as on some sticks
    back_up(force=True)


def test_a_folder_that_cannot_be_made_for_the_proof_is_said(
    back_up: Back, file: Path, monkeypatch: pytest.MonkeyPatch
):
    real = Path.mkdir

    def full(self: Path, *args: Any, **options: Any) -> None:
        if self.name == "copy":
            raise OSError(errno.ENOSPC, "full")
        real(self, *args, **options)

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(NotWritable, match="The backup could not be written: the disk is full"):
        back_up()
    assert list(file.parent.iterdir()) == []


def test_a_backup_stands_though_its_last_line_in_the_audit_cannot_be_written(
    place: Place, store: SqliteStore, file: Path, monkeypatch: pytest.MonkeyPatch
):
    warned: list[str] = []
    other = unlock(inspect(place.folder), IdentityFile(place.identity)).connection

    def slow(folder: Path) -> Proven:
        other.execute("BEGIN IMMEDIATE")
        return proving(place)(folder)

    monkeypatch.setitem(unlock.__kwdefaults__ or {}, "busy_seconds", 0.05)
    mine = open_register(
        place.folder, IdentityFile(place.identity), clock=clock(), warn=warned.append
    )
    with closing(mine), closing(other):
        mine.back_up(file, force=False, prove=slow, seen=unseen)
    assert zipfile.is_zipfile(file)
    assert "The backup stands" in warned[0]
    assert store.audit.last_backup() is None


def test_every_name_in_a_backup_belongs_there(back_up: Back, file: Path):
    back_up()
    assert all(archive.belongs(info.filename) for info, _ in entries(file))
