"""Where words and drawings are set on pages: the one place that speaks to typst.

What is set goes in as data beside a fixed source of ours, and nothing on the disk can be read but
fonts: those that came with marg, and the group's own where its house style names one.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from marg_cli.documents.house.files import HOUSE, packaged_templates
from marg_cli.errors import TemplateError

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard

    from marg_cli.documents.house.style import HouseStyle

FONTS = "fonts"
FONT = "Liberation Sans"
"""The font that came with marg; it stands in for what a group's own font lacks."""

NO_TIME = 315532800
"""PDF/A-2a asks for a date, and the same paper has to be the same bytes: 1 January 1980, as in zip
files. When a paper was made stands in the paper."""
REINSTALL = "Install marg again."
CANNOT = "The pages could not be set."
HINT = "Take out what the house style added last, such as its logo or font, and try again."


class Output(NamedTuple):
    """What typst makes: which format, how fine, and by which standards."""

    format: Literal["pdf", "png"]
    ppi: float | None
    standards: list[PDFStandard]


PNG = Output("png", 200, [])
PDF = Output("pdf", None, ["ua-1", "a-2a"])

_PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg")
"""


def picture(svg: str, style: HouseStyle, search: Sequence[Path] = ()) -> bytes:
    """Draw *svg* as PNG in its own size at 200 pixels an inch; *search* holds the group's fonts.

    Words are drawn only where the SVG names a font that is there, so it names FONT last.
    Raises TemplateError for what is no SVG, or one that reaches for another file.
    """
    return _set(_PICTURE, {"svg": svg}, style, search, PNG)


def pages(
    source: bytes, inputs: Mapping[str, str], style: HouseStyle, search: Sequence[Path] = ()
) -> bytes:
    """Set *source*, a file of ours, with *inputs* as PDF/UA-1 and PDF/A-2a in one.

    The same input gives the same bytes. Raises TemplateError when it cannot be set.
    """
    return _set(source, inputs, style, search, PDF)


def font_folders(style: HouseStyle, search: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Where fonts are looked for, marg's own folder first."""
    own = [folder / HOUSE / FONTS for folder in search] if style.font else []
    return (packaged_templates() / HOUSE / FONTS, *filter(Path.is_dir, own))


def font_families(style: HouseStyle, search: Sequence[Path] = ()) -> dict[str, tuple[Path, ...]]:
    """The files of each family a paper is set in, the first choice first.

    The group's own font is not among them where its folder lacks the files. Raises TemplateError
    when the one that came with marg is missing.
    """
    held = fonts(font_folders(style, search)).fonts()
    files = {
        name: tuple(Path(font.path) for font in held if _same(font.family, name) and font.path)
        for name in filter(None, (style.font, FONT))
    }
    if not files[FONT]:
        raise TemplateError(f"The font {FONT} that comes with marg is missing.", REINSTALL)
    return {name: found for name, found in files.items() if found}


def _same(family: str, name: str) -> bool:
    return family.casefold() == name.casefold()


@cache
def fonts(folders: tuple[Path, ...]) -> Fonts:
    """The fonts in *folders* and no others: neither the system's nor typst's."""
    from typst import Fonts

    return Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )


def _set(
    source: bytes,
    inputs: Mapping[str, str],
    style: HouseStyle,
    search: Sequence[Path],
    output: Output,
) -> bytes:
    os.environ.setdefault("RAYON_NUM_THREADS", "1")  # more threads take longer here, not less
    import typst

    folders = font_folders(style, search)
    try:
        done = typst.Compiler(
            source, root=folders[0], font_paths=fonts(folders), sys_inputs=dict(inputs)
        ).compile(
            format=output.format,
            ppi=output.ppi,
            pdf_standards=output.standards,
            timestamp=NO_TIME,
        )
    except typst.TypstError:  # its words could hold a case's
        raise TemplateError(CANNOT, HINT) from None
    if not isinstance(done, bytes):
        raise TemplateError(CANNOT, HINT)
    return done
