"""Looks for mistakes in a group's templates and house style before there is anything to write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from marg_cli.documents.document import normalised
from marg_cli.documents.own.catalogue import HOUSE_FILES, PAPERS, WRITTEN
from marg_cli.documents.own.expressions import Problem
from marg_cli.documents.own.rules import ITSELF, in_text, unused
from marg_cli.documents.own.sources import Sources
from marg_cli.documents.own.specimens import specimens
from marg_cli.documents.own.templates import Standing, own_text, packaged_file, short, standing
from marg_cli.documents.reading import read
from marg_cli.documents.render import FRAME
from marg_cli.documents.templates import own_folder
from marg_cli.documents.templates.environment import environment, write
from marg_cli.documents.templates.faults import HINT, explained
from marg_cli.documents.templates.sandbox import Sandbox
from marg_cli.domain.value import Value, values
from marg_cli.errors import TemplateError

_PLACED = re.compile(r"(?P<file>[^:\n]+?):(?:(?P<line>\d+):)? (?P<said>.*)", re.DOTALL)


class Finding(NamedTuple):
    """One mistake: the file, the line where there is one, what is wrong and the way out."""

    file: str
    line: int | None
    problem: str
    remedy: str


class Checked(NamedTuple):
    """How many files were looked at, and what was found."""

    files: int
    findings: list[Finding]


def check(search: Sequence[Path], wanted: Sequence[str] = ()) -> Checked:
    """Look at the group's own templates and house style, or only at those *wanted*."""
    templates = [name for folder in search for name in own_folder.names(folder)]
    house = [name for name in HOUSE_FILES if own_folder.found(name, search)]
    own = list(dict.fromkeys([*templates, *house]))
    names = [name for name in own if name in wanted] if wanted else own
    found = dict.fromkeys(_findings(search, templates, house))
    kept = [each for each in found if not wanted or each.file in names or each.file not in own]
    return Checked(len(names), sorted(kept, key=lambda each: (each.file, each.line or 0)))


def _findings(
    search: Sequence[Path], templates: Sequence[str], house: Sequence[str]
) -> Iterator[Finding]:
    sources = Sources(environment(search), WRITTEN)
    broken: set[str] = set()
    for name in dict.fromkeys(templates):
        try:
            sources.tree(name)
            with explained(sources.sandbox, name):
                found = [*_of_text(sources, name, search)]
        except TemplateError as error:
            found = [_told(error, name)]
            broken.add(name)
        broken |= {name for each in found if each.problem == ITSELF}
        yield from found
    for paper in PAPERS:
        needed = sources.needed(paper) | sources.needed(FRAME)
        if not needed.isdisjoint(templates) and needed.isdisjoint(broken):
            yield from _tried(search, paper)
    for name in house:
        yield from _of_house(search, name)


def _of_text(sources: Sources, name: str, search: Sequence[Path]) -> Iterator[Finding]:
    """What the text of a template shows, also in branches no paper ever took."""
    if name not in sources.used:
        yield _noted(unused(name))
    yield from (_noted(problem) for problem in in_text(sources, name))
    file = own_folder.found(name, search)
    if file and standing(name, own_text(file, search)) is Standing.OUTDATED:
        yield Finding(
            name,
            1,
            f"it was copied from an older {name}, and marg's has moved on",
            f"See what differs: marg template diff {short(name)}",
        )


def _tried(search: Sequence[Path], name: str) -> Iterator[Finding]:
    """What goes wrong when every specimen of a paper is written."""
    sandbox = environment(search)
    for specimen in specimens(PAPERS[name]):
        sandbox.meter.reset()
        try:
            _write(sandbox, name, specimen)
        except TemplateError as error:
            yield _told(error, name)


def _write(sandbox: Sandbox, name: str, specimen: Value) -> None:
    body = write(sandbox, name, values(specimen))
    write(sandbox, FRAME, values(specimen))
    read(normalised(body))


def _of_house(search: Sequence[Path], name: str) -> Iterator[Finding]:
    from marg_cli.documents.house.checks import CHECKS

    file = own_folder.found(name, search)
    try:
        if file:
            CHECKS[name](file)
    except TemplateError as error:
        yield _told(error, name)


def _noted(problem: Problem) -> Finding:
    return Finding(
        problem.template, problem.line or None, problem.sentence, _remedy(problem.template)
    )


def _told(error: TemplateError, name: str) -> Finding:
    """A refusal as a finding: its sentence begins with the file, and often with the line."""
    remedy = error.hint if error.hint and error.hint != HINT else ""
    at = _PLACED.fullmatch(error.message)
    if not at:
        return Finding(name, None, error.message, remedy or _remedy(name))
    file = name if at["file"] == Path(name).name else at["file"]
    line = int(at["line"]) if at["line"] else None
    return Finding(file, line, at["said"], remedy or _remedy(file))


def _remedy(name: str) -> str:
    if packaged_file(name) is None:
        return "Mend it there, or take the file away."
    return f"Mend it there. What marg writes: marg template show {short(name)} --packaged"
