"""Looks through every finished copy for people its reader may not be told of.

The way it looks, and what it is sure of:
- *Whole* things (full names in any order, aliases of several words, birth dates however written,
  addresses, numbers, references) are found in everything that can be got out of a file, also in
  what no reader sees: other encodings, packed streams, comments, properties, split words.
- *Parts* of names are found in what somebody typed (the paper's own values, of which it is known
  that they were typed), and in any text of the file that is not in the paper at all. A template's
  own "Page" or "Case" is never taken for Mr Page: a word counts by where it comes from.
- A file that cannot be opened up is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from marg_cli.documents.leakscan.folding import cleaned, tokens
from marg_cli.documents.leakscan.sought import NOTHING, Own, Sought
from marg_cli.documents.leakscan.typed import typed_in
from marg_cli.documents.leakscan.views import views
from marg_cli.documents.leakscan.vocabulary import STRINGS, own_in
from marg_cli.domain.leaks import Hit, stored_in

if TYPE_CHECKING:
    from marg_cli.documents.document import Document
    from marg_cli.documents.render import Paper

__all__ = ["Sought", "scan"]

PROPERTIES = ("properties", "metadata", "docProps/")
"""Texts of a file that hold its title and no more: the paper's own words do not excuse there."""


def scan(
    files: Mapping[str, bytes],
    document: Document,
    sought: Sought,
    *,
    paper: Paper | None = None,
    allowed: Iterable[Hit] = (),
) -> tuple[Hit, ...]:
    """Say of whom the *files* of one reader's copy speak and may not; none is a pass.

    *files* are all the formats of one *document*, by the format's name, as `render.written` gives
    them and before they are locked. *paper* is the value the document was composed from; kept
    minutes have none, and there all but headings and labels is taken for typed. *allowed* are
    hits that somebody let stand. Raises Refused for a file that cannot be read back.
    """
    frame = document.frame
    title = f"{frame.marking}\n{frame.title}"
    words = "\n".join((title, *frame.header, *frame.footer, frame.watermark, document.markdown))
    excused = _words(words)
    found: set[Hit] = set()
    for text in typed_in(document) if paper is None else set(stored_in(paper)):
        found |= sought.found_in(text)
    for name, data in files.items():
        opened, own = views(data, name), own_in(name, document.search)
        for place, text in opened.texts.items():
            papers_own = _words(title) if place.startswith(PROPERTIES) else excused
            files_own = own.get(place, NOTHING)
            may_stand = Own(files_own.words | papers_own, files_own.days)
            found |= sought.found_in(text, may_stand)
        for text in opened.strings:
            found |= sought.wholes_in(text, own[STRINGS])
        for noise in opened.noise:
            found |= sought.wholes_in_bytes(noise)
    return tuple(sorted(found - set(allowed)))


def _words(text: str) -> frozenset[str]:
    return frozenset(tokens(cleaned(text)))
