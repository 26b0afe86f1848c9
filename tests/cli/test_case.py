"""Taking cases in, listing them, and who has to do with them."""

from __future__ import annotations

from datetime import date

import pytest

from marg_cli.cli.commands.case import VERBS
from marg_cli.cli.lazy import load
from marg_cli.cli.session import Session
from marg_cli.domain.agenda import AgendaItem, AgendaKind
from marg_cli.domain.case import CaseStatus, Destination
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting, an_action, an_agency
from tests.conftest import Marg

FIELDS = [
    "ref", "status", "initials", "referred_on", "referrer", "lead_agency", "case_coordinator",
    "themes", "repeat", "agencies", "open_actions", "next_meeting",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _agencies(store: SqliteStore) -> None:
    with store.change("test") as change:
        change.save(an_agency(), an_agency(code="POL", name="Police"))


@pytest.fixture
def _person_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody is at the terminal; what is typed answers one question a line."""
    monkeypatch.setattr(Session, "may_ask", True)


def add(marg: Marg, *more: str) -> str:
    answer = marg("case", "add", "--referrer", "glow", "--reason", "x", *more, "--format", "json")
    assert answer.code == 0, answer.err
    return str(answer.json["ref"])


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_where_the_table_says_and_helps_in_one_line(verb: str):
    about = load("case").get_command(None, verb).help
    assert about.endswith(".")
    assert len(about) <= 60


def test_cases_are_numbered_through_the_year_they_were_first_referred_in(marg: Marg):
    assert add(marg, "--initials", "QF") == "M26-001"
    assert add(marg, "--initials", "AB", "--on", "31/12/2025") == "M25-001"
    assert add(marg, "--initials", "CD") == "M26-002"


def test_a_reference_begins_with_the_groups_own_prefix(marg: Marg):
    marg("config", "set", "group.prefix", "ncp")
    assert add(marg, "--initials", "QF") == "NCP26-001"


def test_a_number_is_never_given_out_again(marg: Marg):
    add(marg, "--initials", "QF")
    assert marg("undo").code == 0
    assert add(marg, "--initials", "QF") == "M26-002"


def test_a_case_added_is_answered_with_its_reference_and_the_next_step(marg: Marg):
    answer = marg(
        "case", "add", "--initials", "QF", "--referrer", "pol", "--reason", "-", typed="x"
    )
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == (
        "M26-001 added, referred by POL on Monday 23 November 2026. "
        "See it with: marg case show M26-001\n"
    )


def test_initials_come_from_a_name_that_is_given(marg: Marg):
    add(marg, "--name", "Quill Fenwick")
    assert marg("case", "list", "--format", "json").json[0]["initials"] == "QF"


@pytest.mark.parametrize(
    ("left_out", "named"),
    [("--referrer", "--referrer CODE"), ("--initials", "--initials"), ("--reason", "--reason")],
)
def test_what_is_missing_is_named_where_nobody_can_be_asked(marg: Marg, left_out: str, named: str):
    given = {"--referrer": "GLOW", "--initials": "QF", "--reason": "x"}
    del given[left_out]
    answer = marg("case", "add", *(word for pair in given.items() for word in pair))
    assert answer.code == 2
    assert named in answer.err


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [
        ("--referrer", "glo", 4),
        ("--on", "24/11/2026", 5),
        ("--born", "12/05/84", 2),
        ("--theme", "homelesness", 2),
        ("--initials", "Quill Fenwick", 2),
    ],
)
def test_a_value_that_will_not_do_is_refused_and_nothing_is_written(
    marg: Marg, option: str, value: str, code: int
):
    given = {"--referrer": "GLOW", "--initials": "QF", "--reason": "x"} | {option: value}
    answer = marg("case", "add", *(word for pair in given.items() for word in pair))
    assert answer.code == code, answer.err
    assert marg("case", "list", "--format", "json").json == []


def test_a_theme_no_case_had_before_is_said_with_the_one_it_is_like(marg: Marg):
    add(marg, "--initials", "QF", "--theme", "hoarding", "--theme", "Mental Health")
    again = marg(
        "case", "edit", "M26-001", "--theme", "hoardng", "--theme", "Hoarding",
    )  # fmt: skip
    assert "hoardng is a theme no case had before. There is one called hoarding." in again.err
    assert "Hoarding is" not in again.err
    (case,) = marg("case", "list", "--format", "json").json
    assert case["themes"] == ["hoarding", "mental health", "hoardng"]


def test_a_possible_same_person_is_shown_by_reference_before_another_is_given(marg: Marg):
    add(marg, "--name", "Quill Fenwick", "--born", "12/05/1984")
    again = "case", "add", "--name", "Fenwyck, Quil", "--referrer", "POL", "--reason", "x"
    answer = marg(*again)
    assert answer.code == 5
    assert "M26-001  referred: near spelling of name" in answer.err
    assert "Fenw" not in answer.err
    assert "--same M26-001, or --new" in answer.err
    assert len(marg("case", "list", "--format", "json").json) == 1
    assert "M26-002 added" in marg(*again, "--new").err
    assert "M26-001 was open and has one more referral" in marg(*again, "--same", "m26-1").err
    assert marg(*again, "--same", "m26-1", "--new").code == 2
    assert marg(*again, "--same", "M26-077").code == 4


@pytest.mark.usefixtures("_person_there")
def test_a_person_may_think_better_of_it_and_then_nothing_is_added(marg: Marg):
    name = "--name", "Quill Fenwick"
    typed = "\n" * 6
    marg("case", "add", *name, "--referrer", "POL", "--reason", "x", typed=typed)
    answer = marg(
        "case", "add", *name, "--referrer", "POL", "--reason", "x", typed=f"{typed}no\nstop\n"
    )
    assert answer.code == 130
    assert answer.err.endswith("Nothing was added.\n")
    assert len(marg("case", "list", "--format", "json").json) == 1


@pytest.mark.usefixtures("_person_there")
def test_what_describes_a_person_is_asked_for_and_a_slip_is_asked_for_again(marg: Marg):
    typed = [
        "nobody",
        "GLOW",
        "Quill Fenwick",
        "12/5",
        "12/5/1984",
        "Ash O'Dell, Q",
        "1 Made-up Row",
    ]
    typed += ["999 000 1111", "", "East", "Served notice"]
    answer = marg("case", "add", typed="\n".join([*typed, ""]))
    assert answer.code == 0, answer.err
    shown = marg("case", "show", "M26-001", "--format", "json").json
    assert shown["person"] == {
        "name": "Quill Fenwick",
        "born": "1984-05-12",
        "aliases": ["Ash O'Dell", "Q"],
        "address": "1 Made-up Row",
        "nhs": "999 000 1111",
        "police_ref": None,
        "area": "East",
    }
    assert shown["referrals"] == [
        {"on": "2026-11-23", "referrer": "GLOW", "reason": "Served notice"}
    ]


def test_the_fields_scripts_rely_on_stand_in_their_order(marg: Marg, store: SqliteStore):
    add(marg, "--initials", "QF", "--on", "3 Jan 2026", "--theme", "homelessness")
    marg("case", "involve", "M26-001", "pol", "--contact", "Desk 4")
    marg("case", "involve", "M26-001", "glow", "--lead")
    marg("case", "coordinator", "M26-001", "Wren Thistledown")
    with store.change("test") as change:
        change.save(a_meeting(held_on=date(2026, 12, 8)))
        change.save(AgendaItem(meeting=1, case_ref="M26-001", kind=AgendaKind.NEW, position=1))
        change.save(an_action(case_ref="M26-001"))
    (case,) = marg("case", "list", "--format", "json").json
    assert case == {
        "ref": "M26-001",
        "status": "referred",
        "initials": "QF",
        "referred_on": "2026-01-03",
        "referrer": "GLOW",
        "lead_agency": "GLOW",
        "case_coordinator": "Wren Thistledown",
        "themes": ["homelessness"],
        "repeat": False,
        "agencies": [
            {"code": "GLOW", "contact": None, "lead": True},
            {"code": "POL", "contact": "Desk 4", "lead": False},
        ],
        "open_actions": 1,
        "next_meeting": "2026-12-08",
    }
    assert list(case) == FIELDS


def test_no_cases_are_an_empty_list_with_all_its_columns(marg: Marg):
    answer = marg("case", "list", "--format", "csv")
    assert (answer.code, answer.out) == (0, f"{','.join(FIELDS)}\n")
    assert answer.err == "No cases.\n"


@pytest.fixture
def _caseload(store: SqliteStore) -> None:
    with store.change("test") as change:
        change.save(
            a_case(
                ref="M26-001", status=CaseStatus.ACTIVE, lead_agency="POL", themes=("Hoarding",)
            ),
            a_case(ref="M26-002"),
            a_case(ref="M26-003", status=CaseStatus.DECLINED, because="x", lead_agency="POL"),
            a_case(
                ref="M26-004",
                status=CaseStatus.CLOSED,
                closed_on=date(2026, 11, 1),
                destination=Destination.PRISON,
            ),
        )


@pytest.mark.usefixtures("_caseload")
@pytest.mark.parametrize(
    ("options", "refs"),
    [
        ((), ["M26-001", "M26-002"]),
        (("--all",), ["M26-001", "M26-002", "M26-003", "M26-004"]),
        (("--status", "closed", "--status", "referred"), ["M26-002", "M26-004"]),
        (("--lead", "pol"), ["M26-001"]),
        (("--lead", "pol", "--all"), ["M26-001", "M26-003"]),
        (("--agency", "POL"), ["M26-001"]),
        (("--agency", "GLOW"), []),
        (("--theme", "hoarding"), ["M26-001"]),
    ],
)
def test_a_list_holds_the_cases_asked_for(marg: Marg, options: tuple[str, ...], refs: list[str]):
    found = marg("case", "list", *options, "--format", "json").json
    assert [case["ref"] for case in found] == refs


@pytest.mark.usefixtures("_caseload")
def test_how_many_ended_cases_are_not_listed_is_said(marg: Marg):
    assert marg("case", "list").err == (
        "2 cases are declined, withdrawn or closed and not listed: marg case list --all\n"
    )
    assert marg("case", "list", "--status", "active").err == ""
    assert marg("case", "list", "--all").err == ""


def test_the_agency_that_referred_has_to_do_with_the_case(marg: Marg):
    add(marg, "--initials", "QF")
    assert len(marg("case", "list", "--agency", "GLOW", "--format", "json").json) == 1


def test_an_agency_said_to_be_involved_again_changes_only_what_is_given(marg: Marg):
    add(marg, "--initials", "QF")
    marg("case", "involve", "M26-001", "POL", "--contact", "Desk 4", "--lead")
    again = marg("case", "involve", "M26-001", "POL", "--not-lead", "--format", "json").json
    assert again["agencies"] == [{"code": "POL", "contact": "Desk 4", "lead": False}]
    assert again["lead_agency"] is None


def test_a_new_lead_agency_is_said_to_follow_the_old_one(marg: Marg):
    add(marg, "--initials", "QF")
    marg("case", "involve", "M26-001", "POL", "--lead")
    answer = marg("case", "involve", "M26-001", "GLOW", "--lead")
    assert answer.err == (
        "POL led M26-001 until now.\nM26-001 changed: GLOW is involved and leads it.\n"
    )


def test_an_agency_taken_out_leads_no_more(marg: Marg):
    add(marg, "--initials", "QF")
    marg("case", "involve", "M26-001", "POL", "--lead")
    answer = marg("case", "involve", "M26-001", "POL", "--remove", "--format", "json")
    assert (answer.json["agencies"], answer.json["lead_agency"]) == ([], None)
    assert "no lead agency now" in answer.err
    assert marg("case", "involve", "M26-001", "POL", "--remove").code == 4


def test_a_case_coordinator_is_named_and_cleared(marg: Marg):
    add(marg, "--initials", "QF")
    named = marg("case", "coordinator", "M26-001", "Wren Thistledown", "--format", "json")
    assert named.json["case_coordinator"] == "Wren Thistledown"
    assert "Wren" not in named.err
    cleared = marg("case", "coordinator", "M26-001", "", "--format", "json")
    assert cleared.json["case_coordinator"] is None


def test_a_case_added_by_mistake_goes_with_its_referral_and_comes_back_with_undo(marg: Marg):
    add(marg, "--initials", "QF")
    marg("case", "involve", "M26-001", "POL", "--contact", "Desk 4")
    before = marg("case", "show", "M26-001").out
    assert marg("case", "remove", "m26-1", "--yes").code == 0
    assert marg("case", "show", "M26-001").code == 4
    marg("undo")
    assert marg("case", "show", "M26-001").out == before


def test_a_case_others_speak_of_is_not_removed_and_it_is_said_what_does(
    marg: Marg, store: SqliteStore
):
    add(marg, "--initials", "QF")
    with store.change("test") as change:
        change.save(an_action(case_ref="M26-001"), an_action(number=2, case_ref="M26-001"))
    answer = marg("case", "remove", "M26-001", "--yes")
    assert answer.code == 5
    assert "2 actions." in answer.err
    assert marg("case", "show", "M26-001").code == 0


def test_removing_asks_for_yes_where_nobody_can_type_the_reference(marg: Marg):
    add(marg, "--initials", "QF")
    answer = marg("case", "remove", "M26-001")
    assert answer.code == 2
    assert "--yes" in answer.err


@pytest.mark.usefixtures("_person_there")
@pytest.mark.parametrize(("typed", "code"), [("m26-1\n", 0), ("M26-002\n", 130), ("y\n", 130)])
def test_removing_asks_for_the_reference_typed(
    marg: Marg, store: SqliteStore, typed: str, code: int
):
    with store.change("test") as change:
        change.save(a_case())
    assert marg("case", "remove", "M26-001", typed=typed).code == code
    assert (store.cases.get("M26-001") is None) is (code == 0)


@pytest.mark.parametrize(
    "text", ["[urgent]", "[/b]", "\x1b[31mred", "😀", "رنا", "-rf", "x" * 10_000]
)
def test_a_text_comes_back_as_typed_and_sends_nothing_to_the_terminal(marg: Marg, text: str):
    add(marg, "--initials", "QF", f"--name={text}", f"--resolving={text}", f"--alias={text}")
    shown = marg("case", "show", "M26-001", "--format", "json").json
    assert (shown["person"]["name"], shown["resolving"]) == (text, text)
    assert shown["person"]["aliases"] == [text]
    for verb in ("show", "history"):
        assert "\x1b" not in marg("case", verb, "M26-001").out
