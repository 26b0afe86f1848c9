from __future__ import annotations

import pytest

from marg_cli.documents.blocks import Table
from marg_cli.documents.reading import read
from marg_cli.documents.together import introduces, is_short

FACTS = "| | |\n|---|---|\n| **Name** | Tamsin Quill |\n"
BOX = (
    "*Answer*\n\n| Answer | Write here |\n|---|---|\n"
    "| **Nil return** | ☐ |\n| **By** | |\n| **On** | |\n"
)
ACTIONS = "| Action | What |\n|---|---|\n| **A1** | Ring |\n"


@pytest.mark.parametrize(
    ("above", "below", "together"),
    [
        (FACTS, BOX, True),
        (FACTS, f"*Actions*\n\n{ACTIONS}", False),
        (FACTS, "Words.\n", False),
        (FACTS, FACTS.replace("Name", "Other"), False),
        ("The statement as it was read:\n", ACTIONS, True),
        (f"{'A long paragraph. ' * 20}\n", ACTIONS, False),
        ("What to do:\n", "- Ring\n", True),
    ],
)
def test_what_introduces_something_stays_with_it(above: str, below: str, together: bool):
    first, second = read(f"{above}\n{below}")
    assert introduces(first, second) is together


def test_the_last_block_introduces_nothing():
    (block,) = read(FACTS)
    assert not introduces(block, None)


def test_a_table_of_many_rows_is_not_kept_on_one_page():
    (few,) = read(ACTIONS)
    (many,) = read(ACTIONS + "| **A2** | Ring |\n" * 8)
    assert isinstance(few, Table)
    assert isinstance(many, Table)
    assert [is_short(few), is_short(many)] == [True, False]
