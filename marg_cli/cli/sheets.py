"""Reading files that agencies filled in and sent back, and saying what is not plain in them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from marg_cli.cli.came_in import bytes_of
from marg_cli.cli.output import write_heading
from marg_cli.domain.text import one_line
from marg_cli.services.sheets_back import Problem

if TYPE_CHECKING:
    from marg_cli.domain.filled_sheet import Filled
    from marg_cli.services.exchange.problems import Problem as Told

S = TypeVar("S")


def read_files(
    files: Sequence[Path], labels: Collection[str], read: Callable[[Filled], S]
) -> tuple[list[tuple[str, S]], list[Problem]]:
    """Read every file, Word or text, by its name; of those that are no sheet, why not.

    A row of a text file begins with one of *labels*; *read* says what a sheet's boxes mean.
    Raises NotFound for a file that cannot be read.
    """
    from marg_cli.documents.house.word.unfit import Unfit
    from marg_cli.services.exchange.problems import CannotGoOn, fatal

    sheets: list[tuple[str, S]] = []
    unread: list[Problem] = []
    for file in files:
        try:
            filled, remarks = _filled(bytes_of(file), labels)
            sheets.append((file.name, read(filled)))
            unread += (_told(file, remark) for remark in remarks)
        except Unfit as unfit:
            unread.append(_told(file, fatal(f"{unfit.what}. {unfit.way_out}")))
        except CannotGoOn as stopped:
            unread.append(_told(file, stopped.problem))
    return sheets, unread


def write_problems(problems: Sequence[Problem]) -> None:
    """Write what is to be put right, and below it what is only to be known."""
    _write("To put right", [problem for problem in problems if problem.fatal])
    _write("To know", [problem for problem in problems if not problem.fatal])


def _filled(content: bytes, labels: Collection[str]) -> tuple[Filled, list[Told]]:
    """Read one file, and what is to be known of how it was written."""
    from marg_cli.documents.filled import is_packed, read_text, read_word
    from marg_cli.services.exchange.encoding import encoding_of

    if is_packed(content):
        return read_word(content), []
    encoding, remarks = encoding_of(content)
    return read_text(content.decode(encoding), labels), remarks


def _told(file: Path, told: Told) -> Problem:
    return Problem(file.name, None, None, told.line, told.message, told.fatal)


def _write(heading: str, problems: Sequence[Problem]) -> None:
    if problems:
        write_heading(heading)
    for problem in problems:
        line = f"line {problem.line}" if problem.line else None
        row = f"“{problem.row}”" if problem.row else None
        place = ", ".join(filter(None, (problem.file, problem.ref, line, row)))
        sys.stdout.write(f"  {one_line(place)}: {problem.message}\n")
