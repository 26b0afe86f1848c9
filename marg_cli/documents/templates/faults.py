"""What is wrong with a template, said with its file and line and never with a person's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from jinja2 import (
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.utils import missing

from marg_cli.documents.templates.meter import TooMuch
from marg_cli.documents.templates.sandbox import Sandbox
from marg_cli.documents.templates.unknown import UnknownName
from marg_cli.domain.text import near
from marg_cli.domain.value import Value
from marg_cli.errors import TemplateError

ENDING = ".j2"
HINT = "Find all that is wrong with your templates: marg template check"
UNSAFE = "values are always escaped; take |safe out"
SENTENCES: dict[type[Exception], str] = {
    TooMuch: "this has no end, or makes a paper far too long",
    SyntaxError: "this is nested too deeply",
    MemoryError: "this has no end, or makes a paper far too long",
    UndefinedError: "something it needs is not there",
    TemplateRuntimeError: "a template may not do that: it reads values and writes words, no more",
    TypeError: "this is not a text, a number or a day: it cannot be printed or compared",
    RecursionError: "this calls itself without end, or is nested too deeply",
    UnicodeDecodeError: "the file is not written in UTF-8",
}


class Place(NamedTuple):
    """A line of a template, and the names it could have used."""

    file: Path
    line: int
    names: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file.name}:{self.line}"

    def says(self, word: object) -> bool:
        """Whether *word* is the template's own: what comes from a case is never repeated."""
        try:
            return isinstance(word, str) and word in self.file.read_text(encoding="utf-8")
        except OSError:
            return False


@contextmanager
def explained(environment: Sandbox, name: str) -> Iterator[None]:
    """Turn whatever goes wrong in template *name* into a TemplateError."""
    try:
        yield
    except TemplateError:
        raise
    except Exception as error:  # noqa: BLE001 - a template can end in any of Python's errors
        raise TemplateError(_sentence(environment, name, error), HINT) from None


def _sentence(environment: Sandbox, name: str, error: Exception) -> str:
    if isinstance(error, TemplateSyntaxError):
        file = Path(error.filename or error.name or name).name
        return f"{file}:{error.lineno}: {_syntax(environment, error)}"
    place = _last_place(error)
    return f"{place or name}: {_what(environment, place, error)}"


def _what(environment: Sandbox, place: Place | None, error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"no template {error.name}{offer(str(error.name), environment.list_templates())}"
    if isinstance(error, UnknownName) and place:
        return _unknown(place, error)
    for kind, sentence in SENTENCES.items():
        if isinstance(error, kind):
            return sentence
    return f"this cannot be worked out ({type(error).__name__})"


def _syntax(environment: Sandbox, error: TemplateSyntaxError) -> str:
    message = (error.message or "not understood").rstrip(".")
    for kind, known in (("filter", environment.filters), ("test", environment.tests)):
        if message.startswith(f"No {kind} named"):
            wanted = message.split("'")[1]
            if wanted == "safe":
                return UNSAFE
            return f'no {kind} "{wanted}" here{offer(wanted, known)}'
    return message


def _unknown(place: Place, error: UnknownName) -> str:
    if not place.says(error.name):
        return "no such entry here"
    if error.owner is None:
        return f'where nothing is recorded there is no "{error.name}"; ask first: {{% if … %}}'
    names = place.names if error.owner is missing else _names_of(error.owner)
    return f'no "{error.name}" here{offer(str(error.name), names)}'


def offer(word: str, known: Iterable[str]) -> str:
    """Say "; did you mean …?", or nothing where nothing that can be written is near."""
    found = near(word, (name for name in known if not name.startswith(" ")))
    return f'; did you mean "{found[0]}"?' if found else ""


def _names_of(owner: object) -> tuple[str, ...]:
    if isinstance(owner, Value):
        return type(owner).__slots__
    names = (
        owner if isinstance(owner, dict) else [*vars(type(owner)), *getattr(owner, "__dict__", ())]
    )
    return tuple(name for name in names if isinstance(name, str) and not name.startswith("_"))


def _last_place(error: BaseException) -> Place | None:
    """Walk the traceback to the last frame that is a template's."""
    found = None
    at = error.__traceback__
    while at:
        file = at.tb_frame.f_code.co_filename
        if file.endswith(ENDING):
            names = tuple(name for name in at.tb_frame.f_locals if not name.startswith("_"))
            found = Place(Path(file), at.tb_lineno, names)
        at = at.tb_next
    return found
