"""A house document's styles: cleaned, and joined by those marg needs and the house lacks."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

from marg_cli.documents.house.word.names import (
    NAMESPACES,
    Element,
    dropped,
    is_on,
    made,
    qn,
    qns,
    value,
)
from marg_cli.documents.house.word.settings import LANGUAGE
from marg_cli.documents.house.word.story import anonymous, is_ours

REMOVED = qns("w:rsid w:rPrChange w:pPrChange w:tblPrChange w:trPrChange w:tcPrChange w:lang")
"""The language too: the document's own defaults say it once for all styles."""

POINTERS = ("w:basedOn", "w:next", "w:link")

_STYLE = qn("w:style")
_NAME = qn("w:name")
_ID = qn("w:styleId")
_TYPE = qn("w:type")
_DEFAULT = qn("w:default")
_VAL = qn("w:val")
_LISTED = "w:pPr/w:numPr"
_BEFORE_LIST = qns("w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:framePr w:widowControl")
_STANDING = qns("w:docDefaults w:latentStyles w:style")


def cleaned(styles: Element | None) -> Element:
    """Copy the house's styles without marks of who changed them; none where it has no styles."""
    clean = made("w:styles") if styles is None else deepcopy(styles)
    for element in list(clean.iter()):
        if element.tag in REMOVED or not is_ours(element.tag):
            dropped(element)
        else:
            anonymous(element)
    for child in list(clean):
        if child.tag not in _STANDING or (child.tag == _STYLE and not _is_named(child)):
            dropped(child)
    return clean


def name_of(style: Element) -> str:
    """A style's name, folded: Word's own are told by it in every language, unlike by their id."""
    return value(style, "w:name").split(",")[0].strip().casefold()


def ids(styles: Element) -> dict[str, str]:
    """Each style's id by its folded name."""
    found = styles.findall("w:style", NAMESPACES)
    return {name_of(style): str(style.get(_ID)) for style in reversed(found)}


def hidden(styles: Element) -> frozenset[str]:
    """The ids of styles whose words are hidden, by themselves or by what they are based on."""
    own = {style.get(_ID): style for style in styles.iterfind("w:style", NAMESPACES)}
    return frozenset(style_id for style_id, style in own.items() if _is_hidden(style, own))


class Joined(NamedTuple):
    """How base's styles came to the house: its id for each of base's, and who needs base's list."""

    known: dict[str, str]
    listed: frozenset[str]


def joined(house: Element, base: Element, lists: frozenset[str]) -> Joined:
    """Copy into *house* the styles of *base* that it lacks. *lists* are the ids of its lists.

    A style is the same where kind and name are, whatever their case and the id. The house's is
    then named exactly as base names it. Where only the name is the same, the house's is renamed.
    Copied styles leave the font to the house's own. A list style of the house's that has no list
    gets base's.
    """
    held = house.findall("w:style", NAMESPACES)
    own = {name_of(style): style for style in reversed(held)}
    by_id = {style.get(_ID): style for style in held}
    defaults = {style.get(_TYPE) for style in held if style.get(_DEFAULT) in {"1", "true"}}
    known: dict[str, str] = {}
    copies, listed = [], set()
    for style in base.iterfind("w:style", NAMESPACES):
        base_id, mine = style.get(_ID), own.get(name_of(style))
        if mine is None or not _is_same(mine, style):
            known[base_id] = _fresh(base_id, {*by_id, *known.values()})
            copies.append(deepcopy(style))
            listed.add(base_id)
            continue
        known[base_id] = mine.get(_ID)
        if _has_list(style) and not _in_list(mine, by_id, lists):
            _take_list(mine, style)
            listed.add(base_id)
    for copy in copies:
        _settle(copy, known, defaults)
        house.append(copy)
    _with_defaults(house, base)
    return Joined(known, frozenset(listed))


def _is_same(mine: Element, style: Element) -> bool:
    """Whether the house's style of that name is of the same kind; either way it is named anew."""
    same: bool = mine.get(_TYPE) == style.get(_TYPE)
    mine.find(_NAME).set(_VAL, value(style, "w:name") + ("" if same else " (own)"))
    return same


def _settle(copy: Element, known: dict[str, str], defaults: set[str]) -> None:
    copy.set(_ID, known[copy.get(_ID)])
    if copy.get(_TYPE) in defaults:
        copy.attrib.pop(_DEFAULT, None)
    for pointer in copy.iterchildren(*map(qn, POINTERS)):
        pointer.set(_VAL, known.get(value(pointer), value(pointer)))
    for font in list(copy.iter(qn("w:rFonts"))):
        dropped(font)


def _is_named(style: Element) -> bool:
    return bool(style.get(_ID) and value(style, "w:name"))


def _has_list(style: Element) -> bool:
    return style.find(_LISTED, NAMESPACES) is not None


def _in_list(style: Element, by_id: dict[str, Element], lists: frozenset[str]) -> bool:
    return any(value(each, f"{_LISTED}/w:numId") in lists for each in _line(style, by_id))


def _take_list(mine: Element, style: Element) -> None:
    about = mine.find(qn("w:pPr"))
    if about is None:
        about = made("w:pPr")
        first = mine.find(qn("w:rPr"))
        mine.append(about) if first is None else first.addprevious(about)
    for old in list(about.iterchildren(qn("w:numPr"))):
        dropped(old)
    before = [child for child in about if child.tag in _BEFORE_LIST]
    about.insert(len(before), deepcopy(style.find(_LISTED, NAMESPACES)))


def _line(style: Element, by_id: dict[str, Element]) -> Iterator[Element]:
    """Give *style*, what it is based on, and so on; a circle ends where it closes."""
    seen: set[str] = set()
    following: Element | None = style
    while following is not None and following.get(_ID) not in seen:
        yield following
        seen.add(following.get(_ID))
        following = by_id.get(value(following, "w:basedOn"))


def _fresh(wanted: str, taken: set[str]) -> str:
    lowered = {style_id.lower() for style_id in taken if style_id}
    tries = (wanted, *(f"{wanted}Marg{number}" for number in range(1, len(taken) + 2)))
    return next(style_id for style_id in tries if style_id.lower() not in lowered)


def _with_defaults(house: Element, base: Element) -> None:
    """See that the document's defaults are there, and that they say the language."""
    if house.find(qn("w:docDefaults")) is None:
        house.insert(0, deepcopy(base.find(qn("w:docDefaults"))))
    defaults = house.find(qn("w:docDefaults"))
    looks = defaults.find("w:rPrDefault/w:rPr", NAMESPACES)
    if looks is None:
        held = defaults.find(qn("w:rPrDefault"))
        if held is None:
            held = made("w:rPrDefault")
            defaults.insert(0, held)
        looks = made("w:rPr", held)
    for old in list(looks.iterchildren(qn("w:lang"))):
        dropped(old)
    made("w:lang", looks, val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA")


def _is_hidden(style: Element, by_id: dict[str, Element]) -> bool:
    switches = (each.find("w:rPr/w:vanish", NAMESPACES) for each in _line(style, by_id))
    return is_on(next((switch for switch in switches if switch is not None), None))
