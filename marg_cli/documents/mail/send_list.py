"""The list that always stands beside e-mail drafts: who is to be sent what, for any program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

NO_ADDRESS = "[no address kept]"


class Sending(NamedTuple):
    """What one recipient is to be sent: the names of the files, and the SHA-256 of each."""

    recipient: str
    address: str | None
    files: tuple[tuple[str, str], ...]


def send_list(marking: str, title: str, sendings: Iterable[Sending]) -> bytes:
    """Write the list as plain text, the marking at its head and foot."""
    entries = ["\n".join(_entry(sending)) for sending in sendings]
    return ("\n\n".join([marking, title, *entries, marking]) + "\n").encode()


def _entry(sending: Sending) -> Iterator[str]:
    yield f"To:      {sending.recipient}"
    yield f"Address: {sending.address or NO_ADDRESS}"
    for name, digest in sending.files:
        yield f"File:    {name}"
        yield f"SHA-256: {digest}"
