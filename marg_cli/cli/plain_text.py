"""Reading a text that comes back from somebody: a file or what was piped in, from any system."""

from __future__ import annotations

from pathlib import Path

from marg_cli.cli.came_in import bytes_of
from marg_cli.errors import UsageRefused

DOCUMENTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")
"""How files begin that word processors write."""

ENCODINGS = ("utf-8-sig", "cp1252")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def plain_text(source: Path | bytes) -> str:
    """The text of a file, or of what was piped in, whichever program saved it.

    Raises NotFound where the file cannot be read, UsageRefused for what is no plain text.
    """
    data = source if isinstance(source, bytes) else bytes_of(source)
    if data.startswith(DOCUMENTS):
        raise UsageRefused(
            "That is a word processor's own file, not plain text.",
            "Save it as plain text, or copy its text into a file of its own.",
        )
    for encoding in ("utf-16",) if data.startswith(UTF_16) else ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageRefused("That file holds no text that can be read.", "Save it again as UTF-8.")
