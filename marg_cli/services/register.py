"""The register itself: what it is, and whether it is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from marg_cli.store.protocol import Store


class Info(NamedTuple):
    """What the register is, without a word of anybody in it."""

    store: str
    id: str
    schema: int
    size: int
    holders: tuple[str, ...]
    cases: int
    actions: int
    meetings: int
    audit_rows: int
    audit_head: str


class Checked(NamedTuple):
    """Whether the register is sound; each problem is one plain sentence."""

    ok: bool
    problems: list[str]


def info(store: Store) -> Info:
    """Say what the register is and how much it holds."""
    with store.read("register info"):
        facts = store.facts()
        seq, head = store.audit.head()
        return Info(
            store=facts.folder,
            id=facts.id,
            schema=facts.schema,
            size=facts.size,
            holders=facts.holders,
            cases=sum(store.cases.per_status().values()),
            actions=len(store.actions.listed()),
            meetings=len(store.meetings.listed(cancelled=True)),
            audit_rows=seq,
            audit_head=f"#{seq} {head}",
        )


def check(store: Store) -> Checked:
    """Read the whole register for damage, changing nothing: not even the audit."""
    problems = store.problems()
    return Checked(ok=not problems, problems=problems)
