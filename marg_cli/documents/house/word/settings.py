"""A house document's settings, put together again from the few that shape a page."""

from __future__ import annotations

from copy import deepcopy

from marg_cli.documents.house.word.names import Element, is_on, made, qn
from marg_cli.documents.house.word.story import anonymous

KEPT = (
    "w:embedTrueTypeFonts",
    "w:mirrorMargins",
    "w:bordersDoNotSurroundHeader",
    "w:bordersDoNotSurroundFooter",
    "w:gutterAtTop",
    "w:defaultTabStop",
    "w:autoHyphenation",
    "w:consecutiveHyphenLimit",
    "w:hyphenationZone",
    "w:doNotHyphenateCaps",
    "w:evenAndOddHeaders",
    "w:characterSpacingControl",
    "w:compat",
    "w:themeFontLang",
    "w:clrSchemeMapping",
    "w:decimalSymbol",
    "w:listSeparator",
)
"""What is taken over, in the order Word wants: no merge, protection, variables, marks of saving."""

LANGUAGE = "en-GB"
WORD_2013 = "15"

_EVEN_AND_ODD = qn("w:evenAndOddHeaders")
_AS_WORD_SAVES = (
    "overrideTableStyleFontSizeAndJustification",
    "enableOpenTypeFeatures",
    "doNotFlipMirrorIndents",
    "differentiateMultirowTableHeaders",
)
_WORD = "http://schemas.microsoft.com/office/word"


def even_and_odd(settings: Element | None) -> bool:
    """Whether even pages have headers of their own."""
    return settings is not None and is_on(settings.find(_EVEN_AND_ODD))


def cleaned(settings: Element | None) -> Element:
    """Make settings for the clean document: the page's own, in Word 2013's ways."""
    made_anew = {qn("w:compat"): _compat(), qn("w:themeFontLang"): _language()}
    clean = made("w:settings")
    for name in map(qn, KEPT):
        own = None if settings is None else settings.find(name)
        if name in made_anew:
            clean.append(made_anew[name])
        elif own is not None and not len(own):
            clean.append(deepcopy(own))
            anonymous(clean[-1])
    return clean


def _compat() -> Element:
    compat = made("w:compat")
    for name, word in (("compatibilityMode", WORD_2013), *((name, "1") for name in _AS_WORD_SAVES)):
        made("w:compatSetting", compat, name=name, uri=_WORD, val=word)
    return compat


def _language() -> Element:
    return made("w:themeFontLang", val=LANGUAGE)
