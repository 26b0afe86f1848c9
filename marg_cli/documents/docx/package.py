"""The file itself: what it says of itself, and the same bytes for the same paper."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - Word keeps days without zone; no clock is asked
"""When every paper says it was made: the first day a zip can hold."""

MODE = "compatibilityMode"
WORD_2013 = "15"
MICROSOFT = "http://schemas.microsoft.com/office/word"


def packed(word: WordDocument, title: str, lang: str) -> bytes:
    """The document as a file that says its title and language, and no person, place or time."""
    _say(word, title, lang)
    _as_word_2013(word)
    held = BytesIO()
    word.save(held)
    return _without_time(held)


def _say(word: WordDocument, title: str, lang: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE as KIND

    said = word.core_properties
    package = word.part.package
    kept = {KIND.OFFICE_DOCUMENT, KIND.CORE_PROPERTIES}
    for name in [name for name, rel in package.rels.items() if rel.reltype not in kept]:
        del package.rels[name]
    element = package.part_related_by(KIND.CORE_PROPERTIES).element
    for child in list(element):
        element.remove(child)
    said.title, said.language = title, lang
    said.created = said.modified = EPOCH


def _as_word_2013(word: WordDocument) -> None:
    """Have Word lay the paper out as it does today, without "compatibility mode" in its title."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    settings = word.settings.element
    for held in settings.iter(qn("w:compatSetting")):
        if held.get(qn("w:name")) == MODE:
            held.set(qn("w:val"), WORD_2013)
            return
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        settings.insert_element_before(compat, *AFTER_COMPAT)
    named = {"w:name": MODE, "w:uri": MICROSOFT, "w:val": WORD_2013}
    compat.append(OxmlElement("w:compatSetting", {qn(key): val for key, val in named.items()}))


AFTER_COMPAT = (
    *("w:docVars", "w:rsids", "m:mathPr", "w:attachedSchema", "w:themeFontLang"),
    *("w:clrSchemeMapping", "w:doNotIncludeSubdocsInStats", "w:doNotAutoCompressPictures"),
    *("w:forceUpgrade", "w:captions", "w:readModeInkLockDown", "w:smartTagType"),
    *("sl:schemaLibrary", "w:shapeDefaults", "w:doNotEmbedSmartTags", "w:decimalSymbol"),
    "w:listSeparator",
)
"""What the settings of a document may hold after its compatibility; the format fixes the order."""


def _without_time(held: BytesIO) -> bytes:
    """The same members with the same day on each, for python-docx writes the hour in."""
    made = BytesIO()
    with ZipFile(held) as written, ZipFile(made, "w", ZIP_DEFLATED) as dated:
        for name in written.namelist():
            member = ZipInfo(name, EPOCH.timetuple()[:6])
            member.compress_type = ZIP_DEFLATED
            dated.writestr(member, written.read(name))
    return made.getvalue()
