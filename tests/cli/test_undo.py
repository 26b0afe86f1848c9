from __future__ import annotations

import pytest

from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, an_agency
from tests.conftest import Marg


@pytest.fixture(autouse=True)
def _group(store: SqliteStore) -> None:
    with store.change("init") as change:
        change.save(an_agency(), a_case())


def add(marg: Marg, what: str) -> None:
    marg("action", "add", "M26-001", what, "--agency", "GLOW", "--due", "friday")


def open_actions(marg: Marg) -> list[str]:
    return [action["what"] for action in marg("action", "list", "--format", "json").json]


def test_undo_takes_back_the_last_change_and_says_what_it_was(marg: Marg):
    add(marg, "Visit")
    answer = marg("undo")
    assert answer.code == 0
    assert answer.err.startswith("Undone: action add (A1 M26-001), of ")
    assert open_actions(marg) == []


def test_undo_again_takes_back_the_change_before(marg: Marg):
    add(marg, "Visit")
    add(marg, "Ring")
    marg("undo")
    marg("undo")
    assert open_actions(marg) == []


def test_undo_puts_back_what_was_removed_with_its_story(marg: Marg):
    add(marg, "Visit")
    marg("action", "progress", "A1", "No answer at the door")
    before = marg("action", "show", "A1", "--format", "json").json
    marg("action", "remove", "A1")
    marg("undo")
    assert marg("action", "show", "A1", "--format", "json").json == before


def test_a_number_is_not_given_out_again_after_an_undo(marg: Marg):
    add(marg, "Visit")
    marg("undo")
    add(marg, "Ring")
    assert marg("action", "show", "A2").code == 0


def test_there_is_nothing_to_undo_in_a_new_register(marg: Marg):
    answer = marg("undo")
    assert answer.code == 5
    assert "no change of yours" in answer.err


def test_a_reading_is_not_a_change_to_undo(marg: Marg):
    add(marg, "Visit")
    marg("action", "list")
    marg("undo")
    assert open_actions(marg) == []


def test_what_was_changed_again_since_is_not_overwritten(marg: Marg, store: SqliteStore):
    add(marg, "Visit")
    store.holder = "deputy"
    with store.change("action done") as change:
        action = store.actions.get(1)
        assert action is not None
        change.save(action.done(on=action.set_on, outcome="Seen"))
    answer = marg("undo")
    assert answer.code == 5
    assert "changed again since" in answer.err
    assert marg("action", "show", "A1", "--format", "json").json["action"]["status"] == "done"
