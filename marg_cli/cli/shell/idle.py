"""How long a shell stays open by itself: ten minutes without a key, and twelve hours at most."""

from __future__ import annotations

import time

MINUTE = 60.0
IDLE_MINUTES = 10
MOST_HOURS = 12
MOST_MINUTES = MOST_HOURS * 60
A_LOOK = 1.0
"""Seconds between two looks at the clock, which goes on while a computer sleeps."""


class Watch:
    """When a key was last pressed, and when the register was opened."""

    def __init__(self, idle_minutes: int = IDLE_MINUTES) -> None:
        self.idle_minutes = idle_minutes
        self.opened()

    def opened(self) -> None:
        """The register was opened just now."""
        self._opened = self._touched = _now()

    def touched(self) -> None:
        """Somebody is there just now."""
        self._touched = _now()

    def is_idle(self) -> bool:
        """Whether nobody was there for too long."""
        return _now() >= self._touched + self.idle_minutes * MINUTE

    def is_over(self) -> bool:
        """Whether the shell is to lock now: nobody is there, or it was open for long enough."""
        return self.is_idle() or _now() >= self._opened + MOST_MINUTES * MINUTE


def _now() -> float:
    """Seconds that go on while the computer sleeps, where the system counts them."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.time()
