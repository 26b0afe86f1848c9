"""What comes in from outside: a filled-in form or an e-mail, read as rows and as text.

Nothing in it is obeyed, followed or unpacked to the disk; what cannot be read safely is refused.
"""

from __future__ import annotations

from typing import NamedTuple

from marg_cli.domain.file_types import (
    EMAIL,
    ENOUGH,
    OLD_OFFICE,
    OPEN_DOCUMENT,
    PDF,
    RTF,
    TEXT,
    WEB_PAGE,
    WORD,
    file_type,
)
from marg_cli.errors import UsageRefused

PASTE = "Copy its text and paste it: marg case receive -"
WAYS_OUT = {
    OPEN_DOCUMENT: "Open it, save it as a Word document (.docx), and receive that.",
    OLD_OFFICE: "Save it in Word as .docx, or from Outlook as .eml or text, and receive that.",
    RTF: "Open it, save it as a Word document (.docx), and receive that.",
    PDF: PASTE,
}
"""What to do about a file that a person could well think would be read."""


class Received(NamedTuple):
    """What came in: its text, and rows of a form's tables (question, answer) where it has some.

    `sender` and `address` are whom an e-mail says it is from.
    """

    text: str
    rows: tuple[tuple[str, str], ...] = ()
    sender: str | None = None
    address: str | None = None


class NotReadable(UsageRefused):
    """A file that is no referral marg can read; the hint says what to save it as."""


def read(content: bytes, name: str = "") -> Received:
    """Read a form or an e-mail. Raises NotReadable, saying what to do about the file instead."""
    kind = file_type(content[:ENOUGH], name)
    if kind is WORD:
        from marg_cli.documents.received.word import read_word

        return read_word(content)
    if kind is EMAIL:
        from marg_cli.documents.received.mail import read_mail

        return read_mail(content)
    if kind is WEB_PAGE:
        from marg_cli.documents.received.page import text_of
        from marg_cli.documents.received.plain import decoded

        return Received(text_of(decoded(content)))
    if kind is TEXT:
        from marg_cli.documents.received.plain import decoded

        return Received(decoded(content))
    raise NotReadable(
        f"That file is not read as a referral (its type: {kind.says}).", WAYS_OUT.get(kind, PASTE)
    )
