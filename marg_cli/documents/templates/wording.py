"""Words on their way into a paper: what a person wrote is escaped once, and only once."""

from __future__ import annotations

from datetime import date

from jinja2 import Undefined

from marg_cli.documents.escape import escape
from marg_cli.domain.calendar import british

Sayable = str | int | date | None


class Markdown(str):
    """Words that are Markdown already: what templates wrote, and values that were escaped."""

    __slots__ = ()

    def upper(self) -> Markdown:
        """Keep the mark, as with the three below."""
        return Markdown(super().upper())

    def lower(self) -> Markdown:
        """In small letters."""
        return Markdown(super().lower())

    def capitalize(self) -> Markdown:
        """With a capital first."""
        return Markdown(super().capitalize())

    def strip(self, chars: str | None = None, /) -> Markdown:
        """Without the blanks at its ends."""
        return Markdown(super().strip(chars))


NOT_RECORDED = Markdown("[not recorded]")


def say(value: object) -> Markdown:
    """*value* as Markdown: words escaped, a day in full, nothing and blanks as not recorded.

    An inline if without its else says nothing; a name nothing stands behind fails, as Jinja has
    it. Raises TypeError for what cannot be said as it stands: yes or no, a list, a record.
    """
    if isinstance(value, str):
        return value if isinstance(value, Markdown) else Markdown(escape(value)) or NOT_RECORDED
    if value is None:
        return NOT_RECORDED
    if isinstance(value, date):
        return Markdown(british(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return Markdown(escape(str(value)))
    if isinstance(value, Undefined):
        return Markdown(str(value))
    raise TypeError


def worded(words: str) -> Markdown:
    """A template's own words where it joins them to values: the spaces at their ends count."""
    before, after = " " * words[:1].isspace(), " " * words[-1:].isspace()
    return Markdown(f"{before}{escape(words)}{after}" if words.strip() else before)
