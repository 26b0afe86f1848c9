"""Documents: files kept with a case inside the register, and given out again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.case_document import CaseDocument, DocumentKind
from marg_cli.domain.text import as_typed
from marg_cli.domain.value import replace
from marg_cli.services import finding
from marg_cli.services.cases.content import Measured, proven
from marg_cli.services.group import group

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from marg_cli.store.protocol import Change, Store

NAMELESS = "no name"


class DocumentView(NamedTuple):
    """The fields scripts may rely on; `size` is in bytes, `only_for` are agencies' codes."""

    ref: str
    case: str
    name: str
    type: str
    size: int
    sha256: str
    added_on: date
    kind: str
    only_for: tuple[str, ...]


class Leaving(NamedTuple):
    """A document about to be written as a file: what it is, its marking, and its content."""

    document: DocumentView
    marking: str
    pieces: Iterator[bytes]


def add(
    store: Store,
    case: str,
    pieces: Iterable[bytes],
    *,
    name: str,
    only_for: Sequence[str],
    on: date,
) -> DocumentView:
    """Keep a file with a case, read once and in pieces.

    Raises CaseNotFound, AgencyNotFound, Refused beyond the group's limit, and UsageRefused for an
    empty one.
    """
    with store.change("document add") as change:
        kept = keep(
            store,
            change,
            finding.case(store, case).ref,
            pieces,
            name=name,
            kind=DocumentKind.DOCUMENT,
            only_for=_codes(store, only_for),
            on=on,
        )
    return view(kept)


def keep(
    store: Store,
    change: Change,
    case_ref: str,
    pieces: Iterable[bytes],
    *,
    name: str,
    kind: DocumentKind,
    only_for: tuple[str, ...] = (),
    on: date,
) -> CaseDocument:
    """Keep a file inside a change under way. Raises what `add` raises."""
    number = change.next_number("document")
    measured = Measured(pieces, group(store).number("document.limit"))
    change.keep_content(number, measured)
    document = CaseDocument(
        number=number,
        case_ref=case_ref,
        name=as_typed(name.strip()) or NAMELESS,
        type=measured.type(name).says,
        size=measured.size,
        sha256=measured.sha256,
        added_on=on,
        kind=kind,
        only_for=only_for,
    )
    change.save(document)
    change.about(case_ref)
    return document


def listed(store: Store, case: str) -> list[DocumentView]:
    """List a case's documents in the order they came. Raises CaseNotFound."""
    with store.read("document list") as reading:
        ref = finding.case(store, case).ref
        found = store.documents.listed(ref)
        reading.about(ref, *(document.ref for document in found))
    return [view(document) for document in found]


def edit(
    store: Store, ref: str, *, name: str | None, only_for: Sequence[str] | None
) -> DocumentView:
    """Give a document another name, or say anew who alone may see it; an empty list: no mark.

    Raises DocumentNotFound and AgencyNotFound.
    """
    with store.change("document edit") as change:
        document = finding.document(store, ref)
        if name is not None:
            document = replace(document, name=name)
        if only_for is not None:
            document = replace(document, only_for=_codes(store, only_for))
        change.save(document)
        change.about(document.case_ref)
    return view(document)


def leaving(store: Store, ref: str) -> Leaving:
    """Give a document out; the audit has its line before the first byte is read.

    Raises DocumentNotFound, NotWritable where the audit cannot be written, and Damaged while it
    is read when it is not what was once kept.
    """
    with store.read("document save", leaving=True) as reading:
        document = finding.document(store, ref)
        reading.about(document.ref, document.case_ref)
        marking = group(store).text("group.marking")
    pieces = proven(store.documents.content(document.number), document.sha256)
    return Leaving(view(document), marking, pieces)


def removable(store: Store, ref: str) -> str:
    """The reference of a document about to be removed for good. Raises DocumentNotFound."""
    with store.read("document remove") as reading:
        document = finding.document(store, ref)
        reading.about(document.ref, document.case_ref)
    return document.ref


def remove(store: Store, ref: str, *, for_good: bool) -> DocumentView:
    """Take a document out; its content goes with the next change, or at once *for_good*.

    Until it goes, an undo brings it back. Raises DocumentNotFound.
    """
    with store.change("document remove") as change:
        document = finding.document(store, ref)
        change.remove(document)
        change.about(document.case_ref)
        if for_good:
            change.forget_content(document.number)
    return view(document)


def view(document: CaseDocument) -> DocumentView:
    """A document as lists and programs see it."""
    return DocumentView(
        document.ref,
        document.case_ref,
        document.name,
        document.type,
        document.size,
        document.sha256,
        document.added_on,
        document.kind.value,
        document.only_for,
    )


def _codes(store: Store, agencies: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(finding.agency(store, code).code for code in agencies))
