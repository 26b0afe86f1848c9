"""`marg demo`: the main job done with an invented group, each command shown as it is run."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from marg_cli.cli.lazy import word
from marg_cli.cli.session import Session
from marg_cli.errors import OutputExists
from marg_cli.packaged import packaged

TODAY = "2026-11-23"
"""The day the invented group lives in, so that the demo shows the same every day."""

PURPOSE = "an invented group, from an empty folder to an agenda and minutes"


def demo(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to; made new.")] = Path(
        "marg-demo"
    ),
) -> None:
    """See the main job done with an invented group."""
    session = Session.of(ctx)
    if folder.exists() and any(folder.iterdir()):
        raise OutputExists(
            f"The folder {folder.name} is not empty.", "Give another: marg demo FOLDER"
        )
    session.say(f"This is {PURPOSE}. Everybody in it is made up.")
    key = session.new_identity(folder / "demo-key.txt")
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MARG_")}
    environ |= {
        "MARG_STORE": str(folder / "register"),
        "MARG_IDENTITY_FILE": str(folder / "demo-key.txt"),
        "MARG_TODAY": TODAY,
    }
    for arguments in _commands(key, packaged("examples") / "netherwick.json", folder / "papers"):
        _show(arguments)
        code = session.run(arguments, environ)
        if code != 0:
            raise typer.Exit(code)
    _go_on(session, environ)


def _commands(key: str, group: Path, papers: Path) -> list[list[str]]:
    """The main job, from an empty folder to the papers of a meeting."""
    start = ["init", "--group", "Netherwick", "--holder", "coordinator", "--sharing", "core"]
    from marg_cli.documents.render import FORMATS

    documents = ["--as", ",".join(FORMATS), "--out", str(papers)]
    return [
        [*start, "--recipient", key],
        ["import", str(group)],
        ["status"],
        ["action", "overdue"],
        ["agenda", "list"],
        ["agenda", "render", *documents],
        ["agenda", "render", "--audience", "chair", *documents],
        ["minutes", "render", "last", *documents],
    ]


def _show(arguments: list[str]) -> None:
    """Show a command as a person would type it."""
    from shlex import join

    sys.stderr.flush()
    sys.stdout.write(f"\n$ marg {join(arguments)}\n")
    sys.stdout.flush()


def _go_on(session: Session, environ: dict[str, str]) -> None:
    setting = "set" if sys.platform == "win32" else "export"
    session.say("\nTo go on with this group, type these lines, then any command:")
    for name in ("MARG_STORE", "MARG_IDENTITY_FILE", "MARG_TODAY"):
        value = environ[name] if name == "MARG_TODAY" else str(Path(environ[name]).absolute())
        session.say(f"  {setting} {name}={value}")


app = word(demo)
