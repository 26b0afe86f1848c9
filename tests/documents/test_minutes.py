"""The minutes, in the order of the meeting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from marg_cli.documents.blocks import PageBreak
from marg_cli.documents.render import compose, render
from marg_cli.domain.minutes import CASE_HEADINGS, GENERAL_HEADINGS
from marg_cli.domain.papers.actions import AgencyActions
from marg_cli.domain.papers.minutes import Circulated
from marg_cli.domain.quorum import Gap, Quorum
from tests.documents.pages import Page, headings, section
from tests.documents.papers import (
    a_case,
    a_head,
    a_minutes_paper,
    a_quorum,
    an_action_line,
    an_attendee,
    closing,
    declared,
)

SECTIONS = [
    "1 Welcome and attendance",
    "2 Confidentiality and information-sharing statement",
    "3 Declarations of interest and withdrawals",
    "4 Accuracy of the last minutes",
    "5 Action log review and the chair's direction",
    "6 Cases",
    "7 New and closed since the last meeting, and repeats",
    "8 Systems issues, and to whom they are recommended",
    "9 Any other business",
    "10 Next meeting",
    "11 Circulation list",
    "12 All actions by agency",
]
BARE: dict[str, tuple[str, ...]] = dict.fromkeys(GENERAL_HEADINGS, ())


def minutes(said: Mapping[str, tuple[str, ...]] | None = None, **changes: Any) -> str:
    return compose("minutes.md.j2", a_minutes_paper(said, **changes)).markdown


def part(number: int, written: str) -> str:
    return section(written, f"## {SECTIONS[number - 1]}").strip()


def test_every_section_stands_in_its_order() -> None:
    paper = compose("minutes.md.j2", a_minutes_paper())
    assert headings(paper.blocks, 1) == ["Minutes"]
    assert headings(paper.blocks, 2) == SECTIONS


def test_a_case_is_told_in_the_order_of_its_headings() -> None:
    paper = compose("minutes.md.j2", a_minutes_paper())
    titles = list(CASE_HEADINGS.values())
    after_plan = list(CASE_HEADINGS).index("plan") + 1
    assert headings(paper.blocks, 4) == [*titles[:after_plan], "Actions", *titles[after_plan:]]


def test_the_masthead_says_draft_and_when_the_meeting_really_was() -> None:
    written = minutes().split("## 1")[0]
    for words in ("DRAFT v1", "| **Planned start** | 10am |", "| **Started** | 10.05am |"):
        assert words in written
    assert "| **Finished** | 12.15pm |" in written
    assert "This is a draft." in written
    final = minutes(status="final", head=a_head(title="Minutes", version="FINAL"))
    assert "| **Version** | FINAL |" in final
    assert "draft" not in final


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"state": "present"}, "| present |"),
        (
            {"deputy_for": "Member two", "authority": True},
            "| present, deputy for Member two |",
        ),
        (
            {"deputy_for": "Member two"},
            "| present, deputy for Member two, authority [not recorded] |",
        ),
        (
            {"deputy_for": "Member two", "authority": False},
            "| present, deputy for Member two, without authority to decide |",
        ),
        ({"signed": True}, "| signed off<br>statement signed |"),
        ({"signed": False}, "| signed off<br>**no signed statement** |"),
        ({"state": "apologies"}, "| apologies | – | – |"),
        ({"state": "absent"}, "| **no apology** | – | – |"),
        ({"state": None, "name": None, "role": None}, "<br>[not recorded] | **no apology** |"),
        ({"left": None}, "| from 10am |"),
        ({"arrived": None}, "| until 12.15pm |"),
        ({"arrived": None, "left": None}, "| whole meeting | all |"),
        ({"items": ()}, "| from 10am<br>to 12.15pm | [not recorded] |"),
        ({"items": ("M26-001", "M26-002")}, "| M26-001 and M26-002 |"),
        ({"isa": "legal or IG"}, "| legal or IG |"),
        ({"isa": None}, "| [not recorded] |"),
        ({"agency": None, "agency_name": None, "isa": None}, "| **No agency** | Member one"),
    ],
)
def test_attendance_tells_the_ways_of_coming_apart(changes: dict[str, Any], said: str) -> None:
    assert said in part(1, minutes(attending=(an_attendee(**changes),)))


def test_the_statement_is_as_it_was_read() -> None:
    written = part(2, minutes({"statement": ("One.\n\nTwo.",)}))
    assert "> One.\n>\n> Two." in written
    assert written.endswith("an accurate summary of the meeting, not a verbatim record.")


def test_declarations_name_who_withdrew() -> None:
    written = part(3, minutes(BARE, declarations=(declared(),)))
    assert "| **M26-001** | Member one | GLOW | Former employer |" in written
    assert "[not recorded]" not in written


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"status": "done", "outcome": "Visited."}, "**Done.** Visited. |"),
        ({"status": "done"}, "**Done.** [not recorded] |"),
        (
            {"status": "not_done", "closed_because": "circumstances", "outcome": "Moved away."},
            "**Not done: circumstances changed.** Moved away. |",
        ),
        (
            {"status": "not_done", "closed_because": "agency", "outcome": "No staff."},
            "**Not done: the agency did not do it.** No staff. |",
        ),
        ({"status": "not_done"}, "**Not done:** [not recorded] |"),
        ({"progress": ("Letter sent.", "Called.")}, "**Open.**<br>Letter sent.<br>Called. |"),
        ({"overdue": True, "days_late": 3}, "**Overdue** by 3 working days<br>18 Dec 2026"),
        (
            {"times_moved": 1, "first_due": date(2026, 11, 2), "moved_because": "illness"},
            "First due 2 Nov 2026, moved once: illness |",
        ),
        ({"times_moved": 3, "first_due": date(2026, 11, 2)}, "moved 3 times: [not recorded] |"),
    ],
)
def test_the_review_tells_how_each_action_stands(changes: dict[str, Any], said: str) -> None:
    assert said in part(5, minutes(reviewed=(an_action_line(**changes),)))


def test_the_chairs_direction_follows_the_review() -> None:
    written = part(5, minutes({"matters": ("Write to the director.",)}))
    assert written.endswith(
        "**The chair's direction and matters arising**\n\nWrite to the director."
    )


def test_a_case_not_reached_says_so_once() -> None:
    blank = dict.fromkeys(CASE_HEADINGS, ())
    case = a_case(blank, discussed=False, actions=(), lead_agency=None)
    assert part(6, minutes(cases=(case,))) == "### M26-001 · review\n\nNot discussed."


def test_a_heading_nobody_filled_says_so() -> None:
    blank = dict.fromkeys(CASE_HEADINGS, ())
    written = part(6, minutes(cases=(a_case(blank, actions=(), themes=(), lead_agency=None),)))
    assert written.count("[not recorded]") == len(CASE_HEADINGS) + 3


def test_several_things_said_are_a_list_and_one_is_a_paragraph() -> None:
    written = minutes(cases=(a_case({"risks": ("R1: one.\n\nMore.", "R2: two.")}),))
    assert "#### Risks\n\n- R1: one.\n\n  More.\n- R2: two.\n" in written
    assert "#### Outcome\n\nWhat was said about outcome." in written


def test_new_closed_and_repeats_are_listed() -> None:
    written = part(
        7,
        minutes(
            new_cases=("M26-011", "M26-012"), closed_cases=(closing(),), repeat_cases=("M25-031",)
        ),
    )
    for words in (
        "| **New cases** | M26-011 and M26-012 |",
        "| **Closed cases** | M26-009 |",
        "| **Repeats** | M25-031 |",
        "| **M26-009** | 8 Dec 2026 | moved to other support | Settled in supported housing. |",
    ):
        assert words in written


def test_circulation_says_who_received_what() -> None:
    sent = Circulated(recipient="POL", what="minutes v1", on=date(2026, 12, 14))
    assert "| **POL** | minutes v1 | 14 Dec 2026 |" in part(11, minutes(circulation=(sent,)))
    assert part(11, minutes(circulation=())).startswith("Not sent to anyone yet.")


def test_actions_by_agency_begin_on_a_page_of_their_own() -> None:
    paper = compose("minutes.md.j2", a_minutes_paper())
    breaks = [at for at, block in enumerate(paper.blocks) if isinstance(block, PageBreak)]
    assert len(breaks) == 1
    assert headings(paper.blocks[breaks[0] :], 2) == [SECTIONS[11]]
    assert "### HOU · Exampleton Housing" in minutes()


@pytest.mark.parametrize("general", [{}, dict.fromkeys(GENERAL_HEADINGS, ())])
def test_minutes_with_nothing_in_them_render(general: dict[str, tuple[str, ...]]) -> None:
    bare = {"at": None, "venue": None, "chair": None, "minute_taker": None}
    paper = a_minutes_paper(
        BARE,
        head=a_head(title="Minutes", version="DRAFT v1", **bare),
        planned_at=None,
        started_at=None,
        finished_at=None,
        attending=(),
        reviewed=(),
        cases=(),
        new_cases=(),
        next_meeting=None,
        circulation=(),
        by_agency=(),
    )
    if not general:
        paper.general.clear()
    written = compose("minutes.md.j2", paper).markdown
    for number, said in {
        1: "[not recorded]\n\nAttendance: [not recorded]",
        3: "[not recorded]",
        4: "[not recorded]",
        6: "No case was listed.",
        8: "[not recorded]",
        9: "[not recorded]",
        10: "[not recorded]",
        12: "No action is open.",
    }.items():
        assert part(number, written) == said
    assert "> [not recorded]" in part(2, written)
    assert part(5, written).endswith("[not recorded]")
    assert "| **Started** | [not recorded] |" in written
    assert "| **New cases** | none |" in written
    assert "None" not in written


@pytest.mark.parametrize("cases", [0, 1, 6, 150])
def test_any_number_of_cases_renders_in_every_format(cases: int) -> None:
    refs = [f"M26-{n:03}" for n in range(1, cases + 1)]
    actions = tuple(an_action_line(ref=f"A{n}") for n in range(2 * cases))
    paper = a_minutes_paper(
        cases=tuple(a_case(ref=ref) for ref in refs),
        reviewed=actions,
        by_agency=(AgencyActions(agency="HOU", agency_name="Housing", actions=actions),),
    )
    written = render("minutes.md.j2", paper, ["md", "txt", "html"]).files
    for content in written.values():
        words = content.decode()
        assert [ref for ref in refs if f"{ref} · review" not in words] == []
    assert len(Page(written["html"]).all("h3")) == cases + 1


def test_a_long_note_renders_whole() -> None:
    note = "A line of a long note, with (brackets) & *stars*. " * 200
    paper = a_minutes_paper(cases=(a_case({"discussion": (note, note)}),))
    written = render("minutes.md.j2", paper, ["md", "txt", "html"]).files
    said = " ".join(note.split())
    assert Page(written["html"]).paper.count(said) == 2
    assert " ".join(written["txt"].decode().split()).count(said) == 2
    assert written["md"].decode().count("\\*stars\\*") == 400


@pytest.mark.parametrize(
    ("quorum", "said"),
    [
        (
            a_quorum(1, "GLOW"),
            "**Quorate:** 1 core agency, and 1 make a quorum; missing: POL and NMH.",
        ),
        (a_quorum(2, "GLOW", missing=()), "**Not quorate:** 1 core agency, and 2 make a quorum."),
        (
            a_quorum(
                1, "GLOW", gaps=(Gap(since=None, until="10:20"), Gap(since="11:00", until=None))
            ),
            "**Quorate, but not** before 10.20am, nor after 11am: 1 core agency",
        ),
    ],
)
def test_minutes_say_whether_the_meeting_was_quorate(quorum: Quorum, said: str) -> None:
    assert said in part(1, minutes(quorum=quorum))


def test_without_a_rule_no_quorum_is_spoken_of() -> None:
    assert "uorate" not in minutes()


def test_who_withdrew_stands_with_the_case() -> None:
    written = minutes(cases=(a_case(withdrew=("Member one (GLOW)",)),))
    assert "| **Withdrew for this case** | Member one (GLOW) |" in part(6, written)


def test_the_groups_own_actions_stand_in_tables_of_their_own() -> None:
    own, of_case = an_action_line(ref="A90", case=None), an_action_line(ref="A91")
    held = AgencyActions(agency="GLOW", agency_name="Glow", actions=(of_case, own))
    text = minutes(reviewed=(own, of_case), groups_own=(own,), by_agency=(held,))
    review = part(5, text)
    assert review.index("Actions reviewed*") < review.index("A91") < review.index("A90")
    assert "*Actions reviewed: the group's own*" in review
    assert "*Actions of the group's own, set at this meeting*" in review
    assert "*Held by GLOW: the group's own*" in part(12, text)
    assert "The group |" not in text


def test_without_actions_of_its_own_the_group_has_no_empty_table() -> None:
    text = minutes(reviewed=(an_action_line(case=None),))
    assert "*Actions reviewed*" not in text
    assert "the group's own*" not in minutes(reviewed=(an_action_line(),))
