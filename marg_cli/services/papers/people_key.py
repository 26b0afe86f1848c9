"""The key of references and people for one reader: of a meeting's cases, those they may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.calendar import short
from marg_cli.domain.papers.people_key import PeopleKey
from marg_cli.services import finding
from marg_cli.services.group import group
from marg_cli.services.papers import frame
from marg_cli.services.papers.trawl_request import person_sought

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.need_to_know import Sight
    from marg_cli.store.protocol import Store


def people_key(store: Store, held: Meeting, sight: Sight, *, on: date) -> PeopleKey | None:
    """Who the references of a meeting stand for; None where the reader sees nobody with a name.

    Within a reading or a change.
    """
    listed = [item.case_ref for item in store.agendas.listed(meeting=held.number)]
    said = [entry.case_ref for entry in store.minutes.entries(meeting=held.number)]
    refs = sight.of(dict.fromkeys(ref for ref in (*listed, *said) if ref))
    cases = (finding.case(store, ref) for ref in refs)
    people = tuple(person_sought(case) for case in cases if case.name or case.aliases)
    if not people:
        return None
    return PeopleKey(
        head=frame.head(
            group(store),
            held,
            title="Key of references and people",
            copy_for=frame.copy_name(store, sight),
            version=f"Made on {short(on)}",
        ),
        people=people,
    )
