"""Charts as the data our typesetting reads: a drawing whose words can be read, or a picture."""

from __future__ import annotations

import unicodedata
from typing import Any

from marg_cli.documents.blocks import Chart, Series
from marg_cli.documents.charts import described, svg
from marg_cli.documents.document import Document
from marg_cli.documents.pdf.words import Words
from marg_cli.documents.typesetting import picture

LATIN, PUNCTUATION = range(0x250), range(0x2010, 0x2070)
"""Letters that are one glyph each; in a drawing typst cannot say what several stand for."""


def chart_data(chart: Chart, words: Words, document: Document) -> dict[str, Any]:
    """*chart* with the words for who does not see it; the table after it makes the remarks."""
    drawable = Chart(
        title=_drawn(chart.title, words),
        labels=tuple(_drawn(label, words) for label in chart.labels),
        series=tuple(Series(_drawn(each.name, words), each.numbers) for each in chart.series),
        stacked=chart.stacked,
    )
    drawing = svg(drawable, document.style)
    said = "".join((drawable.title, *drawable.labels, *(each.name for each in drawable.series)))
    if all(ord(letter) in LATIN or ord(letter) in PUNCTUATION for letter in said):
        content, kind = drawing.encode(), "svg"
    else:
        content, kind = picture(drawing, document.style, document.search), "png"
    return {"kind": "chart", "content": list(content), "format": kind, "alt": described(drawable)}


def _drawn(text: str, words: Words) -> str:
    return words.drawn(unicodedata.normalize("NFC", text))
