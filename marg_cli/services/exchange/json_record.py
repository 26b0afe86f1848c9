"""One record of a JSON file, and which line to look at when it is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pydantic import BaseModel, TypeAdapter, ValidationError

from marg_cli.services.exchange.json_places import Lines, Path, written
from marg_cli.services.exchange.json_text import Value
from marg_cli.services.exchange.problems import Lost, Problem, fatal
from marg_cli.services.exchange.records import MODELS, WORKED_OUT, AnyRecord, Group, Item, Kind
from marg_cli.services.exchange.wording import field_of, rule_of


def one_record(
    value: Value, adapter: TypeAdapter[AnyRecord], kind: Kind, path: Path
) -> Item | Lost:
    """Read one record, which stands at *path*."""
    try:
        record = adapter.validate_json(_as_kept(value, kind))
    except ValidationError as error:
        return Lost(_wrong(error, value, MODELS[kind], path))
    return Item(kind, record, value.line, written(path))


def settings(value: Value) -> Iterator[Group | Problem]:
    """Read the group's settings."""
    try:
        yield Group.model_validate_json(value.text)
    except ValidationError as error:
        yield from _wrong(error, value, Group, ("group",))


def _wrong(
    error: ValidationError, value: Value, model: type[BaseModel], path: Path
) -> tuple[Problem, ...]:
    lines = Lines(value.text, value.line)
    return tuple(
        fatal(
            rule_of(found, model),
            line=lines.of(field_of(found)),
            field=written((*path, *field_of(found))),
        )
        for found in error.errors(include_url=False)
    )


def _as_kept(value: Value, kind: Kind) -> str:
    """The record's text; written anew where a list shows more than is kept."""
    record, passed_over = value.value, WORKED_OUT[kind]
    if not isinstance(record, dict):
        return value.text
    kept = {name: part for name, part in record.items() if name not in passed_over}
    for name in passed_over:
        outer, _, inner = name.partition(".")
        if inner and isinstance(kept.get(outer), dict):
            kept[outer] = {key: part for key, part in kept[outer].items() if key != inner}
    if type(kept.get("trained")) is int:
        # a list of agencies shows how many were trained, and who and when beside it
        kept["trained"] = kept.pop("training", [])
    return value.text if kept == record else json.dumps(kept)
