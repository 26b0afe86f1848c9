"""Whether marg was started by a double click on Windows, with a window made for it alone."""

from __future__ import annotations

import sys

LAUNCHED = 2
"""Programs in such a window: marg.exe, which pip makes, and the Python it starts."""


def was_double_clicked() -> bool:
    """Whether no command line stands behind marg's window, which will close when it ends."""
    if sys.platform == "win32":
        import ctypes

        room = (ctypes.c_uint32 * (LAUNCHED + 1))()
        count: int = ctypes.windll.kernel32.GetConsoleProcessList(room, len(room))
        return 0 < count <= LAUNCHED
    return False
