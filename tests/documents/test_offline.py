"""Papers in every format: made without a network, for their owner only, whole or not at all."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from marg_cli.cli.app import run
from marg_cli.documents import writer
from marg_cli.documents.render import FORMATS
from marg_cli.errors import Exit

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "examples" / "templates"
ALL = ",".join(FORMATS)
ALONE = """
import ctypes, os, sys

NEW_NETWORK, NEW_USER = 0x40000000, 0x10000000

def alone(event, told):
    if event.startswith("socket."):
        raise OSError(f"{event} in a program that asks nobody for anything")

sys.addaudithook(alone)
if sys.platform == "linux":  # where the system allows it, not even foreign code has a network
    ctypes.CDLL(None).unshare(NEW_USER | NEW_NETWORK)
if sys.argv[1:] == ["--try"]:
    import socket
    socket.create_connection(("127.0.0.1", 9))
from marg_cli.cli.app import run
sys.exit(run(sys.argv[1:], os.environ))
"""

Render = Callable[..., int]


@pytest.fixture(scope="module")
def netherwick(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of the invented group's register."""
    folder = tmp_path_factory.mktemp("offline") / "netherwick"
    assert run(["demo", str(folder)], dict(os.environ)) == 0
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "MARG_STORE": str(folder / "register"),
        "MARG_IDENTITY_FILE": str(folder / "demo-key.txt"),
        "MARG_TODAY": "2026-11-23",
    }


@pytest.fixture
def render(netherwick: dict[str, str], tmp_path: Path) -> Render:
    """Render the agenda in those formats into the test's own folder; the exit code comes back."""

    def call(formats: str, *options: str) -> int:
        command = ["agenda", "render", "--as", formats, "--out", str(tmp_path), *options]
        return run(command, netherwick)

    return call


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def alone(environ: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", ALONE, *command],
        env=environ, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.parametrize("style", [(), ("--templates", str(HOUSE))], ids=["margs", "the groups"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_paper_is_made_without_a_network(
    netherwick: dict[str, str], tmp_path: Path, name: str, style: tuple[str, ...]
):
    made = alone(netherwick, "agenda", "render", "--as", name, "--out", f"{tmp_path}", *style)
    assert made.returncode == 0, made.stderr
    assert [Path(file).suffix for file in files(tmp_path)] == [FORMATS[name].suffix]


def test_a_program_that_did_ask_would_be_stopped(netherwick: dict[str, str]):
    assert "asks nobody for anything" in alone(netherwick, "--try").stderr


def test_every_format_is_written_for_its_owner_only(render: Render, tmp_path: Path):
    assert render(ALL) == Exit.DONE
    assert len(files(tmp_path)) == len(FORMATS)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize("name", FORMATS)
def test_a_paper_that_is_there_is_kept_unless_forced(render: Render, tmp_path: Path, name: str):
    assert render(name) == Exit.DONE
    [path] = tmp_path.iterdir()
    written = path.read_bytes()
    path.write_bytes(b"signed by the chair")
    assert render(ALL) == Exit.OUTPUT_EXISTS
    assert files(tmp_path) == {path.name: b"signed by the chair"}
    assert render(name, "--force") == Exit.DONE
    assert files(tmp_path) == {path.name: written}


@pytest.mark.parametrize("name", FORMATS)
def test_a_full_disk_leaves_nothing_behind(
    render: Render, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    write = writer._write  # noqa: SLF001 - the step that meets the full disk

    def with_little_room(part: Path, content: bytes) -> None:
        usual = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(content) // 2, usual[1]))
        try:
            write(part, content)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, usual)

    monkeypatch.setattr(writer, "_write", with_little_room)
    assert render(name) == Exit.NOT_WRITABLE
    assert files(tmp_path) == {}


@pytest.mark.parametrize("number", range(1, len(FORMATS) + 1))
def test_ctrl_c_while_the_files_are_written_leaves_none(
    render: Render, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
):
    fsync, calls = os.fsync, iter(range(1, 100))

    def interrupted(file: int) -> None:
        if next(calls) == number:
            signal.raise_signal(signal.SIGINT)
        fsync(file)

    monkeypatch.setattr(os, "fsync", interrupted)
    assert render(ALL) == Exit.INTERRUPTED
    assert files(tmp_path) == {}
