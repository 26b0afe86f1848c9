"""Days as people write them anywhere in a text: 3 April 1981, 03/04/81, 3.4.1981, 1981-04-03."""

from __future__ import annotations

import re
from collections.abc import Iterator

from marg_cli.domain.calendar import MONTHS

DayOfCentury = tuple[int, int, int]
"""Year without its century, month, day: 81 may be 1981 or any other, and is found as all."""

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS).casefold()
_MONTH = rf"(?:{_MONTH}|sept)"
_YEAR = r"(?:(?:18|19|20)\d\d|['\u2019\u2018]?\d\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_MONTH_AT = r"(?:1[0-2]|0?[1-9])"
_GAP = r"[\s,./\u2010-\u2015_-]{0,3}"
_SIGN = r"\s?[/.\u2010-\u2015_\\-]\s?"
_BEGINS = re.compile(rf"\d+|{'|'.join(name[:3].casefold() for name in MONTHS)}")
_WRITTEN = re.compile(
    rf"(?:"
    rf"(?P<d1>\d\d?)\s?(?:st|nd|rd|th)?(?:\s+(?:day\s+)?of)?{_GAP}"
    rf"(?P<m1>{_MONTH})\b\.?{_GAP}(?P<y1>{_YEAR})"
    rf"|(?P<y2>(?:18|19|20)\d\d)(?P<s2>{_SIGN}|\s|)(?P<m2>{_MONTH_AT})(?P=s2)(?P<d2>{_DAY})"
    rf"|(?P<d3>{_DAY})(?P<s3>{_SIGN})(?P<m3>{_MONTH_AT})(?P=s3)(?P<y3>{_YEAR})"
    rf"|(?P<d4>{_DAY})\s(?P<m4>{_MONTH_AT})\s(?P<y4>(?:18|19|20)\d\d)"
    rf"|(?=\d{{8}})(?P<d5>{_DAY})(?P<m5>{_MONTH_AT})(?P<y5>(?:18|19|20)\d\d)"
    rf"|(?P<m6>{_MONTH})\.?\s+(?P<d6>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<y6>{_YEAR})"
    rf"|(?P<y7>(?:18|19|20)\d\d){_GAP}(?P<m7>{_MONTH}){_GAP}(?P<d7>\d\d?)"
    rf")(?!\d)"
)
_NUMBERS = {name[:3].casefold(): at for at, name in enumerate(MONTHS, start=1)}
_SHAPES = "1234567"


def dates_in(text: str) -> Iterator[DayOfCentury]:
    """Every day written in *text*, day before month as British people write it."""
    text = text.casefold()
    for begins in _BEGINS.finditer(text):
        found = _WRITTEN.match(text, begins.start())
        if found:
            yield _read(found)


def _read(found: re.Match[str]) -> DayOfCentury:
    shape = next(n for n in _SHAPES if found[f"d{n}"])
    month = found[f"m{shape}"]
    return (
        int(found[f"y{shape}"][-2:]),
        int(month) if month.isdigit() else _NUMBERS[month[:3]],
        int(found[f"d{shape}"]),
    )
