"""A file kept with a case inside the register: a letter, a photograph, the referral as it came."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from marg_cli.domain.refs import document_ref
from marg_cli.domain.value import Value


class DocumentKind(StrEnum):
    """Why a document is there."""

    REFERRAL = "original referral"
    DOCUMENT = "document"


class CaseDocument(Value):
    """One file and what is known of it; its content is kept beside it and read in pieces.

    `name` is what the file was called where it came from, which may hold a person's name.
    `size` is in bytes. `only_for` are the agencies that alone may see it; none means no such mark.
    """

    number: int
    case_ref: str
    name: str
    type: str
    size: int
    sha256: str
    added_on: date
    kind: DocumentKind = DocumentKind.DOCUMENT
    only_for: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """The reference people say."""
        return document_ref(self.number)
