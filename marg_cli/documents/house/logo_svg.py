"""What a logo drawn in SVG may hold: shapes and words, and nothing that runs or reaches out."""

from __future__ import annotations

import re
from typing import NoReturn
from xml.parsers import expat

from marg_cli.errors import TemplateError

HINT = "Save it as plain SVG from the drawing program, or use a PNG of it."
DEEPEST = 50
SVG = "http://www.w3.org/2000/svg"
DRAWN = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "switch"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "linearGradient", "radialGradient", "stop", "pattern"),
        *("clipPath", "mask", "marker"),
    }
)
NOTED = frozenset(
    {
        "http://www.inkscape.org/namespaces/inkscape",
        "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://creativecommons.org/ns#",
        "http://purl.org/dc/elements/1.1/",
    }
)
"""What drawing programs note for themselves: no program that shows the picture reads it."""

_REACHES_OUT = re.compile(
    r"url\((?!\s*['\"]?#)|@import|@font-face|\\|(?:src|image|image-set|attr)\(|:\s*//|script:",
    re.IGNORECASE,
)
_LENGTH = r"(\d{1,9}(?:\.\d{1,9})?)"
_BOX = re.compile(rf"\s*-?{_LENGTH}[\s,]+-?{_LENGTH}[\s,]+{_LENGTH}[\s,]+{_LENGTH}\s*")
_SIDE = re.compile(rf"\s*{_LENGTH}\s*(?:px|pt|mm|cm|in)?\s*")


def svg_size(content: bytes) -> tuple[float, float] | None:
    """Width and height of the drawing; None when it does not say, or is no SVG.

    Raises TemplateError for what could run, fetch or hide something.
    """
    drawing = _Drawing()
    try:
        drawing.parser.Parse(content, True)
    except expat.ExpatError:
        return None
    return drawing.size


class _Drawing:
    """Walks through one file, and refuses as soon as there is reason to."""

    def __init__(self) -> None:
        self.size: tuple[float, float] | None = None
        self.open: list[str] = []
        self.style: list[str] = []
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.XmlDeclHandler = _declared
        parser.StartDoctypeDeclHandler = lambda *_: _refuse("a DOCTYPE")
        parser.EntityDeclHandler = lambda *_: _refuse("an entity")
        parser.ProcessingInstructionHandler = lambda *_: _refuse("a processing instruction")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        self.parser = parser

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        self.open.append(name)
        if len(self.open) > DEEPEST:
            _refuse(f"more than {DEEPEST} things within one another")
        if len(self.open) == 1:
            if (space, name) != (SVG, "svg"):
                _refuse(f"<{name}> where <svg> has to be")
            self.size = _size(attributes)
        if not ((space == SVG and name in DRAWN) or space in NOTED):
            _refuse(f"<{name}>")
        for attribute, value in attributes.items() if space == SVG else ():
            _judge(attribute.rpartition(" ")[2], value)

    def _end(self, _: str) -> None:
        if self.open.pop() == "style":
            if _REACHES_OUT.search("".join(self.style)):
                _refuse("a style that reaches out of it")
            self.style.clear()

    def _words(self, words: str) -> None:
        if self.open[-1] == "style":
            self.style.append(words)


def _declared(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding and encoding.casefold() != "utf-8":
        _refuse("letters in another encoding than UTF-8")


def _judge(attribute: str, value: str) -> None:
    folded = attribute.casefold()
    if folded.startswith("on"):
        _refuse(f"the event handler {attribute}")
    if folded in {"href", "src", "base"} and not value.startswith("#"):
        _refuse("a link out of it")
    if _REACHES_OUT.search(value):
        _refuse(f"a {attribute} that reaches out of it")


def _size(attributes: dict[str, str]) -> tuple[float, float] | None:
    if box := _BOX.fullmatch(attributes.get("viewBox", "")):
        across, down = box[3], box[4]
    else:
        sides = [_SIDE.fullmatch(attributes.get(side, "")) for side in ("width", "height")]
        across, down = (side[1] if side else "0" for side in sides)
    size = float(across), float(down)
    return size if all(size) else None


def _refuse(what: str) -> NoReturn:
    raise TemplateError(f"the logo holds {what}, which a logo may not", HINT)
