"""What opens the register: one source at a time, and whose key it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from marg_cli.cli.passphrases import (
    COMMAND,
    DESCRIPTOR,
    FILE,
    checked,
    from_command,
    from_descriptor,
    from_file,
    nobody_to_ask,
    not_text,
)
from marg_cli.errors import CannotAsk, CannotUnlock, UsageRefused
from marg_cli.store.credential import Credential, IdentityFile, Passphrase
from marg_cli.store.secret import Secret

IDENTITY = "MARG_IDENTITY_FILE"
HOLDER = "MARG_HOLDER"
PROMPT = ""

SHORTEST = 12
"""Characters of a new passphrase; one that exists already opens, however short it is."""

Ask: TypeAlias = Callable[[str], str]
"""Puts a question and gives back what was typed, never showing it."""


class Source(NamedTuple):
    """Where to look: the setting's name as its user wrote it, or PROMPT, and its value."""

    name: str
    value: str


def source_of(environ: Mapping[str, str], passphrase_fd: int | None = None) -> Source:
    """Find the one place the passphrase is to come from. Raises UsageRefused for two at once."""
    named = [Source(name, environ[name]) for name in (COMMAND, FILE, IDENTITY) if environ.get(name)]
    if passphrase_fd is not None:
        named.append(Source(DESCRIPTOR, str(passphrase_fd)))
    if len(named) > 1:
        raise UsageRefused(
            f"{named[0].name} and {named[1].name} are both given.", "Leave only one of them."
        )
    return named[0] if named else Source(PROMPT, "")


def credential(source: Source, named: str, holders: Sequence[str], ask: Ask | None) -> Credential:
    """Gather what opens the register; *named* is MARG_HOLDER, *ask* is None when nobody may be.

    Raises UsageRefused when it is not clear whose key is meant, CannotAsk, and CannotUnlock when
    the source gives nothing or others could read it too.
    """
    if source.name == IDENTITY:
        return IdentityFile(Path(source.value))
    holder = choose_holder(named, holders)
    passphrase = _given(source) or _asked(f"Passphrase of {holder}: ", ask)
    if not passphrase.reveal():
        raise CannotUnlock(
            f"{source.name or 'The answer'} gave an empty passphrase.",
            f"Give the passphrase of {holder}'s key.",
        )
    return Passphrase(holder, passphrase)


def new_passphrase(
    source: Source, ask: Ask | None, say: Callable[[str], None] | None = None
) -> Secret:
    """Gather a new passphrase; a person is asked twice, and again when it will not do.

    Raises UsageRefused for one that is too weak where nobody can be asked again (*say* is None),
    and CannotAsk and CannotUnlock as `credential` does.
    """
    if source.name == IDENTITY:
        raise UsageRefused(
            f"{IDENTITY} opens a register; it gives no passphrase to a new key.",
            f"Unset {IDENTITY}, or name the key's own public key with --recipient age1…",
        )
    while True:
        try:
            return _chosen(_given(source), ask)
        except UsageRefused as refusal:
            if say is None or source.name != PROMPT or isinstance(refusal, CannotAsk):
                raise
            say(f"{refusal.message} {refusal.hint}")


def _chosen(given: Secret | None, ask: Ask | None) -> Secret:
    chosen = given or _asked("New passphrase: ", ask)
    if len(chosen.text()) < SHORTEST:
        raise UsageRefused(
            f"A new passphrase has at least {SHORTEST} characters.",
            "Four words picked at random make a good one that can be remembered.",
        )
    if not given and _asked("The same again: ", ask).reveal() != chosen.reveal():
        raise UsageRefused("The two passphrases are not the same.", "Start again.")
    return chosen


def choose_holder(named: str, holders: Sequence[str]) -> str:
    """Whose key: the one *named*, the only one there is, or whoever is logged in.

    Raises UsageRefused when none of these says it, and CannotUnlock when nobody has a passphrase.
    """
    if not holders:
        raise CannotUnlock(
            "No key of this register is under a passphrase.", f"Give an age identity: {IDENTITY}"
        )
    wanted = named or (holders[0] if len(holders) == 1 else _login_name())
    if wanted in holders:
        return wanted
    for holder in holders:
        if holder.casefold() == wanted.casefold():
            return holder
    raise UsageRefused(
        f"There is no key holder of the name in {HOLDER}."
        if named
        else "This register has several key holders.",
        f"Say whose key to use with {HOLDER}, one of: {', '.join(holders)}",
    )


def _given(source: Source) -> Secret | None:
    """What a source other than the prompt says."""
    if source.name == COMMAND:
        return from_command(source.value)
    if source.name == FILE:
        return from_file(Path(source.value))
    if source.name == DESCRIPTOR:
        return from_descriptor(int(source.value))
    return None


def _asked(question: str, ask: Ask | None) -> Secret:
    if ask is None:
        raise nobody_to_ask()
    try:
        content = ask(question).encode()
    except UnicodeEncodeError as error:
        raise not_text() from error
    return checked(content)


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
