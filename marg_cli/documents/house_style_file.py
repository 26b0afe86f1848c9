"""Reads a group's house.toml, and says what is wrong with it by its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from marg_cli.documents.house_style import HouseStyle, Logo
from marg_cli.documents.house_style_colour import contrast_on_white
from marg_cli.documents.house_style_lines import Key, line_of, lines_of
from marg_cli.documents.house_style_logo import picture
from marg_cli.domain.text import near, one_line
from marg_cli.errors import TemplateError

LARGEST_FILE = 64_000
LONGEST_NAME = 40
PLAIN = HouseStyle()

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


def _is(words: str, example: object, **rules: Any) -> Any:  # noqa: ANN401 - pydantic's own word
    return Field(description=words, examples=[example], **rules)


def _millimetres(low: int, high: int, example: int) -> Any:  # noqa: ANN401 - pydantic's own word
    words = f"a number of millimetres from {low} to {high}"
    return _is(words, example, ge=low, le=high, allow_inf_nan=False)


def _readable(least: float) -> AfterValidator:
    def held(colour: str) -> str:
        ratio = contrast_on_white(colour)
        if ratio < least:
            said = f"stands out {int(ratio * 10) / 10:g} to 1 from white and needs {least:g} to 1"
            raise PydanticCustomError("contrast", "{said}", {"said": said})
        return colour.lower()

    return AfterValidator(held)


def _colour(example: str) -> Any:  # noqa: ANN401 - pydantic's own word
    return _is("six digits of 0 to 9 and a to f after a #", example, pattern="^#[0-9A-Fa-f]{6}$")


Margin = Annotated[float, _millimetres(10, 50, 25)]
Font = Annotated[
    str,
    _is(
        "a font's name in letters, digits, spaces and hyphens",
        "Arial",
        pattern=r"^[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*$",
        max_length=60,
    ),
]


class Section(BaseModel):
    """A part of house.toml: nothing may stand in it that marg does not know."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Colours(Section):
    """[colours]: of words, of what stands out, and of the lines in tables."""

    ink: Annotated[str, _colour(PLAIN.ink), _readable(7)] = PLAIN.ink
    accent: Annotated[str, _colour("#0b4f6c"), _readable(4.5)] = PLAIN.accent
    line: Annotated[str, _colour(PLAIN.line), _readable(3)] = PLAIN.line


class Margins(Section):
    """[margins]: what stays free at each side of a printed page."""

    top: Margin = PLAIN.top
    right: Margin = PLAIN.right
    bottom: Margin = PLAIN.bottom
    left: Margin = PLAIN.left


class Picture(Section):
    """[logo]: a file beside house.toml, the words that stand for it, and how wide it is."""

    file: Annotated[str, _is("the name of a picture beside house.toml", "logo.png")]
    alt: Annotated[
        str,
        _is(
            "what the picture shows, in words of one line, for those who cannot see it",
            "Netherwick Borough Council",
            pattern=r"^[^\p{C}\p{Z}](?:[^\p{C}\p{Zl}\p{Zp}]{0,198}[^\p{C}\p{Z}])?$",
        ),
    ]
    width: Annotated[float, _millimetres(10, 170, 40)] = 40


class House(Section):
    """All that a house.toml can say."""

    font: Font = PLAIN.font
    size: Annotated[
        float, _is("a number of points from 9 to 16", 11, ge=9, le=16, allow_inf_nan=False)
    ] = PLAIN.size
    colours: Annotated[Colours, _is("a section of its own", "[colours]")] = Colours()
    margins: Annotated[Margins, _is("a section of its own", "[margins]")] = Margins()
    logo: Annotated[Picture | None, _is("a section of its own", "[logo]")] = None


SECTIONS: dict[str, type[Section]] = {"colours": Colours, "margins": Margins, "logo": Picture}


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
