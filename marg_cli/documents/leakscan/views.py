"""A finished file as the texts that can be got out of it, whoever looks and however."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from marg_cli.errors import Refused

UNREADABLE = "marg cannot read back what it wrote as {}, so it cannot say what is in it."
HINT = "Nothing was let out. Try again, or leave that format out: --as pdf,docx"


class Views(NamedTuple):
    """What is in a file: its words by where they stand, strings beside them, and mere bytes.

    Words of names are looked for in `texts`; what is looked for whole, in `strings` too. `noise`
    are bytes of which nobody knows that they are text.
    """

    texts: dict[str, str]
    strings: tuple[str, ...] = ()
    noise: tuple[bytes, ...] = ()


def views(data: bytes, format_name: str) -> Views:
    """Open *data* up. Raises Refused for what is damaged, locked, or of an unknown format."""
    from marg_cli.documents.leakscan.html import of_html
    from marg_cli.documents.leakscan.pdf import of_pdf
    from marg_cli.documents.leakscan.plain import of_markdown, of_text
    from marg_cli.documents.leakscan.word import of_word

    readers: dict[str, Callable[[bytes], Views]] = {
        "md": of_markdown,
        "txt": of_text,
        "html": of_html,
        "docx": of_word,
        "pdf": of_pdf,
    }
    if format_name not in readers:
        raise unreadable(format_name)
    return readers[format_name](data)


def unreadable(format_name: str) -> Refused:
    """The refusal of a file nobody can look into: never a pass."""
    return Refused(UNREADABLE.format(format_name), HINT)
