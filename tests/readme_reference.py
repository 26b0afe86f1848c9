"""The README's reference, made from the program itself: `python -m tests.readme_reference`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from marg_cli.cli.lazy import load
from marg_cli.cli.nouns import NOUNS
from marg_cli.domain.settings import every_rule
from marg_cli.errors import MEANINGS

README = Path(__file__).parents[1] / "README.md"


def commands() -> str:
    """A table of every noun and its verbs."""
    lines = ["| command | what it does |", "|---|---|"]
    for word, noun in NOUNS.items():
        command = load(word)
        verbs = getattr(command, "list_commands", None)
        if verbs is None:
            lines.append(f"| `marg {_usage(command, word)}` | {noun.about} |")
            continue
        lines.append(f"| **`marg {word}`** | {noun.about} |")
        for name in verbs(None):
            verb = command.get_command(None, name)
            lines.append(f"| `marg {word} {_usage(verb, name)}` | {verb.help} |")
    return "\n".join(lines)


def exit_codes() -> str:
    """A table of how commands end."""
    rows = [f"| {int(code)} | {meaning} |" for code, meaning in MEANINGS.items()]
    return "\n".join(["| code | what it means |", "|--:|---|", *rows])


def settings() -> str:
    """A table of what a group may set."""
    rows = [
        f"| `{key}` | {_default(rule.default)} | {rule.about} |"
        for key, rule in every_rule().items()
    ]
    return "\n".join(["| setting | default | what it is for |", "|---|---|---|", *rows])


PARTS = {"commands": commands, "exit codes": exit_codes, "settings": settings}


def refreshed(text: str) -> str:
    """The README with every generated part made anew."""
    for name, make in PARTS.items():
        begin, end = f"<!-- {name}: generated -->", f"<!-- {name}: end -->"
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        places = pattern.split(text)
        if len(places) != len(("before", "after")):
            raise LookupError(f"the README has {len(places) - 1} places for its {name}")
        text = f"{begin}\n{make()}\n{end}".join(places)
    return text


def _usage(command: Any, name: str) -> str:
    arguments = [
        param.make_metavar(None) for param in command.params if param.param_type_name == "argument"
    ]
    return " ".join([name, *arguments]).replace("|", "\\|")


def _default(text: str) -> str:
    shown = text if len(text) <= 40 else f"{text[:39]}…"
    return f"`{shown}`" if shown else "not set"


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text("utf-8")), "utf-8")
