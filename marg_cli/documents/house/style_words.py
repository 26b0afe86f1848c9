"""All that a house.toml can say, with what is allowed at each place and an example of it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from marg_cli.documents.house.colour import contrast_on_white
from marg_cli.documents.house.style import HouseStyle

PLAIN = HouseStyle()


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
    """[colours]: of words, of what stands out, and of the lines in tables.

    How far each has to stand out is in WCAG 2.2: 1.4.6, 1.4.3 and 1.4.11.
    """

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
