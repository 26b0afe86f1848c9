"""Start `marg`."""

from __future__ import annotations

import gc
import os
import sys


def console() -> None:
    """Run one command and leave at once: nothing is worth collecting or unloading on the way."""
    gc.disable()
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "r+"))  # noqa: PTH123, SIM115 - to the end
    from marg_cli.cli.app import run

    code = run(sys.argv[1:], os.environ)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # the pipe was closed, or the disk is full, which was said if it could be
        code = code or 1
    os._exit(code)


if __name__ == "__main__":
    console()
