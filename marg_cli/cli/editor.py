"""Writing a longer text in an editor, without leaving a copy of it anywhere."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from types import FrameType

from marg_cli.errors import CannotAsk, MargError

IN_MEMORY = (Path("/dev/shm"), Path("/run/shm"))  # noqa: S108 - memory, not a disk
"""Folders that are never written to a disk, where the system has one."""

HARDENED = {
    "vim": ["-n", "-i", "NONE", "--cmd", "set nobackup nowritebackup noswapfile noundofile"],
    "vi": ["-n"],
    "nvim": ["-n", "-i", "NONE", "--cmd", "set nobackup nowritebackup noswapfile noundofile"],
    "nano": ["--ignorercfiles"],
}
"""Arguments that keep an editor from leaving copies of its own, by the name of its program."""

ENDED = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
"""What a program is told when its window is closed; unheard, the text would stay behind."""


class EditorFailed(MargError):
    """The editor did not end well; nothing was taken over."""

    hint = "Nothing was changed. Choose another editor with the variable EDITOR."


def edited(text: str) -> str:
    """Let a person write in their editor and read it back. Raises CannotAsk or EditorFailed."""
    command = _command()
    parent = _memory() or Path(gettempdir())
    _sweep(parent)
    folder = Path(mkdtemp(prefix=f"marg-{os.getpid()}-", dir=parent))
    file = folder / "text.txt"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as written:
            written.write(text)
        _run([*command, str(file)])
        return file.read_text("utf-8").removesuffix("\n")
    except UnicodeDecodeError as error:
        raise EditorFailed("The editor did not leave text in UTF-8.") from error
    finally:
        _wipe(folder)


def _command() -> list[str]:
    given = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(given)
    except ValueError as error:
        raise EditorFailed("The editor that is set cannot be understood.") from error
    if not words:
        raise CannotAsk(
            "No editor is set.", "Set the variable EDITOR, or give the text as an argument or as -."
        )
    return [*words, *_hardening(words[0])]


def _hardening(program: str) -> list[str]:
    """The arguments for a program: `vi` is often a link to a vim that keeps more than vi would."""
    name, real = Path(program).name, Path(shutil.which(program) or program).resolve().name
    return HARDENED.get(real.partition(".")[0]) or HARDENED.get(name, [])


def _run(command: list[str]) -> None:
    try:
        with _undisturbed(), subprocess.Popen(command) as editor:  # noqa: S603 - their own
            try:
                ended = editor.wait()
            except BaseException:
                editor.kill()
                raise
    except OSError as error:
        raise EditorFailed("The editor could not be started.") from error
    if ended != 0:
        raise EditorFailed("The editor ended with an error.")


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Leave Ctrl-C to the editor, and clear up when the window is closed around it."""
    before = {number: signal.signal(number, _stop) for number in ENDED}
    before[signal.SIGINT] = signal.signal(signal.SIGINT, _leave)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(_: int, __: FrameType | None) -> None:
    """Do nothing; ignored by the system itself, the editor would ignore it too."""


def _stop(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _memory() -> Path | None:
    return next((folder for folder in IN_MEMORY if os.access(folder, os.W_OK)), None)


def _sweep(parent: Path) -> None:
    """Wipe what a command left that was killed, and so could not wipe it itself."""
    if sys.platform == "win32":  # asking after a process ends it there
        return
    for folder in parent.glob("marg-*-*"):
        _, number, _ = folder.name.split("-", 2)
        with suppress(OSError):
            ours = (
                folder.is_dir() and not folder.is_symlink() and folder.stat().st_uid == os.getuid()
            )
            if ours and number.isdecimal() and not _runs(int(number)):
                _wipe(folder)


def _runs(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _wipe(folder: Path) -> None:
    for file in folder.rglob("*"):
        with suppress(OSError):
            if file.is_file() and not file.is_symlink():
                file.write_bytes(bytes(file.stat().st_size))
    shutil.rmtree(folder, ignore_errors=True)
