"""How a chart shares its page among labels, bars and figures, before anything is drawn."""

from __future__ import annotations

from typing import NamedTuple

from marg_cli.documents.blocks import Chart
from marg_cli.documents.charts.text import figure, measured
from marg_cli.documents.house.style import HouseStyle

MILLIMETRE = 96 / 25.4
POINT = 96 / 72
"""A chart is drawn in CSS's pixels, 1/96 inch, so that its patterns are as fine everywhere."""

PAGE = 210
WIDEST = 174
WORDS = 0.9
GAP = 0.6
MOST_LABEL, MOST_VALUE = 0.4, 0.34
"""What part of the width labels and figures may have at most; bars have the rest."""


class Bar(NamedTuple):
    """A bar, or a part of one: from which number to which, and of which series it is."""

    begin: int
    end: int
    series: int


class Line(NamedTuple):
    """What lies beside one another: bars, and the words at their end."""

    bars: tuple[Bar, ...]
    value: str

    @property
    def end(self) -> int:
        """How far its bars reach."""
        return max((bar.end for bar in self.bars), default=0)


class Plan(NamedTuple):
    """How wide labels may be, where bars begin and how long they may be; each label's lines."""

    size: float
    wide: float
    label: float
    start: float
    room: float
    lines: tuple[tuple[Line, ...], ...]
    most: int

    @property
    def gap(self) -> float:
        """Between words and what they stand beside."""
        return self.size * GAP

    def along(self, number: int) -> float:
        """How far from the left a bar of *number* ends."""
        return round(self.start + self.room * (number / self.most), 1)


def planned(chart: Chart, style: HouseStyle) -> Plan:
    """Plan *chart* for the page of *style*, never wider than its text is on A4."""
    size = round(style.size * WORDS * POINT, 1)
    wide = round(min(WIDEST, PAGE - style.left - style.right) * MILLIMETRE, 1)
    lines = tuple(_lines(chart, at, size, wide * MOST_VALUE) for at in range(len(chart.labels)))
    widest = max((measured(label, size) for label in chart.labels), default=0)
    label = min(widest, wide * MOST_LABEL)
    value = max((measured(line.value, size) for each in lines for line in each), default=0)
    start = round(label + size * GAP, 1)
    room = round(wide - start - value - size * GAP - 1, 1)
    most = max((line.end for each in lines for line in each), default=0)
    return Plan(size, wide, label, start, room, lines, most or 1)


def _lines(chart: Chart, at: int, size: float, most: float) -> tuple[Line, ...]:
    """The lines of one label: one of all parts where they are stacked, else one a series."""
    numbers = [series.numbers[at] for series in chart.series]
    if not chart.stacked:
        return tuple(
            Line((Bar(0, number, series),), figure(number)) for series, number in enumerate(numbers)
        )
    ends = [sum(numbers[: part + 1]) for part in range(len(numbers))]
    parts = " + ".join(map(figure, numbers))
    value = parts if measured(parts, size) <= most else figure(sum(numbers))
    return (Line(tuple(map(Bar, [0, *ends], ends, range(len(ends)))), value),)
