"""Whose copy a paper is: light behind every page, and its number where it is one of several."""

from __future__ import annotations

from dataclasses import replace

from marg_cli.documents.document import Document

LETTER = 0.62
"""How wide a letter of a watermark is, in parts of its height."""


def as_high(words: str, *, most: float, across: float) -> float:
    """How high a watermark's letters are: *most*, or less where *across* has no room for them."""
    return min(most, across / (len(words) * LETTER))


def watermarked(document: Document, reader: str) -> Document:
    """The same document with its reader's name behind the words of every page.

    Large letters are for who reads badly: behind those nothing stands.
    """
    if document.large_print:
        return document
    return replace(document, frame=replace(document.frame, watermark=f"Copy: {reader}"))


def numbered(document: Document, number: int, of: int) -> Document:
    """The same document as one of several copies on paper."""
    stamp = f"Paper copy {number} of {of}"
    frame = replace(document.frame, footer=(*document.frame.footer, stamp))
    if frame.watermark:
        frame = replace(frame, watermark=f"{frame.watermark}, {number} of {of}")
    heading, found, rest = document.markdown.partition("\n\n")
    text = f"{heading}\n\n**{stamp}**\n\n{rest}" if found else f"{heading}\n\n**{stamp}**\n"
    return replace(document, frame=frame, markdown=text)
