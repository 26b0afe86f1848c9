"""The templates a group may change: which there are, whose each one is, and how they differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import unified_diff
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from marg_cli.documents.house.files import packaged_templates
from marg_cli.documents.own.block_texts import block_texts
from marg_cli.documents.own.catalogue import HOUSE_FILES, TEMPLATES
from marg_cli.documents.own.stamp import digest, unstamped
from marg_cli.documents.templates import own_folder
from marg_cli.documents.templates.own_folder import ENDING
from marg_cli.domain.text import did_you_mean
from marg_cli.errors import NotFound, UsageRefused

TEXTS = (".j2", ".css", ".toml")

_EXTENDS = re.compile(r"""\{%[-+]?\s*extends\s+["']!""")


class Standing(StrEnum):
    """Whose a template is, and how a group's own stands to the one that comes with marg."""

    PACKAGED = "packaged"
    EXTENDS = "extends"
    COPY = "copy"
    OUTDATED = "outdated"
    OWN = "own"
    NOBODYS = "none"


class TemplateView(NamedTuple):
    """One template or file of the house style; `file` is absolute, nothing where there is none."""

    name: str
    about: str
    standing: Standing
    file: str | None


class Shown(NamedTuple):
    """The text of one template, and the file it is from."""

    name: str
    file: str
    text: str


class Difference(NamedTuple):
    """How the group's own differs from marg's; `file` is None where the group has none."""

    name: str
    file: str | None
    lines: str


def listed(search: Sequence[Path] = ()) -> list[TemplateView]:
    """Every template, in the order of the catalogue, then what else the group's folders hold."""
    return [_view(name, search) for name in known_names(search)]


def known_names(search: Iterable[Path] = ()) -> list[str]:
    """What there is to change, and what the group added."""
    own = [name for folder in search for name in own_folder.names(folder)]
    return list(dict.fromkeys([*TEMPLATES, *own, *HOUSE_FILES]))


def full_name(word: str, search: Iterable[Path] = ()) -> str:
    """The template a person means by `minutes`, `minutes.md.j2`, `house.css`.

    Raises NotFound with the near names.
    """
    known = known_names(search)
    spoken = {short(name): name for name in known} | {name: name for name in known}
    if word not in spoken:
        raise NotFound(
            f"There is no template {word}.{did_you_mean(word, map(short, known))}",
            "List the templates with: marg template list",
        )
    return spoken[word]


def short(name: str) -> str:
    """What people call it: `minutes`, `house.css`."""
    return name.removesuffix(ENDING).removeprefix("house/")


def packaged_text(name: str) -> str:
    """The text that comes with marg. Raises NotFound where nothing does, UsageRefused: no text."""
    if not name.endswith(TEXTS):
        raise UsageRefused(
            f"{short(name)} is no text: look at it with the program it was made with.",
            "The texts are listed with: marg template list",
        )
    file = packaged_file(name)
    if file is None:
        raise NotFound(
            f"No {short(name)} comes with marg.", "List the templates with: marg template list"
        )
    return file.read_text(encoding="utf-8")


def packaged_file(name: str) -> Path | None:
    """Where the one that comes with marg lies, if one does."""
    file = packaged_templates() / name
    return file if file.is_file() else None


def shown(name: str, search: Sequence[Path] = (), *, packaged: bool = False) -> Shown:
    """The text in use, or the one that comes with marg. Raises NotFound, TemplateError."""
    own = None if packaged else own_folder.found(name, search)
    if own is None or not name.endswith(TEXTS):
        text = packaged_text(name)
        return Shown(name, str(packaged_templates() / name), text)
    return Shown(name, str(own.absolute()), own_text(own, search))


def own_text(file: Path, search: Iterable[Path]) -> str:
    """The text of a file found in *search*. Raises TemplateError for what cannot be read."""
    return own_folder.read(file, next(each for each in search if file.is_relative_to(each)))


def difference(name: str, search: Sequence[Path] = ()) -> Difference:
    """What a group changed: a unified diff from marg's to its own, without the stamp.

    Of a template that extends marg's, only its blocks are compared. Raises what `shown` raises.
    """
    packaged = packaged_text(name)
    own = own_folder.found(name, search)
    if own is None:
        return Difference(name, None, "")
    text = own_text(own, search)
    if standing(name, text) is Standing.EXTENDS:
        theirs = block_texts(packaged)
        lines = "".join(
            _diff(theirs.get(block, ""), written, f"{name}, block {block}")
            for block, written in block_texts(text).items()
        )
    else:
        lines = _diff(packaged, unstamped(text).text, name)
    return Difference(name, str(own.absolute()), lines)


def _diff(packaged: str, own: str, what: str) -> str:
    lines = unified_diff(
        packaged.splitlines(), own.splitlines(), f"marg's {what}", f"your {what}", lineterm=""
    )
    return "".join(f"{line}\n" for line in lines)


def standing(name: str, text: str) -> Standing:
    """How the group's own *text* stands to the packaged template of that name."""
    packaged = packaged_file(name)
    if _EXTENDS.search(text):
        return Standing.EXTENDS
    based_on = unstamped(text).based_on
    if based_on is None or packaged is None:
        return Standing.OWN
    is_current = based_on == digest(packaged.read_text(encoding="utf-8"))
    return Standing.COPY if is_current else Standing.OUTDATED


def _view(name: str, search: Sequence[Path]) -> TemplateView:
    about = TEMPLATES[name].about if name in TEMPLATES else HOUSE_FILES.get(name, "")
    own = own_folder.found(name, search)
    if own is not None:
        is_text = name.endswith(TEXTS)
        stands = standing(name, own_text(own, search)) if is_text else Standing.OWN
        return TemplateView(name, about, stands, str(own.absolute()))
    packaged = packaged_file(name)
    if packaged is None:
        return TemplateView(name, about, Standing.NOBODYS, None)
    return TemplateView(name, about, Standing.PACKAGED, str(packaged))
