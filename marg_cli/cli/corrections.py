"""What was put right of a thing after it had left, beside the thing as it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from marg_cli.cli.output import emit_one, write_heading, write_lines
from marg_cli.cli.session import Format, Session
from marg_cli.domain.calendar import short

if TYPE_CHECKING:
    from marg_cli.services.minutes.correction import CorrectionSeen


def emit_with(
    session: Session,
    record: Any,  # noqa: ANN401 - any record
    lines: Mapping[str, Any],
    corrections: Sequence[CorrectionSeen],
) -> None:
    """Answer with one record and its corrections; programs find them as `corrections` in JSON."""
    if session.format is Format.JSON:
        from marg_cli.cli.programs import json_one

        json_one({**record._asdict(), "corrections": list(corrections)})
        return
    emit_one(session, record, lines)
    if session.format is Format.TABLE:
        write_corrections(corrections)


def write_corrections(corrections: Sequence[CorrectionSeen]) -> None:
    """Write both wordings of each correction, for people."""
    if corrections:
        write_heading("Corrected")
    for each in corrections:
        write_lines({f"{short(each.on)} by {each.by}": each.because}, indent="  ")
        said = {f"{each.field} was": each.was or "[not recorded]", "now": each.now}
        write_lines(said, indent="    ")
