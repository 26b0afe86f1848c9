"""Every paper there is as a web page: the shipped examples, and what tests have builders for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from marg_cli.documents import html
from marg_cli.documents.document import Document, Frame
from marg_cli.documents.own.catalogue import PAPERS
from marg_cli.documents.own.specimens import specimens
from marg_cli.documents.render import compose, render
from marg_cli.documents.stamp import watermarked
from marg_cli.domain.papers.agenda import Audience
from marg_cli.domain.value import Value
from tests.documents.papers import a_case, a_minutes_paper, a_slot, an_action_line, an_agenda

EXAMPLES = Path(__file__).parents[2] / "examples"
HOUSE = EXAMPLES / "templates"
CASES = [f"M26-{number:03}" for number in range(1, 7)]
CHARTS = """# Figures

## Actions

*Open actions by agency*

| Agency | **Open** | **Overdue** |
|---|---:|---:|
| **HOU** | 12 | 3 |
| **GLOW** | 4 | 0 |

*What became of them*

| Agency | ***Done*** | ***Not done*** | ***Open*** |
|---|---:|---:|---:|
| **HOU** | 12 | 3 | 5 |
| **GLOW** | 4 | 0 | 9 |
"""

Page = Callable[[], bytes]


def paper(template: str, made: Any, search: Sequence[Path] = ()) -> Page:
    return cache(lambda: render(template, made, ["html"], search=search).files["html"])


def charts(search: tuple[Path, ...] = ()) -> Page:
    frame = Frame("OFFICIAL-SENSITIVE", "Figures", ("Exampleton",), ("Copy: GLOW",))
    return lambda: html.write(Document(frame, CHARTS, search))


def made_up(template: str, kind: type[Value]) -> dict[str, Page]:
    """The least and the most that a paper of one kind can hold."""
    least, *_, most = specimens(kind)
    return {
        f"{template} with nothing": paper(template, least),
        f"{template} with everything": paper(template, most),
    }


SIX_SLOTS = tuple(
    a_slot(ref=ref, actions=(an_action_line(ref=f"A{number}1", case=ref),))
    for number, ref in enumerate(CASES)
)
SIX_CASES = a_minutes_paper(cases=tuple(a_case(ref=ref) for ref in CASES))


def watermarked_page() -> bytes:
    """One reader's own copy, with their name behind the words."""
    return html.write(watermarked(compose("minutes.md.j2", SIX_CASES), "GLOW"))


PAGES: dict[str, Page] = {
    "minutes with a watermark": watermarked_page,
    **{f"examples/{file.name}": file.read_bytes for file in sorted(EXAMPLES.rglob("*.html"))},
    "agenda of six cases": paper("agenda.md.j2", an_agenda(slots=SIX_SLOTS)),
    "agenda for the chair": paper("agenda.md.j2", an_agenda(audience=Audience.CHAIR)),
    "agenda for a guest": paper("agenda.md.j2", an_agenda(audience=Audience.GUEST)),
    "agenda in house style": paper("agenda.md.j2", an_agenda(slots=SIX_SLOTS), [HOUSE]),
    "minutes of six cases": paper("minutes.md.j2", SIX_CASES),
    "minutes in house style": paper("minutes.md.j2", SIX_CASES, [HOUSE]),
    "charts": charts(),
    "charts in house style": charts((HOUSE,)),
    **{name: page for kind in PAPERS.items() for name, page in made_up(*kind).items()},
}
"""A new kind of paper comes among them by its line in the catalogue."""
