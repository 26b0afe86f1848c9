"""The blocks of a template as they are written, for those who compare or change them."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_TAG = re.compile(r"\{%[-+]?\s*(?:block\s+(?P<name>\w+)[^%]*|endblock[^%]*)%\}\n?")


def block_texts(template: str) -> dict[str, str]:
    """What stands in each block, in order; a block in a block stands in both."""
    text = _COMMENT.sub(lambda found: " " * len(found[0]), template)
    found: dict[str, str] = {}
    still_open: list[tuple[str, int]] = []
    for tag in _TAG.finditer(text):
        if tag["name"]:
            found[tag["name"]] = ""
            still_open.append((tag["name"], tag.end()))
        elif still_open:
            name, begin = still_open.pop()
            found[name] = template[begin : tag.start()]
    return found
