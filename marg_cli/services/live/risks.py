"""A risk said in one breath: a new one, or one there is that is rated anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marg_cli.domain.counting import in_a_sentence
from marg_cli.domain.refs import RISK
from marg_cli.errors import UsageRefused
from marg_cli.services import finding
from marg_cli.services.at_the_table import risk
from marg_cli.services.at_the_table.risk import Stated
from marg_cli.services.finding import find

if TYPE_CHECKING:
    from datetime import date

    from marg_cli.domain.live.line import Rated
    from marg_cli.store.protocol import Store

UNNAMED = {
    "self": "Risk to the person",
    "others": "Risk to others",
    "from-others": "Risk from others",
    "unintentional": "Unintentional risk to the person",
}
"""What a risk is called of which nothing was said but whom it threatens."""


def state_risk(
    store: Store, meeting: str, case: str, line: Rated, *, on: date
) -> tuple[list[str], list[str]]:
    """Keep what a line says of a risk: its reference, and remarks.

    A line that does not say what the risk is means the one of that kind the case has, if it has
    any. Raises UsageRefused where it has more than one.
    """
    stated = Stated(line.ratings, line.agreed, line.dissent)
    ref = line.ref or (None if line.text else _the_one(store, case, line))
    if ref is None:
        assert line.to is not None  # noqa: S101 - a line names a risk or whom one threatens
        text = line.text or UNNAMED[line.to]
        made = risk.state_whole(
            store, case, text, to=line.to, stated=stated, meeting=meeting, on=on
        )
    else:
        _must_be_of(store, case, ref)
        made = risk.restate(store, ref, stated=stated, meeting=meeting, on=on)
    return [made.risk.ref], made.remarks


def _the_one(store: Store, case: str, line: Rated) -> str | None:
    of_case = store.at_the_table.risks.listed(case_ref=finding.case(store, case).ref)
    found = [each.ref for each in of_case if each.to_whom is line.to]
    if len(found) > 1:
        raise UsageRefused(
            f"{case} has more than one such risk: {in_a_sentence(found)}.",
            f"Say which, as in: ! {found[0]} POL=high    or say what the risk is.",
        )
    return found[0] if found else None


def _must_be_of(store: Store, case: str, ref: str) -> None:
    """Raises UsageRefused for a risk of another case than the one that is open."""
    if find(store.at_the_table.risks, ref, RISK).case_ref != finding.case(store, case).ref:
        raise UsageRefused(
            f"{ref} is not a risk in {case}.", f"See its risks with: marg risk list {case}"
        )
