"""Templates as their text says, before they run: which others each needs, what each offers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import get_args

from jinja2 import BaseLoader, meta, nodes

from marg_cli.documents.own.kinds import targets
from marg_cli.documents.templates.environment import ORIGINAL
from marg_cli.documents.templates.faults import explained
from marg_cli.documents.templates.sandbox import Sandbox
from marg_cli.errors import TemplateError


class Sources:
    """Every template that *roots*, the papers, are made of; *sandbox* knows where each lies."""

    def __init__(self, sandbox: Sandbox, roots: tuple[str, ...]) -> None:
        self.sandbox = sandbox
        self.loader: BaseLoader = sandbox.loader or BaseLoader()
        self.roots = roots
        self._trees: dict[str, nodes.Template] = {}

    def tree(self, name: str) -> nodes.Template:
        """What a template says. Raises TemplateError where it cannot be read or understood."""
        if name not in self._trees:
            with explained(self.sandbox, name):
                text, file, _ = self.loader.get_source(self.sandbox, name)
                self._trees[name] = self.sandbox.parse(text, name.removeprefix(ORIGINAL), file)
        return self._trees[name]

    def is_there(self, name: str) -> bool:
        """Whether any folder holds a template of that name that can be read."""
        try:
            self.tree(name)
        except TemplateError:
            return False
        return True

    def needed(self, name: str) -> frozenset[str]:
        """*name* and every template it extends, includes or imports, and they in turn."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.add(each)
                waiting += self._referenced(each)
        return frozenset(found)

    @cached_property
    def used(self) -> frozenset[str]:
        """Every template any paper needs."""
        return frozenset().union(*map(self.needed, self.roots))

    @cached_property
    def imported(self) -> frozenset[str]:
        """The templates that others import: those see nothing of a paper."""
        return frozenset(
            wanted
            for name in filter(self.is_there, self.used)
            for wanted, node in named(self.tree(name))
            if isinstance(node, nodes.Import | nodes.FromImport)
        )

    def parents(self, name: str) -> Iterator[str]:
        """What *name* extends, the nearest first, as far as its text says; no name twice."""
        met = {name}
        while (parent := self.parent(name)) and parent not in met and self.is_there(parent):
            met.add(parent)
            yield parent
            name = parent

    def parent(self, name: str) -> str | None:
        """The template *name* extends, where it is named outright."""
        found = (
            wanted for wanted, node in named(self.tree(name)) if isinstance(node, nodes.Extends)
        )
        return next(found, None)

    def macros(self, name: str) -> frozenset[str]:
        """What an import of *name* offers: its macros and what it sets, not what it imports."""
        body = self.tree(name).body
        macros = {node.name for node in body if isinstance(node, nodes.Macro)}
        sets = (node for node in body if isinstance(node, nodes.Assign | nodes.AssignBlock))
        return frozenset(macros.union(*(targets(node.target, None) for node in sets)))

    def _referenced(self, name: str) -> list[str]:
        try:
            found = meta.find_referenced_templates(self.tree(name))
        except TemplateError:
            return []
        return [each for each in found if each]


Reference = nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport


def named(tree: nodes.Template) -> Iterator[tuple[str, Reference]]:
    """The templates another names outright, and where it does."""
    for kind in get_args(Reference):
        for node in tree.find_all(kind):
            wanted = node.template
            if isinstance(wanted, nodes.Const) and isinstance(wanted.value, str):
                yield wanted.value, node


def given(tree: nodes.Template) -> Iterator[str]:
    """The names a template gives itself by set, macro and import, wherever it does."""
    for target in [
        *(node.target for node in tree.find_all(nodes.Assign)),
        *(node.target for node in tree.find_all(nodes.AssignBlock)),
    ]:
        yield from targets(target, None)
    for macro in tree.find_all(nodes.Macro):
        yield macro.name
    for imported in tree.find_all(nodes.Import):
        yield imported.target
    for imports in tree.find_all(nodes.FromImport):
        yield from (each if isinstance(each, str) else each[1] for each in imports.names)
