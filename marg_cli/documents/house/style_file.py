"""Reads a group's house.toml, and says what is wrong with it by its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from marg_cli.documents.house.logo import picture
from marg_cli.documents.house.style import HouseStyle, Logo
from marg_cli.documents.house.style_lines import Key, line_of, lines_of
from marg_cli.documents.house.style_words import SECTIONS, House
from marg_cli.domain.text import near, one_line
from marg_cli.errors import TemplateError

LARGEST_FILE = 64_000
LONGEST_NAME = 40

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


def read(file: Path) -> HouseStyle:
    """Read *file* and the logo it names. Raises TemplateError."""
    text = _text(file)
    told = _parsed(file.name, text)
    lines = lines_of(text)
    try:
        house = House.model_validate(told)
    except ValidationError as error:
        wrong = min(error.errors(), key=lambda each: line_of(_key(each), lines))
        raise _refusal(f"{file.name}:{line_of(_key(wrong), lines)}", wrong) from None
    logo = None
    if house.logo:
        with _said_at(f"{file.name}:{line_of(('logo', 'file'), lines)}"):
            content, kind = picture(file.parent, house.logo.file, house.logo.width)
        logo = Logo(content, kind, house.logo.alt, house.logo.width)
    return HouseStyle(
        font=house.font,
        size=house.size,
        logo=logo,
        **house.colours.model_dump(),
        **house.margins.model_dump(),
    )


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise TemplateError(
                f"{file.name}: this is too long to be a house style",
                "A dozen lines say all that it can say.",
            )
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise TemplateError(
            f"{file.name}: it cannot be read ({error.strerror})", "See who may read the file."
        ) from None
    except UnicodeDecodeError:
        raise TemplateError(
            f"{file.name}: the file is not written in UTF-8", "Save it again as UTF-8 text."
        ) from None


def _parsed(name: str, text: str) -> dict[str, Any]:
    hint = 'A line is a [section], or a name and its value, such as: font = "Arial"'
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise TemplateError(f"{name}:{line}: this line cannot be read as TOML", hint) from None
    except (ValueError, RecursionError):
        raise TemplateError(f"{name}: this cannot be read as TOML", hint) from None


def _key(error: ErrorDetails) -> Key:
    return tuple(str(part) for part in error["loc"])


def _refusal(place: str, error: ErrorDetails) -> TemplateError:
    *section, given = _key(error)
    name = one_line(given)[:LONGEST_NAME]
    fields = (SECTIONS[section[0]] if section else House).model_fields
    match error["type"]:
        case "extra_forbidden":
            known = list(fields)
            offer = near(given, known)
            meant = f'; did you mean "{offer[0]}"?' if offer else ""
            here = f"In [{section[0]}]" if section else "In house.toml"
            return TemplateError(
                f'{place}: no "{name}" here{meant}',
                f"{here} may stand: {', '.join(known)}.",
            )
        case "contrast":
            return TemplateError(
                f"{place}: {name} {error['msg']}",
                f"Take a darker shade, for example: {_example(name, fields)}",
            )
        case "missing":
            return TemplateError(
                f"{place}: [{section[0]}] lacks {name}: {fields[name].description}",
                f"Write below it, for example: {_example(name, fields)}",
            )
    return TemplateError(
        f"{place}: {name} has to be {fields[name].description}",
        f"For example: {_example(name, fields)}",
    )


def _example(name: str, fields: dict[str, Any]) -> str:
    [example] = fields[name].examples
    if name in SECTIONS:
        return str(example)
    return f'{name} = "{example}"' if isinstance(example, str) else f"{name} = {example}"


@contextmanager
def _said_at(place: str) -> Iterator[None]:
    try:
        yield
    except TemplateError as error:
        raise TemplateError(f"{place}: {error.message}", error.hint) from None
