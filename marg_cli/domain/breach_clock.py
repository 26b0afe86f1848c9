"""The 72 hours in which a personal data breach is reported to the ICO (UK GDPR Art 33).

They run by the hour, nights and weekends too, from when it is known. Times are those of the clock
on the wall in the United Kingdom, which goes forward in March and back in October.
"""

from __future__ import annotations

from datetime import datetime, timedelta

REPORT_WITHIN = timedelta(hours=72)
HOUR = timedelta(hours=1)
MARCH, OCTOBER = 3, 10
SUNDAY = 6


def report_by(known_at: datetime) -> datetime:
    """When the 72 hours are over, by the clock on the wall."""
    over = _universal(known_at) + REPORT_WITHIN
    return over + HOUR if _is_summer(over + HOUR) else over


def hours_left(known_at: datetime, now: datetime) -> int:
    """How many whole hours are left, rounded down; below 0 the time is over."""
    return (_universal(known_at) + REPORT_WITHIN - _universal(now)) // HOUR


def _universal(wall: datetime) -> datetime:
    return wall - HOUR if _is_summer(wall) else wall


def _is_summer(wall: datetime) -> bool:
    """Whether summer time holds: from 2am on its Sunday in March up to 2am in October."""
    return _last_sunday(wall.year, MARCH) <= wall < _last_sunday(wall.year, OCTOBER)


def _last_sunday(year: int, month: int) -> datetime:
    """Two in the morning of a month's last Sunday; the month has 31 days."""
    last = datetime(year, month, 31, 2)  # noqa: DTZ001 - the clock on the wall is meant
    return last - timedelta(days=(last.weekday() - SUNDAY) % 7)
