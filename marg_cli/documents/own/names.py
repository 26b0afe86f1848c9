"""Which names a template uses that its paper does not have: from its text, in every branch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jinja2 import nodes

from marg_cli.documents.own.expressions import Expressions, Problem, Scope
from marg_cli.documents.own.kinds import ANYTHING, Kind, Macros, item, targets
from marg_cli.documents.own.sources import Sources
from marg_cli.documents.own.sources import given as given_by

GLOBALS = ("range", "namespace", "self", "super", "loop", "caller", "varargs", "kwargs")


def problems(sources: Sources, template: str, held: Mapping[str, Kind]) -> list[Problem]:
    """What is wrong with the names in *template*, which is given what *held* says.

    What it extends is read first: blocks see what stands around them there.
    """
    given: Scope = dict.fromkeys(GLOBALS, ANYTHING) | dict(held)
    outer: dict[str, Scope] = {}
    found: list[Problem] = []
    for name in [*reversed([*sources.parents(template)]), template]:
        reader = Reader(sources, name, given, outer)
        found = reader.problems
        given, outer = reader.top, {**outer, **reader.blocks}
    return found


class Reader(Expressions):
    """Walks one template; *top* is what its blocks can see, *blocks* what each of them can."""

    def __init__(
        self,
        sources: Sources,
        template: str,
        given: Mapping[str, Kind],
        outer: Mapping[str, Scope],
        within: tuple[str, ...] = (),
    ) -> None:
        super().__init__(sources.sandbox, template)
        self.sources = sources
        self.within = (*within, template)
        self.outer = outer
        self.top: Scope = dict(given)
        self.blocks: dict[str, Scope] = {}
        tree = sources.tree(template)
        self.given = frozenset(given_by(tree))
        self.each(tree.body, self.top)

    def each(self, body: Iterable[nodes.Node], scope: Scope) -> None:
        """Read what stands in *body*, in order."""
        for node in body:
            read = getattr(self, f"_{type(node).__name__.lower()}", None)
            if read:
                read(node, scope)
            else:
                self.kinds(node.iter_child_nodes(), scope)

    def _for(self, node: nodes.For, scope: Scope) -> None:
        inner = {**scope, **targets(node.target, item(self.kind(node.iter, scope)))}
        self.kind(node.test, inner)
        self.each(node.body, inner)
        self.each(node.else_, dict(scope))

    def _if(self, node: nodes.If, scope: Scope) -> None:
        self.kind(node.test, scope)
        self.each([*node.body, *node.elif_, *node.else_], scope)

    def _assign(self, node: nodes.Assign, scope: Scope) -> None:
        scope |= targets(node.target, self.kind(node.node, scope))

    def _assignblock(self, node: nodes.AssignBlock, scope: Scope) -> None:
        self.each(node.body, dict(scope))
        scope |= targets(node.target, ANYTHING)

    def _macro(self, node: nodes.Macro | nodes.CallBlock, scope: Scope) -> None:
        self.kinds(node.defaults, scope)
        self.each(node.body, {**scope, **{arg.name: ANYTHING for arg in node.args}})

    def _callblock(self, node: nodes.CallBlock, scope: Scope) -> None:
        self.kind(node.call, scope)
        self._macro(node, scope)

    def _with(self, node: nodes.With, scope: Scope) -> None:
        inner = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            inner |= targets(target, self.kind(value, scope))
        self.each(node.body, inner)

    def _filterblock(self, node: nodes.FilterBlock, scope: Scope) -> None:
        self.kind(node.filter, scope)
        self.each(node.body, dict(scope))

    def _block(self, node: nodes.Block, scope: Scope) -> None:
        around = scope if node.scoped else self.top
        self.blocks[node.name] = {**self.outer.get(node.name, {}), **around}
        self.each(node.body, dict(self.blocks[node.name]))

    def _scopedevalcontextmodifier(self, node: nodes.ScopedEvalContextModifier, _: Scope) -> None:
        self.note(node.lineno, "values are always escaped; take autoescape out")

    def _include(self, node: nodes.Include, scope: Scope) -> None:
        self.kind(node.template, scope)
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if isinstance(name, str) and name not in self.within and self.sources.is_there(name):
            given = scope if node.with_context else dict.fromkeys(GLOBALS, ANYTHING)
            self.problems += Reader(self.sources, name, given, {}, self.within).problems

    def _import(self, node: nodes.Import, scope: Scope) -> None:
        scope[node.target] = self._offered(node.template)

    def _fromimport(self, node: nodes.FromImport, scope: Scope) -> None:
        offered = self._offered(node.template)
        for each in node.names:
            name, alias = (each, each) if isinstance(each, str) else each
            scope[alias] = self.member(offered, name, node.lineno)

    def _offered(self, template: nodes.Expr) -> Kind:
        name = template.value if isinstance(template, nodes.Const) else None
        there = isinstance(name, str) and self.sources.is_there(name)
        return Macros(self.sources.macros(str(name))) if there else ANYTHING
