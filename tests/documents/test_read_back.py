"""What an agency typed into a sheet in Word is found again by reference and label."""

from __future__ import annotations

from io import BytesIO

from docx import Document

from marg_cli.documents.render import Paper, render
from tests.documents.sheets import a_trawl_request, an_action_sheet


def answered(template: str, paper: Paper, typed: dict[tuple[str, str], str]) -> dict[str, str]:
    """Fill in a sheet as somebody does in Word, keep it, and read all its answers."""
    document = Document(BytesIO(render(template, paper, ["docx"]).files["docx"]))
    for table in document.tables:
        for row in table.rows:
            if text := typed.get((table.cell(0, 0).text, row.cells[0].text)):
                row.cells[1].text = text
    kept = BytesIO()
    document.save(kept)
    return {
        f"{table.cell(0, 0).text}: {row.cells[0].text}": row.cells[1].text
        for table in Document(kept).tables
        if table.cell(0, 0).text.startswith("Answer on ")
        for row in table.rows[1:]
        if row.cells[1].text not in {"", "☐"}
    }


def test_the_answers_to_actions():
    typed = {
        ("Answer on A12", "Done on"): "3 December 2026",
        ("Answer on A31", "Not done: circumstances changed"): "X",
    }
    assert answered("action_sheet.md.j2", an_action_sheet(), typed) == {
        "Answer on A12: Done on": "3 December 2026",
        "Answer on A31: Not done: circumstances changed": "X",
    }


def test_the_answers_to_lateral_checks():
    typed = {
        ("Answer on M26-001", "Nil return"): "X",
        ("Answer on M26-001", "Answered by"): "Somebody invented",
    }
    assert answered("trawl_request.md.j2", a_trawl_request(), typed) == {
        "Answer on M26-001: Nil return": "X",
        "Answer on M26-001: Answered by": "Somebody invented",
    }
