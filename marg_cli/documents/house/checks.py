"""Whether a group's house style can be used: each of its files tried as papers use it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from marg_cli.documents.document import Document, Frame


def _style(file: Path) -> None:
    from marg_cli.documents.house.style import house_style

    house_style([file.parent.parent])


def _page(file: Path) -> None:
    from marg_cli.documents.html import write

    write(Document(Frame("", "", (), ()), "", (file.parent.parent,)))


def _word(file: Path) -> None:
    from marg_cli.documents.house.word import house_document

    house_document(file)


CHECKS: dict[str, Callable[[Path], None]] = {
    "house/house.toml": _style,
    "house/house.css": _page,
    "house/house.docx": _word,
    "house/house.dotx": _word,
}
"""Each raises TemplateError with what is wrong."""
