"""The invented group with a secret in every field that can hold a person or a sentence."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

GROUP = Path(__file__).parents[2] / "examples" / "netherwick.json"

NAMES = frozenset(
    [
        "name",
        "aliases",
        "contact",
        "case_coordinator",
        "chair",
        "minute_taker",
        "member",
        "deputy_for",
        "owner",
        "answered_by",
        "agreed_by",
        "officer",
        "guest",
        "tells",
        "told_by",
        "group.chair",
        "group.minute_taker",
    ]
)
SENTENCES = frozenset(
    [
        "address",
        "area",
        "resolving",
        "reason",
        "because",
        "signposted_to",
        "outcome",
        "venue",
        "text",
        "what",
        "intended",
        "role",
        "note",
        "safe_contact",
        "how",
        "wants",
        "service",
        "to_whom",
        "contingency",
        "themes",
        "why_here",
        "tried",
        "failed_because",
        "immediate_risk",
        "reported_to",
        "remarks",
        "meeting.venue",
        "group.name",
    ]
)
CODES = frozenset({"nhs", "police_ref"})
BEGINNING = 4
NOT_WORDS = frozenset({"circumstances", "agency", "sent", "missent"})
"""What `because` and `what` hold where it is one of a few words, and no sentence."""

PACK = {
    "kind": "minutes",
    "meeting": "2026-11-10",
    "built_on": "2026-11-16",
    "built_by": "coordinator",
    "built_in": 1,
    "files": [{"file": "/papers/glow.pdf", "format": "pdf", "sha256": "0" * 64, "copy_number": 1}],
}
SENT = {"what": "sent", "on": "2026-11-17", "how": "By e-mail"}
ASTRAY = {
    "what": "missent",
    "on": "2026-11-18",
    "to_whom": "A namesake",
    "known_at": "2026-11-18T10:00",
}
PACKS = [
    {
        **PACK,
        "ref": "P1",
        "audience": "agency",
        "agency": "LAMP",
        "cases": ["M26-001"],
        "allowed": [{"case": "M26-002", "field": "name", "because": "Another of that name"}],
        "events": [SENT],
    },
    {**PACK, "ref": "P2", "audience": "chair", "cases": ["M26-002"], "events": [SENT, ASTRAY]},
]
"""Two copies that left: one that arrived, and one that went to the wrong person."""


class Secrets:
    """Gives out words that stand nowhere else, the same ones in every run, and remembers them."""

    def __init__(self) -> None:
        self._random = Random(2026)  # noqa: S311 - the same words in every run are wanted
        self.given: list[str] = []

    def word(self) -> str:
        """A word of fourteen letters that can be said aloud."""
        pairs = self._random.choice("bdfgklmnprstvz") + self._random.choice("aeiou")
        word = pairs + "".join(
            self._random.choice("bdfgklmnprstvz") + self._random.choice("aeiou") for _ in range(6)
        )
        self.given.append(word.capitalize())
        return self.given[-1]

    def number(self) -> str:
        """Ten digits, as an NHS number has."""
        self.given.append("9" + "".join(self._random.choice("0123456789") for _ in range(9)))
        return self.given[-1]


def seeded_group(secrets: Secrets) -> dict[str, Any]:
    """The group's document; what was one person everywhere still is."""
    group: dict[str, Any] = json.loads(GROUP.read_text("utf-8"))
    for agency in group["agencies"]:
        agency.setdefault("isa", {"status": "none"})["note"] = f"Of {agency['code']}"
    group["packs"] = PACKS
    seen: dict[str, str] = {}

    def replaced(value: Any, key: str, *, agency: bool = False) -> Any:
        if isinstance(value, dict):
            named = "code" in value and "kind" in value  # an agency's own name is no secret
            return {k: replaced(v, k, agency=named) for k, v in value.items()}
        if isinstance(value, list):
            return [replaced(item, key) for item in value]
        if not isinstance(value, str) or value in NOT_WORDS or (agency and key == "name"):
            return value
        if key == "email":
            return f"{secrets.word()}@example.test"
        if key in NAMES | SENTENCES | CODES and value not in seen:
            seen[value] = _secret(secrets, key)
        return seen[value] if key in NAMES | SENTENCES | CODES else value

    made: dict[str, Any] = replaced(group, "")
    secrets.given += [case["born"] for case in made["cases"] if case.get("born")]
    return made


def _secret(secrets: Secrets, key: str) -> str:
    if key == "nhs":
        return secrets.number()
    if key in CODES:
        return secrets.word().upper()
    if key in NAMES:
        return f"{secrets.word()} {secrets.word()}"
    return f"At the door {secrets.word()} said no."


def forms(secret: str) -> Iterator[bytes]:
    """What a secret looks like in bytes whose capitals were made small."""
    small = secret.lower()
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield small.encode(encoding)
    yield small.encode().hex().encode()
    yield secret.encode().hex().encode()


def base64_forms(secret: str) -> Iterator[bytes]:
    """What base64 makes of a secret wherever in a group of three bytes it begins."""
    from base64 import b64encode

    for text in (secret, secret.lower()):
        for offset in range(3):
            encoded = b64encode(b"\0" * offset + text.encode())
            first, last = (0, 2, 3)[offset], (len(text) + offset) // 3 * 4
            yield encoded[first:last]


def found_in(content: bytes, secrets: list[str]) -> list[str]:
    """Which of the secrets stand in some bytes, in any of those forms."""
    as_is, small = _Searched(content), _Searched(content.lower())
    return [
        secret
        for secret in secrets
        if any(form in small for form in forms(secret))
        or any(form in as_is for form in base64_forms(secret))
    ]


class _Searched:
    """Bytes that are searched for thousands of words: most are told absent by their first four."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._beginnings: set[int] = set()
        for first in range(BEGINNING):
            last = first + (len(content) - first) // BEGINNING * BEGINNING
            self._beginnings.update(memoryview(content)[first:last].cast("I"))

    def __contains__(self, word: bytes) -> bool:
        begins = int.from_bytes(word[:BEGINNING], sys.byteorder)
        return begins in self._beginnings and word in self._content


def files_with(folders: Mapping[str, Path], secrets: list[str]) -> dict[str, list[str]]:
    """Every file in some folders that holds a secret, in its bytes or in its name."""
    hits = {}
    for folder in folders.values():
        for path in sorted(folder.rglob("*")):
            content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            if found := found_in(content + str(path).encode(), secrets):
                hits[str(path)] = found
    return hits
