"""What is owed to the people of cases, as the document that `marg import` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marg_cli.domain.value import values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marg_cli.domain.value import Value
    from marg_cli.store.protocol import Store


def data_protection(store: Store) -> Iterator[dict[str, Any]]:
    """All of it, case by case; a case of which nothing is kept is left out."""
    kept = store.data_protection
    for ref in store.cases.refs():
        bases, restrictions = kept.bases, kept.restrictions
        said = {
            "basis": next((_fields(each) for each in bases.listed(case_ref=ref)), None),
            "requests": [
                {
                    "number": each.number,
                    **_fields(each),
                    "held_back": [
                        _fields(back, "request")
                        for back in kept.held_back.listed(request=each.number)
                    ],
                }
                for each in kept.requests.listed(case_ref=ref)
            ],
            "restriction": next(
                (_fields(each) for each in restrictions.listed(case_ref=ref)), None
            ),
            "retention": [_fields(each) for each in kept.decisions.listed(case_ref=ref)],
            "holds": [_fields(each) for each in kept.holds.listed(case_ref=ref)],
        }
        if any(said.values()):
            yield {"case": ref, **said}


def erasures(store: Store) -> Iterator[dict[str, Any]]:
    """What is left of erased cases, whose references are never used again."""
    for each in store.data_protection.erasures.listed():
        yield {"case": each.case_ref, **_fields(each, "seq", "cleared")}


def _fields(thing: Value, *without: str) -> dict[str, Any]:
    passed_over = {"number", "case_ref", *without}
    return {field: value for field, value in values(thing).items() if field not in passed_over}
