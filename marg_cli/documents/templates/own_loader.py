"""Where Jinja gets a group's own templates from: only plain files that lie in its folders."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound
from jinja2.loaders import split_template_path

from marg_cli.documents.templates import own_folder
from marg_cli.errors import TemplateError

MOST = 120_000
"""Characters of all the templates one paper is made of: reading them takes time."""


class OwnFolders(BaseLoader):
    """Gives Jinja the templates of a group's own folders, the first folder first."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = [Path(folder) for folder in folders]
        self.size = 0

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002
        """Read *template*; what lies there but cannot be read is refused, never passed over."""
        pieces = split_template_path(template)
        for folder in self.folders:
            if os.path.lexists(file := folder.joinpath(*pieces)):
                text = own_folder.read(file, folder)
                self._count(file, text)
                return text, os.path.normpath(file), None
        raise TemplateNotFound(template)

    def _count(self, file: Path, text: str) -> None:
        self.size += len(text)
        if self.size > MOST:
            raise TemplateError(
                f"{file.name}: the templates of one paper may hold {MOST // 1000} kB in all",
                "Take out what they do not need.",
            )

    def list_templates(self) -> list[str]:
        """Name every template, for the near ones of a mistyped name."""
        return sorted(set(self._names()))

    def _names(self) -> Iterator[str]:
        for folder in self.folders:
            yield from own_folder.names(folder)
