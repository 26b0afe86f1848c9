"""Lateral checks asked, answered and listed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Answer, Marg

NETHERWICK = Path(__file__).parents[2] / "examples" / "netherwick.json"
NEXT = "2026-12-08"
TOMORROW = {"MARG_TODAY": "2026-12-02"}


@pytest.fixture
def small(marg: Marg) -> Marg:
    """Two core agencies, one associate, and a meeting with two cases; one agreement in force."""
    for code in ("GLOW", "POL"):
        marg("agency", "add", code.title(), "--code", code)
    marg("agency", "add", "Law Centre", "--code", "LAW", "--kind", "associate")
    marg("agency", "isa", "GLOW", "--status", "signed off", "--signed", "2026-01-02")
    marg("meeting", "add", NEXT)
    for name in ("Quill Featherstone", "Ash Pocket"):
        marg("case", "add", "--name", name, "--referrer", "GLOW", "--reason", "Alone")
    for ref in ("M26-001", "M26-002"):
        marg("agenda", "add", ref)
    return marg


@pytest.fixture
def asked(small: Marg) -> Marg:
    assert small("trawl", "ask").code == 0
    return small


def rows(marg: Marg, *more: str, **environ: str) -> list[dict[str, Any]]:
    answer = marg("trawl", "list", *more, "--format", "json", **environ)
    assert answer.code == 0, answer.err
    found: list[dict[str, Any]] = answer.json
    return found


def states(marg: Marg, agency: str, **environ: str) -> dict[str, str]:
    return {row["case"]: row["state"] for row in rows(marg, "--agency", agency, **environ)}


def ok(answer: Answer) -> Answer:
    assert answer.code == 0, answer.err
    return answer


def test_every_core_agency_is_asked_about_every_listed_case(small: Marg):
    answer = ok(small("trawl", "ask"))
    assert "4 checks asked of 2 agencies" in answer.err
    assert "back by Thursday 3 December 2026" in answer.err
    assert {(row["agency"], row["case"]) for row in rows(small)} == {
        (agency, case) for agency in ("GLOW", "POL") for case in ("M26-001", "M26-002")
    }


def test_an_agency_that_is_involved_is_asked_about_its_own_case(small: Marg):
    small("case", "involve", "M26-002", "LAW")
    small("trawl", "ask")
    assert states(small, "LAW") == {"M26-002": "asked"}


def test_asked_again_only_what_is_new_is_asked(asked: Marg):
    assert "Nothing new to ask" in ok(asked("trawl", "ask")).err
    asked("case", "add", "--name", "Ivo Lampwick", "--referrer", "GLOW", "--reason", "Alone")
    asked("agenda", "add", "M26-003")
    answer = ok(asked("trawl", "ask", "--format", "json"))
    assert {row["case"] for row in answer.json} == {"M26-003"}
    assert "2 more checks asked" in answer.err


def test_who_has_no_agreement_is_asked_and_marked(small: Marg):
    answer = ok(small("trawl", "ask"))
    assert answer.err.count("No information-sharing agreement is in force with POL") == 1
    assert {row["agency"]: row["agreement"] for row in rows(small)} == {"GLOW": True, "POL": False}


def test_a_retired_agency_is_not_asked(small: Marg):
    small("agency", "retire", "POL")
    small("trawl", "ask")
    assert {row["agency"] for row in rows(small)} == {"GLOW"}


def test_a_case_that_ended_or_has_no_name_is_not_asked_about(small: Marg):
    small("case", "withdraw", "M26-001", "--because", "Moved")
    small("case", "add", "--initials", "ZZ", "--referrer", "GLOW", "--reason", "Alone")
    small("agenda", "add", "M26-003")
    answer = ok(small("trawl", "ask"))
    assert "M26-001 is withdrawn: nothing is asked about it." in answer.err
    assert "No name is recorded for M26-003" in answer.err
    assert {row["case"] for row in rows(small)} == {"M26-002"}


@pytest.mark.parametrize(
    ("today", "says"),
    [
        ("2026-12-02", "to be back tomorrow"),
        ("2026-12-03", "to be back today"),
        ("2026-12-04", "were to be back by Thursday 3 December 2026: ask for them at once"),
    ],
)
def test_too_little_time_to_answer_is_said(small: Marg, today: str, says: str):
    assert says in ok(small("trawl", "ask", MARG_TODAY=today)).err


def test_nobody_is_asked_for_a_meeting_that_is_past_or_without_a_case(small: Marg):
    small("meeting", "add", "2026-11-10")
    small("meeting", "add", "2027-01-12")
    assert small("trawl", "ask", "--meeting", "last").code == 5
    assert "No cases are listed" in small("trawl", "ask", "--meeting", "2027-01-12").err


def test_a_group_without_an_agency_hears_how_to_add_one(marg: Marg):
    marg("agency", "add", "Law Centre", "--code", "LAW", "--kind", "associate")
    marg("meeting", "add", NEXT)
    marg("case", "add", "--name", "Quill Featherstone", "--referrer", "LAW", "--reason", "Alone")
    marg("agenda", "add", "M26-001")
    answer = marg("trawl", "ask")
    assert answer.code == 5
    assert "marg agency add" in answer.err


def test_the_three_answers(asked: Marg):
    ok(asked("trawl", "return", "glow", "m26-1", "--nil"))
    ok(asked("trawl", "return", "GLOW", "M26-002", "--speak", "--by", "Wren Thistledown"))
    ok(asked("trawl", "return", "POL", "M26-001", "Seen twice", "--fact", "--criminal"))
    assert states(asked, "GLOW") == {"M26-001": "nil", "M26-002": "speak"}
    (row,) = [row for row in rows(asked, "--agency", "POL") if row["case"] == "M26-001"]
    assert (row["state"], row["text"], row["information"]) == ("returned", "Seen twice", ["I1"])
    (shared,) = asked("info", "list", "M26-001", "--format", "json").json
    assert (shared["agency"], shared["kind"], shared["criminal"]) == ("POL", "fact", True)
    assert (shared["meeting"], shared["returned"]) == (NEXT, True)


def test_an_answer_can_be_changed_and_the_history_keeps_both(asked: Marg):
    asked("trawl", "return", "POL", "M26-001", "Seen twice", "--fact")
    answer = ok(asked("trawl", "return", "POL", "M26-001", "--nil"))
    assert "I1 was taken out." in answer.err
    assert asked("info", "list", "M26-001", "--format", "json").json == []
    told = asked("case", "history", "M26-001").out
    assert "check of POL for 2026-12-08 changed" in told
    assert "I1, from POL removed" in told
    assert "returned → nil" in told


def test_a_fact_and_a_perception_stand_beside_each_other_and_each_is_replaced(asked: Marg):
    asked("trawl", "return", "POL", "M26-001", "Seen twice", "--fact")
    asked("trawl", "return", "POL", "M26-001", "Afraid, we think", "--perception")
    asked("trawl", "return", "POL", "M26-001", "Seen three times", "--fact")
    shared = asked("info", "list", "M26-001", "--format", "json").json
    assert [(s["ref"], s["text"]) for s in shared] == [
        ("I1", "Seen three times"),
        ("I2", "Afraid, we think"),
    ]


def test_who_will_speak_may_write_as_well(asked: Marg):
    ok(asked("trawl", "return", "POL", "M26-001", "In short: twice", "--fact", "--speak"))
    assert states(asked, "POL")["M26-001"] == "speak"
    assert rows(asked, "--agency", "POL")[0]["text"] == "In short: twice"


def test_a_text_comes_from_standard_input_too(asked: Marg):
    ok(asked("trawl", "return", "POL", "M26-001", "-", "--fact", typed="[b]Seen[/b]\ntwice\n"))
    assert rows(asked, "--agency", "POL")[0]["text"] == "[b]Seen[/b]\ntwice"


def test_nil_for_all_that_are_left(asked: Marg):
    asked("trawl", "return", "POL", "M26-001", "--speak")
    assert asked("trawl", "return", "POL", "--nil").code == 2
    ok(asked("trawl", "return", "POL", "--nil", "--yes"))
    assert states(asked, "POL") == {"M26-001": "speak", "M26-002": "nil"}
    assert asked("trawl", "return", "POL", "--nil", "--yes").code == 4


def test_an_answer_after_the_deadline_is_kept_and_marked(asked: Marg):
    late = {"MARG_TODAY": "2026-12-04"}
    assert states(asked, "POL", **late) == {"M26-001": "late", "M26-002": "late"}
    answer = ok(asked("trawl", "return", "POL", "M26-001", "--nil", **late))
    assert "nil return, late" in answer.err
    (row,) = [r for r in rows(asked, "--agency", "POL", **late) if r["case"] == "M26-001"]
    assert (row["state"], row["late"]) == ("nil", True)


def test_an_answer_taken_back_stands_as_asked(asked: Marg):
    asked("trawl", "return", "POL", "M26-001", "Seen twice", "--fact")
    ok(asked("trawl", "return", "POL", "M26-001", "--asked"))
    assert states(asked, "POL")["M26-001"] == "asked"
    assert asked("info", "list", "--format", "json").json == []


def test_undo_takes_an_answer_and_its_information_back(asked: Marg):
    asked("trawl", "return", "POL", "M26-001", "Seen twice", "--fact")
    ok(asked("undo"))
    assert states(asked, "POL")["M26-001"] == "asked"
    assert asked("info", "list", "--format", "json").json == []


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("GLOW", "M26-001", "--nil", "--speak"), 2, "nothing else goes with it"),
        (("GLOW", "M26-001", "Seen", "--nil"), 2, "nothing else goes with it"),
        (("GLOW", "M26-001", "Seen"), 2, "Give it as --fact or --perception."),
        (("GLOW", "M26-001"), 2, "--nil, --speak or TEXT"),
        (("GLOW",), 2, "Name it: marg trawl return AGENCY CASE"),
        (("GLOW", "--speak"), 2, "Which case is that about?"),
        (("GLOW", "M26-001", "--asked", "--nil"), 2, "either taken back or given"),
        (("GLOW", "M26-001", "--nil", "--on", "2026-11-22"), 5, "was only asked about M26-001"),
        (("GLOW", "M26-001", "--nil", "--on", "2026-11-24"), 5, "still to come"),
        (("GLOW", "M26-009", "--nil"), 4, "No case M26-009."),
        (("GLO", "M26-001", "--nil"), 4, "Did you mean GLOW?"),
        (("LAW", "M26-001", "--nil"), 4, "marg trawl ask --meeting 2026-12-08"),
        (("GLOW", "M26-001", "Seen", "--fact", "--only-for", "PLO"), 4, "No agency PLO."),
    ],
)
def test_what_is_no_answer_is_refused_with_the_way_out(
    asked: Marg, arguments: tuple[str, ...], code: int, says: str
):
    answer = asked("trawl", "return", *arguments)
    assert (answer.code, says in answer.err) == (code, True), answer.err
    assert states(asked, "GLOW")["M26-001"] == "asked"


def test_a_question_asked_by_mistake_is_taken_out_while_unanswered(asked: Marg):
    asked("trawl", "return", "POL", "M26-001", "--nil")
    assert "has answered about M26-001" in asked("trawl", "remove", "POL", "M26-001").err
    ok(asked("trawl", "remove", "POL", "M26-002"))
    assert asked("trawl", "remove", "GLOW").code == 2
    ok(asked("trawl", "remove", "GLOW", "--yes"))
    assert [(row["agency"], row["case"]) for row in rows(asked)] == [("POL", "M26-001")]


def test_the_matrix_says_everything_in_words(asked: Marg):
    asked("trawl", "return", "GLOW", "M26-001", "--nil")
    asked("trawl", "return", "POL", "M26-001", "Seen twice", "--fact")
    asked("trawl", "remove", "POL", "M26-002")
    head, glow, pol, *_, legend = asked("trawl", "list").out.rstrip().split("\n")
    assert head.split() == ["M26-001", "M26-002"]
    assert (glow.split(), pol.split()) == (["GLOW", "nil", "asked"], ["POL!", "text", "-"])
    for meaning in ("asked: no answer yet", "text: returned in writing", "! no agreement"):
        assert meaning in legend
    assert "late:" not in legend


def test_only_those_without_an_answer(asked: Marg):
    asked("trawl", "return", "POL", "--nil", "--yes")
    assert {row["agency"] for row in rows(asked, "--outstanding")} == {"GLOW"}
    assert "2 checks are outstanding" in asked("trawl", "list").err
    asked("trawl", "return", "GLOW", "--nil", "--yes")
    answer = asked("trawl", "list", "--outstanding", "--format", "json")
    assert (answer.json, answer.code) == ([], 0)
    assert "No check is outstanding" in answer.err


def test_a_case_taken_off_the_agenda_leaves_its_answers_and_no_open_question(asked: Marg):
    asked("trawl", "return", "POL", "M26-002", "--nil")
    asked("agenda", "remove", "M26-002")
    assert states(asked, "POL") == {"M26-001": "asked", "M26-002": "nil"}
    assert states(asked, "GLOW") == {"M26-001": "asked"}


def test_csv_has_the_fields_of_json(asked: Marg):
    header = asked("trawl", "list", "--format", "csv").out.split("\n")[0]
    assert header.startswith("case,agency,meeting,asked_on,due,state,text")
    assert header == ",".join(rows(asked)[0])


def test_the_deadline_follows_the_meeting_and_the_setting(asked: Marg):
    asked("meeting", "edit", NEXT, "--date", "2026-12-15")
    assert {row["due"] for row in rows(asked)} == {"2026-12-10"}
    asked("config", "set", "deadline.checks_back", "-5")
    assert {row["due"] for row in rows(asked)} == {"2026-12-08"}


def test_fourteen_agencies_and_seven_cases(marg: Marg):
    assert marg("import", str(NETHERWICK)).code == 0
    found = rows(marg)
    assert (len(found), len({row["agency"] for row in found})) == (98, 14)
    lines = marg("trawl", "list").out.splitlines()
    assert len(lines[0].split()) == 7
    assert max(map(len, lines[:15])) <= 80


def test_what_is_out_stands_on_status_the_case_and_the_agenda_check(asked: Marg):
    asked("trawl", "return", "GLOW", "M26-001", "--speak")
    assert "3 outstanding, due 3 Dec 2026: marg trawl list --outstanding" in asked("status").out
    assert "missing from POL, due 3 Dec 2026" in asked("case", "show", "M26-001").out
    assert asked("case", "show", "M26-001", "--format", "json").json["checks"] == {
        "missing": ["POL"],
        "due": "2026-12-03",
    }
    late = asked("agenda", "check", MARG_TODAY="2026-12-04").out
    assert "The checks of POL were to be back by Thursday 3 December 2026." in late
    summary = asked("case", "render", "M26-001", "--as", "md", "--out", "-").out
    assert "| **Checks outstanding** | POL |" in summary


def test_an_agenda_nobody_was_asked_about_in_time_is_found(small: Marg):
    assert "Lateral checks were to be asked" not in small("agenda", "check").out
    late = small("agenda", "check", MARG_TODAY="2026-11-25").out
    assert "no agency was asked about M26-001 and M26-002." in late
    assert "marg trawl ask --meeting 2026-12-08" in late


def test_the_chair_sees_who_will_speak_and_who_has_not_answered(asked: Marg):
    asked("trawl", "return", "GLOW", "M26-001", "--speak")
    order = asked("agenda", "render", "--audience", "chair", "--as", "md", "--out", "-").out
    assert "Call on GLOW" in order
    assert "| **M26-001** | POL |" in order
    assert "| **M26-002** | GLOW and POL |" in order


def test_a_case_or_meeting_that_was_asked_about_cannot_be_removed(asked: Marg):
    asked("agenda", "remove", "M26-002")
    assert "2 lateral checks" in asked("case", "remove", "M26-002", "--yes").err
    asked("agenda", "remove", "M26-001")
    assert "lateral checks" in asked("meeting", "remove", NEXT).err


def test_the_whole_round_trip_through_a_file(asked: Marg, tmp_path: Path):
    asked("trawl", "return", "POL", "M26-001", "Seen twice", "--fact", "--only-for", "GLOW")
    asked("trawl", "return", "GLOW", "M26-001", "--nil", "--by", "Wren Thistledown")
    file = tmp_path / "all.json"
    ok(asked("export", "--reason", "Moving house", "--out", str(file)))
    before = rows(asked), asked("info", "list", "--format", "json").json
    fresh = str(tmp_path / "fresh")
    key = tmp_path / "identity.txt"
    public = next(line for line in _public(key))
    start = ("init", "--group", "N", "--holder", "ann", "--sharing", "core", "--recipient", public)
    ok(asked(*start, MARG_STORE=fresh))
    ok(asked("import", str(file), MARG_STORE=fresh))
    after = rows(asked, MARG_STORE=fresh)
    shared = asked("info", "list", "--format", "json", MARG_STORE=fresh).json
    assert (after, shared) == before
    again = asked("import", str(file), "--format", "json", MARG_STORE=fresh).json
    assert (again["added"], again["changed"]) == (0, 0)


def _public(identity: Path) -> list[str]:
    from marg_cli.store.sqlite.identities import public_key, read_identities

    return [public_key(each) for each in read_identities(identity)]
