"""Boxes to tick, as people tick them: a cross in the box, a letter in its place, or a word."""

from __future__ import annotations

import re
from typing import NamedTuple

ON = "☒☑✓✔✗✘■●◉🗸🗹"
OFF = "☐□○◯❏❑"
LEADS = ("because", "the risk is")
"""What the form says after a box, before the room to write."""

_BOX = rf"(?P<box>[{ON}{OFF}]\ufe0f?|\[[ xX✓✔]?\]|\([ xX✓✔]\)|(?<!\w)[xX✓✔](?=\s))"
_BEHIND = rf"(?P<behind>[ \t]+([{ON}]|\[[xX✓✔]\]|[xX])(?=\s*$))?"


class Ticked(NamedTuple):
    """Which options were ticked, and the words written beside; `plain` when nothing is unclear."""

    options: tuple[str, ...]
    words: str
    plain: bool


def ticked(answer: str, options: tuple[str, ...]) -> Ticked:
    """Read an answer that offered *options*; a bare word counts where no box is ticked."""
    chosen: list[str] = []
    bare: list[str] = []
    words: list[str] = []
    for line in answer.split("\n"):
        rest = line
        for option in options:
            found = re.search(rf"(?i){_BOX}?[ \t]*\b{option}\b{_BEHIND}", rest)
            if found is None or not _stands_apart(rest, found):
                continue
            if found["behind"] or _is_on(found["box"]):
                chosen.append(option)
            elif found["box"] is None and not rest[: found.start()].strip():
                bare.append(option)
            rest = f"{rest[: found.start()]} {rest[found.end() :]}"
        words.append(_written(rest))
    options_found = tuple(chosen or bare)
    clear = len(bare) <= 1 or not (chosen or len(options) == len(("yes", "no")))
    return Ticked(options_found, "\n".join(filter(None, words)), clear)


def _stands_apart(line: str, found: re.Match[str]) -> bool:
    """Whether an option stands as such: with its box, or at the beginning of the line."""
    return bool(found["box"] or found["behind"]) or not line[: found.start()].strip(f" \t{ON}{OFF}")


def _is_on(box: str | None) -> bool:
    return box is not None and box[0] not in OFF and box.strip("[]() \ufe0f") != ""


def _written(rest: str) -> str:
    """What somebody wrote beside a box, without the words that lead up to it."""
    text = rest.strip(f" \t{OFF}{ON},;:.-–")
    for lead in LEADS:
        if text.casefold().startswith(lead):
            text = text[len(lead) :].lstrip(" :,")
    return text


def yes_or_no(answer: str) -> tuple[str, bool]:
    """Read Yes and No with words beside them: "no: she may move", and whether that is clear."""
    found = ticked(answer, ("Yes", "No"))
    if len(found.options) > 1:
        return "", False
    if not found.options:
        return found.words, not found.words
    said = found.options[0].casefold()
    return (f"{said}: {found.words}" if found.words else said), found.plain
