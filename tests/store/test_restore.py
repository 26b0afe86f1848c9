"""Putting a backup in the place of a register that others use, that is cut short, that is held."""

from __future__ import annotations

import errno
import os
import shutil
import signal
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from marg_cli.errors import Busy, NotWritable, RegisterExists
from marg_cli.store.credential import IdentityFile
from marg_cli.store.sqlite.folder import create
from marg_cli.store.sqlite.proven import prove
from marg_cli.store.sqlite.register import open_register
from marg_cli.store.sqlite.restore import Restoring, restoring
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, an_agency
from tests.conftest import Place, clock
from tests.store.keyrings import Boundaries
from tests.store.windows import files_stay_put

DAY = "2026-11-23"
ASIDE = f"register.before-restore-{DAY}"


class Scene:
    """A register with one case more than the backup of it beside it."""

    def __init__(self, folder: Path) -> None:
        self.register = folder / "register"
        self.file = folder / "one.margbackup"
        self.identity = folder / "identity.txt"

    def open(self, path: Path | None = None) -> SqliteStore:
        shown = IdentityFile(self.identity)
        return open_register(path or self.register, shown, clock=clock(), warn=pytest.fail)

    def restoring(self, until: ExitStack) -> Restoring:
        return until.enter_context(
            restoring(
                self.register,
                self.file,
                show=lambda _: IdentityFile(self.identity),
                use=lambda path, _: self.open(path),
                seen=lambda _: None,
            )
        )

    def restore(self) -> str | None:
        with ExitStack() as until:
            return self.restoring(until).put_in_place(DAY).aside

    def cases(self, path: Path | None = None) -> list[str]:
        with closing(self.open(path)) as store:
            assert not any(problem.damage for problem in store.problems())
            return store.cases.refs()

    def beside(self) -> set[str]:
        known = {self.register.name, self.file.name, self.identity.name}
        return {path.name for path in self.register.parent.iterdir()} - known

    def copied(self, to: Path) -> Scene:
        shutil.copytree(self.register.parent, to)
        return Scene(to)


@pytest.fixture
def scene(place: Place, store: SqliteStore, tmp_path: Path) -> Scene:
    made = Scene(tmp_path / "scene")
    with store.change("case add") as change:
        change.save(an_agency(), a_case())
    (tmp_path / "scene").mkdir()

    def proven(folder: Path) -> object:
        return prove(folder, IdentityFile(place.identity))

    store.back_up(made.file, force=False, prove=proven, seen=lambda _: None)
    with store.change("case add") as change:
        change.save(a_case(ref="M26-002"))
    store.close()
    shutil.copytree(place.folder, made.register)
    shutil.copy(place.identity, made.identity)
    return made


OLD, NEW = ["M26-001", "M26-002"], ["M26-001"]


def test_what_is_changed_while_the_person_reads_what_would_be_lost_is_not_lost(scene: Scene):
    with ExitStack() as until:
        waiting = scene.restoring(until)
        with closing(scene.open()) as other, other.read("case list"):
            pass
        with closing(scene.open()) as other, other.change("case add") as change:
            change.save(a_case(ref="M26-003"))
        with pytest.raises(Busy, match="wrote to the register meanwhile"):
            waiting.put_in_place(DAY)
    assert scene.cases() == [*OLD, "M26-003"]
    assert scene.beside() == set()


def test_what_is_only_read_meanwhile_keeps_nobody(scene: Scene):
    with ExitStack() as until:
        waiting = scene.restoring(until)
        with closing(scene.open()) as other, other.read("case list"):
            pass
        waiting.put_in_place(DAY)
    assert scene.cases() == NEW


@pytest.mark.parametrize("fault", [OSError(errno.EIO, "fault"), KeyboardInterrupt()])
@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("done", [True, False])
def test_a_rename_that_fails_or_is_interrupted_leaves_one_whole_register(
    scene: Scene,
    monkeypatch: pytest.MonkeyPatch,
    fault: BaseException,
    number: int,
    done: bool,
):
    real, seen = Path.replace, 0

    def failing(self: Path, target: Path) -> Path:
        nonlocal seen
        seen += 1
        if seen != number:
            return real(self, target)
        if done:
            real(self, target)
        raise fault

    monkeypatch.setattr(Path, "replace", failing)
    kind = NotWritable if isinstance(fault, OSError) else KeyboardInterrupt
    with pytest.raises(kind):
        scene.restore()
    monkeypatch.undo()
    put = number == 3 and done
    assert scene.cases() == (NEW if put else OLD)
    assert scene.beside() == ({ASIDE} if put else set())


def put_in_place_killed_before(scene: Scene, at: int) -> None:
    child = os.fork()
    if not child:
        try:
            with ExitStack() as until:
                waiting = scene.restoring(until)
                kill = Boundaries(at, lambda: os.kill(os.getpid(), signal.SIGKILL))
                kill.around(lambda: _ignored(waiting))
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _ignored(waiting: Restoring) -> None:
    waiting.put_in_place(DAY)


def test_killed_at_any_point_the_next_command_finds_one_whole_register(
    scene: Scene, tmp_path: Path
):
    with ExitStack() as until:
        waiting = scene.copied(tmp_path / "whole").restoring(until)
        points = Boundaries().around(lambda: _ignored(waiting))
    assert points > 20
    found = []
    for at in range(1, points + 1):
        cut = scene.copied(tmp_path / str(at))
        put_in_place_killed_before(cut, at)
        found.append(cut.cases())
        assert (ASIDE in cut.beside()) is (found[-1] == NEW), at
        if ASIDE in cut.beside():
            assert cut.cases(cut.register.with_name(ASIDE)) == OLD
    assert sorted(found) == found[::-1]  # the old one up to a point, the backup from there on
    assert {len(refs) for refs in found} == {1, 2}


def test_a_restore_cut_short_is_not_taken_for_a_free_place(scene: Scene):
    shutil.copytree(scene.register, scene.register.with_name(ASIDE))
    shutil.move(scene.register, scene.register.with_name(".register.restored-0"))
    with pytest.raises(RegisterExists), create(scene.register):
        raise AssertionError
    assert scene.cases() == OLD


def test_where_nothing_moves_that_is_open_it_is_closed_first(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
):
    files_stay_put(monkeypatch)
    assert scene.restore()
    assert scene.cases() == NEW


def test_where_nothing_moves_that_is_open_somebody_elses_is_told(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
):
    files_stay_put(monkeypatch)
    with closing(scene.open()), pytest.raises(Busy, match="another program has it open"):
        scene.restore()
    monkeypatch.undo()
    assert scene.cases() == OLD
    assert scene.beside() == set()


def test_where_nothing_moves_that_is_open_a_change_in_the_gap_is_not_lost(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
):
    def writing(renamed: Path) -> None:
        if renamed.name.startswith(".register.restoring-"):
            with closing(scene.open()) as other, other.change("case add") as change:
                change.save(a_case(ref="M26-003"))

    files_stay_put(monkeypatch, writing)
    with pytest.raises(Busy, match="wrote to the register meanwhile"):
        scene.restore()
    monkeypatch.undo()
    assert scene.cases() == [*OLD, "M26-003"]
