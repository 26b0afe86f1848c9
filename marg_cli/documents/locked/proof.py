"""What is said where a locked copy does not prove to be one."""

from __future__ import annotations

from marg_cli.errors import Refused


def unproved(kind: str) -> Refused:
    """The refusal of a locked copy that would not open again, or opens without its password."""
    return Refused(
        f"The {kind} copy was locked, but does not open again as it should, so it was not kept.",
        "Nothing was let out. Try again, or let the other format out: --as pdf or --as docx",
    )
