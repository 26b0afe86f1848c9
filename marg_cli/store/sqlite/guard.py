"""What no statement may do to the register, whoever wrote it: asked of every one by SQLite."""

from __future__ import annotations

ALLOW, DENY = 0, 1
DELETE, PRAGMA, UPDATE, ATTACH = 9, 19, 23, 24
DROPS = frozenset({10, 11, 16, 17, 30})
"""An index, table, trigger, view or virtual table; temporary ones are nobody's loss."""
ALTER_TABLE = 26
# SQLite's action codes, which it promises not to renumber (sqlite.org/c3ref/c_alter_table.html).

SETTINGS_DENIED = frozenset({"key", "rekey", "hexkey", "hexrekey", "textkey", "textrekey"}) | {
    "writable_schema",  # would let statements rewrite the schema past everything here
    "recursive_triggers",  # off, REPLACE deletes from the audit without asking its trigger
}

WRITTEN_ONCE = frozenset({"journal"})
"""What is only ever added to, but that an erasure takes out of it what it holds of one case."""

_WATCHED = frozenset({ATTACH, DELETE, PRAGMA, UPDATE})
_BETWEEN_MIGRATIONS = DROPS | {ALTER_TABLE}


def between_migrations(
    action: int, first: str | None, second: str | None, schema: str | None, trigger: str | None
) -> int:
    """Deny dropping and altering, changes of the journal, and all that is denied at any time."""
    if action in {UPDATE, DELETE} and (first or "").lower() in WRITTEN_ONCE:
        return DENY
    return while_erasing(action, first, second, schema, trigger)


def while_erasing(
    action: int, first: str | None, second: str | None, schema: str | None, trigger: str | None
) -> int:
    """Deny what is denied between migrations, but for taking rows out of the journal."""
    if action in _BETWEEN_MIGRATIONS:
        return DENY
    if action == UPDATE and (first or "").lower() in WRITTEN_ONCE:
        return DENY
    return at_any_time(action, first, second, schema, trigger)


def at_any_time(
    action: int, first: str | None, second: str | None, _schema: str | None, _trigger: str | None
) -> int:
    """Deny other databases, new keys, and changes of what the audit says."""
    if action not in _WATCHED:
        return ALLOW
    if action == ATTACH:
        return ALLOW if first == "" else DENY  # VACUUM attaches the empty name
    name = (first or "").lower()
    if action == PRAGMA:
        return DENY if name in SETTINGS_DENIED and second is not None else ALLOW
    return DENY if name == "audit" else ALLOW
