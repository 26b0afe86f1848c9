"""One reader's own copy of final minutes, made from what was kept of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from marg_cli.domain.minutes_extract import extract
from marg_cli.domain.papers.frame import Extract
from marg_cli.domain.papers.minutes import Beside, OwnCopy, SharedBeside
from marg_cli.services.group import group
from marg_cli.services.papers.corrected import Corrected
from marg_cli.services.papers.frame import copy_name
from marg_cli.services.papers.lines import others_of
from marg_cli.services.papers.minutes import shared_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marg_cli.domain.information import Information
    from marg_cli.domain.meeting import Meeting
    from marg_cli.domain.minutes_life import MinutesBlock
    from marg_cli.domain.need_to_know import Sight
    from marg_cli.store.protocol import Store


def own_copy(store: Store, held: Meeting, blocks: Sequence[MinutesBlock], sight: Sight) -> OwnCopy:
    """Make a reader's copy of the kept *blocks*, by what they may see on this day."""
    reader = copy_name(store, sight)
    every = list(dict.fromkeys(block.case_ref for block in blocks if block.case_ref))
    shown = sight.of(every)
    is_whole = len(shown) == len(every)
    return OwnCopy(
        reader=reader,
        agency=sight.reader.agency or "",
        markdown=extract(blocks, sight.sees, others_of(sight)),
        extract=None if is_whole else Extract(reader=reader, shown=len(shown), of=len(every)),
        cases=tuple(shown),
        beside=Beside(reader=reader, cases=_beside(store, held, sight)),
        own_words=group(store).own_words,
    )


def _beside(store: Store, held: Meeting, sight: Sight) -> tuple[SharedBeside, ...]:
    """What was shared for this meeting, for some agencies of whom the reader is one."""
    corrected, others = Corrected(store), others_of(sight)
    shared: defaultdict[str, list[Information]] = defaultdict(list)
    for each in filter(sight.reads, store.information.listed(meeting=held.number)):
        if each.only_for:
            shared[each.case_ref].append(others.struck_from(corrected.marked(each)))
    return tuple(
        SharedBeside(ref=ref, information=shared_lines(shared[ref])) for ref in sorted(shared)
    )
