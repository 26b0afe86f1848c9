"""`marg config`: what the group has set for itself, and where the register is."""

from __future__ import annotations

import sys
from typing import Annotated, NamedTuple

import typer

from marg_cli.cli import prompts
from marg_cli.cli.lazy import MargCommand, noun, verb
from marg_cli.cli.options import EditOption
from marg_cli.cli.output import Column, emit, emit_one
from marg_cli.cli.session import Format, Session
from marg_cli.domain.settings import rule_of, said
from marg_cli.services import config
from marg_cli.services.config import SettingView

app = noun("What the group has set for itself.")

KeyArgument = Annotated[
    str, typer.Argument(metavar="KEY", help="The setting, such as meeting.rule.")
]


class ValueCommand(MargCommand):
    """A verb whose last word may begin with a dash, as -5 does; two dashes begin an option."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Put words that only look like options after the end of the options."""
        if "--" not in args:
            known = {name for param in self.get_params(ctx) for name in param.opts}
            dashed = [
                a for a in args if a[:1] == "-" and a[1:2] not in {"", "-"} and a not in known
            ]
            args = [*(a for a in args if a not in dashed), "--", *dashed]
        return super().parse_args(ctx, args)


class Place(NamedTuple):
    """Where the register is looked for, and whether there is one."""

    path: str
    exists: bool


def _said(row: SettingView) -> str:
    standard = " (default)" if row.value and row.value == row.default else ""
    return f"{said(row.key, row.value)}{standard}"


LISTED = (
    Column("key", "Setting", whole=True),
    Column("", "Value", _said),
    Column("about", "What it is for"),
)


@verb(app)
def show(
    ctx: typer.Context,
    key: Annotated[
        str | None,
        typer.Argument(metavar="KEY", help="Only this one, or all of: group, deadline …"),
    ] = None,
) -> None:
    """Show what is set, and what each setting is for."""
    session = Session.of(ctx)
    if key is None or "." not in key:
        found = config.listed(session.store, section=key)
        emit(session, found, LISTED, SettingView._fields, empty="Nothing is set.")
        return
    shown = config.show(session.store, key)
    emit_one(session, shown, _lines(shown))


@verb(app, "set", cls=ValueCommand)
def set_(
    ctx: typer.Context,
    key: KeyArgument,
    value: Annotated[
        str | None, typer.Argument(metavar="VALUE", help="Its value; - reads it.")
    ] = None,
    edit: EditOption = False,
) -> None:
    """Give a setting a value."""
    session = Session.of(ctx)
    about = rule_of(key).about
    text = prompts.text(session, value, f"{key}, {about}:", option="VALUE", edit=edit)
    _answer(session, config.set_(session.store, key, text))


@verb(app)
def unset(ctx: typer.Context, key: KeyArgument) -> None:
    """Go back to a setting's default."""
    session = Session.of(ctx)
    _answer(session, config.unset(session.store, key))


@verb(app)
def path(ctx: typer.Context) -> None:
    """Say which folder holds the register."""
    session = Session.of(ctx)
    folder = session.folder.absolute()
    place = Place(str(folder), (folder / "store.json").exists())
    if session.format is Format.TABLE:
        sys.stdout.write(f"{place.path}\n")
    else:
        emit_one(session, place, {})
    if not place.exists:
        session.say("There is no register there yet. Start one with: marg init")


def _lines(setting: SettingView) -> dict[str, object]:
    return {
        "Setting": setting.key,
        "Value": _said(setting),
        "Default": said(setting.key, setting.default) if setting.default else "none",
        "For": setting.about,
        "Change it": f"marg config set {setting.key} VALUE",
    }


def _answer(session: Session, setting: SettingView) -> None:
    """Say how the setting stands now; programs get the setting."""
    if session.format is not Format.TABLE:
        emit_one(session, setting, {})
    session.say(f"{setting.key}: {_said(setting)}. See all: marg config show")
