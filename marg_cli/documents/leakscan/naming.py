"""Whether a word that somebody is called by names a person where it stands.

Page, Hall, Young and Will are names, and ordinary words as well. Written small, such a word counts
for a word; written with a capital it counts for a name, unless what stands around says that it is
none: a month (May 2026, since May), a number behind it (Ward 7), a place (Hill Road, the Town
Hall), or the beginning of a sentence that no name begins (Will ring the surgery). Any other name
counts however it is written. Where nothing decides, it is a name.
"""

from __future__ import annotations

import re
from collections.abc import Container

from marg_cli.documents.leakscan.folding import TOKEN
from marg_cli.documents.leakscan.ordinary import ORDINARY
from marg_cli.domain.calendar import MONTHS

_PLACES = (
    "approach|avenue|bank|barracks|bridge|building|buildings|cafe|cemetery|centre|chambers|chapel"
    "|church|clinic|close|college|common|cottages|court|crescent|drive|estate|farm|fields|gardens"
    "|gate|green|grove|hall|heights|hill|hospice|hospital|hostel|hotel|house|infirmary|inn|lane"
    "|library|lodge|market|mews|mill|park|place|practice|prison|quay|rise|road|row|school|square"
    "|station|street|surgery|terrace|theatre|tower|towers|view|walk|ward|way|wharf|wood|works|yard"
)
FORERUNNERS = frozenset(
    [
        *("broad", "city", "civic", "community", "corn", "council", "county", "guild", "lower"),
        *("main", "market", "memorial", "mental", "old", "parish", "public", "saint", "south"),
        *("st", "station", "town", "upper", "village"),
    ]
)
_AFTER_A_PERSON = (
    "admitted|agreed|agrees|and|arrived|asked|asks|attended|attends|became|been|called|came|can"
    "|cannot|could|did|died|does|feels|felt|gave|gets|goes|got|had|has|is|kept|knows|left|likes"
    "|lived|lives|may|might|moved|needs|now|often|or|phoned|rang|refused|refuses|reported|reports"
    "|said|says|seemed|seems|should|sleeps|slept|spoke|stayed|stays|still|takes|thinks|thought|told"
    "|took|tried|tries|visited|wanted|wants|was|went|who|wishes|would"
)

_NUMBER_BEHIND = re.compile(r"[ \u00a0]\d")
_DAY_BEFORE = re.compile(r"\d(?:st|nd|rd|th)?(?:[ \u00a0]of)?[ \u00a0/-]$")
_MONTHS = frozenset(map(str.casefold, MONTHS))
_SINCE = re.compile(
    r"\b(?:during|early|end of|in|last|late|mid|next|since|until)[ \u00a0-]$", re.IGNORECASE
)
_PLACE_BEHIND = re.compile(rf"(?:'s|\u2019s)?[ \u00a0](?:{_PLACES.title()})\b")
_PLACE = re.compile(_PLACES)
_WORD_AHEAD = re.compile(r"([^\W\d_]+)(?:'s|\u2019s)?[ \u00a0]$")
_BEGINS = re.compile(r"(?:^|[.!?:;\n|>*\u2022\u2013\u2014-])[\s\u201c\u201d\"'\u2018\u2019()\[]*$")
_GOES_ON_SMALL = re.compile(r"[ \u00a0]+([a-z]+)")
_AFTER = re.compile(_AFTER_A_PERSON)
_AROUND = 40


def may_be_a_word(word: str) -> bool:
    """Whether a name, folded, is an ordinary word too."""
    return word in ORDINARY


def named_in(text: str, words: Container[str]) -> set[str]:
    """Those of *words*, folded, that stand anywhere in *text*, cleaned, as somebody's name."""
    found: set[str] = set()
    for one in TOKEN.finditer(text):
        word = one[0].casefold()
        if word in words and word not in found and _names(word, one, text):
            found.add(word)
    return found


def _names(word: str, found: re.Match[str], text: str) -> bool:
    before = text[max(0, found.start() - _AROUND) : found.start()]
    behind = text[found.end() : found.end() + _AROUND]
    capital = found[0][0].isupper()
    if capital and _PLACE_BEHIND.match(behind):
        return False
    if word not in ORDINARY | _MONTHS:
        return True
    return capital and not (
        _NUMBER_BEHIND.match(behind)
        or _DAY_BEFORE.search(before)
        or (word in _MONTHS and _SINCE.search(before))
        or (_PLACE.fullmatch(word) and _names_a_place(before))
        or _only_begins(before, behind)
    )


def _names_a_place(before: str) -> bool:
    """Whether Hall, Lane or Park ends the name of a place: Town Hall, Mill Lane, King's Park."""
    ahead = _WORD_AHEAD.search(before)
    word = ahead[1].casefold() if ahead and ahead[1][0].isupper() else ""
    return word in FORERUNNERS or word in ORDINARY


def _only_begins(before: str, behind: str) -> bool:
    """Whether a word has its capital from its sentence, which goes on as none about a person."""
    goes_on = _GOES_ON_SMALL.match(behind)
    return bool(goes_on and _BEGINS.search(before) and not _AFTER.fullmatch(goes_on[1]))
