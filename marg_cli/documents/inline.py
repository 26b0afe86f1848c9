"""What stands inside a paragraph or a cell: runs of one look, and line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from markdown_it.token import Token

from marg_cli.documents.blocks import Run, Text

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_MARKED = re.compile(r"[\\*_<&\n]")
"""What words that are read as they stand do not hold: every sign an inline rule begins with."""


def line_break(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it so
    """The one tag that is read, and only as a line break; a rule of markdown-it."""
    if not (found := _BREAK.match(state.src, state.pos)):
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos = found.end()
    return True


def inline_of_each(state: StateCore) -> None:
    """Read what stands inside each block; most of it is plain words. A rule of markdown-it."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        if _MARKED.search(token.content):
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        elif token.content:
            token.children = [Token("text", "", 0, content=token.content)]


def runs(tokens: list[Token]) -> Text:
    """Read the tokens of one paragraph or cell as runs; a bare line end is a space."""
    found: list[Run] = []
    strong = emphasis = 0
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "hardbreak":
                found.append(Run("\n", bool(strong), bool(emphasis)))
            case "softbreak":
                found.append(Run(" ", bool(strong), bool(emphasis)))
            case _ if token.content:
                found.append(Run(token.content, bool(strong), bool(emphasis)))
    return tuple(_joined(found))


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Neighbours of one look are one run; line breaks stay by themselves."""
    held: Run | None = None
    for run in runs:
        if held and "\n" not in (held.text, run.text) and held[1:] == run[1:]:
            held = held._replace(text=held.text + run.text)
            continue
        if held:
            yield held
        held = run
    if held:
        yield held
