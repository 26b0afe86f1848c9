from __future__ import annotations

import pytest

from marg_cli.cli.session import Session
from marg_cli.domain.settings import Setting, every_rule
from marg_cli.store.sqlite.store import SqliteStore
from tests.conftest import Marg, Place


def value(marg: Marg, key: str) -> str:
    found: str = marg("config", "show", key, "--format", "json").json["value"]
    return found


def test_every_setting_is_shown_with_its_fields_in_their_order(marg: Marg):
    shown = marg("config", "show", "--format", "json").json
    assert [setting["key"] for setting in shown] == list(every_rule())
    assert list(shown[0]) == ["key", "value", "default", "about"]


def test_a_deadline_is_shown_in_words_and_the_default_is_marked(marg: Marg):
    assert "5 working days before the meeting (default)" in marg("config", "show").out
    marg("config", "set", "deadline.agenda", "-6")
    lines = marg("config", "show", "deadline").out.splitlines()
    (agenda,) = (line for line in lines if line.startswith("deadline.agenda"))
    assert "6 working days before the meeting" in agenda
    assert "default" not in agenda


@pytest.mark.parametrize(
    "args",
    [
        ("deadline.agenda", "-6"),
        ("deadline.agenda", "-6", "--format", "json"),
        ("--format", "json", "deadline.agenda", "-6"),
        ("deadline.agenda", "--", "-6"),
        ("deadline.agenda", "6 working days before"),
    ],
)
def test_a_value_may_begin_with_a_dash(marg: Marg, args: tuple[str, ...]):
    assert marg("config", "set", *args).code == 0
    assert value(marg, "deadline.agenda") == "-6"


@pytest.mark.parametrize("venue", ["- the annex -", "-h house", "[urgent]", "😀 \u0631"])
def test_a_text_comes_back_as_typed(marg: Marg, venue: str):
    assert marg("config", "set", "meeting.venue", venue).code == 0
    assert value(marg, "meeting.venue") == venue


def test_an_option_that_does_not_exist_is_no_value(marg: Marg):
    answer = marg("config", "set", "meeting.venue", "--fromat")
    assert (answer.code, "--format" in answer.err) == (2, True)


def test_help_is_still_help(marg: Marg):
    answer = marg("config", "set", "meeting.venue", "-h")
    assert answer.code == 0
    assert "Give a setting a value." in answer.out


def test_what_was_set_is_said_in_words_and_answered_to_programs(marg: Marg):
    answer = marg("config", "set", "group.dpia", "31/03/2027", "--format", "json")
    assert answer.json["value"] == "2027-03-31"
    assert answer.err == "group.dpia: Wednesday 31 March 2027. See all: marg config show\n"


@pytest.mark.parametrize(
    ("key", "given", "code"),
    [
        ("deadline.agenda", "5", 2),
        ("meeting.rule", "whenever", 2),
        ("group.venue", "Town Hall", 4),
        ("group.name", " ", 2),
        ("sharing.policy", "everybody", 2),
    ],
)
def test_what_a_setting_cannot_be_is_refused(marg: Marg, key: str, given: str, code: int):
    assert marg("config", "set", key, given).code == code


def test_a_value_is_read_from_standard_input(marg: Marg):
    marg("config", "set", "group.statement", "-", typed="Two lines,\nas typed.\n")
    assert value(marg, "group.statement") == "Two lines,\nas typed."


def test_a_value_left_out_is_asked_for(marg: Marg, monkeypatch: pytest.MonkeyPatch):
    assert marg("config", "set", "group.chair").code == 2
    monkeypatch.setattr(Session, "may_ask", True)
    marg("config", "set", "group.chair", typed="Professor Owl\n")
    assert value(marg, "group.chair") == "Professor Owl"


def test_a_setting_goes_back_to_its_default_and_that_can_be_undone(marg: Marg):
    marg("config", "set", "repeat.months", "24")
    assert marg("config", "unset", "repeat.months").err.startswith("repeat.months: 12 (default).")
    assert marg("config", "unset", "repeat.months").code == 0
    marg("undo")
    assert value(marg, "repeat.months") == "24"


def test_who_sees_which_case_has_to_be_decided(marg: Marg):
    answer = marg("config", "unset", "sharing.policy")
    assert answer.code == 5
    assert value(marg, "sharing.policy") == "core"


def test_one_section_is_shown_by_its_word(marg: Marg):
    shown = marg("config", "show", "deadline", "--format", "json").json
    assert {setting["key"].partition(".")[0] for setting in shown} == {"deadline"}
    assert marg("config", "show", "deadlines").code == 4


def test_a_mistyped_key_gets_the_near_one(marg: Marg):
    answer = marg("config", "show", "meeting.rul")
    assert answer.code == 4
    assert "Did you mean meeting.rule" in answer.err


def test_the_groups_own_words_are_shown_after_the_rest(marg: Marg):
    marg("config", "set", "words.very-high", "critical")
    last = marg("config", "show", "--format", "json").json[-1]
    assert (last["key"], last["value"]) == ("words.very-high", "critical")
    assert last["about"] == "the group's own word for: very-high"


def test_a_setting_of_another_version_is_shown_and_left_alone(marg: Marg, store: SqliteStore):
    with store.change("test") as change:
        change.save(Setting(key="colour.scheme", value="green"))
    last = marg("config", "show", "--format", "json").json[-1]
    assert (last["key"], last["value"]) == ("colour.scheme", "green")


def test_the_path_is_the_registers_folder_and_needs_no_key(marg: Marg, place: Place):
    answer = marg("config", "path", MARG_IDENTITY_FILE="")
    assert (answer.code, answer.out, answer.err) == (0, f"{place.folder}\n", "")


def test_the_path_of_a_register_that_is_not_there_says_so(marg: Marg, place: Place):
    nowhere = place.folder.parent / "nowhere"
    answer = marg("config", "path", "--store", str(nowhere), "--format", "json")
    assert answer.json == {"path": str(nowhere), "exists": False}
    assert "marg init" in answer.err
