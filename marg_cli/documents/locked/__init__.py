"""Copies that open with a password only, for what leaves the group by e-mail."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from marg_cli.errors import Refused

LOCKS = {
    "pdf": ("marg_cli.documents.locked.pdf", "lock_pdf"),
    "docx": ("marg_cli.documents.locked.word", "lock_docx"),
}
"""The formats that other people's programs open with a password, and what locks them."""


def lock(data: bytes, format_name: str, password: str) -> bytes:
    """Lock a finished file, proved to open with *password* and with no other.

    Look through it for leaks first: afterwards nobody can. Raises Refused for a format that has no
    lock, and where the proof fails.
    """
    if format_name not in LOCKS:
        raise Refused(
            f"A {format_name} file cannot be locked with a password.",
            f"Ask for the formats that can: --as {','.join(LOCKS)}",
        )
    module, name = LOCKS[format_name]
    locking: Callable[[bytes, str], bytes] = getattr(import_module(module), name)
    return locking(data, password)
