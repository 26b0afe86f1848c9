"""What a form or an e-mail says, field by field, as somebody would have typed it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.domain.person import Person, initials_of, read_birth_date, read_initials
from marg_cli.domain.referral.answers import ANSWERS
from marg_cli.domain.referral.fields import FIELDS, PROCESSES, REQUIRED, Field
from marg_cli.domain.referral.reading import Found, answers
from marg_cli.domain.referral.ticks import ticked, yes_or_no
from marg_cli.domain.text import folded, one_line
from marg_cli.errors import MargError
from marg_cli.services import finding
from marg_cli.services.cases.themes import read_themes
from marg_cli.services.past_days import day_that_came
from marg_cli.services.referral.taking_in import Intake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from marg_cli.domain.agency import Agency
    from marg_cli.store.protocol import Store

NHS_DIGITS = 10
_SEVERAL = re.compile(r"\s*[,;/\n]\s*")
_BESIDE_AGENCY = re.compile(r"\s*(?:\t|\s{2,}|:|\s[-–—]\s|\()\s*")


class Line(NamedTuple):
    """One field as it was read: its text, and whether it is certain. An empty text: nobody said."""

    field: Field
    text: str
    sure: bool

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody should look at it."""
        return bool(self.text) and not self.sure


class Draft(NamedTuple):
    """Every field in the form's order, and how many agencies named the register does not know."""

    lines: list[Line]
    unknown_agencies: int

    @property
    def texts(self) -> dict[str, str]:
        """What each field says, by its key."""
        return {line.field.key: line.text for line in self.lines if line.text}

    def line(self, key: str) -> Line:
        """The field of that key."""
        return next(line for line in self.lines if line.field.key == key)

    def doubtful(self) -> list[Line]:
        """What is only likely."""
        return [line for line in self.lines if line.is_doubtful]

    def missing(self) -> list[Line]:
        """What nothing is received without, and nobody said."""
        there = self.texts
        return [
            line
            for line in self.lines
            if line.field.key in REQUIRED
            and not line.text
            and not (line.field.key == "name" and there.get("initials"))
        ]

    def asked(self) -> list[Line]:
        """What a person is asked for: what is only likely, and what matters and was not said."""
        return [line for line in self.lines if line.is_doubtful or _is_wanted(line)]

    def with_texts(self, given: Mapping[str, str]) -> Draft:
        """The same with what somebody said for certain; an empty text takes an answer away."""
        lines = [
            Line(line.field, given[line.field.key], sure=True) if line.field.key in given else line
            for line in self.lines
        ]
        return Draft(lines, self.unknown_agencies)


def _is_wanted(line: Line) -> bool:
    return line.field.asked and not line.text


def draft(
    store: Store,
    rows: Iterable[tuple[str, str]],
    text: str,
    *,
    sender: str | None,
    address: str | None,
    on: date,
) -> Draft:
    """Read a form's *rows* and a *text*, and say of each answer whether it is certain.

    A certain answer is one that also can be read: a day that exists, an agency that is known.
    """
    with store.read("case receive"):
        found = answers(rows, text)
        if "referrer" not in found and (code := _agency_of(store, address)):
            found["referrer"] = Found(code, sure=False)
        if "referred_by" not in found and sender:
            found["referred_by"] = Found(sender, sure=True)
        if "contact" not in found and address:
            found["contact"] = Found(address, sure=True)
        lines = [_line(store, field, found.get(field.key), on) for field in FIELDS]
        named = found.get("agencies")
        unknown = len(_agencies(store, named.text)[1]) if named else 0
    return Draft(lines, unknown)


def _line(store: Store, field: Field, found: Found | None, on: date) -> Line:
    if found is None:
        return Line(field, "", sure=True)
    text, clear = TICKS.get(field.key, _as_it_is)(found.text)
    if field.key == "referrer":
        text, clear = _code_or_words(store, text)
    try:
        must_be_readable(store, field.key, text, on)
    except MargError:
        clear = False
    return Line(field, text, found.sure and clear)


def must_be_readable(store: Store, key: str, text: str, on: date) -> str:
    """Give *text* back where it can be kept as field *key*. Raises what reading it raises."""
    if text.strip():
        CHECKS.get(key, _anything)(store, text, on)
    return text


def intake(store: Store, texts: Mapping[str, str], *, on: date) -> Intake:
    """Put the fields of a referral together. Raises what reading any of them raises."""
    said = {key: text.strip() for key, text in texts.items() if text.strip()}
    born = said.get("born")
    agencies = _agencies(store, said.get("agencies", ""))[0]
    referrer = finding.agency_at_work(store, said["referrer"]).code
    who = _joined(said, "referred_by", "role", "contact")
    return Intake(
        initials=said.get("initials") or initials_of(said.get("name", "")) or "?",
        person=Person(
            name=said.get("name"),
            born=read_birth_date(born, today=on) if born else None,
            aliases=tuple(_several(said.get("aliases", ""))),
            address=said.get("address"),
            nhs=said.get("nhs"),
            police_ref=said.get("police_ref"),
            area=said.get("area"),
        ),
        referrer=referrer,
        day=said.get("on"),
        reason=said["reason"],
        themes=[*_several(said.get("themes", "")), *_several(said.get("other_themes", ""))],
        resolving=said.get("resolving"),
        agencies={**agencies, **({referrer: who} if who else {})},
        answers={**{field: said.get(field) for field in ANSWERS}, "referred_by": who},
    )


def _joined(said: Mapping[str, str], *keys: str) -> str | None:
    return ", ".join(said[key] for key in keys if key in said) or None


def _several(text: str) -> list[str]:
    return [part for part in _SEVERAL.split(text.strip()) if part]


def _agency_of(store: Store, address: str | None) -> str | None:
    """The agency of the member who has that e-mail address."""
    if not address:
        return None
    asked = address.casefold()
    members = (m for m in store.members.listed() if (m.email or "").casefold() == asked)
    return next((member.agency for member in members), None)


def _code_or_words(store: Store, text: str) -> tuple[str, bool]:
    """An agency's code for its code or name; what is no agency of the register stays in doubt."""
    known = _agency(store.agencies.listed(), text)
    return (known.code, True) if known else (one_line(text), False)


def _agency(listed: list[Agency], text: str) -> Agency | None:
    asked = folded(text).strip(" .,)")
    by_name = {folded(agency.name): agency for agency in listed}
    by_code = {agency.code.casefold(): agency for agency in listed}
    return by_code.get(asked) or by_name.get(asked)


def _agencies(store: Store, text: str) -> tuple[dict[str, str | None], list[str]]:
    """Agencies that are named, each with whom to ask there; and what names none we know."""
    listed = [agency for agency in store.agencies.listed() if agency.retired_on is None]
    involved: dict[str, str | None] = {}
    unknown = []
    for entry in _entries(listed, text):
        name, *contact = _BESIDE_AGENCY.split(entry, maxsplit=1)
        agency = _agency(listed, name)
        if agency is None:
            unknown.append(entry)
        else:
            involved[agency.code] = "".join(contact).rstrip(" )") or None
    return involved, unknown


def _entries(listed: list[Agency], text: str) -> Iterator[str]:
    """A line is one agency where it begins with one; else several may stand in it."""
    for line in filter(None, map(str.strip, text.split("\n"))):
        if _agency(listed, _BESIDE_AGENCY.split(line, maxsplit=1)[0]):
            yield line
        else:
            yield from filter(None, _SEVERAL.split(line))


def _ticked_words(options: tuple[str, ...]) -> Callable[[str], tuple[str, bool]]:
    def read(text: str) -> tuple[str, bool]:
        found = ticked(text, options)
        words = [] if not found.words else _several(found.words)
        return ", ".join([*(o.casefold() for o in found.options), *words]), found.plain

    return read


def _processes(text: str) -> tuple[str, bool]:
    found = ticked(text, ("None", *PROCESSES, "Other"))
    named = [option for option in found.options if option not in {"None", "Other"}]
    said = ", ".join([*named, *filter(None, [" ".join(found.words.split())])])
    if "None" in found.options:
        return (said, False) if said else ("none", True)
    return said, found.plain


def _as_it_is(text: str) -> tuple[str, bool]:
    return text, True


def _disadvantages(text: str) -> tuple[str, bool]:
    from marg_cli.domain.case import DISADVANTAGES

    return _ticked_words(tuple(word.capitalize() for word in DISADVANTAGES))(text)


TICKS: dict[str, Callable[[str], tuple[str, bool]]] = {
    "knows": yes_or_no,
    "supervision": yes_or_no,
    "immediate_risk": yes_or_no,
    "other_process": _processes,
    "themes": _disadvantages,
}
"""How answers to tick become words, and whether they are clear."""


def _anything(_store: Store, text: str, _on: date) -> object:
    from marg_cli.domain.text import as_typed

    return as_typed(text)


def _nhs(_store: Store, text: str, _on: date) -> object:
    from marg_cli.errors import UsageRefused

    if sum(sign.isdigit() for sign in text) != NHS_DIGITS:
        raise UsageRefused("An NHS number has ten digits.", "Leave it out where it is not known.")
    return text


CHECKS: dict[str, Callable[[Store, str, date], object]] = {
    "referrer": lambda store, text, _: finding.agency_at_work(store, text),
    "born": lambda _, text, on: read_birth_date(text, today=on),
    "on": lambda _, text, on: day_that_came(text, on=on),
    "nhs": _nhs,
    "themes": lambda _, text, __: read_themes(_several(text)),
    "other_themes": lambda _, text, __: read_themes(_several(text)),
    "initials": lambda _, text, __: read_initials(text),
}
"""What a field's text must pass besides being text; a form is doubted where it does not."""
