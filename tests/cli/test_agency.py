from __future__ import annotations

import pytest

from marg_cli.cli.session import Session
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_member, an_action, an_agency
from tests.conftest import Marg

FIELDS = [
    *("code", "name", "kind", "sector", "isa", "trained", "members"),
    *("part_of", "retired_on", "training"),
]


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("test") as change:
        change.save(an_agency(), an_agency(code="POL", name="Netherwick Police"))


@pytest.fixture
def somebody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "may_ask", True)


def agency(marg: Marg, code: str = "GLOW") -> dict[str, object]:
    found: dict[str, object] = marg("agency", "show", code, "--format", "json").json
    return found


def sign(marg: Marg, *more: str) -> None:
    answer = marg("agency", "isa", "GLOW", "--status", "signed off", *more)
    assert answer.code == 0, answer.err


def test_an_agency_is_added_as_a_core_one_with_the_next_step(marg: Marg):
    answer = marg("agency", "add", "Night Shelter", "--code", "ns")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "NS added (core). Say who comes for it: marg member add --agency NS\n"


def test_the_fields_scripts_rely_on_stand_in_their_order(marg: Marg):
    added = marg("agency", "add", "Shelter", "--code", "ns", "--format", "json").json
    assert list(added) == list(agency(marg)) == FIELDS
    assert list(added["isa"]) == [
        "status", "signed_on", "review_on", "officer", "in_force", "note",
    ]  # fmt: skip
    assert (added["kind"], added["isa"]["status"], added["trained"]) == ("core", "none", 0)


def test_the_columns_of_a_csv_are_the_same_with_and_without_rows(marg: Marg):
    header, *lines = marg("agency", "list", "--format", "csv").out.splitlines()
    empty = marg("agency", "list", "--kind", "guest", "--format", "csv").out.splitlines()
    assert empty == [header]
    assert len(lines) == 2
    assert "isa_in_force" in header


def test_a_code_left_out_is_made_from_the_name(marg: Marg):
    made = marg("agency", "add", "Substance Misuse Services (CDAS)", "--format", "json").json
    assert made["code"] == "CDAS"


@pytest.mark.usefixtures("somebody_there")
def test_a_person_is_offered_a_code_and_may_give_another(marg: Marg):
    offered = marg("agency", "add", typed="Night Shelter of Netherwick\n\n")
    assert "Which code? (Enter for NSN)" in offered.err
    assert marg("agency", "add", "Soup Kitchen", typed="soup\n").err.endswith("--agency SOUP\n")


def test_a_code_that_is_taken_is_refused_and_says_by_whom(marg: Marg):
    answer = marg("agency", "add", "Glowworms", "--code", "glow")
    assert answer.code == 5
    assert answer.err.startswith("GLOW is taken: it is the code of Glow Domestic Abuse Services.")


def test_the_code_of_a_retired_agency_is_offered_to_be_brought_back(marg: Marg):
    marg("agency", "retire", "GLOW")
    answer = marg("agency", "add", "Glowworms", "--code", "glow")
    assert "marg agency retire GLOW --back" in answer.err


def test_an_agency_is_not_added_twice_under_one_name(marg: Marg):
    answer = marg("agency", "add", "netherwick POLICE")
    assert (answer.code, answer.err.splitlines()[0]) == (5, "POL goes by that name already.")


def test_one_service_of_two_organisations_is_two_agencies(marg: Marg):
    for part_of in ("City Council", "County Council"):
        assert marg("agency", "add", "Housing", "--part-of", part_of).code == 0


def test_a_list_holds_one_kind_and_no_retired_ones_unless_asked(marg: Marg):
    marg("agency", "add", "Shelter", "--code", "NS", "--kind", "guest")
    marg("agency", "retire", "POL", "--on", "2026-11-01")

    def codes(*more: str) -> list[str]:
        return [a["code"] for a in marg("agency", "list", "--format", "json", *more).json]

    assert codes() == ["GLOW", "NS"]
    assert codes("--kind", "guest") == ["NS"]
    assert codes("--retired") == ["GLOW", "POL", "NS"]


def test_only_what_is_given_changes_and_an_empty_text_clears(marg: Marg):
    marg("agency", "edit", "GLOW", "--sector", "voluntary", "--kind", "associate")
    marg("agency", "edit", "GLOW", "--name", "Glow")
    edited = agency(marg)
    assert (edited["name"], edited["kind"], edited["sector"]) == ("Glow", "associate", "voluntary")
    marg("agency", "edit", "GLOW", "--sector", "")
    assert agency(marg)["sector"] is None


def test_an_edit_without_a_change_names_the_options(marg: Marg):
    answer = marg("agency", "edit", "GLOW")
    assert answer.code == 2
    assert "--name --kind --sector --part-of --code" in answer.err


def test_an_agency_keeps_a_name(marg: Marg):
    assert marg("agency", "edit", "GLOW", "--name", " ").code == 2


def test_a_code_may_be_put_right_while_nothing_speaks_of_it_and_taken_back(marg: Marg):
    assert marg("agency", "edit", "GLOW", "--code", "gdas").code == 0
    assert agency(marg, "GDAS")["name"] == "Glow Domestic Abuse Services"
    assert marg("agency", "show", "GLOW").code == 4
    marg("undo")
    assert agency(marg)["name"] == "Glow Domestic Abuse Services"
    assert marg("agency", "show", "GDAS").code == 4


def test_a_code_that_is_spoken_of_stays(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(a_member())
    answer = marg("agency", "edit", "GLOW", "--code", "GDAS")
    assert answer.code == 5
    assert "GLOW cannot have another code: 1 member speaks of it." in answer.err


def test_an_agency_that_is_spoken_of_is_not_removed_and_retiring_is_offered(
    marg: Marg, store: SqliteStore
):
    with store.change("test") as change:
        change.save(a_case(lead_agency="GLOW"), a_member(), a_member(number=2, name="Ash Quill"))
        change.save(*(an_action(number=number) for number in (1, 2, 3)))
    answer = marg("agency", "remove", "GLOW")
    assert answer.code == 5
    assert answer.err == (
        "GLOW cannot be removed: 2 members, 3 actions and 1 case speak of it.\n"
        "Retire it instead: marg agency retire GLOW\n"
    )


def test_an_agency_nothing_speaks_of_is_removed_and_taken_back(marg: Marg):
    assert marg("agency", "remove", "GLOW").code == 0
    assert marg("agency", "show", "GLOW").code == 4
    marg("undo")
    assert agency(marg)["code"] == "GLOW"


def test_retiring_says_how_many_open_actions_stay(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(an_action())
    answer = marg("agency", "retire", "GLOW", "--on", "20 november 2026")
    assert answer.err == (
        "GLOW retired on Friday 20 November 2026. 1 open action is still its own: "
        "marg action list --agency GLOW --status open\n"
    )
    assert agency(marg)["retired_on"] == "2026-11-20"


def test_a_retired_agency_gets_no_actions_until_it_is_back(marg: Marg):
    marg("agency", "retire", "GLOW")
    ask = ("action", "add", "group", "Ring", "--agency", "GLOW", "--due", "friday")
    assert marg(*ask).code == 5
    assert marg("agency", "retire", "GLOW", "--back").code == 0
    assert marg(*ask).code == 0


def test_an_agency_does_not_retire_on_a_day_to_come(marg: Marg):
    assert marg("agency", "retire", "GLOW", "--on", "2026-11-24").code == 5


def test_an_agreement_is_in_force_until_its_review_day_is_past(marg: Marg):
    sign(marg, "--signed", "23/11/2025", "--review", "1 year", "--officer", "Hazel Officer")
    assert agency(marg)["isa"] == {
        "status": "signed off",
        "signed_on": "2025-11-23",
        "review_on": "2026-11-23",
        "officer": "Hazel Officer",
        "in_force": True,
        "note": None,
    }
    late = marg("agency", "show", "GLOW", "--format", "json", MARG_TODAY="2026-11-24").json
    assert late["isa"]["in_force"] is False
    assert "review past" in marg("agency", "list", MARG_TODAY="2026-11-24").out


def test_what_an_agreement_comes_to_is_said_with_the_next_step(marg: Marg):
    said = marg("agency", "isa", "GLOW", "--status", "legal or ig").err
    assert said == (
        "GLOW's agreement: legal or IG. While it is not in force, GLOW is sent no personal data. "
        "See all: marg agency list\n"
    )
    said = marg("agency", "isa", "GLOW", "--status", "signed off", "--signed", "today").err
    assert said == (
        "GLOW's agreement is in force since Monday 23 November 2026, with no review day. "
        "See it: marg agency show GLOW\n"
    )


def test_one_thing_of_an_agreement_changes_by_itself_and_an_empty_text_clears_it(marg: Marg):
    sign(marg, "--signed", "2026-05-01", "--note", "Copy in the post")
    marg("agency", "isa", "GLOW", "--review", "2027-05-01")
    marg("agency", "isa", "GLOW", "--note", "")
    isa = agency(marg)["isa"]
    assert isinstance(isa, dict)
    assert (isa["status"], isa["review_on"], isa["note"]) == ("signed off", "2027-05-01", None)
    marg("agency", "isa", "GLOW", "--review", "")
    assert agency(marg)["isa"] == {**isa, "review_on": None}


@pytest.mark.parametrize("day", ["2026-11-24", "2030-01-01"])
def test_an_agreement_is_not_signed_on_a_day_to_come(marg: Marg, day: str):
    assert marg("agency", "isa", "GLOW", "--status", "signed off", "--signed", day).code == 5


def test_an_agreement_without_a_word_of_it_names_the_option(marg: Marg):
    answer = marg("agency", "isa", "GLOW")
    assert answer.code == 2
    assert "--status" in answer.err


@pytest.mark.usefixtures("somebody_there")
def test_a_person_is_asked_how_far_an_agreement_has_come(marg: Marg):
    marg("agency", "isa", "GLOW", typed="legal or IG\n")
    assert agency(marg)["isa"]["status"] == "legal or IG"  # type: ignore[index]
    marg("agency", "isa", "GLOW", typed="sig\n1 Nov 2026\n1 year\n\n")
    assert agency(marg)["isa"]["review_on"] == "2027-11-01"  # type: ignore[index]


def test_trained_counts_people_and_training_says_who_and_when(marg: Marg):
    marg("agency", "trained", "GLOW", "--on", "2026-05-14", "--count", "4")
    answer = marg("agency", "trained", "GLOW", "--on", "1 June 2026", "--name", "Wren Thistledown")
    assert answer.err == (
        "1 person of GLOW trained on Monday 1 June 2026: noted. 5 in all: marg agency show GLOW\n"
    )
    shown = agency(marg)
    assert shown["trained"] == 5
    assert shown["training"] == [
        {"on": "2026-05-14", "name": None, "count": 4},
        {"on": "2026-06-01", "name": "Wren Thistledown", "count": 1},
    ]


def test_training_noted_wrongly_is_taken_out_again(marg: Marg):
    for count in ("4", "1"):
        marg("agency", "trained", "GLOW", "--on", "2026-05-14", "--count", count)
    remove = ("agency", "trained", "GLOW", "--on", "2026-05-14", "--remove")
    assert marg(*remove).code == 4
    assert marg(*remove, "--count", "4").code == 0
    assert agency(marg)["trained"] == 1
    assert marg("agency", "trained", "GLOW", "--on", "2026-05-15", "--remove").code == 4


def test_a_name_is_one_person(marg: Marg):
    both = ("--name", "Wren Thistledown", "--count", "2")
    assert marg("agency", "trained", "GLOW", "--on", "2026-05-14", *both).code == 2


def test_training_needs_its_day_and_not_one_to_come(marg: Marg):
    missing = marg("agency", "trained", "GLOW")
    assert missing.code == 2
    assert "--on DATE" in missing.err
    assert marg("agency", "trained", "GLOW", "--on", "tomorrow").code == 5


def test_an_agency_shows_who_comes_for_it_and_who_left_is_not_among_them(
    marg: Marg, store: SqliteStore
):
    with store.change("test") as change:
        change.save(a_member(role="Team leader"))
        change.save(a_member(number=2, name="Ash Quill", deputy_for=1))
        change.number_taken("member", 2)
    marg("member", "add", "Ivy Moth", "--agency", "GLOW")
    marg("member", "leave", "3")
    assert agency(marg)["members"] == ["Wren Thistledown", "Ash Quill"]
    shown = marg("agency", "show", "GLOW").out
    assert "1  Wren Thistledown, Team leader\n" in shown
    assert "2  Ash Quill, deputy for Wren Thistledown\n" in shown


@pytest.mark.parametrize(
    "name",
    ["[urgent]", "[/b]", "\x1b[31mred", "😀 house", "\u0631\u0646\u0627", "=1+1", "x" * 10_000],
)
def test_a_name_comes_back_as_typed_and_sends_nothing_to_the_terminal(marg: Marg, name: str):
    code = marg("agency", "add", name, "--format", "json").json["code"]
    assert agency(marg, code)["name"] == name
    assert "\x1b" not in marg("agency", "list").out + marg("agency", "show", code).out


def test_half_a_character_is_refused_and_not_a_fault(marg: Marg):
    answer = marg("agency", "edit", "GLOW", "--sector", "\udcff")
    assert answer.code == 2
    assert marg("agency", "show", "\udcff").code == 2


def test_the_audit_names_codes_and_no_names(marg: Marg, store: SqliteStore):
    marg("agency", "trained", "GLOW", "--on", "2026-05-14", "--name", "Wren Thistledown")
    marg("agency", "list", "--kind", "core")
    marg("agency", "show", "glow")
    told = [(row.command, row.refs) for row in store.audit.rows()][-3:]
    assert told == [
        ("agency trained", "GLOW"),
        ("agency list", "kind=core (2)"),
        ("agency show", "GLOW"),
    ]
