"""Secrets that are new, or that open nothing yet: where they come from in a command about keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from marg_cli.cli.passphrases import FILE
from marg_cli.cli.unlocking import PROMPT, Source, new_passphrase
from marg_cli.errors import CannotAsk
from marg_cli.store.secret import Secret

if TYPE_CHECKING:
    from marg_cli.cli.session import Session

NEW_FILE = "MARG_NEW_PASSPHRASE_FILE"
"""Not the setting that opens the register: else two people would have one passphrase unawares."""


def chosen_passphrase(session: Session) -> Secret:
    """Gather a new passphrase: from the file in the setting, else asked for twice, unseen.

    Raises UsageRefused for one that is too weak, CannotUnlock for a file others can read, and
    CannotAsk where there is nobody to ask.
    """
    named = session.variable(NEW_FILE)
    source = Source(FILE, named) if named else Source(PROMPT, "")
    try:
        return new_passphrase(source, session.ask_hidden, session.say)
    except CannotAsk as refusal:
        raise CannotAsk(
            "The new passphrase has to be asked for, and there is no terminal.",
            f"Put it into a file only you can read, and name that in {NEW_FILE}.",
        ) from refusal


def recovery_words(session: Session, file: Path | None) -> Secret:
    """Gather the recovery key: from a file only its owner can read, else asked for, unseen.

    Raises CannotUnlock for a file that will not do, and CannotAsk where there is nobody to ask.
    """
    if file:
        from marg_cli.store.disk import read_private

        return Secret(read_private(file, "The recovery key's file"))
    ask = session.ask_hidden
    try:
        if ask:
            return Secret.of_text(ask("Recovery key: "))
    except CannotAsk:
        pass
    raise CannotAsk(
        "The recovery key has to be asked for, and there is no terminal.",
        "Name a file only you can read with: --file FILE",
    )
