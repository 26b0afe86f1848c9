"""Which writing a file is in: UTF-8, UTF-16 with its mark, or the Windows one of old programs."""

from __future__ import annotations

import codecs

from marg_cli.services.exchange.problems import CannotGoOn, Problem, known

SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
WINDOWS = "cp1252"
PIECE = 1 << 16


def encoding_of(data: bytes) -> tuple[str, list[Problem]]:
    """Find the encoding all of *data* can be read in. Raises CannotGoOn when there is none."""
    if data.startswith(SPREADSHEETS):
        raise CannotGoOn("this is a spreadsheet's own file; save it as “CSV UTF-8” and import that")
    if data.startswith(UTF_16):
        if _first_fault(data, "utf-16") is not None:
            raise CannotGoOn("this UTF-16 file is damaged; save it again as UTF-8")
        return "utf-16", []
    fault = _first_fault(data, "utf-8")
    if fault is None:
        return "utf-8-sig", []
    if _first_fault(data, "utf-8", "surrogatepass") is None:
        line = data.count(b"\n", 0, fault) + 1
        raise CannotGoOn("holds half a character; type the text again", line=line)
    if _first_fault(data, WINDOWS) is not None:
        raise CannotGoOn("neither UTF-8 nor Windows-1252 text; save it again as UTF-8")
    return WINDOWS, [known("read as Windows-1252, since it is not UTF-8: look at accents and £")]


def _first_fault(data: bytes, encoding: str, errors: str = "strict") -> int | None:
    """Where *data* stops being text in *encoding*, tried piece by piece to keep memory flat."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    for start in range(0, len(data) + 1, PIECE):
        piece = data[start : start + PIECE]
        try:
            decoder.decode(piece, final=start + PIECE > len(data))
        except UnicodeDecodeError as error:
            return start + error.start
    return None
