from __future__ import annotations

import pytest

from marg_cli.domain.case import CaseStatus
from marg_cli.store.sqlite.store import SqliteStore
from tests.builders import a_case, a_meeting
from tests.conftest import Marg


@pytest.fixture(autouse=True)
def learnt(marg: Marg, store: SqliteStore) -> None:
    """A closed case of which something was learnt, L1."""
    with store.change("init") as change:
        change.save(a_case(status=CaseStatus.ACTIVE), a_meeting())
    closed = "case", "close", "M26-001", "--destination", "prison", "--outcome", "Recalled"
    assert marg(*closed, "--learnt", "Ask [b] sooner").code == 0


def test_what_was_learnt_is_listed_with_the_case_it_is_from(marg: Marg):
    said = {"ref": "L1", "case": "M26-001", "text": "Ask [b] sooner", "on": "2026-11-23"}
    assert marg("learning", "list", "--format", "json").json == [said]
    assert marg("learning", "list", "m26-1", "--format", "json").json == [said]
    assert "Ask [b] sooner" in marg("learning", "list").out
    assert marg("learning", "list", "M26-009").code == 4


def test_it_is_put_right_and_the_wording_before_stays_in_the_history(marg: Marg):
    assert marg("learning", "edit", "l1", "-", typed="Ask [i] first\n").code == 0
    assert marg("learning", "show", "1", "--format", "json").json["text"] == "Ask [i] first"
    history = marg("case", "history", "M26-001").out
    assert "Ask [b] sooner" in history
    assert "Ask [i] first" in history
    assert marg("learning", "edit", "L1").code == 2


def test_it_is_taken_out_and_an_undo_brings_it_back(marg: Marg):
    assert marg("learning", "remove", "L1").code == 0
    empty = marg("learning", "list", "--format", "json")
    assert (empty.code, empty.json, empty.err) == (0, [], "Nothing was learnt yet.\n")
    assert marg("undo").code == 0
    assert len(marg("learning", "list", "--format", "json").json) == 1


def test_one_that_is_not_there_is_missed_with_the_near_one(marg: Marg):
    for verb in (("show",), ("edit",), ("remove",)):
        answer = marg("learning", *verb, "L4", *(["x"] if verb == ("edit",) else []))
        assert answer.code == 4
        assert "Did you mean L1?" in answer.err


def test_a_persons_name_in_it_is_found_before_minutes_are_final(marg: Marg):
    marg("case", "edit", "M26-001", "--name", "Quill Fenwick")
    marg("minutes", "start", "2026-11-10")
    marg("learning", "edit", "L1", "Quill Fenwick taught us to ask")
    marg("meeting", "add", "2026-11-24")
    marg("minutes", "start", "2026-11-24", MARG_TODAY="2026-11-24")
    found = marg("minutes", "check", "2026-11-24", "--format", "json").json
    (mend,) = [each["mend"] for each in found if each["heading"] == "learning"]
    assert mend == 'marg learning edit L1 "..."'
