"""Writing a document of the register to a file, a folder or standard output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from marg_cli.cli.session import Format, Session
from marg_cli.errors import UsageRefused

if TYPE_CHECKING:
    from marg_cli.services.cases.document import Leaving


def save_to(session: Session, leaving: Leaving, out: str | None, *, force: bool) -> None:
    """Write the content whole or not at all, for its owner alone; say where, or answer with it.

    Raises UsageRefused, OutputExists, NotWritable and Damaged.
    """
    if out == "-":
        if session.format is not Format.TABLE:
            raise UsageRefused(
                "The document and its description cannot both go to standard output.",
                "Leave out --format, or give a file with --out.",
            )
        for piece in leaving.pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    from marg_cli.documents.writer import write_all

    place = _place(leaving, Path(out) if out else Path())
    write_all({place: leaving.pieces}, force=force)
    if session.format is Format.TABLE:
        sys.stdout.write(f"{place.absolute()}\n")
        return
    from marg_cli.cli.programs import csv_list, json_list

    written = {"file": str(place.absolute()), "sha256": leaving.document.sha256}
    if session.format is Format.JSON:
        json_list([written])
    else:
        csv_list([written], tuple(written))


def _place(leaving: Leaving, out: Path) -> Path:
    """A folder gets a name by reference; the file's own may hold a person's."""
    from marg_cli.documents.writer import file_name
    from marg_cli.domain.file_types import ending

    if out.suffix and not out.is_dir():
        return out
    document = leaving.document
    name = file_name(
        leaving.marking,
        "document",
        document.added_on,
        f"{document.case}-{document.ref}",
        ending(document.name),
    )
    return out / name
