"""A paper as JSON, for a program that reads on where a person would read the document."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marg_cli.cli.programs import json_text
from marg_cli.domain.value import Value, values

if TYPE_CHECKING:
    from marg_cli.cli.session import Session


def hand_over(session: Session, paper: Value, out: str | None, *, force: bool) -> None:
    """Write all a paper says to a file whole or not at all, or on standard output.

    Raises OutputExists and NotWritable.
    """
    text = json_text(_plain(paper))
    if out in {None, "-"}:
        sys.stdout.write(text)
        return
    from marg_cli.documents.writer import write_all

    place = Path(str(out))
    write_all({place: text.encode()}, force=force)
    session.say(f"Written to {place.absolute()}.")


def _plain(thing: Any) -> Any:  # noqa: ANN401 - anything a paper holds
    if isinstance(thing, Value):
        return {field: _plain(value) for field, value in values(thing).items()}
    if isinstance(thing, tuple):
        return [_plain(each) for each in thing]
    return thing
