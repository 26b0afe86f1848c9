"""Writing a document of the register to a file, a folder or standard output."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from marg_cli.cli.entering import Own, enter_own
from marg_cli.cli.session import Format, Session
from marg_cli.errors import UsageRefused

if TYPE_CHECKING:
    from marg_cli.services.cases.document import Leaving


def save_to(session: Session, leaving: Leaving, out: str | None, *, force: bool) -> str:
    """Write the content whole or not at all, for its owner alone; say where, or answer with it.

    Answers its reference in the ledger. Raises UsageRefused, OutputExists, NotWritable and Damaged.
    """
    if out == "-":
        return _to_screen(session, leaving)
    from marg_cli.documents.writer import handed_over

    place = _place(leaving, Path(out) if out else Path())
    own = _own(leaving, place)
    ref = enter_own(session, own, handed_over({place: leaving.pieces}, force=force))
    _say_where(session, place, own.sha256)
    return ref


def _to_screen(session: Session, leaving: Leaving) -> str:
    if session.format is not Format.TABLE:
        raise UsageRefused(
            "The document and its description cannot both go to standard output.",
            "Leave out --format, or give a file with --out.",
        )
    ref = enter_own(session, _own(leaving, None), nullcontext())
    for piece in leaving.pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()
    return ref


def _own(leaving: Leaving, place: Path | None) -> Own:
    """The document as the ledger enters it."""
    from marg_cli.domain.circulation import PaperKind
    from marg_cli.domain.file_types import ending

    document = leaving.document
    written_as = ending(document.name).removeprefix(".") or document.type
    kind, cases = PaperKind.DOCUMENT, [document.case]
    return Own(kind, "document save", cases, place, written_as, document.sha256)


def _say_where(session: Session, place: Path, sha256: str) -> None:
    if session.format is Format.TABLE:
        sys.stdout.write(f"{place.absolute()}\n")
        return
    from marg_cli.cli.programs import csv_list, json_list

    written = {"file": str(place.absolute()), "sha256": sha256}
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
