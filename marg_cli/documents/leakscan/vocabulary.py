"""The words a format's own files hold whatever paper they are: Page 1 of 2, names of styles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from marg_cli.documents.document import Document, Frame
from marg_cli.documents.leakscan.folding import cleaned, tokens
from marg_cli.documents.leakscan.sought import Own
from marg_cli.documents.leakscan.views import views
from marg_cli.documents.render import FORMATS
from marg_cli.domain.written_dates import dates_in

SPECIMEN = """\
# 1

## 2

### 3

#### 4

1

- 1

1. 1

> 1

| **1** | 2 |
|---|---|
| 1 | 2 |
"""
"""Everything a paper can be made of, and no word."""


STRINGS = "strings"
"""The place of what stands in a file's strings."""


def own_in(format_name: str, search: Sequence[Path]) -> Mapping[str, Own]:
    """What each text of a file holds of a paper that says nothing, in the group's own look.

    A day is among it: every file says that it was made on the same one.
    """
    return _own_in(format_name, tuple(search))


@cache
def _own_in(format_name: str, search: tuple[Path, ...]) -> Mapping[str, Own]:
    silent = Document(Frame("", "", (), ()), SPECIMEN, search)
    found = views(FORMATS[format_name].write(silent), format_name)
    texts = {**found.texts, STRINGS: "\n".join(found.strings)}
    return {
        name: Own(frozenset(tokens(cleaned(text))), frozenset(dates_in(cleaned(text))))
        for name, text in texts.items()
    }
