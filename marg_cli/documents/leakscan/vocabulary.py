"""The words a format's own files hold whatever paper they are: Page 1 of 2, names of styles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from marg_cli.documents.document import Document, Frame
from marg_cli.documents.leakscan.folding import cleaned, tokens
from marg_cli.documents.leakscan.views import views
from marg_cli.documents.render import FORMATS

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


def own_words(format_name: str, search: Sequence[Path]) -> Mapping[str, frozenset[str]]:
    """The words of each text in a file of a paper that says nothing, in the group's own look."""
    return _own_words(format_name, tuple(search))


@cache
def _own_words(format_name: str, search: tuple[Path, ...]) -> Mapping[str, frozenset[str]]:
    silent = Document(Frame("", "", (), ()), SPECIMEN, search)
    found = views(FORMATS[format_name].write(silent), format_name)
    return {name: frozenset(tokens(cleaned(text))) for name, text in found.texts.items()}
