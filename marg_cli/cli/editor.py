"""Writing a longer text in an editor, without leaving a copy of it anywhere."""

from __future__ import annotations

import os
import shlex
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from marg_cli.errors import CannotAsk, MargError

IN_MEMORY = (Path("/dev/shm"), Path("/run/shm"))  # noqa: S108 - memory, not a disk
"""Folders that are never written to a disk, where the system has one."""

HARDENED = {
    "vim": ["-n", "-i", "NONE", "--cmd", "set nobackup nowritebackup noswapfile noundofile"],
    "vi": ["-n"],
    "nvim": ["-n", "-i", "NONE", "--cmd", "set nobackup nowritebackup noswapfile noundofile"],
    "nano": ["--ignorercfiles"],
}
"""Arguments that keep an editor from leaving copies of its own."""


class EditorFailed(MargError):
    """The editor did not end well; nothing was taken over."""

    hint = "Nothing was changed. Choose another editor with the variable EDITOR."


def edited(text: str) -> str:
    """Let a person write in their editor and read it back. Raises CannotAsk or EditorFailed."""
    command = _command()
    folder = Path(mkdtemp(prefix="marg-", dir=_memory()))
    file = folder / "text.txt"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as written:
            written.write(text)
        try:
            ended = subprocess.run([*command, str(file)], check=False)  # noqa: S603 - their own
        except OSError as error:
            raise EditorFailed("The editor could not be started.") from error
        if ended.returncode != 0:
            raise EditorFailed("The editor ended with an error.")
        return file.read_text("utf-8").removesuffix("\n")
    finally:
        _wipe(folder)


def _command() -> list[str]:
    given = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not given:
        raise CannotAsk(
            "No editor is set.", "Set the variable EDITOR, or give the text as an argument or as -."
        )
    words = shlex.split(given)
    return [*words, *HARDENED.get(Path(words[0]).name, [])]


def _memory() -> Path | None:
    return next((folder for folder in IN_MEMORY if os.access(folder, os.W_OK)), None)


def _wipe(folder: Path) -> None:
    for file in folder.iterdir():
        with suppress(OSError):
            file.write_bytes(bytes(file.stat().st_size))
            file.unlink()
    with suppress(OSError):
        folder.rmdir()
