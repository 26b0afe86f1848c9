"""An e-mail that is ready but for the sending: a person opens it, looks at it and sends it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from email.message import EmailMessage

KINDS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".ics": "text/calendar",
}
NOON = time(12)
UNKNOWN = "application/octet-stream"


class Attachment(NamedTuple):
    """A file that goes with an e-mail; its name holds references only, as all our files' do."""

    name: str
    data: bytes


class Letter(NamedTuple):
    """One recipient's e-mail: references only, but for the words of its body.

    `to` is an address without a name; left out, whoever sends it fills it in.
    """

    marking: str
    subject: str
    body: str
    on: date
    to: str | None = None
    attachments: Sequence[Attachment] = ()


def draft(letter: Letter) -> bytes:
    """Write an `.eml` file that mail programs open as a draft, the marking first in its subject.

    The same letter gives the same bytes: neither a sender nor a message's number, which would name
    a machine, is made up.
    """
    from email.message import EmailMessage

    from marg_cli.documents.mail.headers import WHOLE_SUBJECTS

    message = EmailMessage(policy=WHOLE_SUBJECTS)
    message["X-Unsent"] = "1"
    message["Date"] = datetime.combine(letter.on, NOON, tzinfo=UTC)
    if letter.to:
        message["To"] = _line(letter.to)
    message["Subject"] = _line(f"{letter.marking}: {letter.subject}")
    message.set_content(letter.body, cte="quoted-printable")
    for attachment in letter.attachments:
        main, _, kind = KINDS.get(PurePath(attachment.name).suffix, UNKNOWN).partition("/")
        message.add_attachment(
            attachment.data, maintype=main, subtype=kind, filename=_line(attachment.name)
        )
    _part_alike(message, letter)
    return message.as_bytes()


def _line(text: str) -> str:
    """One line: whoever could end it could begin another header."""
    return " ".join(text.split())


def _part_alike(message: EmailMessage, letter: Letter) -> None:
    """Part the e-mail's pieces by a line that comes from them, not from chance."""
    if letter.attachments:
        held = [letter.body.encode(), *(attachment.data for attachment in letter.attachments)]
        together = b"".join(sha256(piece).digest() for piece in held)
        message.set_boundary(f"=_{sha256(together).hexdigest()[:32]}")
