"""`marg template`: the wording of papers, and how a group makes it its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from marg_cli.cli.lazy import noun, verb
from marg_cli.cli.output import Column, emit, emit_one
from marg_cli.cli.rendering import ForceOption, TemplatesOption
from marg_cli.cli.session import Format, Session
from marg_cli.cli.template_folders import own_folder, template_folders
from marg_cli.documents.own import templates as own_templates
from marg_cli.documents.own.templates import Standing, TemplateView, full_name, short
from marg_cli.errors import Exit, NoRegister, OutputExists

app = noun("The wording of papers, and how to make it your own.")

NameArgument = Annotated[
    str, typer.Argument(metavar="NAME", help="The template: minutes, _macros, house.css …")
]

WORDS = {
    Standing.PACKAGED: "marg's",
    Standing.EXTENDS: "yours, on marg's",
    Standing.COPY: "your copy",
    Standing.OUTDATED: "your copy of an older one",
    Standing.OWN: "yours",
    Standing.NOBODYS: "nobody's",
}
YOURS = {Standing.EXTENDS, Standing.COPY, Standing.OUTDATED, Standing.OWN}
LISTED = (
    Column("name", "Template", short, whole=True),
    Column("about", "What it is for"),
    Column("standing", "Whose", WORDS.__getitem__),
    Column("", "Your file", lambda view: view.file if view.standing in YOURS else ""),
)
FOUND = (
    Column("", "Where", lambda found: f"{found.file}:{found.line}" if found.line else found.file),
    Column("problem", "What is wrong"),
    Column("remedy", "What to do"),
)


@verb(app, "list")
def list_(ctx: typer.Context, templates: TemplatesOption = None) -> None:
    """List every template, and whether it is yours or marg's."""
    session = Session.of(ctx)
    found = own_templates.listed(template_folders(session, templates))
    emit(session, found, LISTED, TemplateView._fields, empty="There are no templates.")


@verb(app)
def show(
    ctx: typer.Context,
    name: NameArgument,
    packaged: Annotated[
        bool, typer.Option("--packaged", help="The one that comes with marg.")
    ] = False,
    templates: TemplatesOption = None,
) -> None:
    """Print the text of a template that is in use."""
    session = Session.of(ctx)
    search = template_folders(session, templates)
    shown = own_templates.shown(full_name(name, search), search, packaged=packaged)
    if session.format is Format.TABLE:
        _print(shown.text)
    else:
        emit_one(session, shown, {})


@verb(app)
def copy(
    ctx: typer.Context,
    name: NameArgument,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FOLDER", help="Where to; else the register's.")
    ] = None,
    extend: Annotated[
        bool, typer.Option("--extend", help="Only a frame in which to change single blocks.")
    ] = False,
    force: ForceOption = False,
) -> None:
    """Copy a packaged template into your folder, to change it."""
    from marg_cli.documents.own.copies import extension, whole
    from marg_cli.documents.writer import write_all

    session = Session.of(ctx)
    full = full_name(name)
    text = extension(full) if extend else whole(full)
    file = (to or _folder(session, name)) / full
    if not force and os.path.lexists(file):
        raise OutputExists(
            f"{file} is there already and was not overwritten.",
            "Give another folder with --to, or overwrite it with --force.",
        )
    write_all({file: text.encode()}, force=force)
    copied = TemplateView(full, "", own_templates.standing(full, text), str(file.absolute()))
    if session.format is Format.TABLE:
        sys.stdout.write(f"{copied.file}\n")
    else:
        emit_one(session, copied, {})
    where = f" --templates {to}" if to else ""
    session.say(f"Change it in an editor, then look: marg template check {short(full)}{where}")


@verb(app)
def diff(ctx: typer.Context, name: NameArgument, templates: TemplatesOption = None) -> None:
    """Show what you changed, line by line."""
    session = Session.of(ctx)
    search = template_folders(session, templates)
    found = own_templates.difference(full_name(name, search), search)
    if session.format is not Format.TABLE:
        emit_one(session, found, {})
    elif found.lines:
        _print_diff(found.lines)
    if found.file is None:
        session.say(f"There is no {found.name} of your own. Copy it: marg template copy {name}")
    elif not found.lines:
        session.say(f"Your {found.name} says the same as marg's.")


@verb(app)
def check(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]…", help="Only these; else all of yours.")
    ] = None,
    templates: TemplatesOption = None,
) -> None:
    """Look for mistakes in your templates before you need them."""
    from marg_cli.documents.own.checking import Finding
    from marg_cli.documents.own.checking import check as look

    session = Session.of(ctx)
    search = template_folders(session, templates)
    wanted = [full_name(name, search) for name in names or ()]
    checked, found = look(search, wanted)
    emit(session, found, FOUND, Finding._fields, empty=_all_well(checked))
    if found:
        raise typer.Exit(Exit.FOUND)


def _all_well(checked: int) -> str:
    if not checked:
        return "You have no templates of your own. Copy one with: marg template copy minutes"
    return f"{checked} {'template' if checked == 1 else 'templates'} checked, and nothing found."


def _folder(session: Session, name: str) -> Path:
    """Where a copy goes: the folder that is named by MARG_TEMPLATES, or the register's."""
    if variable := session.variable("MARG_TEMPLATES"):
        return Path(variable)
    if not (session.folder / "store.json").exists():
        raise NoRegister(
            "There is no register there to keep templates beside.",
            f"Say where: marg template copy {name} --to FOLDER",
        )
    return own_folder(session)


def _print(text: str) -> None:
    """Print a text as it is; on a terminal without control characters."""
    if sys.stdout.isatty():
        from marg_cli.domain.text import visible

        text = visible(text)
    sys.stdout.write(text)


def _print_diff(lines: str) -> None:
    if sys.stdout.isatty():
        from marg_cli.cli.tables import draw_diff

        draw_diff(lines)
    else:
        sys.stdout.write(lines)
