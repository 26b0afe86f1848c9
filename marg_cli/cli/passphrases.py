"""How a passphrase arrives: typed unseen, from a command, a file or a descriptor."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from marg_cli.errors import CannotAsk, CannotUnlock, UsageRefused
from marg_cli.store.disk import LARGEST, read_private
from marg_cli.store.secret import Secret

COMMAND = "MARG_PASSPHRASE_COMMAND"
FILE = "MARG_PASSPHRASE_FILE"
DESCRIPTOR = "--passphrase-fd"


def from_command(command: str) -> Secret:
    """Run a command, without a shell and without the input meant for this program.

    Raises CannotUnlock when it fails.
    """
    import subprocess

    try:
        words = command if sys.platform == "win32" else _words_of(command)
        done = subprocess.run(  # noqa: S603 - the user's own command
            words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False
        )
    except (OSError, ValueError) as error:
        raise CannotUnlock(
            "The passphrase command could not be started.", f"Check {COMMAND}: it runs no shell."
        ) from error
    if done.returncode:
        raise CannotUnlock(
            f"The passphrase command ended with status {done.returncode}.",
            f"Try the command in {COMMAND} by itself.",
        )
    return checked(_without_newline(done.stdout))


def from_file(path: Path) -> Secret:
    """Read a file that nobody else can. Raises CannotUnlock."""
    return checked(_without_newline(read_private(path, "The passphrase file")))


def from_descriptor(descriptor: int) -> Secret:
    """Read one line and nothing after it, which may be the text of the command.

    Raises UsageRefused when nothing is open there, and CannotUnlock for bytes that are no text.
    """
    line = bytearray()
    try:
        while len(line) < LARGEST and (letter := os.read(descriptor, 1)):
            line += letter
            if letter == b"\n":
                break
    except OSError as error:
        raise UsageRefused(
            f"{DESCRIPTOR} {descriptor} is not open for reading.",
            f"Open it, for example with: {DESCRIPTOR} 3 3< FILE",
        ) from error
    return checked(_without_newline(bytes(line)))


def ask_hidden(question: str) -> str:
    """Ask at the terminal without showing what is typed, also when standard input is a file.

    Raises CannotAsk when there is no terminal.
    """
    import getpass
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)  # it would show what is typed
        try:
            return getpass.getpass(question)
        except (getpass.GetPassWarning, EOFError) as error:
            raise nobody_to_ask() from error
        except UnicodeDecodeError as error:
            raise not_text() from error


def checked(content: bytes) -> Secret:
    """Check that it is text. Raises CannotUnlock."""
    secret = Secret(content)
    try:
        secret.text()
    except UnicodeDecodeError as error:
        raise not_text() from error
    return secret


def nobody_to_ask() -> CannotAsk:
    """The refusal where a passphrase is missing and there is no terminal."""
    return CannotAsk(
        "The passphrase has to be asked for, and there is no terminal.",
        f"Type it once with marg unlock, or set {COMMAND}, {FILE} or MARG_IDENTITY_FILE, "
        f"or give {DESCRIPTOR}.",
    )


def not_text() -> CannotUnlock:
    """The refusal of bytes that no keyboard makes."""
    return CannotUnlock("The passphrase is not text in UTF-8.", "Type it again.")


def _words_of(command: str) -> list[str]:
    import shlex

    words = shlex.split(command)
    if not words:
        raise ValueError("no command")
    return words


def _without_newline(content: bytes) -> bytes:
    return content.removesuffix(b"\n").removesuffix(b"\r")
