"""A group's own Word document as house style: taken in, judged, and cleaned to write papers into.

The document may be `.docx` or `.dotx`. What could act or fetch is refused; what an older case
could have left in it is not carried over. Its styles, theme, fonts, lists, page, headers and
footers come over as they look.
"""

from __future__ import annotations

from pathlib import Path

from marg_cli.errors import TemplateError


def house_document(path: Path) -> bytes:
    """Read the house document at *path*; give a clean, empty `.docx` to write papers into.

    The result has every style of `templates/house/base.docx`, each under the name base gives it,
    so python-docx's `document.styles["Heading 1"]` finds it whatever its id is: a German Word
    calls it `berschrift1`. `style_ids` gives the ids for those who write XML. Lists of styles
    that the house lacked come along. There is one section, with the house's own headers and
    footers; their page numbers are still fields. The same file gives the same bytes.

    Raises TemplateError, with one sentence that names the file and what is wrong with it.
    """
    from marg_cli.documents.house.word.assembly import assembled
    from marg_cli.documents.house.word.intake import members
    from marg_cli.documents.house.word.package import Package
    from marg_cli.documents.house.word.refusals import judge
    from marg_cli.documents.house.word.unfit import Unfit
    from marg_cli.domain.text import visible

    try:
        package = Package(members(path))
        judge(package)
        return assembled(package)
    except Unfit as error:
        raise TemplateError(f"{visible(path.name)} {error.what}.", error.way_out) from error


def style_ids(content: bytes) -> dict[str, str]:
    """Give the ids of a clean document's styles by their names in small letters."""
    from marg_cli.documents.house.word import styles
    from marg_cli.documents.house.word.names import parsed
    from marg_cli.documents.house.word.outgoing import member

    return styles.ids(parsed(member(content, "word/styles.xml")))
