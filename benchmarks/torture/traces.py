"""What a register holds of one case, looked for in every page of its file, free ones too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from benchmarks.torture.pages import decrypted
from benchmarks.torture.place import ERASED, Place, succeed
from benchmarks.torture.state import State, but_last_row

SAYS_MUCH = 15
"""Letters: less may stand in another place by chance."""


def of_the_case(base: Place) -> list[bytes]:
    """All that is said of the case that will be erased, and of no other. Raises RuntimeError."""
    with base.copied() as place:
        whole = json.loads(succeed(place, ("export", "--reason", "x", "--out", "-")))
    own = list(_said(_of_case(whole)))
    everything = list(_said(whole))
    traces = [text.encode() for text in own if everything.count(text) == own.count(text)]
    if found(base, traces) != len(traces) or not traces:
        raise RuntimeError("what was to be looked for after an erasure is not there before it")
    return traces


def found(place: Place, traces: list[bytes]) -> int:
    """How many of the *traces* stand in some page of a register."""
    pages = decrypted(place.folder, place.identity)
    return sum(trace in pages for trace in traces)


def between(before: State, erased: State) -> list[State]:
    """What a register may hold when an erasure was cut short.

    It was asked for, which the audit says; or all was taken out, and the file not written anew.
    """
    done = but_last_row(erased)
    taken_out = max(done["audit"])
    *_, receipt = erased["erasure"]
    asked = but_last_row(done)["audit"]
    journal = [row for row in erased["journal"] if row[0] <= taken_out[0]]
    return [
        before | {"audit": asked},
        done | {"erasure": [(*receipt[:-2], taken_out[0], 0)], "journal": journal},
    ]


def _of_case(part: Any) -> Iterator[Any]:  # noqa: ANN401 - what JSON holds
    """Everything in a document that is of the case."""
    if isinstance(part, dict) and ERASED in (part.get("case"), part.get("ref")):
        yield part
    elif isinstance(part, dict | list):
        for each in part.values() if isinstance(part, dict) else part:
            yield from _of_case(each)


def _said(part: Any) -> Iterator[str]:  # noqa: ANN401 - what JSON holds
    if isinstance(part, str) and len(part) >= SAYS_MUCH:
        yield part
    elif isinstance(part, dict):
        yield from _said(list(part.values()))
    elif isinstance(part, list | tuple | Iterator):
        for each in part:
            yield from _said(each)
