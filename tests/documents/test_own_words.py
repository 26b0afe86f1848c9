"""A group's own nouns stand wherever a template says the field's, and in nobody else's words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.documents.render import READ_BACK, compose
from marg_cli.documents.templates.own_words import OwnWords
from marg_cli.domain.papers.frame import OwnWord
from marg_cli.domain.value import replace
from tests.conftest import Marg
from tests.documents.papers import a_slot, an_agenda
from tests.documents.sheets import an_action_sheet

GROUPS = (
    OwnWord(noun="agency", own="organisation"),
    OwnWord(noun="lead agency", own="key worker"),
    OwnWord(noun="action", own="task"),
    OwnWord(noun="person", own="*client*"),
)


def own(paper: Any) -> Any:
    return replace(paper, head=replace(paper.head, own_words=GROUPS))


@pytest.mark.parametrize(
    ("said", "in_own"),
    [
        ("The agency and its agencies", "The organisation and its organisations"),
        ("| **Lead agency** |", "| **Key worker** |"),
        ("AGENCY", "ORGANISATION"),
        ("lead\nagencies", "key workers"),
        ("an action, An action, a lead agency", "a task, A task, a key worker"),
        ("an agency's", "an organisation's"),
        ("Multi-agency, transaction, inaction", "Multi-agency, transaction, inaction"),
        ("people and a person", "\\*client\\*s and a \\*client\\*"),
    ],
)
def test_a_noun_is_said_in_its_number_its_capital_and_its_article(said: str, in_own: str):
    assert OwnWords(GROUPS).say(said) == in_own


@given(st.text(st.characters(exclude_characters="aA")))
def test_a_text_without_the_nouns_stays(text: str):
    assert OwnWords([OwnWord(noun="agency", own="body")]).say(text) == text


def test_what_somebody_typed_stays_as_it_was():
    typed = "The agency wrote: one action for each person."
    paper = own(an_agenda(slots=(a_slot(resolving=typed),)))
    written = compose("agenda.md.j2", paper).markdown
    assert typed in written
    assert "**Key worker**" in written
    assert "Lead agency" not in written


def test_a_number_stands_before_the_groups_noun(tmp_path: Any):
    (tmp_path / "agenda.md.j2").write_text('# {{ 2|plural("action") }}, {{ 1|plural("action") }}\n')
    assert compose("agenda.md.j2", own(an_agenda()), search=[tmp_path]).markdown == (
        "# 2 tasks, 1 task\n"
    )


def test_a_sheet_that_comes_back_keeps_the_words_it_is_read_by():
    assert "action_sheet.md.j2" in READ_BACK
    plain = compose("action_sheet.md.j2", an_action_sheet()).markdown
    assert compose("action_sheet.md.j2", own(an_action_sheet())).markdown == plain


def test_a_group_sets_its_own_words_once(marg: Marg):
    assert marg("meeting", "add", "2026-12-08").code == 0
    for key, word in (("lead-agency", "key worker"), ("minute_taker", "scribe"), ("high", "red")):
        assert marg("config", "set", f"words.{key}", word).code == 0
    said = marg("agenda", "render", "--as", "md", "--out", "-")
    assert said.code == 0, said.err
    assert "Scribe" in said.out
    assert "Minute taker" not in said.out
