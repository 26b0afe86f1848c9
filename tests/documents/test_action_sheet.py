"""The action sheet: what one agency promised, and a block to answer each action."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from marg_cli.documents.blocks import Table, plain
from marg_cli.documents.columns import is_form, shared
from marg_cli.documents.render import compose, render
from marg_cli.domain.chase_sheet import Label
from tests.documents.pages import headings
from tests.documents.papers import an_action_line
from tests.documents.sheets import LATE, a_return_by, an_action_sheet

LABELS = list(Label)


def sheet(**changes: Any) -> str:
    return compose("action_sheet.md.j2", an_action_sheet(**changes)).markdown


def answers(**changes: Any) -> dict[str, Table]:
    """The blocks to be filled in, by the heading of their first column."""
    blocks = compose("action_sheet.md.j2", an_action_sheet(**changes)).blocks
    tables = [b for b in blocks if isinstance(b, Table) and b.header]
    return {plain(table.header[0]): table for table in tables if table.header}


def test_overdue_actions_come_first() -> None:
    paper = compose("action_sheet.md.j2", an_action_sheet())
    assert headings(paper.blocks, 2) == ["How to answer", "Overdue", "Open, not yet overdue"]
    assert headings(paper.blocks, 3) == ["A12 · M26-001", "A31 · M26-001"]


def test_every_action_has_a_block_to_answer_it_with_plain_labels() -> None:
    blocks = answers()
    assert list(blocks) == ["Answer on A12", "Answer on A31"]
    for table in blocks.values():
        assert [plain(row[0]) for row in table.rows] == LABELS


def test_what_is_to_be_filled_in_is_empty_or_an_empty_box() -> None:
    written = [plain(row[1]) for row in answers()["Answer on A12"].rows]
    assert written == ["", "", "", "☐", "☐", "", ""]


def test_days_late_are_said_in_words() -> None:
    assert "**Overdue** by 12 working days" in sheet()


def test_a_moved_day_shows_the_first_one_and_why() -> None:
    moved = an_action_line(
        ref="A12", due=LATE, first_due=date(2026, 10, 1), times_moved=2, moved_because="He was away"
    )
    assert "First due 1 Oct 2026, moved twice: He was away" in sheet(overdue=(moved,))


@pytest.mark.parametrize(("direct", "said"), [(True, "yes"), (False, "no")])
def test_direct_engagement_is_said_either_way(direct: bool, said: str) -> None:
    line = an_action_line(direct=direct)
    assert f"| **Direct engagement** | {said} |" in sheet(overdue=(), open=(line,))


def test_the_groups_own_actions_stand_apart_without_a_case() -> None:
    own = an_action_line(ref="A40", case=None, overdue=True, days_late=2)
    paper = compose("action_sheet.md.j2", an_action_sheet(groups_own=(own,)))
    assert headings(paper.blocks, 2)[-1] == "The group's own actions"
    assert headings(paper.blocks, 3)[-1] == "A40 · The group"
    assert "3 actions, 2 of them overdue" in paper.markdown


def test_the_list_after_a_meeting_says_what_is_new_and_that_it_is_a_draft() -> None:
    after = date(2026, 11, 10)
    new = an_action_line(ref="A40", set_on=after, absent_when_set=True)
    text = sheet(after=after, draft=True, open=(new,))
    assert "| **After the meeting on** | Tuesday 10 November 2026 |" in text
    assert "**Draft:** The minutes of the meeting on Tuesday 10 November 2026" in text
    assert "| **Set** | 10 Nov 2026, new at this meeting<br>GLOW was not there" in text
    assert "Draft" not in sheet(after=after)
    assert "new at this meeting" not in sheet(open=(new,))


def test_the_day_to_send_it_back_is_the_agendas() -> None:
    assert "| **Send back by** | Tuesday 1 December 2026, when the agenda goes out |" in sheet()


def test_a_day_that_has_passed_asks_for_an_answer_at_once() -> None:
    text = sheet(return_by=a_return_by(past=True))
    assert "Tuesday 1 December 2026, which has passed: please answer at once" in text


def test_without_a_meeting_ahead_no_day_is_invented() -> None:
    text = sheet(return_by=None)
    assert "before the next meeting, whose day is not set yet" in text
    assert "| **Next meeting** | [not recorded] |" in text


def test_a_heading_without_actions_is_left_out() -> None:
    assert "## Overdue" not in sheet(overdue=())
    assert "Open, not yet overdue" not in sheet(open=())
    assert "none of them overdue" in sheet(overdue=())


def test_progress_so_far_is_shown() -> None:
    line = an_action_line(progress=("Rang twice.", "Met her."))
    assert "| **Progress so far** | Rang twice.<br>Met her. |" in sheet(open=(line,))


def test_signs_and_line_ends_in_what_was_promised_come_back_as_they_were() -> None:
    what = "[b]Ring | him[/b]\n\n| --- | and *wait*"
    line = an_action_line(what=what, owner="A | B\nC")
    text = render("action_sheet.md.j2", an_action_sheet(overdue=(), open=(line,)), ["txt"])
    written = " ".join(text.files["txt"].decode().split())
    assert "[b]Ring | him[/b] | --- | and *wait*" in written
    assert list(answers(overdue=(), open=(line,))) == ["Answer on A31"]


def test_a_very_long_action_is_shown_whole() -> None:
    what = " ".join(f"word{n}" for n in range(450))
    assert what in sheet(open=(an_action_line(what=what),))


def test_there_is_room_to_write_across_the_page() -> None:
    labels = ["Answer on A12", *LABELS]
    answered = ["Please write here", *(plain(r[1]) for r in answers()["Answer on A12"].rows)]
    assert shared([labels, answered], 90) == [max(map(len, labels)), 90 - max(map(len, labels))]


def test_two_columns_with_something_in_most_cells_are_no_form() -> None:
    assert not is_form([["Name", "a", "b"], ["What", "", "c"]])
    assert is_form([["Name", "a", "b", "c"], ["What", "", "", "☐"]])
