"""What the text of one template shows to be wrong, each rule by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jinja2 import nodes

from marg_cli.documents.own.catalogue import TEMPLATES
from marg_cli.documents.own.expressions import Problem
from marg_cli.documents.own.kinds import Kind
from marg_cli.documents.own.names import problems
from marg_cli.documents.own.sources import Sources, named
from marg_cli.documents.own.specimens import fields
from marg_cli.documents.templates.environment import ORIGINAL
from marg_cli.documents.templates.faults import offer

ITSELF = 'it extends itself; write "!" before the name to extend the one that comes with marg'


def in_text(sources: Sources, name: str) -> Iterator[Problem]:
    """Everything that is wrong with template *name*. It can be read."""
    for rule in RULES:
        yield from rule(sources, name)


def unused(name: str) -> Problem:
    """No paper is made with it: most likely its name is mistyped."""
    near = offer(name, TEMPLATES)
    return Problem(name, 0, f"no paper uses a template of this name{near}")


def _extends_itself(sources: Sources, name: str) -> Iterator[Problem]:
    extends = sources.tree(name).find(nodes.Extends)
    if extends and sources.parent(name) == name:
        yield Problem(name, extends.lineno, ITSELF)


def _missing_templates(sources: Sources, name: str) -> Iterator[Problem]:
    known = sources.sandbox.list_templates()
    for wanted, node in named(sources.tree(name)):
        optional = isinstance(node, nodes.Include) and node.ignore_missing
        if not optional and wanted not in known:
            yield Problem(name, node.lineno, f"no template {wanted}{offer(wanted, known)}")


def _unknown_names(sources: Sources, name: str) -> Iterator[Problem]:
    held: dict[str, Kind] = {}
    if (template := TEMPLATES.get(name)) and template.paper:
        held = fields(template.paper)
    elif name not in sources.imported:
        return  # what is included is read where it is included: there its names are known
    yield from problems(sources, name, held)


def _blocks_of_nothing(sources: Sources, name: str) -> Iterator[Problem]:
    if sources.parent(name) in {None, name}:
        return
    there = {
        block.name
        for parent in sources.parents(name)
        for block in sources.tree(parent).find_all(nodes.Block)
    }
    for node in sources.tree(name).body:
        if isinstance(node, nodes.Block) and node.name not in there:
            said = f'it extends a template without a block "{node.name}", so this is never written'
            yield Problem(name, node.lineno, f"{said}{offer(node.name, there)}")


def _words_outside_blocks(sources: Sources, name: str) -> Iterator[Problem]:
    if sources.parent(name) is None:
        return
    for node in sources.tree(name).body:
        if isinstance(node, nodes.Output) and (line := _first_words(node)):
            yield Problem(name, line, "this stands outside every block, so it is never written")


def _first_words(output: nodes.Output) -> int | None:
    for node in output.nodes:
        if not isinstance(node, nodes.TemplateData):
            return node.lineno
        if words := node.data.lstrip():
            return node.lineno + node.data[: -len(words)].count("\n")
    return None


def _missing_macros(sources: Sources, name: str) -> Iterator[Problem]:
    original = f"{ORIGINAL}{name}"
    if name in TEMPLATES and TEMPLATES[name].paper is None and sources.is_there(original):
        for macro in sorted(sources.macros(original) - sources.macros(name)):
            yield Problem(name, 0, f'the macro "{macro}" is missing, which marg\'s papers use')


RULES: tuple[Callable[[Sources, str], Iterator[Problem]], ...] = (
    _extends_itself,
    _missing_templates,
    _blocks_of_nothing,
    _words_outside_blocks,
    _missing_macros,
    _unknown_names,
)
