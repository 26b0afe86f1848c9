"""Where templates and house style are found: the group's own folders first, then the packaged."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from marg_cli.documents.templates.own_folder import within
from marg_cli.errors import MargError, TemplateError
from marg_cli.packaged import packaged

HOUSE = "house"


@cache
def packaged_templates() -> Path:
    """The folder of templates that came with marg: in the wheel, or beside the checkout.

    Raises TemplateError when the installation lacks it.
    """
    try:
        return packaged("templates").resolve()
    except MargError as error:
        raise TemplateError("The templates that come with marg are missing.", error.hint) from error


def house_file(name: str, search: Iterable[Path] = ()) -> Path:
    """The file of the house style by that name, the group's own where it has one.

    Raises TemplateError when no folder holds it, and for a link that leads out of its folder.
    """
    for folder in (*search, packaged_templates()):
        if (file := folder / HOUSE / name).is_file():
            within(file, folder)
            return file
    raise TemplateError(f"No {HOUSE}/{name} among the templates.", "Install marg again.")
