"""Why a group's Word document cannot be used, and what to do about it."""

from __future__ import annotations

from typing import NoReturn

AGAIN = "then try again."
SAVE_AFRESH = f"In Word, save it afresh as a Word document (.docx), {AGAIN}"


class Unfit(Exception):
    """What is wrong: it goes on from the file's name ("holds a macro"), with the way out."""

    def __init__(self, what: str, way_out: str) -> None:
        super().__init__(what)
        self.what = what
        self.way_out = way_out


def damaged() -> NoReturn:
    """Refuse what cannot be read as Word would read it. Raises Unfit."""
    raise Unfit("is damaged", f"Open it in Word, which may mend it, save it as .docx, {AGAIN}")
