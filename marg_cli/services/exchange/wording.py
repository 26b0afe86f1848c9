"""What a validation error is called to the person whose file it is; values are not repeated."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from marg_cli.domain.text import did_you_mean
from marg_cli.services.exchange.values import DAY_RULE, PATTERN_RULES

RULES = {
    "missing": "is missing",
    "string_type": "must be a text",
    "string_unicode": "holds half a character; type the text again",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be yes or no",
    "tuple_type": "must be a list",
    "model_type": "must be a record with named fields",
    "dict_type": "must be a record with named fields",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "literal_error": "must be draft: final minutes are not imported",
    "json_invalid": "holds half a character, or is nested too deep",
}
NOT_OF_ITS_KIND = "is not of the kind this field takes"
PERSONAL_DAYS = {"born"}

_LIKE_A_DAY = re.compile(r"[0-9]{1,4}[-/. ][0-9A-Za-z]{1,9}[-/. ][0-9]{1,4}")


def field_of(error: ErrorDetails) -> tuple[str | int, ...]:
    """Where in the record the error lies; a rule between fields names its own."""
    named = error.get("ctx", {}).get("field")
    return (*error["loc"], named) if named else tuple(p for p in error["loc"] if p != "[key]")


def rule_of(error: ErrorDetails, model: type[BaseModel]) -> str:
    """The rule that was broken, with the nearest good word where there is one."""
    what = error["type"]
    where = field_of(error)
    context = error.get("ctx", {})
    if what == "rule":
        return str(context["rule"])
    if what == "enum":
        return one_of(error["input"], _words(model, where))
    if what == "extra_forbidden":
        names = names_of(_model_at(model, where[:-1]))
        near = did_you_mean(str(where[-1]), names)
        return f"is not a field here.{near or ' There are: ' + ', '.join(names) + '.'}"
    rule = PATTERN_RULES.get(context.get("pattern", ""), RULES.get(what, NOT_OF_ITS_KIND))
    if where and (rule == DAY_RULE or date in _types_of(_model_at(model, where[:-1]), where[-1])):
        return not_a_day(error["input"], str(where[-1]))
    return rule.format(**context)


def one_of(value: object, words: Sequence[str]) -> str:
    """Say which words there are, and which of them may have been meant."""
    near = did_you_mean(value, words) if isinstance(value, str) else ""
    return f"must be one of: {', '.join(words)}.{near}"


def not_a_day(value: object, field: str) -> str:
    """Say that a day cannot be read; it is repeated if it looks like one and tells of no person."""
    if field in PERSONAL_DAYS or not isinstance(value, str) or not _LIKE_A_DAY.fullmatch(value):
        return DAY_RULE
    return f"“{value}” {DAY_RULE}"


def names_of(model: type[BaseModel] | None) -> list[str]:
    """The fields of a record by the names a file gives them."""
    fields: Mapping[str, Any] = model.model_fields if model else {}
    return [field.alias or name for name, field in fields.items()]


def _words(model: type[BaseModel], where: tuple[str | int, ...]) -> list[str]:
    holder = _model_at(model, where[:-1])
    for candidate in _types_of(holder, where[-1]):
        if issubclass(candidate, Enum):
            return [str(word.value) for word in candidate]
    return []


def _model_at(model: type[BaseModel], where: tuple[str | int, ...]) -> type[BaseModel] | None:
    found: type[BaseModel] | None = model
    for part in where:
        if isinstance(part, str):
            models = [t for t in _types_of(found, part) if issubclass(t, BaseModel)]
            found = models[0] if models else None
    return found


def _types_of(model: type[BaseModel] | None, name: str | int) -> list[type]:
    """Every class named in a field's annotation, however deep."""
    for field, info in (model.model_fields if model else {}).items():
        if name in {field, info.alias}:
            return list(_classes(info.annotation))
    return []


def _classes(annotation: Any) -> list[type]:  # noqa: ANN401 - an annotation can be anything
    inside = getattr(annotation, "__args__", ())
    if inside:
        return [found for part in inside for found in _classes(part)]
    return [annotation] if isinstance(annotation, type) else []
