"""The short form of a public key, which two people can read to each other."""

from __future__ import annotations

PREFIX = "age1"
SHOWN, GROUP = 8, 4


def short_form(public_key: str) -> str:
    """The first and last eight characters, in groups of four: `age1 qx7c wqrl … k3fd 2m9p`."""
    rest = public_key.removeprefix(PREFIX)
    return f"{PREFIX} {_grouped(rest[:SHOWN])} … {ending(public_key)}"


def ending(public_key: str) -> str:
    """Its last eight characters, in groups of four."""
    return _grouped(public_key[-SHOWN:])


def _grouped(text: str) -> str:
    return " ".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))
