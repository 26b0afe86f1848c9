"""Copies of packaged templates for a group to change: whole, or a small one that builds on it."""

from __future__ import annotations

from marg_cli.documents.own.block_texts import block_texts
from marg_cli.documents.own.stamp import stamped
from marg_cli.documents.own.templates import packaged_text, short
from marg_cli.errors import UsageRefused

STUB = """\
{{% extends "!{name}" %}}
{{#-
  Everything stays as marg writes it, but for the blocks you write here.
  {{{{ super() }}}} stands for what marg writes in that block. Example:

    {{% block {last} %}}
    {{{{ super() }}}}
    Your words.
    {{% endblock %}}

  The blocks of {short}:
{blocks}

  Look at marg's wording with: marg template show {short} --packaged
  Then look for mistakes with: marg template check {short}
-#}}
"""


def whole(name: str) -> str:
    """All of a packaged template behind a stamp. Raises NotFound, UsageRefused: not a text."""
    return stamped(name, name[name.rindex(".") :], packaged_text(name))


def extension(name: str) -> str:
    """A template that changes nothing yet, and names the blocks that can be changed.

    Raises NotFound, and UsageRefused for what has no blocks.
    """
    blocks = list(block_texts(packaged_text(name)))
    if not blocks:
        raise UsageRefused(
            f"{short(name)} has no blocks to change.",
            f"Copy all of it: marg template copy {short(name)}",
        )
    listed = "\n".join(f"    {block}" for block in blocks)
    return STUB.format(name=name, short=short(name), blocks=listed, last=blocks[-1])
