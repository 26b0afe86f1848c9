"""A JSON file as records: a whole document, or a list of records of one kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marg_cli.domain.text import did_you_mean
from marg_cli.services.exchange.columns import PLURALS, in_json, kind_of
from marg_cli.services.exchange.encoding import encoding_of
from marg_cli.services.exchange.json_record import one_record, settings
from marg_cli.services.exchange.json_text import JsonText
from marg_cli.services.exchange.problems import CannotGoOn, Lost, Problem, fatal
from marg_cli.services.exchange.records import FORMAT, SECTIONS, Group, Item, Kind, reader

VERSION, SETTINGS = "marg", "group"


def json_records(data: bytes, *, kind: Kind | None) -> Iterator[Item | Group | Lost | Problem]:
    """Read the records of a JSON file in their order. Raises CannotGoOn."""
    encoding, problems = encoding_of(data)
    yield from problems
    text = JsonText(data.decode(encoding))
    if text.next_is("["):
        yield from _one_kind(text, kind)
    elif text.next_is("{"):
        yield from _document(text)
    else:
        raise CannotGoOn("is neither a marg document nor a list of records", line=text.line)
    text.end()


def _document(text: JsonText) -> Iterator[Item | Group | Lost | Problem]:
    begun = text.at
    _check_version(_version_in(text), text)
    text.at = begun
    seen: set[str] = set()
    for name in _names(text):
        if name in seen:
            raise CannotGoOn("stands twice in the document", line=text.line, field=name)
        seen.add(name)
        if name in SECTIONS:
            text.must_be("[")
            yield from _list(text, SECTIONS[name])
        elif name == SETTINGS:
            yield from settings(text.value())
        elif name == VERSION:
            text.value()
        else:
            yield _unknown(name, text)


def _one_kind(text: JsonText, kind: Kind | None) -> Iterator[Item | Lost]:
    if text.next_is("]"):
        return
    begun = text.at
    first = text.value().value
    if not isinstance(first, dict):
        raise CannotGoOn("is a list, but not of records with named fields", line=text.line)
    kind = kind or kind_of(first, {each: in_json(each) for each in Kind})
    text.at = begun
    yield from _list(text, kind)


def _list(text: JsonText, kind: Kind) -> Iterator[Item | Lost]:
    adapter = reader(kind)
    for number in text.items("]"):
        yield one_record(text.value(), adapter, kind, (PLURALS[kind], number))


def _names(text: JsonText) -> Iterator[str]:
    for _ in text.items("}"):
        name = text.value().value
        if not isinstance(name, str):
            raise CannotGoOn("is not JSON: a name is expected here", line=text.line)
        text.must_be(":")
        yield name


def _version_in(text: JsonText) -> Any:  # noqa: ANN401 - a file can say anything
    for name in _names(text):
        value = text.value().value
        if name == VERSION:
            return value
    return None


def _check_version(version: object, text: JsonText) -> None:
    if version is None:
        raise CannotGoOn(f'is no marg document: "{VERSION}": {FORMAT} is missing', line=text.line)
    if type(version) is not int or version < 1:
        raise CannotGoOn("must be a whole number, the document's format", field=VERSION)
    if version > FORMAT:
        raise CannotGoOn(
            f"was written by a newer marg (format {version}; this one reads {FORMAT}): update marg",
            field=VERSION,
        )


def _unknown(name: str, text: JsonText) -> Problem:
    line = text.line
    text.value()
    near = did_you_mean(name, (VERSION, SETTINGS, *SECTIONS))
    return fatal(f"is not a part of a marg document.{near}", line=line, field=name)
