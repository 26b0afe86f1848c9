"""What was put right after it had left, and says so wherever a paper shows it anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from marg_cli.domain.calendar import short
from marg_cli.domain.value import Value, replace

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.store.protocol import Store

T = TypeVar("T", bound=Value)


class Corrected:
    """Knows every correction, fetched once; of *case_ref* alone where it is given."""

    def __init__(self, store: Store, *, case_ref: str | None = None) -> None:
        self._fields: dict[str, dict[str, date]] = {}
        given = {} if case_ref is None else {"case_ref": case_ref}
        for each in store.afterwards.corrections.listed(**given):
            self._fields.setdefault(each.thing, {})[each.field] = each.made_on

    def said(self, ref: str, field: str, text: str) -> str:
        """A field's words, marked with the day of the latest correction, if there is one."""
        on = self._fields.get(ref, {}).get(field)
        return text if on is None else f"{text} (corrected {short(on)})"

    def marked(self, thing: T, ref: str | None = None) -> T:
        """A thing whose corrected fields say so; *ref* where it is not the thing's own."""
        said = ref or getattr(thing, "ref")  # noqa: B009 - not every value has one
        changes: dict[str, Any] = {
            field: self.said(said, field, getattr(thing, field))
            for field in self._fields.get(said, ())
        }
        return replace(thing, **changes) if changes else thing
