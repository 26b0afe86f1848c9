"""A chart drawn as SVG: bars that lie, each with its figure at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import TypeVar

from marg_cli.documents.blocks import Chart
from marg_cli.documents.charts.looks import WHITE, Box, bar_colour, filled, word_colour
from marg_cli.documents.charts.plan import MILLIMETRE, Line, Plan, planned
from marg_cli.documents.charts.text import fitted, measured, xml
from marg_cli.documents.house.style import HouseStyle

HIGHEST = 225
LEADING, BAR, APART = 1.2, 0.85, 0.55
LABEL_LINES, TITLE_LINES = 2, 2
SWATCH = 1.8
MIDDLE = 0.36
"""How far below the middle of a line its letters stand, as a part of their size."""
T = TypeVar("T")
FONTS = "'Liberation Sans', Arial, Helvetica, sans-serif"


def drawn(chart: Chart, style: HouseStyle, identity: str, *, title: str, description: str) -> str:
    """Draw *chart*; *title* and *description* are for who does not see it."""
    drawing = Drawing(chart, style, identity)
    body = list(drawing.parts())
    named = (
        f'<title id="{identity}-title">{xml(title)}</title>',
        f'<desc id="{identity}-desc">{xml(description)}</desc>',
    )
    return "\n".join([drawing.opened(), *named, *body, "</svg>"])


class Drawing:
    """Draws a chart from above to below; `down` is where the next part begins."""

    def __init__(self, chart: Chart, style: HouseStyle, identity: str) -> None:
        self.chart, self.style, self.identity = chart, style, identity
        self.plan: Plan = planned(chart, style)
        self.colour = bar_colour(style)
        self.line = self.plan.size * LEADING
        self.down = 0.0

    def opened(self) -> str:
        """The element itself; one that is higher than a page of A4 is set smaller."""
        wide, high = self.plan.wide, self.down
        part = min(1, HIGHEST * MILLIMETRE / high)
        fonts = f"'{name}', {FONTS}" if (name := self.style.font) else FONTS
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:.1f}" '
            f'width="{wide * part / MILLIMETRE:.1f}mm" height="{high * part / MILLIMETRE:.1f}mm" '
            f'role="img" aria-labelledby="{self.identity}-title {self.identity}-desc" '
            f'font-family="{xml(fonts)}" font-size="{self.plan.size:g}" '
            f'fill="{word_colour(self.style)}">'
        )

    def parts(self) -> Iterator[str]:
        """What is seen: white ground, title, legend, a group of bars for each label, a line."""
        seen = [*self.title(), *self.legend()]
        begun = self.down
        for label, lines in zip(self.chart.labels, self.plan.lines, strict=True):
            seen.append(self.group(label, lines))
        yield f'<rect width="{self.plan.wide:g}" height="{self.down:.1f}" fill="{WHITE}"/>'
        yield from seen
        yield (
            f'<path d="M{self.plan.start:g} {begun:.1f}V{self.down:.1f}" '
            f'stroke="{self.colour}" fill="none"/>'
        )

    def title(self) -> Iterator[str]:
        """The title, above everything, in strong letters."""
        plan = self.plan
        for line in fitted(self.chart.title, plan.wide, plan.size, TITLE_LINES, bold=True):
            yield self.words(line, 0, self.down + self.line / 2, ' font-weight="bold"')
            self.down += self.line
        self.down += plan.gap / 2

    def legend(self) -> Iterator[str]:
        """What each kind of bar stands for, in as many lines as that takes."""
        plan, across = self.plan, 0.0
        swatch = plan.size * SWATCH
        for at, series in enumerate(self.chart.series):
            (name,) = fitted(series.name, plan.wide - swatch - plan.gap, plan.size, 1) or [""]
            wide = swatch + plan.gap / 2 + measured(name, plan.size)
            if across and across + wide > plan.wide:
                across = 0.0
                self.down += self.line
            yield self.bar(across, across + swatch, self.down + self.line * (1 - BAR) / 2, at)
            yield self.words(name, across + swatch + plan.gap / 2, self.down + self.line / 2)
            across += wide + plan.gap * 2
        self.down += self.line + plan.gap

    def group(self, label: str, lines: tuple[Line, ...]) -> str:
        """One label and its bars, each centred on the other."""
        plan = self.plan
        words = fitted(label, plan.label, plan.size, LABEL_LINES)
        high = self.line * max(len(lines), len(words))
        top = self.down + plan.size * APART / 2
        beside = self.stacked(words, top + (high - self.line * len(words)) / 2)
        written = [
            self.words(word, plan.start - plan.gap, middle, ' text-anchor="end"')
            for word, middle in beside
        ]
        ends = self.stacked(lines, top + (high - self.line * len(lines)) / 2)
        for line, middle in ends:
            edge = middle - self.line * BAR / 2
            for bar in line.bars:
                if bar.end > bar.begin:
                    begin, end = plan.along(bar.begin), plan.along(bar.end)
                    written.append(self.bar(begin, end, edge, bar.series))
            written.append(self.words(line.value, plan.along(line.end) + plan.gap, middle))
        self.down += high + plan.size * APART
        return f"<g>{''.join(written)}</g>"

    def stacked(self, lines: Iterable[T], top: float) -> Iterator[tuple[T, float]]:
        """Lines one below the other, each with where its middle is."""
        return zip(lines, count(top + self.line / 2, self.line), strict=False)

    def bar(self, begin: float, end: float, top: float, kind: int) -> str:
        """A bar of the look of its series; the thinnest is still seen by its outline."""
        box = Box(begin, top, max(end - begin, 0.1), self.line * BAR)
        return filled(box, kind, self.colour)

    def words(self, words: str, across: float, middle: float, looks: str = "") -> str:
        """Words in one line, whose middle is given."""
        base = middle + self.plan.size * MIDDLE
        return f'<text x="{across:.1f}" y="{base:.1f}"{looks}>{xml(words)}</text>'
