"""What every record of a file keeps to, and how it says that two of its fields disagree."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError


class Record(BaseModel):
    """No unknown field, nothing converted, no value shown in an error.

    A field that is not in `model_fields_set` was not in the file; None is "not known".
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


def broken(field: str, rule: str) -> PydanticCustomError:
    """A rule between fields that the record breaks, told at *field*."""
    return PydanticCustomError("rule", "{rule}", {"field": field, "rule": rule})
