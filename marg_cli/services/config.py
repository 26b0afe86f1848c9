"""What the group has set for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.settings import (
    NO_SILENT_DEFAULT,
    Setting,
    every_rule,
    rule_of,
)
from marg_cli.domain.text import as_typed
from marg_cli.errors import NotFound, Refused, UsageRefused

if TYPE_CHECKING:
    from marg_cli.store.protocol import Store


class SettingView(NamedTuple):
    """The fields scripts may rely on; both values are text, as `config set` takes it."""

    key: str
    value: str
    default: str
    about: str


def listed(store: Store, *, section: str | None = None) -> list[SettingView]:
    """List settings in the order of the rules, then the group's own words.

    A section is what stands before the dot. Raises NotFound, with the near keys.
    """
    with store.read("config show") as reading:
        made = store.settings.all()
        rules = every_rule()
        keys = [*rules, *(key for key in made if key not in rules)]
        if section is not None:
            begins = f"{section.strip().casefold()}."
            keys = [key for key in keys if key.startswith(begins)] or [_known(section)]
        reading.note(f"{f'section={section} ' if section else ''}({len(keys)})")
        return [_view(key, made) for key in keys]


def show(store: Store, key: str) -> SettingView:
    """Show one setting. Raises NotFound, with the near keys."""
    with store.read("config show") as reading:
        key = _known(key)
        reading.about(key)
        return _view(key, store.settings.all())


def set_(store: Store, key: str, value: str) -> SettingView:
    """Give a setting a value. Raises NotFound for its key, UsageRefused for its value."""
    key = _known(key)
    if not value.strip():
        raise UsageRefused(
            f"{key}: nothing was given.", f"Back to its default: marg config unset {key}"
        )
    with store.change("config set") as change:
        change.save(Setting(key=key, value=rule_of(key).read(as_typed(value))))
        return _view(key, store.settings.all())


def unset(store: Store, key: str) -> SettingView:
    """Go back to a setting's default. Raises Refused where the group must have decided."""
    key = _known(key)
    if key in NO_SILENT_DEFAULT:
        raise Refused(
            f"{key} has no default: the group has to decide it.",
            f"Choose another: marg config set {key} VALUE",
        )
    with store.change("config unset") as change:
        made = store.settings.all()
        if key in made:
            change.remove(Setting(key=key, value=made[key]))
        change.about(key)
        return _view(key, store.settings.all())


def _known(key: str) -> str:
    key = key.strip().casefold()
    rule_of(key)
    return key


def _view(key: str, made: dict[str, str]) -> SettingView:
    try:
        rule = rule_of(key)
    except NotFound:  # set by another version of marg, and left alone
        return SettingView(key, made[key], "", "not known to this version of marg")
    return SettingView(key, made.get(key) or rule.default, rule.default, rule.about)
