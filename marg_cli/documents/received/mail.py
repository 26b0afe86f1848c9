"""An e-mail as it was saved: whom it is from, what it says, and a form attached to it."""

from __future__ import annotations

import re
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from typing import TYPE_CHECKING

from marg_cli.documents.received import NotReadable, Received, read
from marg_cli.documents.received.page import text_of
from marg_cli.documents.received.plain import decoded, tidied
from marg_cli.domain.file_types import ENOUGH, TEXT, WORD, file_type

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PARTS = 200
HEADERS = ("From", "Date", "Subject")
FORWARDED = re.compile(
    r"(?im)^(subject: *(fwd?|wg): |[>\s]*-{2,} ?(forwarded|original) message|[>\s]*begin forwarded)"
)
"""What tells that somebody else wrote it than the one it came from."""

SPOILT = (MessageError, LookupError, ValueError, TypeError, AttributeError, IndexError)
"""What the standard library raises for parts of an e-mail that are not as they should be."""


def read_mail(content: bytes) -> Received:
    """Read an e-mail; a form attached to it gives the rows. Raises NotReadable."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
        parts = _parts(message)
    except RecursionError as error:
        raise NotReadable(
            "That e-mail is nested too deep to be read.",
            "Copy its text and paste it: marg case receive -",
        ) from error
    assert isinstance(message, EmailMessage)  # noqa: S101 - the policy says so
    attached = list(_attached(parts))
    said = [_head(message), *_said(parts), *(f"[attached]\n{each.text}" for each in attached)]
    rows = next((each.rows for each in attached if each.rows), ())
    text = tidied("\n\n".join(part.strip() for part in said if part.strip()))
    if FORWARDED.search(text):
        return Received(text, rows)
    sender, address = parseaddr(_header(message, "From"))
    return Received(text, rows, sender or None, address or None)


def _parts(message: object) -> list[EmailMessage]:
    """Every part that holds something, also of a message inside; no more than there can be."""
    found: list[EmailMessage] = []
    for part in message.walk():  # type: ignore[attr-defined]
        if not part.is_multipart():
            found.append(part)
        if len(found) > MOST_PARTS:
            raise NotReadable(
                f"That e-mail has more than {MOST_PARTS} parts.",
                "Copy its text and paste it: marg case receive -",
            )
    return found


def _said(parts: list[EmailMessage]) -> Iterator[str]:
    """The plain words; those of a page only where there are none."""
    inside = [part for part in parts if not part.get_filename()]
    plain = [_words(part) for part in inside if part.get_content_type() == "text/plain"]
    if any(words.strip() for words in plain):
        yield from plain
        return
    for part in inside:
        if part.get_content_type() == "text/html":
            yield text_of(_words(part))


def _words(part: EmailMessage) -> str:
    content = _content(part)
    charset = part.get_content_charset()
    try:
        return tidied(content.decode(charset or "utf-8"))
    except (LookupError, UnicodeDecodeError):
        return decoded(content)


def _content(part: EmailMessage) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except SPOILT:
        return b""
    return content if isinstance(content, bytes) else b""


def _attached(parts: list[EmailMessage]) -> Iterator[Received]:
    """The attachments that can be read; the others stay in the original."""
    for part in parts:
        name = part.get_filename() or ""
        if not name and part.get_content_maintype() == "text":
            continue
        content = _content(part)
        if file_type(content[:ENOUGH], name) not in {WORD, TEXT} or not content:
            continue
        try:
            yield read(content, name)
        except NotReadable:
            continue


def _head(message: EmailMessage) -> str:
    lines = [(name, _header(message, name)) for name in HEADERS]
    return "\n".join(f"{name}: {value}" for name, value in lines if value)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())
    except SPOILT:
        return ""
