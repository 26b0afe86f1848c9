"""Where templates run: they read plain values and write words, and can do nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import BuiltinMethodType, MethodType
from typing import Any, cast

from jinja2 import nodes, pass_context
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from marg_cli.documents.templates.filters import (
    FILTERS,
    KEPT_FILTERS,
    OF_LISTS,
    OF_WORDS,
    TESTS_OF_WORDS,
    plural,
)
from marg_cli.documents.templates.meter import Function, Meter, TooMuch, a_number
from marg_cli.documents.templates.syntax import (
    COUNTED,
    HELD,
    JOINED,
    PART,
    WEIGHED,
    WORDED,
    Rewriting,
    must_be_shallow,
)
from marg_cli.documents.templates.unknown import Unknown
from marg_cli.documents.templates.wording import Markdown, say, worded
from marg_cli.domain.value import Value

MOST_NUMBERS = 1_000
SUMS = frozenset({"+", "-", "//", "%"})
DEEPER = 10
"""Steps a loop's call of itself takes: each of its rounds goes through all loops around it."""

READING = frozenset({"get", "items", "keys", "values"})
DERIVED = ("_loop_vars", "_block_vars")
"""What Jinja hands to functions that take its context; a macro takes none."""
LOOPING = frozenset({"cycle", "changed"})


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja without reach: no methods but a dictionary's reading ones, no sums, and an end.

    The steps of all loops and calls are counted together, so a template that would never
    end, or would fill the memory, is refused instead, the same on every machine.
    """

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    intercepted_unops = frozenset({"+", "-"})

    def __init__(
        self,
        *,
        say: Callable[[str], str] = str,
        **options: Any,  # noqa: ANN401 - Jinja's own options
    ) -> None:
        self.say = say
        super().__init__(
            undefined=Unknown,
            finalize=_finalize,
            optimized=False,  # folding would take a template's own words for Markdown
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            **options,
        )
        self.meter = meter = Meter()
        self.concat = self._concat  # type: ignore[method-assign]
        self.globals = {"namespace": Namespace, "range": _few}
        kept = {name: self.filters[name] for name in KEPT_FILTERS}
        own = {
            COUNTED: meter.each,
            JOINED: self._joined,
            WORDED: worded,
            WEIGHED: meter.weighed,
            HELD: meter.held,
            PART: meter.part,
        }
        known: dict[str, Function] = {**kept, **FILTERS, "plural": self._plural}
        on_words = {name: meter.on_words(known[name]) for name in OF_WORDS}
        on_lists = {name: meter.on_lists(known[name]) for name in OF_LISTS}
        self.filters = {**known, **on_words, **on_lists, **own}
        tests = cast("dict[str, Function]", self.tests)
        self.tests = {**tests, **{name: meter.on_words(tests[name]) for name in TESTS_OF_WORDS}}

    def _plural(self, number: int, one: str, many: str | None = None) -> str:
        """A number with its noun, as the group says it."""
        return self.say(plural(number, one, many))

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401
        """What a record or another template holds is plain; all else is looked at twice."""
        if isinstance(obj, Value) and attribute in type(obj).__slots__:
            return getattr(obj, attribute)
        if type(obj) is TemplateModule and not attribute.startswith("_"):
            return getattr(obj, attribute, None) or super().getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401
        """Filters that go by a field come here too, and copy the words they find."""
        found = super().getitem(obj, argument)
        self.meter.words(found)
        return found

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401
        """Data only: a method is safe only where it is one a template may call."""
        return super().is_safe_attribute(obj, attr, value) and (
            not callable(value) or self.is_safe_callable(value)
        )

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401
        """Macros, blocks, loops, two globals, and reading a dictionary."""
        if isinstance(obj, (Macro, BlockReference, LoopContext)):
            return True
        if isinstance(obj, (BuiltinMethodType, MethodType)):
            allowed = {dict: READING, LoopContext: LOOPING}.get(type(obj.__self__), frozenset())
            return obj.__name__ in allowed
        return obj in (Namespace, _few)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Call what may be called, and count it."""
        self.meter.step(DEEPER if type(obj) is LoopContext else 1)
        if type(obj) is not Macro:
            return super().call(context, obj, *args, **kwargs)
        for name in DERIVED:
            kwargs.pop(name, None)
        return obj(*args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Whole numbers may be added, taken away and parted; no template needs more."""
        if operator in SUMS and isinstance(left, int) and isinstance(right, int):
            return a_number(super().call_binop(context, operator, a_number(left), a_number(right)))
        raise SecurityError(operator)

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:  # noqa: ANN401
        """A whole number may be taken from nothing."""
        if isinstance(arg, int):
            return super().call_unop(context, operator, a_number(arg))
        raise SecurityError(operator)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        must_be_shallow(tree)
        return tree

    def _generate(self, source: nodes.Template, *args: Any, **options: Any) -> str:  # noqa: ANN401
        Rewriting().visit(source)
        return super()._generate(source, *args, **options)

    def _joined(self, values: Iterable[Any]) -> Markdown:
        return self._concat(map(say, values))

    def _concat(self, parts: Iterable[str]) -> Markdown:
        """Put together what a template, a macro or a block wrote; all of it is Markdown."""
        return Markdown("".join(self.meter.written(parts)))


@pass_context
def _finalize(_: Context, value: object) -> str:
    """What `{{ }}` prints."""
    return say(value)


def _few(*bounds: int) -> range:
    numbers = range(*bounds)
    if len(numbers) > MOST_NUMBERS:
        raise TooMuch
    return numbers
