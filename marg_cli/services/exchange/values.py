"""The kinds of value a record holds, and what is said when one is not of its kind."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Annotated

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetPydanticSchema,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from marg_cli.domain.refs import (
    GROUP,
    action_ref,
    information_ref,
    read_action_ref,
    read_case_ref,
    read_information_ref,
)
from marg_cli.domain.themes import ThemeMistyped, read_theme

FIRST_YEAR, LAST_YEAR = 1900, 2100
DAY_RULE = "is not a day (1900 to 2100); write 2026-12-08 or 08/12/2026"

_ISO = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_TEXT = r"^[^\x00]*[^\s\x00][^\x00]*$"
_CODE = r"^(?i)[a-z0-9][a-z0-9&_-]{0,11}$"
_CASE = r"^(?i)[a-z]{1,12}[0-9]{2}-?[0-9]{1,6}$"
_CASE_OR_GROUP = r"^(?i)(group|[a-z]{1,12}[0-9]{2}-?[0-9]{1,6})$"
_ACTION = r"^(?i)a?[0-9]{1,9}$"
_INFORMATION = r"^(?i)i?[0-9]{1,9}$"
_DOCUMENT = r"^(?i)f[1-9][0-9]{0,8}$"
_TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
_EMAIL = r"^[^@\s\x00]+@[^@\s\x00]+$"
_SETTING = r"^[a-z][a-z_]*(\.[a-z0-9_ -]+)*$"

_WHOLE_ACTION = re.compile("A[1-9][0-9]*")

PATTERN_RULES = {
    _ISO: DAY_RULE,
    _TEXT: "is blank, or holds a NUL; leave it out when it is not known",
    _CODE: "must be an agency's code, such as GLOW; list them with: marg agency list",
    _CASE: "must be a case's reference, such as M26-014",
    _CASE_OR_GROUP: "must be a case's reference, such as M26-014, or: group",
    _ACTION: "must be an action's reference, such as A137",
    _INFORMATION: "must be a reference of information, such as I40",
    _DOCUMENT: "must be a document's reference, such as F2",
    _TIME: "must be a time of day from 00:00 to 23:59, such as 14:05",
    _EMAIL: "must be one e-mail address",
    _SETTING: "must be the name of a setting, such as meeting.rule",
}


def day_schema(_source: object, _handler: object) -> CoreSchema:
    """A day: in JSON a text like 2026-12-08 and nothing else, in Python a date."""
    day = core_schema.date_schema(
        ge=date(FIRST_YEAR, 1, 1), le=date(LAST_YEAR, 12, 31), strict=False
    )
    # a date alone would take the text "1767225600", seconds since 1970, too
    text = core_schema.str_schema(pattern=_ISO, strict=True)
    return core_schema.json_or_python_schema(core_schema.chain_schema([text, day]), day)


def split_list(value: object, info: ValidationInfo) -> object:
    """Split a CSV cell at its semicolons; a JSON file has real lists."""
    if info.mode == "json" or not isinstance(value, str):
        return value
    return tuple(part.strip() for part in value.split(";") if part.strip())


@lru_cache(maxsize=4096)
def case_or_none(ref: str | None) -> str | None:
    """A case's whole reference, or None for what is the group's own."""
    return None if ref is None or ref.casefold() == GROUP else read_case_ref(ref)


def whole_action_ref(ref: str) -> str:
    """An action's whole reference: `a137` and `137` are A137."""
    return ref if _WHOLE_ACTION.fullmatch(ref) else action_ref(read_action_ref(ref))


def whole_information_ref(ref: str) -> str:
    """The whole reference of information: `i40` and `40` are I40."""
    return information_ref(read_information_ref(ref))


def known_theme(text: str) -> str:
    """A theme; a slip of one of the five disadvantages would not be counted among them."""
    try:
        return read_theme(text)
    except ThemeMistyped as error:
        raise PydanticCustomError("rule", "{rule}", {"rule": error.message}) from error


def number_as_text(value: object) -> object:
    """A setting is kept as text; a number may be written as one."""
    return str(value) if type(value) is int else value


Text = Annotated[str, StringConstraints(pattern=_TEXT)]
Name = Annotated[str, StringConstraints(pattern=_TEXT, strip_whitespace=True)]
Code = Annotated[str, StringConstraints(pattern=_CODE, strip_whitespace=True, to_upper=True)]
CaseRef = Annotated[
    str, StringConstraints(pattern=_CASE, strip_whitespace=True), AfterValidator(read_case_ref)
]
CaseOrGroup = Annotated[
    Annotated[str, StringConstraints(pattern=_CASE_OR_GROUP, strip_whitespace=True)] | None,
    AfterValidator(case_or_none),
]
ActionRef = Annotated[
    str, StringConstraints(pattern=_ACTION, strip_whitespace=True), AfterValidator(whole_action_ref)
]
InformationRef = Annotated[
    str,
    StringConstraints(pattern=_INFORMATION, strip_whitespace=True),
    AfterValidator(whole_information_ref),
]
DocumentRef = Annotated[str, StringConstraints(pattern=_DOCUMENT, strip_whitespace=True)]
Time = Annotated[str, StringConstraints(pattern=_TIME, strip_whitespace=True)]
Email = Annotated[str, StringConstraints(pattern=_EMAIL, strip_whitespace=True)]
SettingName = Annotated[str, StringConstraints(pattern=_SETTING)]
Day = Annotated[date, GetPydanticSchema(day_schema)]
Theme = Annotated[Name, AfterValidator(known_theme)]
Names = Annotated[tuple[Name, ...], BeforeValidator(split_list), Field(strict=False)]
Themes = Annotated[tuple[Theme, ...], BeforeValidator(split_list), Field(strict=False)]
SettingValue = Annotated[str, BeforeValidator(number_as_text)]
