"""Cells that name their row, tagged in a finished PDF as what they are: headers of the row.

typst tags the heads of columns, and can tag those of rows only behind a switch that its Python
package lacks. Our typesetting marks their cells with a clear fill; here they get their tag, in
place: each piece is replaced by one of its own length, so every place in the file stays true.
"""

from __future__ import annotations

import re

CELL = re.compile(
    rb"(?P<before>\n<</Type/StructElem/S/)TD(?P<within>/P \d+ 0 R/A\[<</O/Table)"
    rb"(?P<headers>/Headers\[(?:\((?P<table>U\d+)x\d+y\d+\))?\])"
    rb"(?P<after>>>(?P<mark><</O/Layout/BackgroundColor\[1 1 1\])?)"
)
ROW = b"/Scope/Row"


def with_row_heads(pdf: bytes) -> bytes:
    """*pdf* with its marked cells as row headers.

    The cells beside them name no header any more: which are theirs, each header's scope tells.
    """
    tables = {found["table"] for found in CELL.finditer(pdf) if found["mark"]}

    def tagged(found: re.Match[bytes]) -> bytes:
        if found["table"] not in tables:
            return found[0]
        tag, scope = (b"TH", ROW) if found["mark"] else (b"TD", b"")
        attribute = scope.ljust(len(found["headers"]))
        return b"".join((found["before"], tag, found["within"], attribute, found["after"]))

    return CELL.sub(tagged, pdf)
