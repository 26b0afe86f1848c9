"""What the process gives away while it holds the key: no dumps of its memory, no open files."""

from __future__ import annotations

import os
import sys
from functools import cache

SET_DUMPABLE = 4
OWNER_ALONE = 0o077


def harden() -> None:
    """Leave no core dump, and make new files for their owner alone. For every command."""
    os.umask(OWNER_ALONE)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@cache
def harden_for_long() -> None:
    """Keep other programs of the same user out of this one's memory too, where Linux can.

    For what stays open a while (the shell, the agent): the import alone takes 4 ms.
    """
    harden()
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(SET_DUMPABLE, 0, 0, 0, 0)
