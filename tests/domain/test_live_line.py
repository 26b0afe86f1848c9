from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.information import InformationKind
from marg_cli.domain.live.line import (
    Agreed,
    Decided,
    Heard,
    InTheWay,
    Known,
    Line,
    LineNotUnderstood,
    NotDiscussed,
    NotHeard,
    Rated,
    Said,
    Shared,
    Told,
)
from marg_cli.domain.live.reading import read_line
from marg_cli.domain.minutes import CASE_HEADINGS
from marg_cli.domain.risk import RiskTo

KNOWN = Known(
    ("GLOW", "POL", "CDAS"),
    ("low", "medium", "high", "very-high"),
    lambda text: text.strip() in {"friday", "2 weeks", "the next meeting"},
)
FACT, PERCEPTION = InformationKind

LINES: list[tuple[str, str, Line | None]] = [
    ("discussion", "He was seen twice", Said("He was seen twice")),
    ("discussion", "  ", None),
    ("discussion", "\\> no action", Said("> no action")),
    ("discussion", "= keep open because risk rising", Decided("keep open", "risk rising")),
    ("discussion", "= keep open", Decided("keep open")),
    (
        "discussion",
        "> GLOW duty worker: visit with outreach by friday #direct",
        Agreed(("GLOW",), "duty worker", "visit with outreach", "friday", direct=True),
    ),
    ("plan", "> glow: go by bus #direct", Agreed(("GLOW",), None, "go by bus", direct=True)),
    ("plan", "> glow: call #direct by friday", Agreed(("GLOW",), None, "call", "friday", True)),
    (
        "plan",
        "> GLOW+CDAS: flat #4 by 2 weeks",
        Agreed(("GLOW", "CDAS"), None, "flat #4", "2 weeks"),
    ),
    (
        "plan",
        "> GLOW duty worker: visit by friday so that he has a bed #direct",
        Agreed(("GLOW",), "duty worker", "visit", "friday", True, "he has a bed"),
    ),
    (
        "plan",
        "> glow: ring him #direct So that he comes by friday",
        Agreed(("GLOW",), None, "ring him", "friday", True, "he comes"),
    ),
    (
        "plan",
        "> glow: ring by friday so that he has a bed by 2 weeks",
        Agreed(("GLOW",), None, "ring", "friday", False, "he has a bed by 2 weeks"),
    ),
    ("plan", "> glow: not so thatched", Agreed(("GLOW",), None, "not so thatched")),
    ("plan", "> ALL: send names", Agreed((), None, "send names")),
    ("plan", "-", NotDiscussed()),
    ("plan", "- he agreed", Said("- he agreed")),
    (
        "risks",
        "! others POL=high GLOW=medium agreed=none dissent GLOW: still high",
        Rated(
            RiskTo.OTHERS,
            None,
            "",
            (("POL", "high"), ("GLOW", "medium")),
            "none",
            (("GLOW", "still high"),),
        ),
    ),
    (
        "risks",
        "! self fire in the flat pol=very agreed=high dissent POL: no dissent GLOW: low = calm",
        Rated(
            RiskTo.SELF,
            None,
            "fire in the flat",
            (("POL", "very-high"),),
            "high",
            (("POL", "no"), ("GLOW", "low = calm")),
        ),
    ),
    ("risks", "! r12 POL=low", Rated(None, "R12", "", (("POL", "low"),))),
    ("information", "POL: seen twice", Shared("POL", FACT, "seen twice")),
    (
        "information",
        "POL? He is afraid #third #criminal #only=POL,GLOW",
        Shared("POL", PERCEPTION, "He is afraid", True, True, ("POL", "GLOW")),
    ),
    ("information", "Nobody knows: it is quiet", Said("Nobody knows: it is quiet")),
    ("discussion", "POL: seen twice", Said("POL: seen twice")),
    ("views", "GLOW: I want a door", Heard("GLOW", "I want a door")),
    ("views", "I want a door", Said("I want a door")),
    ("views", "not obtained because nobody met her", NotHeard("nobody met her")),
    ("barriers", "No phone", InTheWay("No phone")),
    ("plan", "/late GLOW 10.20", Told("late", "GLOW 10.20")),
    ("plan", "u", Told("undo", "")),
]

FAULTS = [
    ("discussion", "=  ", "", "says what was decided"),
    ("discussion", "> GLOW visit", "", "a colon"),
    ("discussion", "> : visit", " : visit", "begins with the agency"),
    ("discussion", "> GLWO: visit", "GLWO: visit", "Did you mean GLOW?"),
    ("discussion", "> GLOW+PLO: visit", "PLO: visit", "Did you mean POL?"),
    ("discussion", "> GLOW: #direct by friday", " #direct by friday", "what is to be done"),
    ("discussion", "> GLOW: so that he has a bed", " so that he has a bed", "what is to be done"),
    ("discussion", "> GLOW: visit so that #direct", " #direct", "what it is to achieve"),
    ("discussion", "> GLOW: visit so that he is in by frday", "frday", "cannot be read as a day"),
    ("discussion", "> GLOW: visit by frday", "frday", "cannot be read as a day"),
    ("discussion", "> GLOW: visit by 31 Nov", "31 Nov", "cannot be read as a day"),
    ("discussion", "! nobody POL=high", "nobody POL=high", "from-others"),
    ("discussion", "! self POL=hgh", "hgh", "low, medium, high"),
    ("discussion", "! self PLO=high", "PLO=high", "Did you mean POL?"),
    ("discussion", "! self POL=high fire", "fire", "comes before them"),
    ("discussion", "! self agreed=none dissent GLOW:", "", "no words"),
    ("information", "PLO: seen", "PLO: seen", "Did you mean POL?"),
    ("views", "Not obtained.", "", "why"),
    ("discussion", "/", "", "/help"),
]


@pytest.mark.parametrize(("heading", "typed", "line"), LINES)
def test_a_line_is_read(heading: str, typed: str, line: Line | None):
    assert read_line(typed, heading, KNOWN) == line


@pytest.mark.parametrize(("heading", "typed", "rest", "said"), FAULTS)
def test_a_slip_is_named_and_found_in_the_line(heading: str, typed: str, rest: str, said: str):
    with pytest.raises(LineNotUnderstood) as refused:
        read_line(typed, heading, KNOWN)
    assert said in f"{refused.value.message} {refused.value.hint}"
    assert typed[refused.value.at :] == rest


@given(text=st.text(min_size=1), heading=st.sampled_from(list(CASE_HEADINGS)))
def test_any_text_after_a_backslash_is_a_text_and_comes_back_the_same(text: str, heading: str):
    assert read_line("\\" + text, heading, KNOWN) == (Said(text) if text.strip() else None)


@given(text=st.text(min_size=1))
def test_any_line_is_read_or_refused_with_a_place_in_it(text: str):
    for heading in CASE_HEADINGS:
        for sign in ("", "=", ">", "!", "> GLOW: ", "! self ", "POL: "):
            typed = sign + text
            line, fault = read(typed, heading)
            if fault is not None:
                assert 0 <= fault.at <= len(typed)
                assert fault.message
                assert fault.hint
            elif isinstance(line, Said) and not typed.startswith("\\"):
                assert line.text == typed


def read(typed: str, heading: str) -> tuple[Line | None, LineNotUnderstood | None]:
    try:
        return read_line(typed, heading, KNOWN), None
    except LineNotUnderstood as fault:
        return None, fault
