"""The review bundle: everything on one person, put together before any of it is released."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from marg_cli.domain.calendar import short
from marg_cli.domain.information import MARKS
from marg_cli.domain.papers.subject_bundle import FromAgency, SubjectBundle
from marg_cli.services import finding
from marg_cli.services.data_protection.basis import basis_of, in_words
from marg_cli.services.data_protection.everything import everything
from marg_cli.services.data_protection.requests import open_request
from marg_cli.services.group import group
from marg_cli.services.papers import frame

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from marg_cli.domain.papers.subject_bundle import BundleItem
    from marg_cli.store.protocol import Store


def subject_bundle(store: Store, ref: str, *, on: date) -> SubjectBundle:
    """Gather everything on the person of a case, one that is restricted too, as of a day.

    Raises CaseNotFound, and NotWritable where the audit cannot be written.
    """
    with store.in_full(), store.read("subject export", leaving=True) as reading:
        case = finding.case(store, ref)
        reading.about(case.ref)
        parts = everything(store, case.ref)
        items = [item for part in parts for item in part.things]
        asked = open_request(store, case.ref)
        basis = basis_of(store, case.ref)
        sources = Counter(item.source for item in items if item.source)
        return SubjectBundle(
            head=frame.head_on(
                group(store),
                on,
                title=f"Everything kept on the person of {case.ref}",
                copy_for="Whoever reviews it before release",
                version=f"For review, {short(on)}",
            ),
            ref=case.ref,
            request=asked.ref if asked else None,
            received_on=asked.received_on if asked else None,
            due_on=asked.due_on if asked else None,
            extended_because=asked.extended_because if asked else None,
            things=len(items),
            marked_third_party=_marked(items, MARKS["third_party"]),
            marked_criminal=_marked(items, MARKS["criminal"]),
            for_some_alone=tuple(item.ref for item in items if item.only_for),
            not_marked=sum(item.marks is None for item in items),
            agencies=tuple(
                FromAgency(agency=agency, things=many) for agency, many in sources.most_common()
            ),
            basis=tuple(in_words(basis)) if basis else (),
            files=tuple(document.ref for document in store.documents.listed(case.ref)),
            parts=tuple(parts),
        )


def _marked(items: Iterable[BundleItem], mark: str) -> tuple[str, ...]:
    return tuple(item.ref for item in items if mark in (item.marks or ()))
