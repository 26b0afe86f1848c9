"""The templates of one rendering: where they are looked for, and how they are run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader

from marg_cli.documents.house.files import packaged_templates
from marg_cli.documents.templates.compiled import Compiled
from marg_cli.documents.templates.faults import explained
from marg_cli.documents.templates.own_loader import OwnFolders
from marg_cli.documents.templates.sandbox import Sandbox
from marg_cli.domain.papers.frame import OwnWord

ORIGINAL = "!"
"""`{% extends "!minutes.md.j2" %}` extends the packaged one, whatever overrides its name."""


def environment(search: Sequence[Path] = (), own_words: Sequence[OwnWord] = ()) -> Sandbox:
    """A fresh sandbox that looks in *search*, first folder first, then among the packaged.

    What templates say is said in the group's *own words*. Raises TemplateError when the packaged
    templates are missing.
    """
    packaged = FileSystemLoader(packaged_templates())
    originals = PrefixLoader({"": packaged}, delimiter=ORIGINAL)
    loader = ChoiceLoader([OwnFolders(search), packaged, originals])
    if not own_words:
        return Sandbox(loader=loader, bytecode_cache=Compiled())
    from marg_cli.documents.templates.own_words import OwnWords, Saying

    return Sandbox(loader=loader, say=OwnWords(own_words).say, extensions=[Saying])


def write(sandbox: Sandbox, name: str, values: Mapping[str, object]) -> str:
    """What template *name* writes about *values*.

    Raises TemplateError with file and line for whatever is wrong with it.
    """
    with explained(sandbox, name):
        return sandbox.get_template(name).render(values)
