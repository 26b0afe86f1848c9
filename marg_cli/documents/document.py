"""A paper as every writer gets it: what stands on each page, and the blocks between."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from marg_cli.documents.escape import lines, unescape
from marg_cli.domain.text import visible

if TYPE_CHECKING:
    from marg_cli.documents.blocks import Block
    from marg_cli.documents.house.style import HouseStyle

_GAPS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on every page, in plain words: nothing in it is Markdown.

    A *watermark* stands light behind the words, in formats that have pages.
    """

    marking: str
    title: str
    header: tuple[str, ...]
    footer: tuple[str, ...]
    lang: str = "en-GB"
    watermark: str = ""

    @classmethod
    def read(cls, marking: str, written: str) -> Frame:
        """Read what the frame's template wrote: title, header and footer, parted by `---`."""
        parts = [
            tuple(" ".join(unescape(line).split()) for line in part.split("\n") if line)
            for part in normalised(written).split("\n---\n")
        ]
        title, header, footer = (*parts, (), ())[:3]
        return cls(" ".join(lines(marking)), " ".join(title), header, footer)


@dataclass(frozen=True)
class Document:
    """One paper, ready for any writer. *search* are the group's own folders of house style.

    In *large print* no letter is smaller than 18 points, and wide tables become lists of facts.

    What a writer could not do as it stands, it adds to *remarks*: a sentence each, which names
    the place by its headings and never repeats what stands there.
    """

    frame: Frame
    markdown: str
    search: tuple[Path, ...] = ()
    large_print: bool = False
    remarks: list[str] = field(default_factory=list)

    @cached_property
    def style(self) -> HouseStyle:
        """How the group wants its papers to look, read when a writer first asks for it."""
        from marg_cli.documents.house.style import house_style

        style = house_style(self.search)
        return style.enlarged() if self.large_print else style

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The paper in blocks, read when a writer first asks for them."""
        from marg_cli.documents.large_print import without_wide_tables
        from marg_cli.documents.reading import read

        blocks = read(self.markdown)
        return without_wide_tables(blocks) if self.large_print else blocks


def normalised(written: str) -> str:
    """What a template wrote, with no raw control character, trailing blank or wide gap."""
    lines = [line.rstrip() for line in written.expandtabs(4).replace("\r\n", "\n").split("\n")]
    kept = _GAPS.sub("\n\n", "\n".join(lines)).strip("\n") + "\n"
    return kept if "".join(lines).isprintable() else visible(kept)
