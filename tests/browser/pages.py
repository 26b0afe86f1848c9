"""Every paper there is as a web page: the shipped examples, and what tests have builders for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from marg_cli.documents import html
from marg_cli.documents.document import Document, Frame
from marg_cli.documents.render import Paper, render
from marg_cli.domain.papers.agenda import Audience
from tests.documents.papers import a_case, a_minutes_paper, a_slot, an_action_line, an_agenda
from tests.documents.sheets import a_trawl_request, an_action_sheet

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


def paper(template: str, made: Paper, search: Sequence[Path] = ()) -> Page:
    return lambda: render(template, made, ["html"], search=search).files["html"]


def charts(search: tuple[Path, ...] = ()) -> Page:
    frame = Frame("OFFICIAL-SENSITIVE", "Figures", ("Exampleton",), ("Copy: GLOW",))
    return lambda: html.write(Document(frame, CHARTS, search))


SIX_SLOTS = tuple(
    a_slot(ref=ref, actions=(an_action_line(ref=f"A{number}1", case=ref),))
    for number, ref in enumerate(CASES)
)
SIX_CASES = a_minutes_paper(cases=tuple(a_case(ref=ref) for ref in CASES))

PAGES: dict[str, Page] = {
    **{f"examples/{file.name}": file.read_bytes for file in sorted(EXAMPLES.rglob("*.html"))},
    "agenda without cases": paper("agenda.md.j2", an_agenda(slots=())),
    "agenda of six cases": paper("agenda.md.j2", an_agenda(slots=SIX_SLOTS)),
    "agenda for the chair": paper("agenda.md.j2", an_agenda(audience=Audience.CHAIR)),
    "agenda for a guest": paper("agenda.md.j2", an_agenda(audience=Audience.GUEST)),
    "agenda in house style": paper("agenda.md.j2", an_agenda(slots=SIX_SLOTS), [HOUSE]),
    "minutes without cases": paper("minutes.md.j2", a_minutes_paper(cases=())),
    "minutes of six cases": paper("minutes.md.j2", SIX_CASES),
    "minutes in house style": paper("minutes.md.j2", SIX_CASES, [HOUSE]),
    "action sheet": paper("action_sheet.md.j2", an_action_sheet()),
    "lateral-check request": paper("trawl_request.md.j2", a_trawl_request()),
    "charts": charts(),
    "charts in house style": charts((HOUSE,)),
}
