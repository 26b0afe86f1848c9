"""Papers that speak of nobody they may not raise no alarm, however common everybody's names are."""

from __future__ import annotations

import os

import pytest

from marg_cli.documents.leakscan import Sought, scan
from marg_cli.documents.render import FORMATS, Paper, compose, written
from marg_cli.domain.leaks import Hit, needles_of
from tests.documents.leakscan.meetings import Held, held

ALL = "LEAKS" in os.environ
MEETINGS = 200
FULLY = MEETINGS if ALL else 2
"""How many of them are written in every format."""


def alarms(meeting: Held, template: str, paper: Paper, formats: list[str]) -> tuple[Hit, ...]:
    sought = Sought(
        (needle for case in meeting.hidden for needle in needles_of(case)),
        shown=[needle for case in meeting.shown for needle in needles_of(case)],
        known=meeting.known,
    )
    document = compose(template, paper)
    files = written(lambda: document, formats).files
    return scan(files, document, sought, paper=paper)


@pytest.mark.parametrize("number", range(FULLY))
def test_a_meeting_in_every_format_raises_no_alarm(number: int):
    meeting = held(number)
    for template, paper in (("minutes.md.j2", meeting.minutes), ("agenda.md.j2", meeting.agenda)):
        assert alarms(meeting, template, paper, [*FORMATS]) == ()


def test_two_hundred_meetings_raise_no_alarm():
    raised = {
        number: found
        for number in range(FULLY, MEETINGS, 1 if ALL else 5)
        if (found := alarms(m := held(number), "agenda.md.j2", m.agenda, ["md", "txt"]))
    }
    assert raised == {}
