"""The words the shell itself knows, besides every command of marg."""

from __future__ import annotations

HELP, EXIT, QUIT, LOCK, BLANK = "help", "exit", "quit", "lock", "blank"

OWN_WORDS = {
    HELP: "Say what can be typed: help, help case, help case show.",
    LOCK: "Lock at once: clear the screen, close the register, ask again.",
    BLANK: "Blank the screen until the next key; F8 does the same.",
    EXIT: "Close the register and leave; so does Ctrl-D.",
}
"""What each is for; a question mark is help too, and quit is exit."""

SAME = {"?": HELP, QUIT: EXIT, "-h": HELP, "--help": HELP}

NOT_HERE = {
    "shell": "This is the shell already.",
    "unlock": "The register is open already: marg unlock is for commands outside the shell.",
}
"""Commands that mean nothing inside a shell, and why."""


def table() -> str:
    """The shell's own words, as its help ends with them."""
    wide = max(map(len, OWN_WORDS))
    return "".join(f"  {word.ljust(wide)}  {about}\n" for word, about in OWN_WORDS.items())
