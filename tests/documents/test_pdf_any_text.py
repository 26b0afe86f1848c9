"""No text in any position stops a PDF from being made."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marg_cli.documents import pdf
from marg_cli.documents.blocks import (
    Block,
    Chart,
    Heading,
    Listing,
    Note,
    PageBreak,
    Paragraph,
    Run,
    Series,
    Table,
)
from marg_cli.documents.document import Document, Frame
from tests.documents.pdfs import Pdf

ODD = "ab é·-[]\u0301\u05d0\u05b0\u200b\u200d\ufe0f\u00ad\x00\x1f\ue000\ufffe中\U0001f600"
LONG = ("W" * 200, "https://example.org/" + "a/b-" * 60, '#read("/etc/passwd")', "\\ $ @ <a>")
WORDS = st.text(max_size=30) | st.text(st.sampled_from(ODD), max_size=30) | st.sampled_from(LONG)
TEXT = st.lists(
    st.builds(Run, WORDS, st.booleans(), st.booleans()) | st.just(Run("\n")), max_size=3
).map(tuple)


@st.composite
def tables(draw: Any) -> Table:
    count = draw(st.integers(1, 5))
    row = st.tuples(*[TEXT] * count)
    rows = draw(st.lists(row, max_size=3).map(tuple))
    right = draw(st.tuples(*[st.booleans()] * count))
    return Table(draw(TEXT), draw(st.none() | row), rows, draw(st.booleans()), right)


@st.composite
def charts(draw: Any) -> Chart:
    count = draw(st.integers(1, 3))
    numbers = st.tuples(*[st.integers(0, 10**12)] * count)
    series = draw(st.lists(st.builds(Series, WORDS, numbers), min_size=1, max_size=3))
    labels = draw(st.tuples(*[WORDS] * count))
    return Chart(draw(WORDS), labels, tuple(series), draw(st.booleans()))


def around(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    some = st.lists(blocks, max_size=2).map(tuple)
    items = st.lists(some, max_size=3).map(tuple)
    starts = st.none() | st.integers(0, 999_999_999)
    return st.builds(Note, some) | st.builds(Listing, items, starts)


BLOCKS = st.recursive(
    st.builds(Heading, st.integers(1, 4), TEXT)
    | st.builds(Paragraph, TEXT)
    | tables()
    | charts()
    | st.just(PageBreak()),
    around,
    max_leaves=6,
)
LINES = st.lists(WORDS, max_size=3).map(tuple)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.builds(Frame, WORDS, WORDS, LINES, LINES), st.lists(BLOCKS, max_size=5).map(tuple))
def test_any_paper_is_written_and_whole(frame: Frame, blocks: tuple[Block, ...]) -> None:
    document = Document(frame, "")
    vars(document)["blocks"] = blocks
    written = Pdf(pdf.write(document))
    assert len(written.pages) >= 1
    assert all(cell.scope for cell in written.tags("TH"))
    assert all(remark.startswith("PDF: ") for remark in document.remarks)
