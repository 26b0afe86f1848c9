"""Sheets that people filled in and sent back, as Word or as text, read as boxes of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from marg_cli.domain.filled_sheet import Filled

PACKED = b"PK"
COMPOUND = bytes.fromhex("D0CF11E0")


def is_packed(content: bytes) -> bool:
    """Whether a file is a Word document, or another thing that is no text."""
    return content.startswith((PACKED, COMPOUND, b"%PDF"))


def read_word(content: bytes) -> Filled:
    """Read a Word document. Raises Unfit for what is none, or cannot be read safely."""
    from marg_cli.documents.filled.word import read

    return read(content)


def read_text(text: str, labels: Collection[str]) -> Filled:
    """Read plain text or Markdown, in which a row begins with one of *labels*."""
    from marg_cli.documents.filled.plain import read

    return read(text, labels)
