"""The agenda, in the order of the meeting, for its three audiences."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from marg_cli.documents.blocks import Table, plain
from marg_cli.documents.render import compose
from marg_cli.domain.papers.actions import AgencyLate
from marg_cli.domain.papers.agenda import AgendaPaper, Audience
from tests.documents.pages import headings, section
from tests.documents.papers import (
    a_head,
    a_next_meeting,
    a_quorum,
    a_slot,
    an_action_line,
    an_agenda,
    an_attendee,
    declared,
)

SECTIONS = [
    "1 Welcome and introductions",
    "2 Confidentiality and information-sharing statement",
    "3 Apologies and deputies",
    "4 Declarations of interest",
    "5 Accuracy of the last minutes",
    "6 Action log",
    "7 Cases",
    "8 Cases proposed for closure",
    "9 Systems issues and learning",
    "10 Any other business",
    "11 Next meeting",
]


SIGNED = "I have read this statement and will keep to it"


def agenda(**changes: Any) -> str:
    return compose("agenda.md.j2", an_agenda(**changes)).markdown


def test_members_read_every_section_in_its_order() -> None:
    paper = compose("agenda.md.j2", an_agenda())
    assert headings(paper.blocks, 1) == ["Agenda"]
    assert headings(paper.blocks, 2) == SECTIONS


def test_the_chair_reads_the_same_sections_after_what_needs_an_eye() -> None:
    paper = compose("agenda.md.j2", an_agenda(audience=Audience.CHAIR))
    assert headings(paper.blocks, 2) == ["Before you start", *SECTIONS]


def test_a_guest_reads_four_sections() -> None:
    paper = compose("agenda.md.j2", an_agenda(audience=Audience.GUEST))
    assert headings(paper.blocks, 2) == [SECTIONS[0], SECTIONS[1], "7 Your case", SECTIONS[10]]


def test_a_guests_slice_holds_nothing_of_other_cases() -> None:
    other = {"case": "M26-077", "what": "OTHER", "owner": "OTHER", "agency": "OTHER"}
    paper = an_agenda(
        audience=Audience.GUEST,
        slots=(
            a_slot(
                guests=("OTHER",), agencies=("OTHER",), checks_in=("OTHER",), checks_out=("OTHER",)
            ),
        ),
        overdue=(an_action_line(ref="A99", **other),),
        open=(an_action_line(ref="A98", **other),),
        closures=(a_slot(ref="M26-078"),),
        apologies=(an_attendee(name="OTHER"),),
        declarations=(declared(case="M26-079", name="OTHER"),),
        agencies_late=(AgencyLate(agency="OTHER", overdue=42, longest=77),),
        not_screened=("M26-080",),
        no_agreement=("OTHER",),
        last_minutes_on=date(1999, 9, 9),
    )
    written = compose("agenda.md.j2", paper).markdown
    assert set(re.findall(r"M\d\d-\d{3}", written)) == {"M26-001"}
    assert not re.findall(r"\bA\d+|OTHER|42|77|1999", written)


def test_the_body_says_what_stands_on_every_page() -> None:
    written = agenda()
    for words in (
        "OFFICIAL-SENSITIVE",
        "Exampleton Multi-agency Resolution Group",
        "Tuesday 8 December 2026, 10am",
        "Committee Room 2, Exampleton Town Hall",
        "Independent chair",
        "Council minute taker",
        "GLOW",
        "v1",
    ):
        assert words in written.split("## 1")[0]


def test_the_statement_is_the_one_given_and_keeps_its_paragraphs() -> None:
    written = section(agenda(statement="First.\n\nSecond."), f"## {SECTIONS[1]}")
    assert written.strip() == "> First.\n>\n> Second."


def test_apologies_and_deputies_are_told_apart() -> None:
    people = (
        an_attendee(name="Away", state="apologies"),
        an_attendee(name="Stand-in", state="present", deputy_for="Away"),
    )
    written = section(agenda(apologies=people), f"## {SECTIONS[2]}")
    assert "| **GLOW** | Away | Service manager | apologies |" in written
    assert "| **GLOW** | Stand-in | Service manager | deputy for Away |" in written


def test_overdue_is_a_word_and_comes_first() -> None:
    written = section(agenda(), f"## {SECTIONS[5]}")
    assert written.index("**A12**") < written.index("**A31**")
    assert written.count("**Overdue**") == 1


@pytest.mark.parametrize(
    ("late", "said"),
    [(0, "**Overdue**<br>"), (1, "by 1 working day<br>"), (9, "9 working days<br>")],
)
def test_days_late_are_working_days(late: int, said: str) -> None:
    action = an_action_line(overdue=True, days_late=late)
    assert f"{said}18 Dec 2026" in agenda(overdue=(action,))


def test_the_first_date_of_a_moved_action_is_shown_with_the_reason() -> None:
    action = an_action_line(
        first_due=date(2026, 10, 23), times_moved=2, moved_because="the landlord changed"
    )
    assert "18 Dec 2026<br>First due 23 Oct 2026, moved twice: the landlord changed |" in agenda(
        open=(action,)
    )


def test_an_action_of_no_case_stands_apart_as_the_groups() -> None:
    text = agenda(open=(an_action_line(ref="A30"), an_action_line(case=None)))
    own = text.index("*Open, not yet overdue: the group's own*")
    assert text.index("*Open, not yet overdue*") < text.index("A30") < own < text.index("A31")


def test_a_direct_engagement_says_so() -> None:
    said = "Direct engagement with the person."
    assert said in agenda(open=(an_action_line(direct=True),))
    assert said not in agenda()


def test_a_slot_says_when_what_and_who() -> None:
    written = section(
        agenda(
            slots=(
                a_slot(
                    kind="new",
                    guests=("Outreach worker",),
                    checks_in=("HOU",),
                    checks_out=("POL", "NHS"),
                    views_on=None,
                    screened=False,
                ),
            )
        ),
        "## 7 Cases",
    )
    for words in (
        "| **10.20am** | M26-001 | new referral | 15 | Outreach worker |",
        "### 10.20am · M26-001 · new referral",
        "**What we are trying to resolve:** How to keep the tenancy",
        "| **Time allowed** | 15 minutes |",
        "| **Lead agency** | HOU |",
        "| **Case coordinator** | Navigator |",
        "| **Themes** | homelessness and substance misuse |",
        "| **Views of the person** | not obtained yet |",
        "| **Checks returned** | HOU |",
        "| **Checks outstanding** | POL and NHS |",
        "| **Guests** | Outreach worker |",
        "| **Screening** | not done yet |",
    ):
        assert words in written


def test_a_case_kept_to_those_involved_shows_its_reference_and_time_only() -> None:
    hidden = {"resolving": "SECRET", "case_coordinator": "SECRET", "guests": ("SECRET",)}
    lists = dict.fromkeys(("agencies", "themes", "checks_in", "checks_out"), ("SECRET",))
    slot = a_slot(shared=False, **hidden, **lists)
    line = an_action_line(
        shared=False, what="SECRET", intended="SECRET", moved_because="SECRET", times_moved=1
    )
    closure = a_slot(ref="M26-009", kind="closure", shared=False, **hidden, **lists)
    written = agenda(slots=(slot,), closures=(closure,), overdue=(line,), open=(line,))
    assert "SECRET" not in written
    assert written.count("goes to the agencies involved, not to all members.") == 2
    assert written.count("Shared with the agencies involved.") == 2
    assert "| **10.20am** | M26-001 | review | 15 | – |" in written


def test_cases_for_closure_stand_in_their_own_section() -> None:
    written = agenda(closures=(a_slot(ref="M26-009", kind="closure"),))
    assert "M26-009 · proposed for closure" in section(written, f"## {SECTIONS[7]}")
    assert "M26-009" not in section(written, "## 7 Cases")


def test_the_chair_sees_what_is_missing_before_the_meeting() -> None:
    written = agenda(
        audience=Audience.CHAIR,
        agencies_late=(AgencyLate(agency="HOU", overdue=3, longest=12),),
        slots=(a_slot(checks_out=("POL",)), a_slot(ref="M26-002")),
        closures=(a_slot(ref="M26-009", kind="closure", at="11:40", checks_out=("NHS",)),),
        not_screened=("M26-001", "M26-002"),
        no_agreement=("PROB",),
    )
    first = section(written, "## Before you start")
    for words in (
        "| **HOU** | 3 | 12 |",
        "| **M26-001** | POL |",
        "| **M26-009** | NHS |",
        "**Not screened:** M26-001 and M26-002.",
        "**No information-sharing agreement in force:** PROB.",
        "| **10am** | Items 1 to 6",
        "| **10.20am** | M26-002, review | 15 |",
        "| **11.40am** | M26-009, proposed for closure | 15 |",
    ):
        assert words in first
    assert "| **M26-002** |" not in first


def test_the_chair_is_told_when_nothing_is_missing() -> None:
    first = section(agenda(audience=Audience.CHAIR, agencies_late=()), "## Before you start")
    for words in (
        "No agency has an overdue action.",
        "No lateral check is outstanding.",
        "Every case has been screened.",
        "Every agency has an information-sharing agreement in force.",
    ):
        assert words in first


def test_the_chair_is_told_of_cases_nobody_checked() -> None:
    slots = (a_slot(checks_in=None, checks_out=None), a_slot(ref="M26-002"))
    first = section(agenda(audience=Audience.CHAIR, slots=slots), "## Before you start")
    assert "**No lateral check recorded:** M26-001." in first
    assert "No lateral check is outstanding." not in first


@pytest.mark.parametrize(
    ("changes", "prompt"),
    [
        ({"screened": False}, "Not screened"),
        ({"repeat": True}, "was here before"),
        ({"views_on": None}, "Nobody has the person's views"),
        ({"checks_out": ("POL",)}, "checks still outstanding"),
        ({"lead_agency": None}, "No agency leads"),
        ({"guests": ("Guest",)}, "Call the guests in"),
    ],
)
def test_the_chair_is_prompted_by_what_a_case_lacks(changes: dict[str, Any], prompt: str) -> None:
    assert prompt in agenda(audience=Audience.CHAIR, slots=(a_slot(**changes),))
    assert prompt not in agenda(audience=Audience.CHAIR)
    assert prompt not in agenda(slots=(a_slot(**changes),))


def test_only_the_chair_is_prompted() -> None:
    for audience in (Audience.MEMBERS, Audience.GUEST):
        written = agenda(audience=audience)
        assert "For the chair" not in written
        assert "Before you start" not in written
    assert agenda(audience=Audience.CHAIR).count("For the chair") >= len(SECTIONS) - 3


def test_the_next_meeting_says_what_it_needs() -> None:
    written = section(agenda(), f"## {SECTIONS[10]}")
    assert "**Tuesday 12 January 2027** at 10am" in written
    assert "| **Thursday 7 January 2027** | Lateral checks back |" in written


def blank_agenda(audience: Audience) -> AgendaPaper:
    return an_agenda(
        head=a_head(
            group=" ", copy_for="", version="", at=None, venue=None, chair=None, minute_taker=None
        ),
        audience=audience,
        statement="",
        apologies=(),
        last_minutes_on=None,
        overdue=(),
        open=(),
        slots=(
            a_slot(
                at=None,
                themes=(),
                resolving=None,
                lead_agency=None,
                case_coordinator=None,
                agencies=(),
                checks_in=None,
                checks_out=None,
                views_on=None,
            ),
        ),
        next_meeting=None,
        agencies_late=(),
    )


@pytest.mark.parametrize("audience", Audience)
def test_what_nobody_recorded_says_so_and_never_fails(audience: Audience) -> None:
    paper = compose("agenda.md.j2", blank_agenda(audience))
    assert "None" not in paper.markdown
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    assert [
        row
        for table in tables
        for row in table.rows
        if not all(row) and plain(table.caption) not in {"Running order", SIGNED}
    ] == []


def test_each_blank_is_not_recorded() -> None:
    written = compose("agenda.md.j2", blank_agenda(Audience.MEMBERS)).markdown
    for words in (
        "**[not recorded]**",
        "| **Venue** | [not recorded] |",
        "| **Chair** | [not recorded] |",
        "| **Meeting** | Tuesday 8 December 2026, [not recorded] |",
        "> [not recorded]",
        "There are no earlier minutes.",
        "**What we are trying to resolve:** [not recorded]",
        "| **Themes** | [not recorded] |",
        "| **Checks returned** | [not recorded] |",
        "| **Checks outstanding** | [not recorded] |",
        "No apologies had come in when this agenda was made.",
        "No action is overdue.",
        "No other action is open.",
        "No case is proposed for closure.",
    ):
        assert words in written
    assert section(written, f"## {SECTIONS[10]}").strip() == "[not recorded]"


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("cases", [0, 1, 6, 150])
def test_any_number_of_cases_renders(audience: Audience, cases: int) -> None:
    slots = tuple(a_slot(ref=f"M26-{n:03}") for n in range(1, cases + 1))
    paper = compose("agenda.md.j2", an_agenda(audience=audience, slots=slots, closures=slots))
    told = [title for title in headings(paper.blocks, 3) if " · M26-" in title]
    assert len(told) == (cases if audience is Audience.GUEST else 2 * cases)


def test_a_meeting_without_a_next_time_or_deadlines_renders() -> None:
    bare = a_next_meeting(at=None, venue=None, deadlines=())
    written = section(agenda(next_meeting=bare), f"## {SECTIONS[10]}")
    assert written.strip() == (
        "The group meets next on **Tuesday 12 January 2027** at [not recorded]. "
        "Venue: [not recorded]."
    )


def test_a_guest_is_asked_to_sign_the_statement_and_nobody_else_is() -> None:
    assert SIGNED in agenda(audience=Audience.GUEST)
    assert SIGNED not in agenda() + agenda(audience=Audience.CHAIR)


def test_the_chair_reads_whether_a_quorum_comes() -> None:
    written = agenda(audience=Audience.CHAIR, quorum=a_quorum(2, "GLOW", "HOU"))
    assert "A quorum is expected: 2 core agencies, and 2 make a quorum; missing: POL" in written
    written = agenda(audience=Audience.CHAIR, quorum=a_quorum(2, "GLOW"))
    assert "**No quorum is expected:** 1 core agency, and 2 make a quorum" in written
    assert "quorum" not in agenda(audience=Audience.CHAIR)


def test_who_withdraws_for_a_case_stands_with_it_and_the_chair_is_prompted() -> None:
    slot = a_slot(withdrew=("Member one (GLOW)",))
    assert "| **Withdraws** | Member one (GLOW) |" in agenda(slots=(slot,))
    assert "| **Withdraws** | Member one (GLOW) |" in agenda(closures=(slot,))
    assert "Before the case is named, Member one (GLOW) leaves the room" in agenda(
        audience=Audience.CHAIR, slots=(slot,)
    )
    assert "Member one" not in agenda(audience=Audience.GUEST, slots=(slot,))


def test_the_running_order_says_when_the_meeting_is_to_end() -> None:
    assert "**To end by 12.30pm**" in agenda(audience=Audience.CHAIR, ends_by="12:30")
    assert "**To end**" in agenda(audience=Audience.CHAIR)
