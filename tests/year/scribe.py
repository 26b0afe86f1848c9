"""How what is said at the table is written down: a command for each thing, or a line for each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tests.year.living import Year


class Promise(NamedTuple):
    """An action as it is promised; `joined` is the agency that does it too, as far as one does."""

    what: str
    intended: str
    agency: str
    owner: str
    due: str
    direct: bool
    joined: str | None = None


class ByCommand:
    """A command for each thing said."""

    joins = False

    def __init__(self, year: Year) -> None:
        self.year = year

    def begin(self, ref: str) -> None:
        """Nothing: each command names its case."""

    def text(self, ref: str, heading: str, text: str) -> None:
        self.year.marg("minutes", "record", ref, heading, text)

    def views(self, ref: str, agency: str, text: str) -> None:
        self.year.marg("view", "add", ref, text, "--how", "On the telephone", "--by", agency)

    def barrier(self, ref: str, text: str) -> None:
        self.year.marg("barrier", "add", ref, text, "--service", "The clinic")

    def risk(self, ref: str, text: str, to: str, rates: dict[str, str], agreed: str) -> None:
        rated = [word for code, level in rates.items() for word in ("--rate", f"{code}={level}")]
        self.year.marg("risk", "add", ref, text, "--to", to, *rated, "--agreed", agreed)

    def agree_risk(self, risk: str, level: str) -> None:
        self.year.marg("risk", "agree", risk, level)

    def decision(self, ref: str, text: str, because: str) -> None:
        self.year.marg("decision", "add", ref, text, "--because", because)

    def action(self, about: str, promise: Promise, *, again: bool = False) -> None:
        """Set an action; *again* is by mistake, and taken back at once."""
        typed = (
            *("action", "add", about, promise.what, "--intended", promise.intended),
            *("--agency", promise.agency, "--owner", promise.owner, "--due", promise.due),
            *(("--direct",) if promise.direct else ()),
        )
        self.year.marg(*typed)
        if again:
            self.year.marg(*typed)
            self.year.marg("undo")

    def outcome(self, ref: str, kind: str, *, on: date | None = None, why: str = "") -> None:
        day = ("--on", on.isoformat()) if on else ()
        because = ("--because", why) if why else ()
        self.year.marg("case", "outcome", ref, kind, *day, *because)

    def general(self, heading: str, text: str) -> None:
        self.year.marg("minutes", "record", "general", heading, text)


class ByLine:
    """A line for each thing said, as `marg minutes take` reads them."""

    joins = True

    def __init__(self) -> None:
        self.lines: list[str] = []

    def begin(self, ref: str) -> None:
        self.lines.append(f"/{ref}")

    def text(self, _ref: str, heading: str, text: str) -> None:
        self.lines.append(f"/{heading} {text}")

    def views(self, _ref: str, agency: str, text: str) -> None:
        self.lines.append(f"/views {agency}: {text}")

    def barrier(self, _ref: str, text: str) -> None:
        self.lines.append(f"/barriers {text}")

    def risk(self, _ref: str, text: str, to: str, rates: dict[str, str], agreed: str) -> None:
        rated = " ".join(f"{code}={level}" for code, level in rates.items())
        dissent = "dissent LAMP: lower by day than by night"
        self.lines.append(f"! {to} {text} {rated} agreed={agreed} {dissent}")

    def agree_risk(self, risk: str, level: str) -> None:
        self.lines.append(f"! {risk} agreed={level}")

    def decision(self, _ref: str, text: str, because: str) -> None:
        self.lines.append(f"= {text} because {because}")

    def action(self, _about: str, promise: Promise, *, again: bool = False) -> None:
        """Set an action; *again* is by mistake, and taken back at once."""
        joined = f"+{promise.joined}" if promise.joined else ""
        direct = " #direct" if promise.direct else ""
        who = f"{promise.agency}{joined} {promise.owner}"
        line = f"> {who}: {promise.what} by {promise.due} so that {promise.intended}{direct}"
        self.lines += [line, line, "u"] if again else [line]

    def outcome(self, _ref: str, kind: str, *, on: date | None = None, why: str = "") -> None:
        day = f" {on.isoformat()}" if on else ""
        because = f" because {why}" if why else ""
        self.lines.append(f"/outcome {kind}{day}{because}")

    def general(self, heading: str, text: str) -> None:
        self.lines += [f"/{heading}", text]


Scribe = ByCommand | ByLine
