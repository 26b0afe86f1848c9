"""A real agent: what it holds on to, what it gives away, and how it ends."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from marg_cli.agent.client import end, held, holder_at
from marg_cli.agent.keeper import Limits
from marg_cli.agent.place import found
from marg_cli.agent.protocol import ANSWER_BYTES, GIVE, received
from marg_cli.agent.starting import start
from marg_cli.errors import CannotUnlock
from marg_cli.store.credential import HeldIdentity
from marg_cli.store.secret import Secret
from tests.agent.conftest import KEY, Running, has_ended

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
NOBODY = 65_534
Start = Callable[..., Running]

# Start an agent as a user who is not root, then try as the same one to look into it.
LOOK_INSIDE = """
import ctypes, os, resource, signal, socket, sys
from marg_cli.agent.client import end
from marg_cli.agent.process import main
from marg_cli.agent.protocol import answer_of, peer
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
    ctypes.CDLL(None).prctl(4, 1)
words = [f"{sys.argv[1]}/socket", f"{sys.argv[1]}/store.json", "600", "600", "600"]
told = chr(0).join(words).encode()
give, ready = os.pipe(), os.pipe()
if not os.fork():
    os.dup2(give[0], 0), os.dup2(ready[1], 1)
    os.close(ready[0]), os.close(ready[1]), os.close(give[1])
    main()
os.close(ready[1])
key = bytearray(b"A" * 74)
os.writev(give[1], [len(told).to_bytes(4, "big") + told, answer_of("ann", key)])
while os.read(ready[0], 100): pass
line = socket.socket(socket.AF_UNIX)
line.connect(f"{sys.argv[1]}/socket")
process = peer(line)[0]
line.close()
if not (another := os.fork()):
    signal.pause()
for each in (process, another):
    for name in ("mem", "environ", "maps"):
        try:
            open(f"/proc/{each}/{name}", "rb").close()
            print(name, "open")
        except PermissionError:
            print(name, "closed")
os.kill(another, signal.SIGKILL)
end(f"{sys.argv[1]}/socket")
"""


def as_user(user: int, do: Callable[[], bytes | None]) -> bytes:
    """What something answers that is done by another user, if it answers."""
    ours, theirs = os.pipe()
    if not (child := os.fork()):
        try:
            os.setuid(user)
            os.write(theirs, do() or b"")
        finally:
            os._exit(0)
    os.close(theirs)
    os.waitpid(child, 0)
    with os.fdopen(ours, "rb") as answer:
        return answer.read()


def asked(where: str) -> bytes:
    """Ask an agent for its key: the beginning of its answer."""
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(where)
        try:
            line.sendall(GIVE)
            return bytes(received(line, ANSWER_BYTES))[:5]
        except OSError:
            return b"refused"


def test_it_keeps_the_key_for_the_next_process_that_asks(running: Start):
    agent = running()
    kept = held(os.environ, agent.id)
    assert kept is not None
    assert (kept.holder, kept.identity.text()) == ("ann", KEY)


def test_it_leaves_terminal_folder_environment_and_files_behind(
    running: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("MARG_PASSPHRASE_COMMAND", "echo the secret words")
    with (tmp_path / "held").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        process = Path("/proc", str(running().process))
    assert (process / "environ").read_bytes() == b""
    assert str((process / "cwd").readlink()) == "/"
    opened = {str(each.readlink()) for each in (process / "fd").iterdir()}
    assert {each for each in opened if not each.startswith("socket:")} == {"/dev/null"}
    state = (process / "stat").read_text().rpartition(")")[2].split()
    parent, group, session, terminal = map(int, state[1:5])
    assert session == group != os.getsid(0)
    assert terminal == 0
    assert parent != os.getpid()
    assert KEY not in (process / "cmdline").read_text()
    assert "store" not in (process / "cmdline").read_text()


def test_it_leaves_no_core_and_no_page_of_the_key_in_the_swap(running: Start):
    process = Path("/proc", str(running().process))
    core = [line for line in (process / "limits").read_text().splitlines() if "core" in line]
    assert core[0].split()[4:6] == ["0", "0"]
    status = dict(
        line.split(":", 1) for line in (process / "status").read_text().splitlines() if ":" in line
    )
    assert status["Umask"].strip() == "0077"
    assert int(status["VmLck"].split()[0]) > 0


def test_nobody_can_look_into_it_not_even_its_own_user():
    with TemporaryDirectory() as folder:
        Path(folder, "store.json").write_text("one")
        if os.geteuid() == 0:
            for each in (folder, f"{folder}/store.json"):
                os.chown(each, NOBODY, NOBODY)
        look = [sys.executable, "-c", LOOK_INSIDE, folder]
        ran = subprocess.run(look, capture_output=True, text=True, check=False)
    files = ("mem", "environ", "maps")
    of_the_agent, of_another = ([f"{name} {how}" for name in files] for how in ("closed", "open"))
    assert ran.stdout.splitlines() == of_the_agent + of_another, ran.stderr


@AS_ROOT
def test_the_key_stands_in_its_memory_once_and_nowhere_else(running: Start):
    process = running().process
    copies = 0
    with (
        Path("/proc", str(process), "maps").open() as maps,
        Path("/proc", str(process), "mem").open("rb", 0) as memory,
    ):
        for line in maps:
            span, rights, *_ = line.split()
            if not rights.startswith("r") or "[v" in line:
                continue
            first, last = (int(each, 16) for each in span.split("-"))
            memory.seek(first)
            copies += memory.read(last - first).count(KEY.encode())
    assert copies == 1


@AS_ROOT
def test_another_user_who_comes_as_far_as_the_socket_gets_nothing(running: Start):
    where = running().where
    Path(where).chmod(0o777)
    folders = Path(where).parents[:2]
    for folder in folders:
        folder.chmod(0o777)
    try:
        answers = [as_user(user, lambda: asked(where)) for user in (NOBODY, 0)]
    finally:
        for folder in folders:
            folder.chmod(0o700)
    assert answers == [b"refused", b"marg1"]


@AS_ROOT
def test_an_agent_of_another_user_is_not_asked(tmp_path: Path):
    where = str(tmp_path / "socket")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(where)
        as_user(NOBODY, server.listen)
        answers: list[str | None] = []
        caller = threading.Thread(target=lambda: answers.append(holder_at(where)))
        caller.start()
        server.settimeout(20)
        with server.accept()[0] as line:
            assert line.recv(100) == b""
        caller.join()
        assert answers == [None]


@pytest.mark.parametrize("limits", [Limits(0.2, 60, 0.1), Limits(60, 0.2, 0.1)])
def test_it_ends_by_itself_when_its_time_is_up(running: Start, limits: Limits):
    agent = running(limits)
    where = found(os.environ, agent.id)
    process = _process(where)
    assert process is None or has_ended(process)
    assert found(os.environ, agent.id) is None


def _process(where: str | None) -> int | None:
    from tests.agent.conftest import process_at

    try:
        return process_at(where) if where else None
    except OSError:
        return None


def test_it_ends_when_the_registers_folder_is_gone(running: Start):
    agent = running()
    process = agent.process
    agent.marker.unlink()
    assert has_ended(process)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_ends_it_and_leaves_nothing(running: Start, name: str):
    agent = running()
    process, where = agent.process, agent.where
    os.kill(process, getattr(signal, name))
    assert has_ended(process)
    assert not Path(where).exists()


def test_one_that_was_killed_leaves_a_socket_that_the_next_to_ask_takes_away(running: Start):
    agent = running()
    process, where = agent.process, agent.where
    os.kill(process, signal.SIGKILL)
    assert has_ended(process)
    assert Path(where).exists()
    assert held(os.environ, agent.id) is None
    assert not Path(where).exists()


def test_one_that_was_killed_is_followed_by_another_without_ado(running: Start):
    agent = running()
    os.kill(agent.process, signal.SIGKILL)
    agent.start(Limits(600, 600), holder="ben")
    assert holder_at(agent.where) == "ben"


def test_one_that_does_not_answer_is_ended_by_force(
    running: Start, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("marg_cli.agent.client.PATIENCE", 0.2)
    agent = running()
    process, where = agent.process, agent.where
    os.kill(process, signal.SIGSTOP)
    assert held(os.environ, agent.id) is None
    assert end(where)
    assert has_ended(process)
    assert not Path(where).exists()


def test_its_socket_and_folder_are_for_its_user_alone(running: Start):
    where = Path(running().where)
    assert stat.S_IMODE(where.lstat().st_mode) == 0o600
    assert stat.S_IMODE(where.parent.lstat().st_mode) == 0o700


def test_each_register_has_its_own(running: Start):
    first, second = running(), running(holder="ben")
    kept = [held(os.environ, agent.id) for agent in (first, second)]
    assert [each and each.holder for each in kept] == ["ann", "ben"]
    assert end(first.where)
    assert held(os.environ, second.id) is not None


def test_of_several_started_at_once_one_stays_and_the_others_end(running: Start):
    agent = running()
    before = {agent.process}
    threads = [
        threading.Thread(target=_started, args=(agent, name)) for name in ("ben", "cat", "dan")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert holder_at(agent.where) in {"ben", "cat", "dan"}
    others = _agents_of(agent) - {agent.process}
    assert all(has_ended(process) for process in before | others)


def _started(agent: Running, name: str) -> None:
    with suppress(CannotUnlock):  # three times somebody else was quicker
        agent.start(Limits(600, 600, 0.1), holder=name)


def _agents_of(agent: Running) -> set[int]:
    inodes = {
        line.split()[6]
        for line in Path("/proc/net/unix").read_text().splitlines()
        if line.endswith(agent.where)
    }
    found_at = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            opened = {str(each.readlink()) for each in (process / "fd").iterdir()}
        except OSError:
            continue
        if opened & {f"socket:[{inode}]" for inode in inodes}:
            found_at.add(int(process.name))
    return found_at


def test_it_starts_where_nothing_is_set_but_where_to_listen(
    running: Start, monkeypatch: pytest.MonkeyPatch
):
    for name in set(os.environ) - {"XDG_RUNTIME_DIR"}:
        monkeypatch.delenv(name)
    assert holder_at(running().where) == "ann"


def test_where_nothing_is_safe_it_is_refused_with_another_way(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr("marg_cli.agent.starting.make", lambda *_: None)
    kept = HeldIdentity("ann", Secret.of_text(KEY))
    with pytest.raises(CannotUnlock, match="no folder that nobody else") as refused:
        start({}, "f" * 32, kept, Limits(1, 1), marker=tmp_path)
    assert "marg shell" in refused.value.hint


def test_one_that_cannot_listen_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("marg_cli.agent.starting.make", lambda *_: str(tmp_path / "no" / "where"))
    kept = HeldIdentity("ann", Secret.of_text(KEY))
    with pytest.raises(CannotUnlock, match=r"kept unlocked: there is no such folder\."):
        start({}, "f" * 32, kept, Limits(1, 1), marker=tmp_path)


def test_one_that_cannot_be_started_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("sys.executable", "/no/such/python")
    kept = HeldIdentity("ann", Secret.of_text(KEY))
    with pytest.raises(CannotUnlock, match=r"could not be kept unlocked\."):
        start(os.environ, "e" * 32, kept, Limits(1, 1), marker=tmp_path)
