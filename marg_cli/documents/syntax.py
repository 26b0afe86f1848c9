"""What a template's text is turned into before it runs: joins that escape, loops that count."""

from __future__ import annotations

from typing import cast

from jinja2 import TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer

COUNTED = " counted"
JOINED = " joined"
WORDED = " worded"
"""Names of filters no template can write."""


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

    def visit_ScopedEvalContextModifier(self, node: nodes.Node) -> nodes.Node:  # noqa: N802
        """Refuse `autoescape` blocks: values are escaped for Markdown, always."""
        raise TemplateSyntaxError("values are always escaped; take autoescape out", node.lineno)


def _filtered(node: nodes.Expr, name: str) -> nodes.Expr:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)
