"""Filling in a Word sheet as somebody at an agency does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from docx import Document

L = TypeVar("L", bound=str)


def typed_into(file: Path, typed: Mapping[tuple[str, L], str]) -> Path:
    """Type into the answer boxes of a sheet: each text by the reference and label of its row."""
    document = Document(str(file))
    for table in document.tables:
        for row in table.rows:
            for (ref, label), text in typed.items():
                if (table.cell(0, 0).text, row.cells[0].text) == (f"Answer on {ref}", label):
                    row.cells[1].text = text
    document.save(str(file))
    return file
