"""A terminal of its own for a program that asks for a passphrase."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

AT_A_TERMINAL = """
import fcntl, os, sys, termios
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""


def answered(command: list[str], answer: str) -> tuple[int, str]:
    """Run a command at a terminal of its own, answer its first question, and see its screen."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", AT_A_TERMINAL, *command], stdin=theirs, stdout=theirs, stderr=theirs
    ) as running:
        os.close(theirs)
        screen = b""
        while b"assphrase" not in screen:
            screen += os.read(ours, 1024)
        os.write(ours, answer.encode() + b"\n")
        while True:
            try:
                screen += os.read(ours, 1024)
            except OSError:  # how a terminal says that nobody holds its other end any more
                break
    os.close(ours)
    return running.returncode, screen.decode()
