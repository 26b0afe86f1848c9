"""Names nothing stands behind: they fail as soon as a template uses them."""

from __future__ import annotations

from typing import Any

from jinja2 import StrictUndefined, UndefinedError
from jinja2.utils import missing


class UnknownName(UndefinedError):
    """A template asked for *name*, and *owner* (`missing` is the paper) has no such thing."""

    def __init__(self, name: object, owner: object) -> None:
        super().__init__("unknown name")
        self.name = name
        self.owner = owner


class Unknown(StrictUndefined):
    """A name nothing stands behind: fails as soon as it is used, and knows what was asked."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,  # noqa: ANN401 - whatever the template asked
        name: str | None = None,
        exc: type[Exception] = UndefinedError,
    ) -> None:
        def refusal(message: str | None = None) -> Exception:
            if exc is UndefinedError and name is not None:
                return UnknownName(name, obj)
            return exc(message)

        super().__init__(hint, obj, name, refusal)  # type: ignore[arg-type]
