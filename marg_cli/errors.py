"""The family of refusals: each says what happened, how the command ends, and the way out."""

from __future__ import annotations


class Exit:
    """How a command ends; published in the README, so added to but never changed.

    Plain numbers: an enumeration of them would take every command a millisecond to make.
    """

    DONE = 0
    UNEXPECTED = 1
    USAGE = 2
    FOUND = 3
    NOT_FOUND = 4
    REFUSED = 5
    NO_REGISTER = 10
    BUSY = 11
    LOCKED = 12
    NEWER = 13
    DAMAGED = 14
    TEMPLATE = 15
    OUTPUT_EXISTS = 16
    NOT_WRITABLE = 17
    INTERRUPTED = 130


MEANINGS = {
    Exit.DONE: "done",
    Exit.UNEXPECTED: "something went wrong that marg did not foresee",
    Exit.USAGE: "the command was not understood: a wrong option, date or value",
    Exit.FOUND: "a check found something",
    Exit.NOT_FOUND: "nothing by that reference or name, or more than one",
    Exit.REFUSED: "a rule of the group says no",
    Exit.NO_REGISTER: "there is no register there",
    Exit.BUSY: "another command is writing to the register",
    Exit.LOCKED: "the register could not be unlocked",
    Exit.NEWER: "the register was made by a newer version of marg",
    Exit.DAMAGED: "the register is damaged",
    Exit.TEMPLATE: "a template is wrong",
    Exit.OUTPUT_EXISTS: "the file to be written exists already",
    Exit.NOT_WRITABLE: "the disk is full, or the place cannot be written to",
    Exit.INTERRUPTED: "interrupted",
}


class MargError(Exception):
    """A refusal: one plain sentence, no personal data in it, and the way out as its hint."""

    exit = Exit.UNEXPECTED
    hint = ""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if hint is not None:
            self.hint = hint

    @property
    def code(self) -> str:
        """The refusal's name for programs: `CaseNotFound` is `case-not-found`."""
        name = type(self).__name__
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")


class UsageRefused(MargError):
    """A value that cannot be understood."""

    exit = Exit.USAGE


class DateNotUnderstood(UsageRefused):
    """A date that cannot be read; the message gives two examples that work."""


class TextRefused(UsageRefused):
    """A text that cannot be stored as typed (NUL or a lone surrogate)."""


class CannotAsk(UsageRefused):
    """Something is missing and there is nobody to ask; the hint names the option."""


class NotFound(MargError):
    """Nothing by that reference or name, or more than one thing; the near ones are offered."""

    exit = Exit.NOT_FOUND


class Refused(MargError):
    """A rule of the group says no; the message says which, and what is possible instead."""

    exit = Exit.REFUSED


class NoRegister(MargError):
    """No register in that folder."""

    exit = Exit.NO_REGISTER
    hint = "Start one with: marg init    or look around first with: marg demo"


class RegisterExists(MargError):
    """A register is already in that folder."""

    exit = Exit.OUTPUT_EXISTS


class Busy(MargError):
    """Another command holds the register."""

    exit = Exit.BUSY
    hint = "Wait for the other command to end, then try again."


class CannotUnlock(MargError):
    """The passphrase or identity does not open this register."""

    exit = Exit.LOCKED


class NewerVersion(MargError):
    """The register was made by a newer marg."""

    exit = Exit.NEWER
    hint = "Update marg on this machine; the register was not touched."


class Damaged(MargError):
    """The key is right and yet the register cannot be read."""

    exit = Exit.DAMAGED
    hint = "Leave it as it is; marg register check says more, a backup brings it back."


class TemplateError(MargError):
    """A template that cannot be rendered: file, line, what is missing."""

    exit = Exit.TEMPLATE


class OutputExists(MargError):
    """The file is there already and was not overwritten."""

    exit = Exit.OUTPUT_EXISTS
    hint = "Give another place with --out, or overwrite it with --force."


class NotWritable(MargError):
    """The disk is full or the place cannot be written to; nothing was changed."""

    exit = Exit.NOT_WRITABLE
    hint = "Nothing was changed. Free some space, or choose a place you may write to."


class NotSafe(NotWritable):
    """A change was made, but the disk did not say that it will outlast a power cut."""

    hint = "Do not give the command again. Have the disk looked at, and make a backup."
