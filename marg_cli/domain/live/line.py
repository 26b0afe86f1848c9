"""What one line of live minutes says: by its first sign, else by the heading it stands under."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from marg_cli.domain.information import InformationKind
from marg_cli.domain.outcome import OutcomeKind
from marg_cli.domain.risk import RiskTo
from marg_cli.domain.text import near
from marg_cli.errors import UsageRefused

LITERAL = "\\"
"""Typed first, it makes the rest a plain text, whatever that begins with."""


class LineNotUnderstood(UsageRefused):
    """A line that cannot be read; `at` is where in it, counted from 0."""

    def __init__(self, message: str, hint: str, at: int) -> None:
        super().__init__(message, hint)
        self.at = at


class Said(NamedTuple):
    """A text under the heading it was typed under, exactly as it was typed."""

    text: str


class Shared(NamedTuple):
    """Information of an agency; an empty `only_for` is for everybody."""

    agency: str
    kind: InformationKind
    text: str
    third_party: bool = False
    criminal: bool = False
    only_for: tuple[str, ...] = ()


class Heard(NamedTuple):
    """The person's views in their own words, as an agency passes them on."""

    agency: str
    text: str


class NotHeard(NamedTuple):
    """Why the person's views could not be obtained."""

    because: str


class InTheWay(NamedTuple):
    """A barrier to engagement or to a service."""

    text: str


class Decided(NamedTuple):
    """A decision, with its rationale where one was typed."""

    text: str
    because: str | None = None


class Agreed(NamedTuple):
    """An action; of several `agencies` the first leads, and none at all is one for each agency.

    `due` is as it was typed; None is the next meeting. `intended` is what it is to achieve.
    """

    agencies: tuple[str, ...]
    owner: str | None
    what: str
    due: str | None = None
    direct: bool = False
    intended: str | None = None


class Rated(NamedTuple):
    """A risk in one breath: a new one, or one there is, by its reference or by whom it threatens.

    `agreed` is a level, "none" where the group could not agree, or None where nothing is said.
    """

    to: RiskTo | None
    ref: str | None
    text: str
    ratings: tuple[tuple[str, str], ...] = ()
    agreed: str | None = None
    dissent: tuple[tuple[str, str], ...] = ()


class Becomes(NamedTuple):
    """What is to become of the case; `review` is a day as it was typed."""

    kind: OutcomeKind
    review: str | None = None
    process: str | None = None
    because: str | None = None


class NotDiscussed(NamedTuple):
    """The case was called and not discussed, or not reached."""


class Told(NamedTuple):
    """A word to the screen itself (/next, /late GLOW) and what follows it."""

    word: str
    rest: str


Line = (
    Said
    | Shared
    | Heard
    | NotHeard
    | InTheWay
    | Decided
    | Agreed
    | Rated
    | Becomes
    | NotDiscussed
    | Told
)


class Known(NamedTuple):
    """What a line is read against: agencies, levels of risk, and what can be read as a due day."""

    codes: tuple[str, ...]
    levels: tuple[str, ...]
    is_due: Callable[[str], bool]

    def code(self, word: str, at: int) -> str:
        """An agency's code as the group writes it. Raises LineNotUnderstood, offering near ones."""
        code = word.upper()
        if code in self.codes:
            return code
        close = near(word, self.codes)
        ask = f"Did you mean {' or '.join(close)}?" if close else "See: marg agency list"
        raise LineNotUnderstood(f'No agency has the code "{word}".', ask, at)


def plain(text: str) -> str:
    """The text of a line that is to be taken as it is."""
    return text.removeprefix(LITERAL)
