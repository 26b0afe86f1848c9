"""What stands between `{{` and `}}`: which names it uses, and what kind of thing it comes to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from jinja2 import nodes

from marg_cli.documents.own.kinds import ANYTHING, Kind, entry, field, item, known_names, many
from marg_cli.documents.templates.faults import UNSAFE, offer
from marg_cli.documents.templates.sandbox import Sandbox

Scope = dict[str, Kind]

SAME = frozenset({"list", "sort", "select", "selectattr", "reject", "rejectattr", "unique"})
ONE = frozenset({"first", "last", "min", "max"})
BY_FIELD = frozenset({"selectattr", "rejectattr", "groupby"})
BY_ATTRIBUTE = frozenset({"map", "sort", "unique", "min", "max", "groupby"})
FORGIVING = frozenset({"default", "d", "defined", "undefined"})
"""Filters and tests that may be asked of what is not there."""


class Problem(NamedTuple):
    """What is wrong on one line of a template."""

    template: str
    line: int
    sentence: str


class Expressions:
    """Reads expressions of one template; what is wrong with them gathers in *problems*."""

    def __init__(self, sandbox: Sandbox, template: str) -> None:
        self.sandbox = sandbox
        self.template = template
        self.given: frozenset[str] = frozenset()
        self.problems: list[Problem] = []

    def kinds(self, nodes_: Iterable[nodes.Node], scope: Scope) -> list[Kind]:
        """The kinds of several expressions."""
        return [self.kind(each, scope) for each in nodes_]

    def kind(self, node: nodes.Node | None, scope: Scope) -> Kind:
        """The kind of what *node* comes to."""
        match node:
            case nodes.Name():
                return self._named(node, scope)
            case nodes.Getattr():
                return self.member(self.kind(node.node, scope), node.attr, node.lineno)
            case nodes.Getitem(arg=nodes.Const(value=str(name))):
                return self.member(self.kind(node.node, scope), name, node.lineno)
            case nodes.Getitem():
                self.kind(node.arg, scope)
                owner = self.kind(node.node, scope)
                return owner if isinstance(node.arg, nodes.Slice) else entry(owner)
            case nodes.Filter():
                return self._filtered(node, scope)
            case nodes.Test():
                return self._tested(node, scope)
            case nodes.Tuple() | nodes.List():
                inner = self.kinds(node.items, scope)
                return many(inner[0]) if inner and all(k == inner[0] for k in inner) else ANYTHING
            case None:
                return ANYTHING
        self.kinds(node.iter_child_nodes(), scope)
        return ANYTHING

    def member(self, owner: Kind, name: str, line: int) -> Kind:
        """The kind of what *owner* has by *name*; noted where it has no such thing."""
        names = known_names(owner)
        if names is not None and name not in names:
            self.unknown(name, names, line)
            return ANYTHING
        return field(owner, name)

    def unknown(self, name: str, names: Iterable[str], line: int, what: str = "") -> None:
        """Note a name nothing stands behind, with the near one."""
        self.note(line, f'no {what}"{name}" here{offer(name, names)}')

    def note(self, line: int, sentence: str) -> None:
        """Note what is wrong."""
        self.problems.append(Problem(self.template, line, sentence))

    def _named(self, node: nodes.Name, scope: Scope) -> Kind:
        if node.name not in scope and node.name not in self.given:
            self.unknown(node.name, scope, node.lineno)
        return scope.get(node.name, ANYTHING)

    def _filtered(self, node: nodes.Filter, scope: Scope) -> Kind:
        if node.name not in self.sandbox.filters:
            self._no_filter(node)
        if node.name in FORGIVING:
            self._forgiven(node.node, scope)
            owner = ANYTHING
        else:
            owner = self.kind(node.node, scope)
        self.kinds([*node.args, *(each.value for each in node.kwargs)], scope)
        by = self._by_fields(node, item(owner))
        if node.name == "map":
            return many(by)
        if node.name in SAME:
            return owner
        return item(owner) if node.name in ONE else ANYTHING

    def _by_fields(self, node: nodes.Filter, kind: Kind) -> Kind:
        """The kind of the field a filter goes by: `selectattr("ref")`, `map(attribute="a.b")`."""
        first = node.args[:1] if node.name in BY_FIELD else []
        named = [each.value for each in node.kwargs if each.key == "attribute"]
        for each in (*first, *(named if node.name in BY_ATTRIBUTE else ())):
            if not isinstance(each, nodes.Const) or not isinstance(each.value, str):
                return ANYTHING
            for name in each.value.split("."):
                kind = self.member(kind, name, node.lineno)
            return kind
        return ANYTHING

    def _no_filter(self, node: nodes.Filter) -> None:
        if node.name == "safe":
            self.note(node.lineno, UNSAFE)
        else:
            self.unknown(node.name, self.sandbox.filters, node.lineno, "filter ")

    def _tested(self, node: nodes.Test, scope: Scope) -> Kind:
        if node.name not in self.sandbox.tests:
            self.unknown(node.name, self.sandbox.tests, node.lineno, "test ")
        if node.name in FORGIVING:
            self._forgiven(node.node, scope)
        else:
            self.kind(node.node, scope)
        self.kinds(node.args, scope)
        return bool

    def _forgiven(self, node: nodes.Node | None, scope: Scope) -> None:
        """Read what is before the last dot; the rest need not be there."""
        if isinstance(node, nodes.Getattr | nodes.Getitem):
            self.kind(node.node, scope)
        elif not isinstance(node, nodes.Name):
            self.kind(node, scope)
