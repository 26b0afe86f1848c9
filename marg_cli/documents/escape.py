"""A person's words made safe for Markdown: they come back as they were and are never syntax."""

from __future__ import annotations

import re

from marg_cli.domain.text import visible

BREAK = "<br>"
"""A line break inside a value: the one form that works in a paragraph, a cell and a heading."""

_BACKSLASH = "&#92;"
"""A last backslash would escape whatever the template says next."""

_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_PLAIN = re.compile(r"[A-Za-z](?:[^\W_]|[ ,.;:!'\"()/?%£-])*")
_SYNTAX = re.compile(
    r"[\\`*\[\]|~<]|#$"
    r"|(?<![^\W_])_|_(?![^\W_])"  # a_b is plain in every dialect
    r"|&(?=#?\w+;|#?\w*$)"
)
_FIRST = re.compile(r"(?=[#>+=:-])|([0-9]{1,9})(?=[.)](?:\s|$))")
_ESCAPED = re.compile(rf"\\([!-/:-@\[-`{{-~])|({_BACKSLASH})|({BREAK})")


def lines(value: str) -> list[str]:
    """The lines of *value*: single spaces, control characters visible, no blank ends.

    Every kind of line end counts; several blank lines together are one, an empty string.
    """
    if value.isprintable():
        line = " ".join(value.split())
        return [line] if line else []
    found = [" ".join(visible(line).split()) for line in _LINE_END.split(value)]
    kept = [line for line, before in zip(found, ["", *found], strict=False) if line or before]
    return kept[:-1] if kept and not kept[-1] else kept


def escape(value: str) -> str:
    """*value* as Markdown for any position; a line break becomes `<br>`, a blank line two."""
    if _PLAIN.fullmatch(value):
        return " ".join(value.split())
    return BREAK.join(map(escape_line, lines(value)))


def escape_line(line: str) -> str:
    """One line of `lines` as Markdown, wherever on a line of the template it comes to stand."""
    if _PLAIN.fullmatch(line):
        return line
    body, last = (line[:-1], _BACKSLASH) if line.endswith("\\") else (line, "")
    safe = _SYNTAX.sub(r"\\\g<0>", body)
    if first := _FIRST.match(safe):
        safe = f"{first.group()}\\{safe[first.end() :]}"
    return safe + last


def unescape(markdown: str) -> str:
    """The words of one line that holds escaped values and no other Markdown."""
    return _ESCAPED.sub(lambda found: found[1] or ("\\" if found[2] else " "), markdown)
