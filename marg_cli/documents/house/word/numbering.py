"""The lists of a house document: those its styles use, and those of the styles copied in."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from itertools import count

from marg_cli.documents.house.word.names import (
    NAMESPACES,
    Element,
    dropped,
    made,
    qn,
    qns,
    value,
)
from marg_cli.documents.house.word.story import anonymous, is_ours
from marg_cli.documents.house.word.styles import Joined

REMOVED = qns("w:name w:nsid w:tmpl w:numIdMacAtCleanup w:rPrChange w:pPrChange w:numberingChange")

_LIST = qn("w:num")
_SHAPE = qn("w:abstractNum")
_PICTURE = qn("w:numPicBullet")
_LIST_ID = qn("w:numId")
_SHAPE_ID = qn("w:abstractNumId")
_PICTURE_ID = qn("w:numPicBulletId")
_VAL = qn("w:val")
_STANDING = {_PICTURE: 0, _SHAPE: 1, _LIST: 2}


def cleaned(numbering: Element | None, users: Iterable[Element]) -> Element:
    """Copy the lists that *users* (styles, headers, footers) use; the body's own are left out."""
    clean = made("w:numbering") if numbering is None else deepcopy(numbering)
    used = {value(user) for root in users for user in root.iter(_LIST_ID)}
    for element in list(clean.iter()):
        if element.tag in REMOVED or not is_ours(element.tag):
            dropped(element)
        else:
            anonymous(element)
    shapes = {
        value(each, "w:abstractNumId") for each in clean.iter(_LIST) if each.get(_LIST_ID) in used
    }
    linked = {value(link) for link in clean.iter(qn("w:numStyleLink"))}
    for each in list(clean):
        unused = each.tag == _LIST and each.get(_LIST_ID) not in used
        unshaped = (
            each.tag == _SHAPE
            and each.get(_SHAPE_ID) not in shapes
            and value(each, "w:styleLink") not in linked
        )
        if each.tag not in _STANDING or unused or unshaped:
            dropped(each)
    _drop_pictures(clean)
    return clean


def ids(numbering: Element) -> frozenset[str]:
    """The ids styles and paragraphs name these lists by."""
    return frozenset(each.get(_LIST_ID, "") for each in numbering.iterchildren(_LIST))


def joined(house: Element, base: Element, styles: Element, came: Joined) -> None:
    """Bring along the lists of the styles that came from base, under ids nobody has."""
    fresh: dict[str, str] = {}
    listed = {came.known[each] for each in came.listed}
    for style in styles.iterfind("w:style", NAMESPACES):
        for user in style.iter(_LIST_ID) if style.get(qn("w:styleId")) in listed else ():
            wanted = value(user)
            if wanted not in fresh:
                fresh[wanted] = _brought(wanted, house, base, came)
            user.set(_VAL, fresh[wanted])
    house[:] = sorted(house, key=lambda each: _STANDING[each.tag])


def _brought(wanted: str, house: Element, base: Element, came: Joined) -> str:
    each = deepcopy(_found(base, _LIST, _LIST_ID, wanted))
    shape = deepcopy(_found(base, _SHAPE, _SHAPE_ID, value(each, "w:abstractNumId")))
    shape.set(_SHAPE_ID, _next(house, _SHAPE, _SHAPE_ID))
    each.set(_LIST_ID, _next(house, _LIST, _LIST_ID))
    each.find(_SHAPE_ID).set(_VAL, shape.get(_SHAPE_ID))
    for user in list(shape.iter(qn("w:pStyle"))):
        if value(user) in came.listed:
            user.set(_VAL, came.known[value(user)])
        else:
            dropped(user)
    house.extend((shape, each))
    return str(each.get(_LIST_ID))


def _found(numbering: Element, tag: str, name: str, number: str) -> Element:
    return next(each for each in numbering.iterchildren(tag) if each.get(name) == number)


def _next(house: Element, tag: str, name: str) -> str:
    taken = {each.get(name) for each in house.iterchildren(tag)}
    return next(number for number in map(str, count(1)) if number not in taken)


def _drop_pictures(clean: Element) -> None:
    used = {value(user) for user in clean.iter(qn("w:lvlPicBulletId"))}
    for picture in list(clean.iterchildren(_PICTURE)):
        if picture.get(_PICTURE_ID) not in used:
            dropped(picture)
