"""`marg completion`: let the shell you use complete marg's words."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from marg_cli.cli.lazy import word


class Shell(StrEnum):
    """A shell that can be taught."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def completion(
    shell: Annotated[Shell, typer.Argument(metavar="SHELL", help="Which shell you use.")],
) -> None:
    """Print a script by which your shell completes words."""
    from marg_cli.cli.completion_scripts import script

    sys.stdout.write(script(shell))


app = word(completion)
