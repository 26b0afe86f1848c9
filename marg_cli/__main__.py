"""Start `marg`."""

from __future__ import annotations

import gc
import os
import signal
import sys
from types import FrameType

ENDED = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
"""What a program is told when its window is closed, or the computer is shut down."""

INTERRUPTED = 130
"""As in `errors.Exit`, which is not loaded yet when Ctrl-C comes that early."""


def console() -> None:
    """Run one command and leave at once: nothing is worth collecting or unloading on the way."""
    gc.disable()
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "r+"))  # noqa: PTH123, SIM115 - to the end
    for number in ENDED:
        if signal.getsignal(number) is signal.SIG_DFL:  # else whoever started us wants it ignored
            signal.signal(number, _as_ctrl_c)
    try:
        from marg_cli.cli.app import run

        code = run(sys.argv[1:], os.environ)
    except KeyboardInterrupt:  # before the command began, or while its end was told
        sys.stderr.write("Interrupted.\n")
        code = INTERRUPTED
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # the pipe was closed, or the disk is full, which was said if it could be
        code = code or 1
    os._exit(code)


def _as_ctrl_c(_: int, __: FrameType | None) -> None:
    """End as on Ctrl-C: what is half-done is taken back, and nothing is left lying about."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    console()
