"""A group's own folder of templates, for tests that write one."""

from __future__ import annotations

from pathlib import Path

import pytest

from marg_cli.documents.render import render
from marg_cli.errors import TemplateError
from tests.documents.papers import an_agenda


def written(folder: Path, template: str, name: str = "own.md.j2") -> str:
    """What a template of one's own makes of an agenda, as Markdown without its frame."""
    (folder / name).write_text(template, encoding="utf-8")
    lines = render(name, an_agenda(), ["md"], search=[folder]).files["md"].decode().split("\n\n")
    return "\n\n".join(lines[1:-2])


def refusal(folder: Path, template: str, name: str = "own.md.j2") -> TemplateError:
    """How such a template is refused."""
    (folder / name).write_text(template, encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        render(name, an_agenda(), ["md"], search=[folder])
    return caught.value
