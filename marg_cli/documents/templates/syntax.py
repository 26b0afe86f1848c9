"""What a template's text is turned into before it runs: joins that escape, loops that count."""

from __future__ import annotations

from typing import cast

from jinja2 import TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer

COUNTED = " counted"
JOINED = " joined"
WORDED = " worded"
WEIGHED = " weighed"
HELD = " held"
PART = " part"
"""Names of filters no template can write."""


SHORT = 16
"""Things in a list that is not worth counting."""


DEEPEST = 60
"""Levels of tags and expressions in each other: four times what a long paper has."""


def must_be_shallow(tree: nodes.Template) -> None:
    """Refuse what is nested so deeply that whatever walks it would run out of room.

    Raises TemplateSyntaxError.
    """
    level: list[nodes.Node] = [tree]
    for _ in range(DEEPEST):
        level = [child for node in level for child in node.iter_child_nodes()]
        if not level:
            return
    raise TemplateSyntaxError("this is nested too deeply", level[0].lineno)


class Rewriting(NodeTransformer):
    """Turns `a ~ b` into words that are escaped, and lets every loop count its steps."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Expr:  # noqa: N802 - Jinja's name for it
        """A join: the template's own words keep their spaces, values are said."""
        self.generic_visit(node)
        parts = [
            _filtered(part, WORDED)
            if isinstance(part, nodes.Const) and isinstance(part.value, str)
            else part
            for part in node.nodes
        ]
        return _filtered(nodes.List(parts, lineno=node.lineno), JOINED)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        """A loop over what is counted."""
        self.generic_visit(node)
        node.iter = _filtered(cast("nodes.Expr", node.iter), COUNTED)
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Expr:  # noqa: N802
        """A comparison that counts for what is compared."""
        self.generic_visit(node)
        node.expr = _weighed(node.expr)
        for operand in node.ops:
            operand.expr = _weighed(operand.expr)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Expr:  # noqa: N802
        """A slice that counts for the copy it is."""
        self.generic_visit(node)
        if not isinstance(node.arg, nodes.Slice):
            return node
        bounds = [node.arg.start, node.arg.stop, node.arg.step]
        return _filtered(node.node, PART, [bound or nodes.Const(None) for bound in bounds])

    def visit_List(self, node: nodes.List) -> nodes.Expr:  # noqa: N802
        """A long list that counts for the room it takes."""
        self.generic_visit(node)
        return _filtered(node, HELD) if len(node.items) > SHORT else node

    def visit_Dict(self, node: nodes.Dict) -> nodes.Expr:  # noqa: N802
        """A long dictionary, the same."""
        self.generic_visit(node)
        return _filtered(node, HELD) if len(node.items) > SHORT else node

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Expr:  # noqa: N802
        """A long tuple, the same."""
        self.generic_visit(node)
        is_long = node.ctx == "load" and len(node.items) > SHORT
        return _filtered(node, HELD) if is_long else node

    def visit_ScopedEvalContextModifier(self, node: nodes.Node) -> nodes.Node:  # noqa: N802
        """Refuse `autoescape` blocks: values are escaped for Markdown, always."""
        raise TemplateSyntaxError("values are always escaped; take autoescape out", node.lineno)


def _weighed(node: nodes.Expr) -> nodes.Expr:
    return node if isinstance(node, nodes.Const) else _filtered(node, WEIGHED)


def _filtered(node: nodes.Expr, name: str, args: list[nodes.Expr] | None = None) -> nodes.Expr:
    return nodes.Filter(node, name, args or [], [], None, None, lineno=node.lineno)
