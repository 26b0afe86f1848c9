"""The register itself: what it is, and whether it is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from marg_cli.store.facts import BackedUp, Problem
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
    """Whether the register is sound; each problem comes with its way out."""

    ok: bool
    problems: list[Problem]


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


def unlocked(store: Store, *, idle_minutes: int, hours: int) -> None:
    """Write to the audit that the register is kept unlocked, and for how long."""
    with store.read("unlock") as reading:
        reading.note(f"idle={idle_minutes} hours={hours}")


def check(store: Store) -> Checked:
    """Read the whole register; a damaged one is not written to, not even its audit."""
    problems = store.problems()
    if not any(problem.damage for problem in problems):
        with store.read("register check") as reading:
            reading.note(f"{len(problems)} found" if problems else "sound")
    return Checked(ok=not problems, problems=problems)


def backup(
    store: Store,
    file: Path,
    *,
    force: bool,
    prove: Callable[[Path], Any],
    seen: Callable[[int], None],
) -> BackedUp:
    """Write the register to one encrypted file that was opened again and read whole.

    Raises OutputExists, UsageRefused, Damaged, Busy and NotWritable; then there is no file.
    """
    return store.back_up(file, force=force, prove=prove, seen=seen)
