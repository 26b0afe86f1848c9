"""What programs read of all that a paper or the caseload says, handed over and in the ledger."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from marg_cli.cli.entering import Own, enter_own
from marg_cli.cli.programs import json_text
from marg_cli.domain.value import Value, values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marg_cli.cli.session import Session
    from marg_cli.domain.circulation import PaperKind


class Told(NamedTuple):
    """What a command tells programs of some cases; a paper is told by its fields."""

    kind: PaperKind
    command: str
    cases: Sequence[str]
    said: Any


def hand_over(session: Session, told: Told, place: Path | None, *, force: bool) -> str:
    """Write it to a file whole or not at all, or without a *place* to standard output.

    Answers its reference in the ledger. Raises OutputExists and NotWritable.
    """
    from marg_cli.documents.writer import handed_over

    text = json_text(_plain(told.said))
    content = text.encode()
    hashed = sha256(content).hexdigest()
    own = Own(told.kind, told.command, told.cases, place, "json", hashed)
    written = handed_over({place: content}, force=force) if place else nullcontext()
    ref = enter_own(session, own, written)
    if place is None:
        sys.stdout.write(text)
    return ref


def _plain(thing: Any) -> Any:  # noqa: ANN401 - anything a paper holds
    if isinstance(thing, Value):
        return {field: _plain(value) for field, value in values(thing).items()}
    if isinstance(thing, tuple):
        return [_plain(each) for each in thing]
    return thing
