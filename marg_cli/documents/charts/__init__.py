"""A chart as a picture that stands still, and in words for who does not see it."""

from __future__ import annotations

from collections.abc import Sequence

from marg_cli.documents.blocks import Chart, Series
from marg_cli.documents.charts.drawing import drawn
from marg_cli.documents.charts.text import figure
from marg_cli.documents.house.style import HouseStyle

MOST_FIGURES = 20


def svg(chart: Chart, style: HouseStyle, *, id: str = "c1") -> str:  # noqa: A002 - as SVG says it
    """Draw *chart* as one SVG element, the same bytes each time, no wider than a page of A4.

    *id* begins every id in it: give each chart of a page its own. It asks nobody for anything
    and says its own width and height, so that it may be set as it is.
    """
    return drawn(chart, style, id, title=_name(chart), description=described(chart))


def described(chart: Chart) -> str:
    """What the chart is and every figure in it; of more than 20 only the least and the most."""
    figures = len(chart.labels) * len(chart.series)
    said = _each_figure(chart) if figures <= MOST_FIGURES else _ends(chart)
    return f"{_name(chart)}. {said}."


def _name(chart: Chart) -> str:
    return f"Bar chart: {chart.title}" if chart.title else "Bar chart"


def _labels(chart: Chart) -> list[str]:
    return [" ".join(label.split()) for label in chart.labels]


def _each_figure(chart: Chart) -> str:
    if len(chart.series) == 1:
        (only,) = chart.series
        return f"{only.name}: {', '.join(map(_said, _labels(chart), only.numbers))}"
    names = [_within(series.name) for series in chart.series]
    return ". ".join(
        f"{label}: {', '.join(map(_said, names, numbers))}"
        for label, numbers in zip(_labels(chart), _by_label(chart), strict=True)
    )


def _ends(chart: Chart) -> str:
    labels = _labels(chart)
    said = "; ".join(_from_to(series, labels) for series in chart.series)
    across = f"{len(labels)} rows, {labels[0]} to {labels[-1]}"
    return f"{across}. {said}; the table that follows has every figure"


def _from_to(series: Series, labels: Sequence[str]) -> str:
    least, most = min(series.numbers), max(series.numbers)
    if least == most:
        return f"{series.name}: {figure(most)} in each"
    return (
        f"{series.name}: from {figure(least)} ({labels[series.numbers.index(least)]}) "
        f"to {figure(most)} ({labels[series.numbers.index(most)]})"
    )


def _said(name: str, number: int) -> str:
    return f"{name} {figure(number)}"


def _by_label(chart: Chart) -> list[tuple[int, ...]]:
    return list(zip(*(series.numbers for series in chart.series), strict=True))


def _within(name: str) -> str:
    """A name within a sentence: "Opened" begins small there, "HOU" stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
