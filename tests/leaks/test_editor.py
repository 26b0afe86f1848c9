"""Editor backups and swap files: the text lies in memory, for its owner alone, and is wiped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from marg_cli.cli import editor
from marg_cli.cli.editor import IN_MEMORY, EditorFailed, edited
from marg_cli.errors import CannotAsk

WORD = "Brackenwhistle"

LOOKING = """
import os, shutil, stat, sys
text = sys.argv[-1]
folder = os.path.dirname(text)
with open(os.environ["SEEN"], "w") as seen:
    modes = [oct(stat.S_IMODE(os.stat(path).st_mode)) for path in (folder, text)]
    print(folder, *modes, sys.argv[1:-1], file=seen)
shutil.copy(text, text + "~")
os.mkdir(folder + "/backups")
shutil.copy(text, folder + "/backups/text.swp")
exec(os.environ.get("THEN", ""))
with open(text, "a") as file:
    file.write(" and more\\n")
"""

EDITING = "from marg_cli.cli.editor import edited; edited('Brackenwhistle')"


def left(folders: tuple[Path, ...] = IN_MEMORY) -> list[Path]:
    return [path for folder in folders if folder.is_dir() for path in folder.glob("marg-*-*")]


@pytest.fixture
def looking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that looks where it is, leaves copies beside the text, and adds two words."""
    program = tmp_path / "looking.py"
    program.write_text(LOOKING)
    seen = tmp_path / "seen"
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {program}")
    monkeypatch.setenv("SEEN", str(seen))
    return seen


@pytest.mark.skipif(not os.path.isdir("/dev/shm"), reason="no memory that is a folder here")  # noqa: S108, PTH112
def test_the_text_lies_in_memory_and_for_its_owner_alone(looking: Path):
    edited(WORD)
    folder, of_folder, of_file, *_ = looking.read_text().split()
    assert Path(folder).parent in IN_MEMORY
    assert (of_folder, of_file) == ("0o700", "0o600")


def test_nothing_of_it_is_left_not_even_copies_the_editor_made(looking: Path):
    before = left()
    assert edited(WORD) == f"{WORD} and more"
    assert not Path(looking.read_text().split()[0]).exists()
    assert left() == before


@pytest.mark.parametrize("then", ["sys.exit(1)", "os.remove(text); sys.exit(0)", "1 / 0"])
def test_nothing_is_left_after_an_editor_that_failed(
    looking: Path, monkeypatch: pytest.MonkeyPatch, then: str
):
    monkeypatch.setenv("THEN", then)
    with pytest.raises((EditorFailed, FileNotFoundError)):
        edited(WORD)
    assert not Path(looking.read_text().split()[0]).exists()


@pytest.mark.parametrize("asked", ["HUP", "TERM"])
def test_nothing_is_left_when_the_window_is_closed(
    looking: Path, monkeypatch: pytest.MonkeyPatch, asked: str
):
    folder = _while_editing(looking, monkeypatch, getattr(signal, f"SIG{asked}"))
    assert not folder.exists()


def test_what_a_killed_command_left_is_wiped_by_the_next(
    looking: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = _while_editing(looking, monkeypatch, signal.SIGKILL)
    assert WORD in (folder / "text.txt").read_text()
    monkeypatch.delenv("THEN")
    edited("another")
    assert not folder.exists()


def test_the_text_of_a_command_that_still_runs_is_left_alone(looking: Path):
    folder = Path(looking.parent) / f"marg-{os.getpid()}-still"
    folder.mkdir()
    editor._sweep(looking.parent)  # noqa: SLF001 - what every edit does first
    assert folder.exists()


@pytest.mark.usefixtures("looking")
def test_ctrl_c_belongs_to_the_editor(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("THEN", "import signal; os.kill(os.getppid(), signal.SIGINT)")
    assert edited(WORD) == f"{WORD} and more"
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize("name", ["vim", "nvim", "vi", "nano", "vim.basic"])
def test_an_editor_is_told_to_leave_no_copies(
    looking: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    program = tmp_path / name
    program.write_text(f"#!{sys.executable}\n{LOOKING}")
    program.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(program))
    edited(WORD)
    told = looking.read_text()
    assert ("--ignorercfiles" if name == "nano" else "'-n'") in told


def test_a_vi_that_is_a_link_to_vim_is_told_what_vim_is_told(
    looking: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    vim = tmp_path / "vim.basic"
    vim.write_text(f"#!{sys.executable}\n{LOOKING}")
    vim.chmod(0o700)
    (tmp_path / "vi").symlink_to(vim)
    monkeypatch.setenv("EDITOR", str(tmp_path / "vi"))
    edited(WORD)
    assert "NONE" in looking.read_text()


@pytest.mark.parametrize("value", ["", "  ", "'half a quote", "/nowhere/at/all"])
def test_an_editor_that_cannot_be_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, value: str
):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", value)
    with pytest.raises((CannotAsk, EditorFailed)) as refused:
        edited(WORD)
    assert WORD not in str(refused.value)
    assert refused.value.hint


def test_bytes_that_are_no_text_are_refused(looking: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("THEN", "open(text, 'wb').write(bytes([255])); sys.exit(0)")
    with pytest.raises(EditorFailed, match="UTF-8"):
        edited(WORD)
    assert looking.exists()


def _while_editing(looking: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> Path:
    """Send a signal to a command whose editor is open; answers the folder of the text."""
    monkeypatch.setenv("THEN", "import time; time.sleep(30)")
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, "-c", EDITING], cwd=root, start_new_session=True
    ) as running:
        while not (looking.exists() and looking.read_text().endswith("\n")):
            time.sleep(0.01)
        os.kill(running.pid, number)
        running.wait()
    _end_session(running.pid)
    return Path(looking.read_text().split()[0])


def _end_session(leader: int) -> None:
    """End the editor that outlived its command; it was started for this test alone."""
    import contextlib

    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)
